import { codebook } from '../codebook'
import { findOrganisation, membersOf, staffNames } from '../people'
import type { HostKeys } from '../vault'
import type { Load, Look } from '../web'
import { movesFor } from './case-state'
import { findCase, listConsents, listPersons, listSecrecy, listTeam } from './cases.queries'
import { judge, measure } from './clocks/clock'
import { stripOf, type Strip } from './clocks/strip'
import { clockProperty, detention, kinds, listEntries, readAnswers, type Entry, type EntryKind } from './entries'
import type { Moment } from './moments/moment'
import { caseSections } from './sections'

/** What the case page shows: everything in the file, opened with its key. */
export const casePage =
  (host: HostKeys): Load =>
  async look => {
    const { db, actor, params } = look
    const { kase, key } = await findCase(db, actor, params.id ?? '')
    const team = await listTeam(db, kase.id)
    const sections = []
    for (const section of caseSections.all()) sections.push({ ...section, data: await section.load(look, kase, key) })
    const entries: Record<string, object[]> = {}
    for (const kind of kinds)
      entries[kind.name] = (await listEntries(db, key, kind)).map(entry => entryPage(kind, entry))
    return {
      viewed: kase,
      case: kase,
      organisation: await findOrganisation(db, kase.organisationId),
      moves: movesFor(actor.roles, kase.state),
      secrecy: await listSecrecy(db, key),
      persons: await listPersons(db, key),
      consents: await listConsents(db, kase.id),
      team: team.filter(member => member.until === null),
      names: Object.fromEntries(
        await staffNames(db, host, [...team.map(member => member.userId), ...kase.words.narratives.map(one => one.by)]),
      ),
      entries,
      timeline: timelineOf(entries as Record<string, EntryPage[]>),
      sections,
    }
  }

export interface EntryPage {
  readonly kind: string
  readonly entry: Entry
  readonly values: Record<string, unknown>
  readonly clocks: readonly object[]
  readonly gap: object | null
  readonly strip: Strip | undefined
}

/** One entry as its views draw it: answers, and each clock from the real and from the recorded time with its rule. */
export function entryPage(kind: EntryKind, entry: Entry): EntryPage {
  const { values } = readAnswers(kind, entry)
  const columns = entry as unknown as Record<string, unknown>
  const clocks = kind.clocks.map(({ id, to }) => {
    const property = clockProperty(id)
    const value = {
      min: columns[`${property}Min`],
      max: columns[`${property}Max`],
      state: columns[`${property}State`],
    } as never
    const rule = entry.eventOn ? codebook.clockRule(id, entry.eventOn) : undefined
    const fromRecorded =
      id === 'recording'
        ? null
        : measure(values.recordedAt as Moment | null, values[to] as Moment | null, entry.regionAtEvent)
    return { id, ...judge(value, rule), fromRecorded }
  })
  return {
    kind: kind.name,
    entry,
    values,
    clocks,
    gap: clocks.find(clock => clock.id === 'recording') ?? null,
    strip: kind === detention ? detentionStrip(values, entry, clocks) : undefined,
  }
}

function detentionStrip(
  values: Readonly<Record<string, unknown>>,
  entry: Entry,
  clocks: readonly { id: string; limit: number | null }[],
): Strip | undefined {
  const moment = (name: string) => (values[name] ?? null) as Moment | null
  const [judge, released] = [moment('judgeFirstAt'), moment('releasedAt')]
  return stripOf({
    real: moment('deFactoAt'),
    recorded: moment('recordedAt'),
    end: judge?.state === 'at' ? judge : released,
    between: { lawyer: moment('lawyerFirstContactAt'), relative: moment('relativeNotifiedAt') },
    limit: judge?.state === 'at' ? (clocks.find(clock => clock.id === 'before-judge')?.limit ?? null) : null,
    region: entry.regionAtEvent,
  })
}

/** Every dated moment of the file in order, people's on the left, papers' on the right. */
function timelineOf(entries: Record<string, EntryPage[]>) {
  const moments = kinds.flatMap(kind =>
    (entries[kind.name] ?? []).flatMap(page =>
      Object.entries(kind.fields).flatMap(([name, field]) => {
        const moment = page.values[name] as Moment | null
        return field.type === 'moment' && moment?.state === 'at'
          ? [
              {
                kind: kind.name,
                name,
                moment,
                side:
                  moment.source === 'protocol' || moment.source === 'register' || moment.source === 'court'
                    ? 'paper'
                    : field.side,
              },
            ]
          : []
      }),
    ),
  )
  const days = new Map<string, typeof moments>()
  for (const one of moments.sort((a, b) => key(a.moment).localeCompare(key(b.moment)))) {
    const day = one.moment.on ?? ''
    days.set(day, [...(days.get(day) ?? []), one])
  }
  return [...days].map(([day, items]) => ({ day, items }))
}

const key = (moment: Moment) => `${moment.on ?? ''} ${moment.time ?? '99'}`

export const teamPage =
  (host: HostKeys): Load =>
  async ({ db, actor, params }: Look) => {
    const { kase } = await findCase(db, actor, params.id ?? '')
    const team = (await listTeam(db, kase.id)).filter(member => member.until === null)
    return {
      case: kase,
      team,
      names: Object.fromEntries(
        await staffNames(
          db,
          host,
          team.map(member => member.userId),
        ),
      ),
      colleagues: (await membersOf(db, host, actor.organisationId, 'lawyer', 'monitor', 'coordinator')).filter(
        user => !team.some(member => member.userId === user.id && member.role === 'lead'),
      ),
    }
  }

import type { EntityManager } from 'typeorm'
import { In } from 'typeorm'
import type { Actor } from '../../core'
import { coalitionIndex, listOrganisations, staffNames } from '../../people'
import { openSubject, type HostKeys } from '../../vault'
import type { Load } from '../../web'
import { one } from '../../web'
import { visibleTo } from '../cases.queries'
import { atOnce, listOutside } from './comparing.service'
import type { PatternAsk } from './pattern.entity'
import { findAsk, findRelated, listAsks, listRelated, uncompared, type Related } from './related.queries'

/** More alerts than this make no list to work through. */
const most = 100

/** What may be related, what was asked, and whether everything was compared. */
export const relatedPage: Load = async ({ db, actor, now }) => {
  const related = await listRelated(db, actor, now)
  const shown = related.slice(0, most)
  const asks = await listAsks(db, actor)
  const organisations = await namesOfOrganisations(db)
  return {
    related: shown.map(alert => ({ ...told(alert), ask: askAbout(alert, asks), known: knownOf(alert, asks) })),
    more: related.length - shown.length,
    cases: await ownCases(
      db,
      actor,
      shown.flatMap(alert => alert.ours),
    ),
    asks,
    organisations,
    holds: await openSubject(db, actor, coalitionIndex).then(Boolean, () => false),
    outside: await listOutside(db),
    left: await uncompared(db, actor).getCount(),
    atOnce,
  }
}

/** What a page is given of an alert: of the others their number. */
const told = ({ kind, methods, quarter, tokens, ours, theirs, organisations }: Related) => ({
  kind,
  methods,
  ...partsOf(quarter),
  token: tokens[0],
  ours,
  count: ours.length + theirs,
  many: organisations.length + 1,
})

const partsOf = (quarter: string) => ({ year: quarter.slice(0, 4), quarter: quarter.slice(-1) })

type Asks = Awaited<ReturnType<typeof listAsks>>
const isAbout =
  ({ tokens }: Related) =>
  (ask: PatternAsk) =>
    ask.tokens.some(token => tokens.includes(token))

/** What there is to look at: what the own organisation asked; or, when all the others ask already, what they asked. */
function askAbout(alert: Related, { ofUs, byUs }: Asks): PatternAsk | undefined {
  const asking = ofUs.filter(isAbout(alert))
  const isByAll = alert.organisations.every(id => asking.some(ask => ask.fromId === id))
  return byUs.find(isAbout(alert)) ?? (isByAll ? asking[0] : undefined)
}

/** An organisation is named when it agreed to talk, or when both sides asked. */
function knownOf(alert: Related, { ofUs, byUs }: Asks): string[] {
  const [asked, asking] = [byUs, ofUs].map(asks => asks.filter(isAbout(alert)))
  const agreed = [...(asked ?? []), ...(asking ?? [])].filter(ask => ask.state === 'agreed')
  const mutual = (asking ?? []).filter(ask => asked?.some(own => own.toId === ask.fromId))
  const others = [...agreed.map(ask => [ask.fromId, ask.toId]), ...mutual.map(ask => [ask.fromId])].flat()
  return alert.organisations.filter(id => others.includes(id))
}

async function ownCases(db: EntityManager, actor: Actor, ids: readonly string[]) {
  const found = ids.length
    ? await visibleTo(db, actor)
        .andWhere({ id: In([...ids]) })
        .getMany()
    : []
  return Object.fromEntries(found.map(kase => [kase.id, kase.reference]))
}

const namesOfOrganisations = async (db: EntityManager) =>
  Object.fromEntries((await listOrganisations(db)).map(organisation => [organisation.id, organisation]))

/** The form that asks the others. */
export const newAskPage: Load = async ({ db, actor, now, query }) => {
  const alert = await findRelated(db, actor, now, one(query, 'about') ?? '')
  return { alert: told(alert), cases: await ownCases(db, actor, alert.ours) }
}

/** One ask: who asks is named to the asked; the asked to who asks when they agree. */
export const askPage =
  (host: HostKeys): Load =>
  async ({ db, actor, params, now }) => {
    const { ask, message, reply } = await findAsk(db, actor, params.askId ?? '')
    const isOurs = ask.fromId === actor.organisationId
    const related = (await listRelated(db, actor, now)).filter(alert => isAbout(alert)(ask))
    const ours = related.flatMap(alert => alert.ours)
    const isNamed = !isOurs || ask.state === 'agreed'
    return {
      viewed: ask,
      ask,
      about: { kind: ask.kind, methods: ask.methods, ...partsOf(ask.quarter) },
      message,
      reply: isNamed ? reply : '',
      isOurs,
      other: isNamed ? (await namesOfOrganisations(db))[isOurs ? ask.toId : ask.fromId] : undefined,
      mayAnswer: !isOurs && ask.state === 'asked',
      ours: [...new Set(ours)],
      cases: await ownCases(db, actor, ours),
      names: Object.fromEntries(await staffNames(db, host, namedIn(ask, isOurs))),
    }
  }

/** Who is named to one side: its own person; when they agreed, the other's too. */
function namedIn({ state, askedBy, answeredBy }: PatternAsk, isOurs: boolean): string[] {
  const agreed = state === 'agreed'
  return [...(isOurs || agreed ? [askedBy] : []), ...((!isOurs || agreed) && answeredBy ? [answeredBy] : [])]
}

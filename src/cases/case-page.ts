import { findOrganisation, membersOf, staffNames } from '../people'
import type { HostKeys } from '../vault'
import { one, type Load, type Look } from '../web'
import { movesFor } from './case-state'
import { waysToFile } from './cases.paths'
import { findCase, listPersons, listTeam } from './cases.queries'
import { consentOnCase } from './consent/on-case'
import { chainsPage } from './chain-page'
import { kinds } from './entries'
import { linkedIn, onlyVictim, pagesOfFile } from './entry-page'
import { listAlsoIn } from './identities/identities.queries'
import { notCounted } from './not-counted'
import { caseSections } from './sections'
import { timelineOf } from './timeline'

/** What the case page shows: everything in the file, opened with its key. */
export const casePage =
  (host: HostKeys): Load =>
  async look => {
    const { db, actor, params } = look
    const { kase, key } = await findCase(db, actor, params.id ?? '')
    const team = await listTeam(db, kase.id)
    const sections = []
    for (const section of caseSections.all()) sections.push({ ...section, data: await section.load(look, kase, key) })
    const persons = await listPersons(db, key)
    const entries = await pagesOfFile(db, key)
    return {
      viewed: kase,
      case: kase,
      filed: waysToFile.find(way => kase.reference !== null && way === one(look.query, 'filed')),
      organisation: await findOrganisation(db, kase.organisationId),
      moves: movesFor(actor.roles, kase.state),
      ...(await consentOnCase(look, key, persons)),
      alsoIn: await listAlsoIn(db, actor, persons),
      team: team.filter(member => member.until === null),
      names: Object.fromEntries(
        await staffNames(db, host, [...team.map(member => member.userId), ...kase.words.narratives.map(one => one.by)]),
      ),
      kinds,
      entries,
      notCounted: notCounted(
        kase,
        kinds.filter(kind => !kind.uncounted).flatMap(kind => (entries[kind.name] ?? []).map(page => page.entry)),
      ),
      linked: linkedIn(persons, entries),
      onlyVictim: onlyVictim(persons),
      chains: chainsPage(entries, look.now),
      timeline: timelineOf(entries),
      sections,
    }
  }

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

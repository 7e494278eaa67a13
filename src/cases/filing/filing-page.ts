import type { EntityManager } from 'typeorm'
import type { Look } from '../../web'
import { dayInAlmaty } from '../../core'
import { findCase, listPersons } from '../cases.queries'
import { consentOnCase } from '../consent/on-case'
import { act, detention, listEntries, Occurrence } from '../entries'
import { caseSections } from '../sections'
import { listDrafts } from './drafts'
import { missingParts } from './parts'

/** The task list of a draft: what is done, what is begun, what is still missing. */
export async function filingPage(look: Look) {
  const { db, actor, params, now } = look
  const { kase, key } = await findCase(db, actor, params.id ?? '')
  const missing = await missingParts(db, kase, key, dayInAlmaty(now))
  const persons = await listPersons(db, key)
  const known = await consentOnCase(look, key, persons)
  const detentions = await listEntries(db, key, detention)
  const acts = await listEntries(db, key, act)
  const evidence = caseSections.all().find(section => section.key === 'evidence')
  const files = evidence ? (await evidence.load(look, kase, key)).count : 0
  const begun = await begunPages(db, kase.id, actor.id)
  const done: Record<string, boolean> = {
    secrecy: known.secrecyAnswer !== null,
    person: persons.length > 0 && !missing.includes('person'),
    consent: !missing.includes('consent'),
    words: !missing.includes('words'),
    about: kase.source !== null,
    detention: detentions.length > 0,
    act: acts.length > 0,
    evidence: files > 0,
  }
  const parts = Object.keys(done).map(part => (begun[part] ? 'half' : done[part] ? 'on' : ''))
  return {
    case: kase,
    missing,
    done,
    begun,
    parts,
    ...known,
    detentions,
    acts,
    files,
    others: (await db.countBy(Occurrence, { caseId: kase.id })) - detentions.length - acts.length,
    doneCount: parts.filter(part => part === 'on').length,
  }
}

/** When each page that was left half-filled was left, by the part it belongs to. */
async function begunPages(db: EntityManager, caseId: string, userId: string): Promise<Record<string, Date>> {
  const drafts = await listDrafts(db, caseId, userId)
  return Object.fromEntries(
    drafts.map(draft => [draft.page.replace(/^entry\//, '').split('/')[0] ?? '', draft.savedAt]),
  )
}

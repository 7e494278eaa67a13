import type { Load } from '../../web'
import { findCase, listPersons, listSecrecy } from '../cases.queries'
import { act, detention, listEntries } from '../entries'
import { caseSections } from '../sections'
import { listDrafts } from './drafts'
import { missingParts } from './parts'

/** The task list of a draft: what is done, what is begun, what is still missing. */
export const filingPage: Load = async look => {
  const { db, actor, params } = look
  const { kase, key } = await findCase(db, actor, params.id ?? '')
  const missing = await missingParts(db, kase, key)
  const evidence = caseSections.all().find(section => section.key === 'evidence')
  const drafts = await listDrafts(db, kase.id, actor.id)
  return {
    case: kase,
    missing,
    secrecy: await listSecrecy(db, key),
    persons: await listPersons(db, key),
    detentions: await listEntries(db, key, detention),
    acts: await listEntries(db, key, act),
    evidence: evidence ? (await evidence.load(look, kase, key)).count : 0,
    begun: Object.fromEntries(drafts.map(draft => [draft.page.replace(/^entry\//, '').split('/')[0] ?? '', draft.savedAt])),
  }
}

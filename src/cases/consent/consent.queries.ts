import type { EntityManager } from 'typeorm'
import type { OpenKey } from '../../core'
import { findRows } from '../../database'
import { Consent } from './consent.entity'

/** All that was ever said of consent in a case, or by one of its persons, opened, newest first. */
export async function listConsents(db: EntityManager, key: OpenKey, personId?: string): Promise<Consent[]> {
  const found = await findRows(db, Consent, { caseId: key.subjectId, ...(personId && { personId }) })
  for (const one of found) if (hasWords(one)) key.open('consents', one)
  return found.sort((a, b) => b.id.localeCompare(a.id))
}

const hasWords = (one: Consent): one is Consent & { sealed: Buffer } => one.sealed !== null

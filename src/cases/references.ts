import type { Work } from '../core'

export const referencePattern = /^([A-Z]{2,8})-(\d{4})-(\d{4,})$/

/** Keeps a number that a case had elsewhere: the next case of that year gets a number after it. */
export async function keepReference({ db, actor: { organisationId } }: Work, reference: string): Promise<string> {
  const [, , year, number] = referencePattern.exec(reference) ?? []
  const [id, last] = db.dataSource.options.type === 'postgres' ? ['$1', '$2'] : ['?', '?']
  await db.query(
    `INSERT INTO case_counters (id, last) VALUES (${id}, ${last}) ON CONFLICT (id) DO UPDATE
     SET last = CASE WHEN case_counters.last < excluded.last THEN excluded.last ELSE case_counters.last END`,
    [`${organisationId}:${year}`, Number(number)],
  )
  return reference
}

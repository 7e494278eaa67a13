import { codebook } from '../../codebook'

/** Without consent to keep what was said there is nothing to use. */
export const toKeep = 'C_STORE'
export const toCount = 'C_STATS'
/** To another organisation of the coalition. */
export const toPassOn = 'C_COALITION'

export type Reach = 'inside' | 'counted' | 'outside' | 'published'

/**
 * How far each purpose carries what a person said. A secrecy marker stops what goes outside and what is published. A complaint to
 * the State within the procedure discloses nothing to the public; care and contact stay inside.
 */
const reaches: Readonly<Record<string, Reach>> = {
  C_STORE: 'inside',
  C_COALITION: 'outside',
  C_STATS: 'counted',
  C_UN_CONF: 'outside',
  C_UN_NAMED: 'outside',
  C_STATE: 'inside',
  C_MEDICAL: 'inside',
  C_MEDIA: 'published',
  C_MEDIA_ANON: 'published',
  C_IMAGE: 'published',
  C_FAMILY: 'inside',
  C_RECONTACT: 'inside',
}

/** A purpose nobody has thought of yet is treated as the farthest. */
export const reachOf = (scope: string): Reach => reaches[scope] ?? 'published'

export const scopes: readonly string[] = codebook.codes('consent_scopes')

const asked: ReadonlySet<string> = new Set(['VICTIM', 'INDIRECT_VICTIM', 'WITNESS', 'SOURCE', 'COMPLAINANT'])

/** Those whose own words and lives the file holds; officials and staff are not asked. */
export const isAsked = ({ role }: { readonly role: string }): boolean => asked.has(role)

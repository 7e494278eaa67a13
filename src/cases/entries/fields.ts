/** The questions an entry may ask. Texts and times of day are sealed; everything else is a column that can be counted. */
export type Field =
  | { readonly type: 'moment'; readonly side: Side; readonly ahead?: boolean | undefined }
  | { readonly type: 'answer' }
  | { readonly type: 'code'; readonly list: string; readonly by?: 'clinician' | undefined }
  | { readonly type: 'codes'; readonly list: string }
  | { readonly type: 'number'; readonly most: number }
  | { readonly type: 'money' }
  | { readonly type: 'person'; readonly roles: readonly string[] }
  | { readonly type: 'entry'; readonly kind: string }
  | { readonly type: 'text'; readonly longest: number }

export type Side = 'person' | 'paper'

/**
 * `paper`: what an official document says, drawn on the right; everything else is told or shown, on the left. `ahead`: it may lie in
 * the future, as a due date does.
 */
export const moment = (side: Side = 'person', { ahead }: { ahead?: boolean } = {}): Field => ({
  type: 'moment',
  side,
  ahead,
})
/** yes, no, unknown, not asked, declined, not applicable; a blank is none of them. */
export const answer = (): Field => ({ type: 'answer' })
/** `by: 'clinician'`: only somebody marked as one may answer; for everybody else it stays as it is (Istanbul Protocol). */
export const code = (list: string, { by }: { by?: 'clinician' } = {}): Field => ({ type: 'code', list, by })
export const codes = (list: string): Field => ({ type: 'codes', list })
/** A whole number. */
export const number = (most: number): Field => ({ type: 'number', most })
/** An amount in whole units of a currency. */
export const money = (): Field => ({ type: 'money' })
/** A person of the same case, in one of these roles or in any. */
export const person = (...roles: readonly string[]): Field => ({ type: 'person', roles })
/** Another entry of the same case. */
export const entry = (kind: string): Field => ({ type: 'entry', kind })
/** Always sealed. */
export const text = (longest = 20_000): Field => ({ type: 'text', longest })

const snake = (name: string) => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase()
export const columnOf = snake
export const clockColumn = (id: string) => id.replace(/-/g, '_')

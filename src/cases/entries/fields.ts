/** The kinds of question an entry may ask. `sealed` ones go into the row's words; the rest are columns that can be counted. */
export type Field =
  | { readonly type: 'moment'; readonly side: 'person' | 'paper' }
  | { readonly type: 'answer' }
  | { readonly type: 'code'; readonly list: string }
  | { readonly type: 'codes'; readonly list: string }
  | { readonly type: 'number'; readonly most: number }
  | { readonly type: 'text'; readonly longest: number }

/** `paper`: what an official document says, drawn on the right; everything else is told or shown, on the left. */
export const moment = (side: 'person' | 'paper' = 'person'): Field => ({ type: 'moment', side })
/** yes, no, unknown, not asked, declined, not applicable; a blank is none of them. */
export const answer = (): Field => ({ type: 'answer' })
export const code = (list: string): Field => ({ type: 'code', list })
export const codes = (list: string): Field => ({ type: 'codes', list })
export const number = (most: number): Field => ({ type: 'number', most })
/** Always sealed. */
export const text = (longest = 20_000): Field => ({ type: 'text', longest })

const snake = (name: string) => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase()
export const columnOf = snake
export const clockColumn = (id: string) => id.replace(/-/g, '_')

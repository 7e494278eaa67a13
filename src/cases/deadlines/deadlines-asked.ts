import { one, type Query } from '../../web'
import { deadlinesPaths as paths } from './deadlines.paths'

/** What the address asks the list of deadlines for: what it does not know asks for nothing. */
export interface DeadlinesAsked {
  readonly whose: 'all' | 'mine'
  readonly state: 'open' | 'done'
  readonly after: DayCursor | undefined
}

/** The last row of the page before: its day and its id. */
export interface DayCursor {
  readonly day: string
  readonly id: string
}

const cursorForm = /^(\d{4}-\d\d-\d\d)~([0-9a-f-]{36})$/

export function readAsked(query: Query): DeadlinesAsked {
  const [, day, id] = cursorForm.exec(one(query, 'after') ?? '') ?? []
  return {
    whose: one(query, 'whose') === 'mine' ? 'mine' : 'all',
    state: one(query, 'state') === 'done' ? 'done' : 'open',
    after: day && id ? { day, id } : undefined,
  }
}

/** The address of the list with something changed; it begins anew unless it is told where to go on. */
export function deadlinesAddress(asked: DeadlinesAsked, changes: Partial<DeadlinesAsked> = {}): string {
  const { whose, state, after } = { ...asked, after: undefined, ...changes }
  const address = new URLSearchParams()
  if (whose === 'mine') address.append('whose', whose)
  if (state === 'done') address.append('state', state)
  if (after) address.append('after', `${after.day}~${after.id}`)
  const text = address.toString()
  return text ? `${paths.all()}?${text}` : paths.all()
}

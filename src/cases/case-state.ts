import type { Role } from '../core'

export const caseStates = ['draft', 'open', 'on_hold', 'closed', 'erased'] as const
export type CaseState = (typeof caseStates)[number]
export const caseMoves = ['file', 'discard', 'hold', 'resume', 'close', 'reopen'] as const
export type Move = (typeof caseMoves)[number]

/** Moves that change the state and nothing else. Filing checks and throwing away destroys: each has a deed of its own. */
const plainMoves: readonly Move[] = ['hold', 'resume', 'close', 'reopen']
export const isPlainMove = (text: unknown): text is Move => plainMoves.includes(text as Move)

type Moves = Partial<Record<CaseState, Partial<Record<Move, CaseState>>>>

/** Which move each role may make, from where, and where it leads. What is not written here is refused. */
const moves: Partial<Record<Role, Moves>> = {
  lawyer: { draft: { file: 'open', discard: 'erased' }, open: { hold: 'on_hold' }, on_hold: { resume: 'open' } },
  coordinator: {
    draft: { file: 'open', discard: 'erased' },
    open: { hold: 'on_hold', close: 'closed' },
    on_hold: { resume: 'open', close: 'closed' },
    closed: { reopen: 'open' },
  },
}

export function movesFor(roles: ReadonlySet<Role>, from: CaseState): Partial<Record<Move, CaseState>> {
  return Object.assign({}, ...[...roles].map(role => moves[role]?.[from] ?? {})) as Partial<Record<Move, CaseState>>
}

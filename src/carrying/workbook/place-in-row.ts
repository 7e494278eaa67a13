import type { Place } from '../source'
import type { CaseLine } from '../line'
import type { Path } from '../wrong'
import type { FilledRow } from './filled-sheet'

/** The rows of one case. */
export interface CaseRows {
  readonly row: FilledRow
  readonly persons: readonly FilledRow[]
  readonly entries: readonly FilledRow[]
}

/** Where a part of a case stands in its workbook. */
export const placeIn =
  ({ row, persons, entries }: CaseRows, line: CaseLine) =>
  ([part, turn, ...rest]: Path): Place => {
    const rows = new Map<Path[number] | undefined, readonly FilledRow[]>([['persons', persons], ['entries', entries]]) // prettier-ignore
    const at = typeof turn === 'number' ? rows.get(part)?.[turn] : undefined
    if (at) return at.sheet.placeOf(at.number, keyIn(rest, line, Number(turn)))
    return row.sheet.placeOf(row.number, keyOfCase([part ?? '', turn ?? '', ...rest]))
  }

function keyOfCase([part, turn, name]: Path): string {
  if (part === 'about') return String(turn)
  return part === 'secrecy' ? `secrecy-${String(name ?? 'kind')}` : String(part)
}

function keyIn([first, second, third]: Path, line: CaseLine, turn: number): string {
  if (first === 'answers') return String(second)
  return first === 'consents' ? `consent-${consentKey(line.persons[turn], Number(second), third)}` : String(first)
}

const said: ReadonlySet<Path[number] | undefined> = new Set([undefined, 'status', 'scope'])

/** What was said stands under what it was said to; all else stands once for all that a person said. */
function consentKey(person: CaseLine['persons'][number] | undefined, place: number, part: Path[number] | undefined) {
  return said.has(part) ? (person?.consents?.[place]?.scope ?? '') : String(part)
}

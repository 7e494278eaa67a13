import { canonicalJson, sha256 } from './canonical'
import { Conflict } from './refusals'

/** How one field of a form is called and drawn, when two versions of it are shown side by side. */
export interface Shown {
  /** The key of its label. */
  readonly text: string
  readonly type: 'text' | 'day' | 'code' | 'codes' | 'yes'
  readonly list?: string
}

type Values = Readonly<Record<string, unknown>>

/** What a form was opened with, as one short mark: unlike a version it does not change when another part of the file does. */
export const markOf = (values: Values): string => sha256(canonicalJson(values)).slice(0, 16)

const isSame = (a: unknown, b: unknown) => canonicalJson(a ?? '') === canonicalJson(b ?? '')

/** Refuses what was written on an older state, and shows field by field what differs; the page keeps what was typed. */
export function refuseOlder(
  seen: string | undefined,
  shown: Readonly<Record<string, Shown>>,
  theirs: Values,
  yours: Values,
): void {
  if (!seen || seen === markOf(theirs)) return
  const difference = Object.entries(shown)
    .filter(([name]) => !isSame(theirs[name], yours[name]))
    .map(([name, how]) => ({ name, ...how, theirs: theirs[name] ?? null, yours: yours[name] ?? null }))
  throw new Conflict('common.errors.changedMeanwhile', {}, difference)
}

import type { SecrecyAnswer } from '../case.entity'
import { isInForce, type Marker } from '../secrecy/secrecy-rules'
import type { ConsentStatus } from './consent.entity'
import { reachOf, type Reach } from './scopes'

/** What holds of one statement on a day. */
export type Standing = ConsentStatus | 'expired'
export type Why = Exclude<Standing, 'given'> | 'secrecy'

export interface Statement {
  readonly personId: string
  readonly scope: string
  readonly status: ConsentStatus
  readonly until: string | null
  readonly givenOn: string | null
}

/** All that decides on the use of a case: the current statements, the markers, and whether secrecy was asked about. */
export interface Known {
  readonly statements: readonly Statement[]
  readonly markers: readonly Marker[]
  readonly secrecyAnswer: SecrecyAnswer | null
}

export interface Missing<P> {
  readonly person: P
  readonly why: Why
  /** What stops the use; absent where nobody yet knows whether anything does. */
  readonly marker?: Marker
}

export interface Use<P> {
  readonly may: boolean
  readonly missing: readonly Missing<P>[]
}

/** Whether persons of a case may be part of one use on a day, and who is missing. Nothing but a consent given lets anybody through. */
export function judgeUse<P extends { readonly id: string }>(
  known: Known,
  persons: readonly P[],
  scope: string,
  on: string,
): Use<P> {
  const stops = stopsOf(known, reachOf(scope), on)
  const missing = persons.flatMap((person): Missing<P>[] => {
    const said = known.statements.find(one => one.personId === person.id && one.scope === scope)
    const standing = standingOf(said, on)
    return [...(standing === 'given' ? [] : [{ person, why: standing }]), ...stops.map(stop => ({ person, ...stop }))]
  })
  return { may: persons.length > 0 && missing.length === 0, missing }
}

/** Silence is no consent, and a consent ends with its last day. */
export function standingOf(said: Pick<Statement, 'status' | 'until'> | undefined, on: string): Standing {
  if (!said) return 'not_asked'
  return said.status === 'given' && said.until !== null && said.until < on ? 'expired' : said.status
}

type Stop = { readonly why: 'secrecy'; readonly marker?: Marker }

/** What secrecy stops: all that leaves the organisation, and counting only for kinds that the coalition does not count. */
function stopsOf({ markers, secrecyAnswer }: Known, reach: Reach, on: string): Stop[] {
  if (reach === 'inside') return []
  const binding = markers.filter(marker => isInForce(marker, on) && (reach !== 'counted' || !marker.counts))
  const open = reach !== 'counted' && secrecyAnswer !== 'yes' && secrecyAnswer !== 'no'
  return [
    ...binding.map(marker => ({ why: 'secrecy' as const, marker })),
    ...(open ? [{ why: 'secrecy' as const }] : []),
  ]
}

/** A case as a whole counts when somebody agreed to be counted, nobody refused, and no secrecy forbids it. */
export function countsAsCase(known: Known, scope: string, on: string): boolean {
  const standings = known.statements.filter(one => one.scope === scope).map(one => standingOf(one, on))
  const isStopped = stopsOf(known, reachOf(scope), on).length > 0
  return standings.includes('given') && !standings.some(one => one === 'refused' || one === 'withdrawn') && !isStopped
}

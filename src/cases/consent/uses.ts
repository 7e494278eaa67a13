import type { Person } from '../persons/person.entity'
import { isAsked, scopes } from './scopes'
import { judgeUse, type Known, type Missing, type Why } from './use-rules'

/** Whether one purpose is open to all who must be asked, to some of them, or to nobody. */
export interface CaseUse {
  readonly scope: string
  readonly extent: 'all' | 'some' | 'none'
  readonly missing: readonly Missing<Person>[]
  /** Who is missing for the same reason. */
  readonly reasons: readonly { readonly why: Why; readonly persons: readonly Person[] }[]
  /** What stops it for everybody. */
  readonly stops: readonly Missing<Person>[]
}

export const usesOf = (known: Known, persons: readonly Person[], on: string): CaseUse[] =>
  scopes.map(scope => useOf(known, whoIsAsked(known, persons), scope, on))

/** Those whose consent counts: by their role, or because they have spoken of it. */
export const whoIsAsked = ({ statements }: Known, persons: readonly Person[]): Person[] =>
  persons.filter(person => isAsked(person) || statements.some(one => one.personId === person.id))

function useOf(known: Known, persons: readonly Person[], scope: string, on: string): CaseUse {
  const { may, missing } = judgeUse(known, persons, scope, on)
  const isOpenToSome = persons.some(person => !missing.some(one => one.person === person))
  const whys = [...new Set(missing.map(one => one.why))].filter(why => why !== 'secrecy')
  const reasons = whys.map(why => ({ why, persons: missing.filter(one => one.why === why).map(one => one.person) }))
  const stops = missing.filter(one => one.why === 'secrecy' && one.person === persons[0])
  return { scope, missing, reasons, stops, extent: may ? 'all' : isOpenToSome ? 'some' : 'none' }
}

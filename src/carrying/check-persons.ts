import { consentForm, personForm, scopes, toKeep, type PersonAnswers, type Said } from '../cases'
import { personColumns, readable } from './columns'
import type { CaseLine, ConsentLine, PersonLine } from './line'
import { consentsOf, known, partsOf, type Refs } from './refs'
import type { Findings, Path } from './wrong'

/** What was said of a consent, and who wrote it down when. */
export interface ReadConsent {
  readonly line: ConsentLine
  readonly said: Said
}

export interface ReadPerson {
  readonly line: PersonLine
  readonly answers: PersonAnswers
  readonly consents: readonly ReadConsent[]
}

export function readPersons(line: CaseLine, refs: Refs, now: Date, found: Findings): ReadPerson[] {
  return partsOf(line).persons.flatMap((person, place) => {
    const path = ['persons', place]
    const typed = readable(personColumns, person.answers) as Record<string, string | string[]>
    const answers = found.read(personForm(now), typed, name => [...path, 'answers', name])
    const consents = readConsents(person, refs, now, path, found)
    return answers ? [{ line: person, answers, consents }] : []
  })
}

function readConsents(person: PersonLine, refs: Refs, now: Date, path: Path, found: Findings): ReadConsent[] {
  const lines = consentsOf(person)
  const isKept = !lines.some(({ scope, status }) => scope === toKeep && ['refused', 'withdrawn'].includes(status))
  return lines.flatMap((line, place) => {
    const at = [...path, 'consents', place]
    if (!scopes.includes(line.scope)) found.add([...at, 'scope'], 'common.form.unknownChoice')
    if (lines.findIndex(one => one.scope === line.scope) < place) found.add([...at, 'scope'], 'carrying.wrong.twice')
    if (line.status === 'given' && !isKept) found.add([...at, 'status'], 'consent.form.keepFirst')
    known(found, [...at, 'evidence'], line.evidence, refs.evidence)
    const { scope, status, givenOn, until, way, language, representative, note } = line
    const typed = Object.entries({ [scope]: status, givenOn, until, way, language, representative, note })
    const said = found.read(
      consentForm(now),
      Object.fromEntries(typed.filter((one): one is [string, string] => typeof one[1] === 'string')),
      name => [...at, scopes.includes(name) ? 'status' : name],
    )
    return said ? [{ line, said }] : []
  })
}

import { scopes } from '../../cases'
import { aboutColumns, personColumns } from '../columns'
import { filled } from '../filled'
import type { CaseLine, ConsentLine, EntryLine, MarkerLine, PersonLine } from '../line'
import type { FilledRow } from './filled-sheet'
import { answersIn, codeAt, textAt } from './row-answers'

const namesOf = (columns: readonly { readonly name: string }[]) => new Set(columns.map(({ name }) => name))

/** One case of a workbook as a line of a file would have it. */
export function caseIn(row: FilledRow, persons: readonly FilledRow[], entries: readonly FilledRow[]): CaseLine {
  const words = textAt(row, 'words')
  const facts = filled({
    id: textAt(row, 'id') ?? '',
    state: (codeAt(row, 'state') ?? '') as CaseLine['state'],
    reference: textAt(row, 'reference'),
    words: words === undefined ? [] : [{ text: words }],
    secrecy: secrecyIn(row),
    entries: entries.map((one, place) => entryIn(one, entries.slice(0, place))),
  })
  return { ...facts, about: answersIn(row, namesOf(aboutColumns)), persons: persons.map(personIn) }
}

function secrecyIn(row: FilledRow): MarkerLine[] {
  const marker = filled({
    kind: codeAt(row, 'secrecy-kind') ?? '',
    bound: codeAt(row, 'secrecy-bound'),
    signedOn: textAt(row, 'secrecy-signedOn'),
    blanket: codeAt(row, 'secrecy-blanket') as 'yes' | undefined,
    note: textAt(row, 'secrecy-note'),
  })
  return Object.keys(marker).length ? [{ ref: 's1', ...marker }] : []
}

function personIn(row: FilledRow): PersonLine {
  const facts = filled({
    ref: textAt(row, 'ref') ?? '',
    sameAs: textAt(row, 'sameAs'),
    consents: scopes.flatMap(scope => consentIn(row, scope)),
  })
  return { ...facts, answers: answersIn(row, namesOf(personColumns)) }
}

function consentIn(row: FilledRow, scope: string): ConsentLine[] {
  const status = codeAt(row, `consent-${scope}`)
  if (status === undefined) return []
  const terms = {
    givenOn: textAt(row, 'consent-givenOn'),
    // An end belongs to what is given; the row has one place for it.
    until: status === 'given' ? textAt(row, 'consent-until') : undefined,
    way: codeAt(row, 'consent-way'),
    language: codeAt(row, 'consent-language'),
    representative: textAt(row, 'consent-representative'),
    note: textAt(row, 'consent-note'),
  }
  return [filled({ scope, status, ...terms })]
}

const ofTheRow: ReadonlySet<string> = new Set(['case', 'ref', 'of', 'person'])

/** An entry that nothing leads to needs no name: it is called by its kind and its turn. */
function entryIn(row: FilledRow, before: readonly FilledRow[]): EntryLine {
  const { name, columns } = row.sheet.plan
  const turn = before.filter(one => one.sheet === row.sheet).length + 1
  const facts = filled({
    ref: textAt(row, 'ref') ?? `${name}-${turn}`,
    kind: name,
    person: textAt(row, 'person'),
    of: textAt(row, 'of'),
  })
  const names = columns.map(({ key }) => key.split('#')[0] ?? '').filter(key => !ofTheRow.has(key))
  return { ...facts, answers: answersIn(row, new Set(names)) }
}

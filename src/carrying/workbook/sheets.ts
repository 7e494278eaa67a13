import { caseStates, kinds, scopes, type Cell, type EntryKind } from '../../cases'
import { codebook } from '../../codebook'
import type { Language, Translate } from '../../i18n'
import { aboutColumns, entryColumns, labelOf, personColumns, type Column } from '../columns'

export interface Tongue {
  readonly language: Language
  readonly t: Translate
}

/** A column of the template: what a file calls it, and what people do. */
export interface SheetColumn {
  /** `deFactoAt.source`; of a question with several answers `methodCodes#1`, `methodCodes#2` ... */
  readonly key: string
  readonly label: (tongue: Tongue) => string
  readonly type: Cell['type']
  readonly codes?: readonly string[] | undefined
  readonly list?: string | undefined
  readonly required?: boolean | undefined
}

export interface SheetPlan {
  /** `cases`, `persons`, or the name of a kind of entry. */
  readonly name: string
  /** The key of its title. */
  readonly title: string
  readonly columns: readonly SheetColumn[]
}

/** So many answers of one question have a drop-down of their own; any of them takes more, with a semicolon between. */
export const severalColumns = 3

const marked = (columns: readonly SheetColumn[], required: readonly string[]): SheetColumn[] =>
  columns.map(column => (required.includes(column.key) ? { ...column, required: true } : column))

const asked = (column: Column): SheetColumn[] => {
  const { name, type, codes, part } = column
  const list = part === 'precision' ? 'moment_precisions' : column.list
  if (type !== 'codes') return [{ key: name, label: ({ t }) => labelOf(t, column), type, codes, list }]
  return Array.from({ length: severalColumns }, (_, place) => ({
    key: `${name}#${place + 1}`,
    label: ({ t }) => `${labelOf(t, column)} (${place + 1})`,
    type,
    codes,
    list,
  }))
}

const text = (key: string, label: string): SheetColumn => ({ key, label: ({ t }) => t(label), type: 'text' })
const code = (key: string, label: string, list: string, codes: readonly string[] = codebook.codes(list)) => ({
  ...text(key, label),
  type: 'code' as const,
  codes,
  list,
})

const casesSheet = (): SheetPlan => ({
  name: 'cases',
  title: 'carrying.book.cases',
  columns: marked(
    [
      text('id', 'carrying.names.id'),
      code(
        'state',
        'carrying.names.state',
        'case_states',
        caseStates.filter(state => state !== 'erased'),
      ),
      text('reference', 'carrying.names.reference'),
      ...aboutColumns.flatMap(asked),
      code('secrecy-kind', 'secrecy.form.kind.label', 'secrecy_kinds'),
      code('secrecy-bound', 'secrecy.form.bound', 'secrecy_bound'),
      text('secrecy-signedOn', 'secrecy.form.signedOn'),
      { ...text('secrecy-blanket', 'secrecy.form.blanket.label'), type: 'code', codes: ['yes'] },
      text('secrecy-note', 'secrecy.form.note'),
      text('words', 'carrying.names.words'),
    ],
    ['id', 'state', 'title', 'risk', 'secrecyAsked'],
  ),
})

const ofCase = text('case', 'carrying.names.case')

const personsSheet = (): SheetPlan => ({
  name: 'persons',
  title: 'carrying.book.persons',
  columns: marked(
    [
      ofCase,
      text('ref', 'carrying.names.personRef'),
      text('sameAs', 'carrying.names.sameAs'),
      ...personColumns.flatMap(asked),
      ...scopes.map(consentColumn),
      text('consent-givenOn', 'consent.form.givenOn.label'),
      text('consent-until', 'consent.form.until.label'),
      code('consent-way', 'consent.form.way', 'consent_ways'),
      code('consent-language', 'consent.form.language', 'languages'),
      text('consent-representative', 'consent.form.representative.label'),
      text('consent-note', 'consent.form.note.label'),
    ],
    ['case', 'ref', 'role', 'name'],
  ),
})

const consentColumn = (scope: string): SheetColumn => ({
  ...code(`consent-${scope}`, 'carrying.names.status', 'consent_states'),
  label: ({ t, language }) => `${t('carrying.names.status')}: ${codebook.label('consent_scopes', scope, language)}`,
})

const entrySheet = (kind: EntryKind): SheetPlan => ({
  name: kind.name,
  title: `entries.${kind.name}.list`,
  columns: marked(
    [
      ofCase,
      text('ref', 'carrying.names.entryRef'),
      ...(kind.parent === undefined ? [] : [text('of', 'carrying.names.of')]),
      ...(kind.parent === undefined && !kind.aboutNobody ? [text('person', 'carrying.names.person')] : []),
      ...entryColumns(kind).flatMap(asked),
    ],
    ['case', 'of'],
  ),
})

/** The sheets of the workbook, from the declarations: a new kind or question is in it by being declared. */
export const sheetPlans = (): SheetPlan[] => [casesSheet(), personsSheet(), ...kinds.map(entrySheet)]

/** What a drop-down calls a code: people read the words, the program the code in brackets. */
export const choiceText = (code: string, list: string | undefined, { t, language }: Tongue): string =>
  `${list === undefined ? t(`common.answers.${code}`) : codebook.label(list, code, language)} [${code}]`

/** The code of what stands in a cell: chosen from a drop-down, or written as a code. */
export const codeIn = (text: string): string => /\[([^[\]]+)\]\s*$/.exec(text)?.[1] ?? text.trim()

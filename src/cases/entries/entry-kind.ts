import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm'
import { bytes, codes, instant } from '../../database/columns'
import { Entry } from './entry'
import { clockColumn, type Field } from './fields'
import { typeOf, type Columns } from './types'

/** A duration between two moments of the same entry. */
export interface ClockDeclaration {
  readonly id: string
  readonly from: string
  readonly to: string
}

/** Where a kind stands in the file, in the order of the case page. */
export const chapters = ['custody', 'treatment', 'health', 'remedies', 'court', 'pressure', 'help', 'work'] as const
export type Chapter = (typeof chapters)[number]

export interface Declaration {
  readonly table: string
  readonly chapter: Chapter
  /** Questions by the group they stand in on the form, in their order. */
  readonly groups: Readonly<Record<string, Readonly<Record<string, Field>>>>
  /** The moment whose day is the day of the event. */
  readonly event: string
  /** Moments that cannot lie before the event. */
  readonly ends?: readonly string[]
  /** The questions whose answers name an entry in lists and on the timeline. */
  readonly summary: readonly string[]
  readonly clocks?: readonly ClockDeclaration[]
  /** The kind of entry it is a part of. */
  readonly parent?: string
  /** The question that names the step before: the entries of a kind form chains, and the latest step is the state. */
  readonly follows?: string
  /** It concerns nobody in particular. */
  readonly aboutNobody?: boolean
  /** Work on the file, not something that happened: statistics know nothing of it. */
  readonly uncounted?: boolean
  /** Columns it is looked for by, beside its case, person and day. */
  readonly indexed?: readonly string[]
  /** A view of its own on the case page, in place of the table every kind has. */
  readonly view?: string
}

/** One kind of entry, declared once: its columns, form, check, summary, difference and dimensions all come from here. */
export interface EntryKind extends Declaration {
  readonly name: string
  readonly fields: Readonly<Record<string, Field>>
  readonly clocks: readonly ClockDeclaration[]
  readonly entity: new () => Entry
  readonly schema: EntitySchema<Entry>
}

export function entryKind(name: string, declaration: Declaration): EntryKind {
  const fields = Object.fromEntries(Object.values(declaration.groups).flatMap(group => Object.entries(group)))
  const clocks = declaration.clocks ?? []
  const entity = { [name]: class extends Entry {} }[name] as new () => Entry
  const own = Object.entries(fields).map(([field, asked]) => typeOf(asked).columns(field))
  const schema = new EntitySchema<Entry>({
    target: entity,
    name,
    tableName: declaration.table,
    columns: Object.assign({ ...common }, ...own, clockColumns(clocks)) as Columns,
    indices: [
      { name: `${declaration.table}_case_id_idx`, columns: ['caseId', 'regionAtEvent'] },
      { name: `${declaration.table}_person_id_idx`, columns: ['personId'] },
      { name: `${declaration.table}_event_on_idx`, columns: ['eventOn'] },
      ...(declaration.indexed ? [{ name: `${declaration.table}_open_idx`, columns: [...declaration.indexed] }] : []),
    ],
  })
  return { ...declaration, name, fields, clocks, entity, schema }
}

const text = { type: 'text' } as const
const maybe = { type: 'text', nullable: true } as const

const common: Columns = {
  id: { ...text, primary: true },
  version: { type: 'integer' },
  caseId: text,
  personId: maybe,
  parentId: maybe,
  verification: text,
  regionAtEvent: maybe,
  eventOn: maybe,
  contested: codes() as EntitySchemaColumnOptions,
  supportedBy: codes() as EntitySchemaColumnOptions,
  contradictedBy: codes() as EntitySchemaColumnOptions,
  createdBy: text,
  createdAt: instant() as EntitySchemaColumnOptions,
  changedBy: text,
  changedAt: instant() as EntitySchemaColumnOptions,
  sealed: bytes() as EntitySchemaColumnOptions,
}

export const clockProperty = (id: string) =>
  clockColumn(id).replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

const clockColumns = (clocks: readonly ClockDeclaration[]): Columns =>
  Object.fromEntries(
    clocks.flatMap(({ id }): [string, EntitySchemaColumnOptions][] => [
      [`${clockProperty(id)}Min`, { type: 'integer', nullable: true }],
      [`${clockProperty(id)}Max`, { type: 'integer', nullable: true }],
      [`${clockProperty(id)}State`, maybe],
    ]),
  )

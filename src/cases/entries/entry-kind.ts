import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm'
import { bytes, codes, instant } from '../../database/columns'
import { Entry } from './entry'
import { clockColumn, type Field } from './fields'

/** A duration between two moments of the same entry. */
export interface ClockDeclaration {
  readonly id: string
  readonly from: string
  readonly to: string
}

export interface Declaration {
  readonly table: string
  /** Questions by the group they stand in on the form, in their order. */
  readonly groups: Readonly<Record<string, Readonly<Record<string, Field>>>>
  readonly clocks?: readonly ClockDeclaration[]
  /** The moment whose day is the day of the event. */
  readonly event: string
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
  const own = Object.entries(fields).flatMap(field => Object.entries(columnsOf(field)))
  const columns: Columns = { ...common, ...Object.fromEntries(own), ...clockColumns(clocks) }
  const schema = new EntitySchema<Entry>({
    target: entity,
    name,
    tableName: declaration.table,
    columns,
    indices: [
      { name: `${declaration.table}_case_id_idx`, columns: ['caseId', 'regionAtEvent'] },
      { name: `${declaration.table}_person_id_idx`, columns: ['personId'] },
      { name: `${declaration.table}_event_on_idx`, columns: ['eventOn'] },
    ],
  })
  return { ...declaration, name, fields, clocks, entity, schema }
}

type Columns = Record<string, EntitySchemaColumnOptions>
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
  createdBy: text,
  createdAt: instant() as EntitySchemaColumnOptions,
  changedBy: text,
  changedAt: instant() as EntitySchemaColumnOptions,
  sealed: bytes() as EntitySchemaColumnOptions,
}

function columnsOf([name, field]: [string, Field]): Columns {
  switch (field.type) {
    case 'moment':
      return Object.fromEntries(['On', 'Precision', 'Source', 'State'].map(part => [name + part, maybe]))
    case 'answer':
    case 'code':
      return { [name]: maybe }
    case 'codes':
      return { [name]: codes() as EntitySchemaColumnOptions }
    case 'number':
      return { [name]: { type: 'integer', nullable: true } }
    case 'text':
      return {}
  }
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

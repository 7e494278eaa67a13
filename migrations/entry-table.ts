import { Table, type QueryRunner } from 'typeorm'
import { columnTypes } from '../src/database/columns'

/** The columns of one kind of entry, by the shape of their answers; never derived from the declaration, which may change later. */
export interface EntryColumns {
  readonly moments?: readonly string[]
  /** Answers, codes and links. */
  readonly codes?: readonly string[]
  /** Several codes of one list. */
  readonly lists?: readonly string[]
  readonly numbers?: readonly string[]
  readonly money?: readonly string[]
  readonly clocks?: readonly string[]
}

const text = (name: string) => ({ name, type: 'text' })
const maybe = (name: string) => ({ name, type: 'text', isNullable: true })
const number = (name: string) => ({ name, type: 'integer', isNullable: true })

/** The table of a kind of entry: what every entry has, and its own columns. */
export function entryTable(runner: QueryRunner, name: string, own: EntryColumns): Table {
  const { moments = [], codes = [], lists = [], numbers = [], money = [], clocks = [] } = own
  return new Table({
    name,
    columns: [
      { ...text('id'), isPrimary: true, primaryKeyConstraintName: `${name}_pk` },
      { name: 'version', type: 'integer' },
      ...['case_id', 'verification', 'contested', 'supported_by', 'contradicted_by'].map(text),
      ...['created_by', 'created_at', 'changed_by', 'changed_at'].map(text),
      ...['person_id', 'parent_id', 'region_at_event', 'event_on'].map(maybe),
      ...moments.flatMap(one => ['on', 'until', 'precision', 'source', 'state'].map(part => maybe(`${one}_${part}`))),
      ...codes.map(maybe),
      ...lists.map(text),
      ...numbers.map(number),
      ...money.flatMap(one => [{ ...maybe(`${one}_amount`), type: 'bigint' }, maybe(`${one}_currency`)]),
      ...clocks.flatMap(one => [number(`${one}_min`), number(`${one}_max`), maybe(`${one}_state`)]),
      { name: 'sealed', type: columnTypes(runner).bytes },
    ],
    indices: [['case_id', 'region_at_event'], ['person_id'], ['event_on']].map(columnNames => ({
      name: `${name}_${columnNames[0]}_idx`,
      columnNames,
    })),
  })
}

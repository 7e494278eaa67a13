import type { Table } from 'typeorm'
import { DefaultNamingStrategy } from 'typeorm'

const snake = (text: string) => text.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase()
const nameOf = (table: Table | string) => (typeof table === 'string' ? table : table.name).split('.').pop() ?? ''

/** snake_case columns; constraints that read as what they hold. */
export class OfficeNames extends DefaultNamingStrategy {
  override columnName(property: string, custom: string | undefined): string {
    return custom ?? snake(property)
  }
  override primaryKeyName(table: Table | string): string {
    return `${nameOf(table)}_pk`
  }
  override indexName(table: Table | string, columns: string[]): string {
    return `${nameOf(table)}_${columns.join('_')}_idx`
  }
  override uniqueConstraintName(table: Table | string, columns: string[]): string {
    return `${nameOf(table)}_${columns.join('_')}_key`
  }
  override foreignKeyName(table: Table | string, columns: string[]): string {
    return `${nameOf(table)}_${columns.join('_')}_fk`
  }
}

import type { Catalogue, Unit } from '../question/catalogue'

export type Engine = 'sqlite' | 'postgres'

export interface Join {
  readonly table: string
  readonly alias: string
  readonly on: string
}

/** The one statement being written: its parameters, its joins, and the few words in which the engines differ. */
export class Sheet {
  readonly parameters: Record<string, unknown> = {}
  readonly joins: Join[] = []
  /** A unit may stand in several rows. */
  repeats = false
  private aliases = 0

  constructor(
    readonly engine: Engine,
    readonly catalogue: Catalogue,
    readonly unit: Unit,
    readonly minimumVerification: string,
    /** The day on which consent must hold. */
    readonly on: string,
  ) {}

  /** A value of the question: always a parameter. */
  value(given: string | number): string {
    const name = `q${Object.keys(this.parameters).length}`
    this.parameters[name] = given
    return `:${name}`
  }

  values(given: readonly (string | number)[]): string {
    return given.map(one => this.value(one)).join(', ')
  }

  alias(stem: string): string {
    this.aliases += 1
    return `${stem}_${this.aliases}`
  }

  join(table: string, alias: string, on: string): string {
    if (!this.joins.some(join => join.alias === alias)) this.joins.push({ table, alias, on })
    return alias
  }

  smallest(parts: readonly string[]): string {
    return parts.length === 1 ? String(parts[0]) : `${this.engine === 'sqlite' ? 'MIN' : 'LEAST'}(${parts.join(', ')})`
  }

  largest(parts: readonly string[]): string {
    return parts.length === 1
      ? String(parts[0])
      : `${this.engine === 'sqlite' ? 'MAX' : 'GREATEST'}(${parts.join(', ')})`
  }

  /** Whether `|a|b|` holds a code; LIKE would read its `_` as any letter. */
  holds(column: string, code: string): string {
    return `${this.engine === 'sqlite' ? 'instr' : 'strpos'}(${column}, ${code}) > 0`
  }
}

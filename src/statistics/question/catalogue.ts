/**
 * What can be asked about: units, fields, clocks and dimensions, with the columns they stand for. A question may name nothing
 * else. The entry kinds declare most of it (`dimensions.ts`); the compiler and the check of a question read only this.
 */
export type FieldKind = 'answer' | 'code' | 'codes' | 'number'

export interface Field {
  /** As a question names it: `detention.legal_basis`, `person.sex`, `case.stage`. */
  readonly name: string
  /** The subject that has the column: `case`, `person`, `role`, or an entry kind. */
  readonly of: string
  readonly column: string
  readonly kind: FieldKind
  /** The code list the values come from; answers have their own six. */
  readonly list?: string
  readonly codes: readonly string[]
  /** The key of its name in the texts. */
  readonly text: string
}

export interface ClockField {
  readonly name: string
  readonly of: string
  readonly min: string
  readonly max: string
  readonly state: string
  /** Default cuts of the clock as a dimension. */
  readonly edges: readonly string[]
}

export interface Unit {
  readonly name: string
  /** `entry` kinds have a table of their own with case, person, region and day of the event. */
  readonly kind: 'case' | 'person' | 'perpetrator' | 'entry'
  readonly table: string
}

export interface Catalogue {
  readonly units: ReadonlyMap<string, Unit>
  readonly fields: ReadonlyMap<string, Field>
  readonly clocks: ReadonlyMap<string, ClockField>
  /** The codes of the dimensions every unit has; those without a list (year, month) can only be asked by the period. */
  readonly common: ReadonlyMap<CommonDimension, readonly string[]>
  /** Kinds of secrecy under which a case is in no count. */
  readonly uncounted: readonly string[]
  /** Some human beings stand in several rows, which somebody has merged: they are counted once. */
  readonly merged: boolean
}

/** Dimensions every unit has. */
export const commonDimensions = [
  'region_at_event',
  'year',
  'month',
  'organisation',
  'article',
  'provision',
  'violation',
] as const
export type CommonDimension = (typeof commonDimensions)[number]

export const isCommon = (name: string): name is CommonDimension =>
  (commonDimensions as readonly string[]).includes(name)

/** The codes that may be asked for of a field; none of one that is not there. */
export const codesOf = (name: string, { fields, common }: Catalogue): readonly string[] | undefined =>
  isCommon(name) ? common.get(name) : fields.get(name)?.codes

import type { EntityManager } from 'typeorm'
import { codebook } from '../codebook'
import { clocksOf, dimensionsOf, kindOf, kinds, uncountedKinds, type EntryKind } from '../cases'
import type { Catalogue, ClockField, Field, FieldKind, Unit } from './question/catalogue'

const answers = codebook.codes('answer_values')

/** A field that is no entry's: its subject, column, kind and list. */
const field = (name: string, kind: FieldKind, list: string): Field => {
  const [of = '', column = ''] = name.split('.')
  return { name, of, column, kind, list, codes: codebook.codes(list), text: `statistics.fields.${name}` }
}

const ofCaseAndPerson: readonly Field[] = [
  field('case.stage', 'code', 'case_stages_outcomes'),
  field('case.state', 'code', 'case_states'),
  field('case.source', 'code', 'case_sources'),
  field('case.risk', 'code', 'risk_levels'),
  field('case.event_cluster', 'code', 'event_clusters'),
  field('case.verification', 'code', 'verification_levels'),
  field('person.sex', 'code', 'sexes'),
  field('person.age_band', 'code', 'age_bands'),
  field('person.citizenship_group', 'code', 'citizenship_groups'),
  field('person.vulnerability_markers', 'codes', 'vulnerability_markers'),
  field('person.capacity', 'code', 'capacities'),
]

/** How long a clock is cut when a question does not say. */
const edges: Readonly<Record<string, readonly string[]>> = { 'before-judge': ['24h', '48h', '72h'] }
const usualEdges = ['3h', '24h', '72h']

/** All that can be asked about: what the case and its persons hold, and what the entry kinds declare. */
export async function catalogueOf(db: EntityManager): Promise<Catalogue> {
  const organisations = await db
    .createQueryBuilder()
    .select('organisation.id', 'id')
    .from('organisations', 'organisation')
    .orderBy('organisation.id')
    .getRawMany<{ id: string }>()
  const merged = await db
    .createQueryBuilder()
    .select('1')
    .from('persons', 'person')
    .where('person.identity_id IS NOT NULL')
    .limit(1)
    .getRawOne<object>()
  return {
    ...fixed,
    common: new Map([...lists, ['organisation', organisations.map(one => one.id)]]),
    merged: merged !== undefined,
  }
}

const lists = [
  ['region_at_event', codebook.codes('regions')],
  ['article', codebook.articles.map(one => one.code)],
  ['provision', codebook.provisions],
  ['violation', codebook.types.map(one => one.code)],
] as const

/** In place of a code list: the codes are the questions of a kind. */
export const questionsOf = 'questions:'

const counted = kinds.filter(kind => !kind.uncounted)

/** The key of what a unit is called: a kind of entry says it among its own texts. */
export const unitText = (unit: string): string => (kindOf(unit) ? `entries.${unit}.unit` : `statistics.units.${unit}`)

const fixed: Omit<Catalogue, 'common' | 'merged'> = {
  units: new Map<string, Unit>([
    ['case', { name: 'case', kind: 'case', table: 'cases' }],
    ['person', { name: 'person', kind: 'person', table: 'persons' }],
    ['perpetrator', { name: 'perpetrator', kind: 'perpetrator', table: 'persons' }],
    ...counted.map(({ name, table }): [string, Unit] => [name, { name, kind: 'entry', table }]),
  ]),
  fields: new Map([...ofCaseAndPerson, ...counted.flatMap(fieldsOf)].map(one => [one.name, one])),
  clocks: new Map(counted.flatMap(clockFieldsOf).map(one => [one.name, one])),
  uncounted: uncountedKinds(),
}

function fieldsOf(kind: EntryKind): Field[] {
  const own = dimensionsOf(kind).flatMap(({ name, column, type, list, field: asked }): Field[] => {
    if (type === 'day' || type === 'number') return []
    const codes = type === 'answer' ? answers : codebook.codes(list ?? '')
    const text = `entries.${kind.name}.fields.${asked}`
    return [
      { name: `${kind.name}.${name}`, of: kind.name, column, kind: type, list: list ?? 'answer_values', codes, text },
    ]
  })
  return [...own, contestedOf(kind)]
}

/** About which questions of an entry the person and the paper differ. */
function contestedOf({ name, fields }: EntryKind): Field {
  const codes = Object.keys(fields)
  const common = { of: name, column: 'contested', kind: 'codes', text: 'statistics.fields.contested' } as const
  return { ...common, name: `${name}.contested`, list: `${questionsOf}${name}`, codes }
}

function clockFieldsOf(kind: EntryKind): ClockField[] {
  return clocksOf(kind).map(({ id, column }) => {
    const columns = { min: `${column}_min`, max: `${column}_max`, state: `${column}_state` }
    return { name: id, of: kind.name, ...columns, edges: edges[id] ?? usualEdges }
  })
}

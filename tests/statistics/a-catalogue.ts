import type { Catalogue, Field } from '../../src/statistics/question/catalogue'

const answers = ['yes', 'no', 'unknown', 'not_asked', 'refused', 'na']
const field = (
  name: string,
  kind: Field['kind'],
  codes: readonly string[],
  column = name.split('.')[1]!,
): [string, Field] => [name, { name, of: name.split('.')[0]!, column, kind, codes, text: name }]

/** A small world for questions that need no database. */
export const aCatalogue: Catalogue = {
  merged: false,
  units: new Map([
    ['case', { name: 'case', kind: 'case', table: 'cases' }],
    ['person', { name: 'person', kind: 'person', table: 'persons' }],
    ['detention', { name: 'detention', kind: 'entry', table: 'detentions' }],
    ['act', { name: 'act', kind: 'entry', table: 'acts' }],
  ]),
  fields: new Map([
    field('person.sex', 'code', ['female', 'male', 'unknown']),
    field('detention.grounds_told', 'answer', answers),
    field('detention.legal_basis', 'code', ['criminal_suspect', 'sentence']),
    field('act.purposes', 'codes', ['confession', 'punishment', 'unknown']),
  ]),
  clocks: new Map([
    [
      'first-lawyer',
      {
        name: 'first-lawyer',
        of: 'detention',
        min: 'first_lawyer_min',
        max: 'first_lawyer_max',
        state: 'first_lawyer_state',
        edges: ['3h', '24h', '72h'],
      },
    ],
  ]),
  common: new Map([
    ['region_at_event', ['KZ-75', 'KZ-71']],
    ['article', ['7', '9']],
    ['provision', ['7', '9(3)']],
    ['violation', ['V07.01']],
    ['organisation', ['one', 'two']],
  ]),
  uncounted: [],
}

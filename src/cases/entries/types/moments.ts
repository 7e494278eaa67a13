import { codebook } from '../../../codebook'
import { precisions, type Moment } from '../../moments/moment'
import { typedFromText, writtenMoment } from '../../moments/moment-text'
import { readMoment, typedMoment } from '../../moments/read-moment'
import { columnOf, type Field } from '../fields'
import { textIn } from './carried'
import type { FieldType } from './field-type'
import { maybe } from './plain'

/** What stands in clear, by the endings of its columns. */
const clear = [
  ['On', 'on'],
  ['Until', 'until'],
  ['Precision', 'precision'],
  ['Source', 'source'],
  ['State', 'state'],
] as const satisfies [string, keyof Moment][]

/** The day stands in clear, the time of day among the words. */
export const momentType: FieldType<Extract<Field, { type: 'moment' }>, Moment | null> = {
  columns: name => Object.fromEntries(clear.map(([ending]) => [name + ending, maybe])),
  read(name, { ahead }, { typed, now, refuse }) {
    const { moment, problem } = readMoment(typed, name, ahead ? undefined : now)
    if (problem) refuse(name, problem)
    return moment ?? null
  },
  write(name, moment, row, words) {
    for (const [ending, part] of clear) row[name + ending] = moment?.[part] ?? null
    if (moment?.time) words[name] = moment.time
  },
  open(name, row, words) {
    const state = row[`${name}State`] as Moment['state'] | null
    if (!state) return null
    return {
      state,
      on: row[`${name}On`] as string | null,
      until: row[`${name}Until`] as string | null,
      time: words[name] ?? null,
      precision: row[`${name}Precision`] as Moment['precision'],
      source: row[`${name}Source`] as string | null,
    }
  },
  typed: typedMoment,
  countable: name => [{ column: `${columnOf(name)}_on`, type: 'day' }],
  cells: name => [
    { name, type: 'moment' },
    { name: `${name}.precision`, type: 'code', codes: precisions, part: 'precision' },
    {
      name: `${name}.source`,
      type: 'code',
      codes: codebook.codes('moment_sources'),
      list: 'moment_sources',
      part: 'source',
    },
  ],
  carried(name, moment) {
    if (!moment) return {}
    const { text, precision, source } = writtenMoment(moment)
    return {
      [name]: text,
      ...(precision && { [`${name}.precision`]: precision }),
      ...(source && { [`${name}.source`]: source }),
    }
  },
  taken: (name, places) =>
    typedFromText(name, textIn(places, name), textIn(places, `${name}.precision`), textIn(places, `${name}.source`)),
}

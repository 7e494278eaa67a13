import type { Moment } from '../../moments/moment'
import { readMoment, typedMoment } from '../../moments/read-moment'
import { columnOf, type Field } from '../fields'
import type { FieldType } from './field-type'
import { maybe } from './plain'

/** The day stands in clear, the time of day among the words. */
export const momentType: FieldType<Extract<Field, { type: 'moment' }>, Moment | null> = {
  columns: name =>
    Object.fromEntries(['On', 'Until', 'Precision', 'Source', 'State'].map(part => [name + part, maybe])),
  read(name, { ahead }, { typed, now, refuse }) {
    const { moment, problem } = readMoment(typed, name, ahead ? undefined : now)
    if (problem) refuse(name, problem)
    return moment ?? null
  },
  write(name, moment, row, words) {
    row[`${name}On`] = moment?.on ?? null
    row[`${name}Until`] = moment?.until ?? null
    row[`${name}Precision`] = moment?.precision ?? null
    row[`${name}Source`] = moment?.source ?? null
    row[`${name}State`] = moment?.state ?? null
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
}

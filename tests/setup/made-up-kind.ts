/**
 * A kind of entry nobody works with, with a question of every type. Imported before the program, it is there like any other: all it
 * costs is what stands in this file.
 */
import { entryTable } from '../../migrations/entry-table'
import { entryKind, kinds, type EntryKind } from '../../src/cases/entries'
import { answer, code, codes, entry, moment, money, number, person, text } from '../../src/cases/entries/fields'
import { openDataSource } from '../../src/database'
import type { Language, Texts } from '../../src/i18n'

export const madeUp = entryKind('made_up', {
  table: 'made_ups',
  chapter: 'help',
  event: 'begunAt',
  ends: ['endedAt'],
  follows: 'after',
  summary: ['shade', 'what'],
  groups: {
    first: { begunAt: moment(), endedAt: moment('paper'), dueAt: moment('person', { ahead: true }), really: answer() },
    second: {
      shade: code('sexes'),
      grade: code('istanbul_consistency', { by: 'clinician' }),
      several: codes('regions'),
    },
    third: { many: number(99), price: money(), who: person('WITNESS'), after: entry('made_up'), what: text(300) },
  },
  clocks: [{ id: 'made-up', from: 'begunAt', to: 'endedAt' }],
})
;(kinds as EntryKind[]).push(madeUp)

/** Its table, as a migration would make it. */
export async function addMadeUpTable(url: string): Promise<void> {
  const source = await openDataSource(url, [], 'write')
  const runner = source.createQueryRunner()
  await runner.createTable(
    entryTable(runner, 'made_ups', {
      moments: ['begun_at', 'ended_at', 'due_at'],
      codes: ['really', 'shade', 'grade', 'who', 'after'],
      lists: ['several'],
      numbers: ['many'],
      money: ['price'],
      clocks: ['made_up'],
    }),
  )
  await runner.release()
  await source.destroy()
}

const names = ['begunAt', 'endedAt', 'dueAt', 'really', 'shade', 'grade', 'several', 'many', 'price', 'who', 'after', 'what'] // prettier-ignore
const keys = [
  ...['title', 'new', 'hint', 'list', 'unit.many', 'unit.counted'].map(key => `entries.made_up.${key}`),
  ...Object.keys(madeUp.groups).map(group => `entries.made_up.groups.${group}`),
  ...names.map(name => `entries.made_up.fields.${name}`),
  ...['entries.clocks.made-up', 'statistics.clocks.made-up'],
]

/** Its texts beside those of the program, as files in `i18n` would bring them. */
export const withMadeUpTexts = (texts: Texts): Texts => ({
  for(language: Language) {
    const t = texts.for(language)
    return (key, values) => (keys.includes(key) ? `${language} ${key.split('.').at(-1) ?? ''}` : t(key, values))
  },
})

import { entryKind } from '../entry-kind'
import { code, moment, text } from '../fields'

/** Work on the file: none of it is something that happened to a person, so nothing of it is counted. */
const work = { chapter: 'work', uncounted: true, aboutNobody: true } as const

export const deadline = entryKind('deadline', {
  ...work,
  table: 'deadlines',
  event: 'dueAt',
  summary: ['what', 'doneAt'],
  indexed: ['doneAtState', 'dueAtOn'],
  groups: {
    due: {
      what: text(300),
      dueAt: moment('person', { ahead: true }),
      rule: code('deadline_rules'),
      doneAt: moment(),
    },
  },
})

export const note = entryKind('note', {
  ...work,
  table: 'notes',
  event: 'at',
  summary: ['text'],
  groups: { note: { at: moment(), text: text() } },
})

export const contact = entryKind('contact', {
  ...work,
  table: 'contacts',
  event: 'at',
  summary: ['withWhom', 'way'],
  groups: { contact: { at: moment(), withWhom: text(300), way: code('contact_ways'), text: text() } },
})

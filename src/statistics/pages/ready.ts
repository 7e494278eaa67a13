import type { Catalogue } from '../question/catalogue'
import { readQuestion } from '../question/read-question'
import { hrefOf } from '../statistics.paths'
import type { Labels } from './labels'

/** What most people ask first: a way in for who has never asked. */
const questions = [
  { unit: 'detention', by: ['region_at_event'] },
  { unit: 'detention', by: ['year', { clock: 'first-lawyer' }] },
  { unit: 'act', by: ['article'] },
  { unit: 'person', by: ['person.sex'] },
]

export const readyQuestions = (catalogue: Catalogue, labels: Labels) =>
  questions.map(asked => {
    const question = readQuestion({ ...asked, scope: 'coalition' }, catalogue)
    return { title: labels.reading(question), href: hrefOf(question) }
  })

import { path } from '../web'
import type { Question } from './question/question'
import { written } from './question/written'

export const statisticsPaths = {
  findings: path('/findings'),
  questions: path('/questions'),
  cases: path('/questions/cases'),
  csv: path('/questions/answer.csv'),
  json: path('/questions/answer.json'),
  saved: path('/questions/saved'),
  removal: path('/questions/saved/:id/removal'),
}

/** A question as it stands in an address: the same JSON that `dalel ask` reads. */
export const inAddress = (question: Question): string => `q=${encodeURIComponent(JSON.stringify(written(question)))}`

/** The address of the cases behind one number of its answer. */
export const casesHref = (question: Question, keys: readonly (string | null)[]): string =>
  `${statisticsPaths.cases()}?${inAddress(question)}&keys=${encodeURIComponent(JSON.stringify(keys))}`

/** The address at which a question is answered. */
export const hrefOf = (question: Question): string => `${statisticsPaths.questions()}?${inAddress(question)}`

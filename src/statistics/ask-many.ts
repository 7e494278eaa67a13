import type { Actor } from '../core'
import { canonicalJson } from '../core'
import { codebook } from '../codebook'
import type { Answer } from './answer'
import { remembered } from './answers-kept'
import { answer, type Counting } from './ask'
import { circleOf, compileMany, tableOf } from './compile/many'
import { catalogueOf } from './dimensions'
import { protect } from './protection/protect'
import type { Question } from './question/question'
import { readQuestion } from './question/read-question'

/** Answers of many indicators: counts and shares by year in one pass for each kind of unit, medians one by one. */
export async function askMany(
  counting: Counting,
  inputs: ReadonlyMap<string, unknown>,
  actor: Actor,
): Promise<ReadonlyMap<string, Answer>> {
  const catalogue = await counting.gate.read(catalogueOf)
  const questions = new Map([...inputs].map(([id, input]) => [id, readQuestion(input, catalogue)]))
  const answers = new Map<string, Answer>()
  const groups = new Map<string, [string, Question][]>()
  for (const [id, question] of questions) {
    if (question.measure.kind === 'median') answers.set(id, await answer(counting, question, actor))
    else {
      const circle = canonicalJson(circleOf(question))
      groups.set(circle, [...(groups.get(circle) ?? []), [id, question]])
    }
  }
  for (const group of groups.values()) {
    for (const [id, one] of await askGroup(counting, group, actor)) answers.set(id, one)
  }
  return answers
}

function askGroup(
  { gate, clock }: Counting,
  group: readonly [string, Question][],
  actor: Actor,
): Promise<Map<string, Answer>> {
  const circle = group[0]?.[1].scope === 'organisation' ? actor.organisationId : ''
  return remembered(gate, canonicalJson({ group, circle }), async () => {
    const catalogue = await gate.read(catalogueOf)
    const questions = group.map(([, question]) => question)
    const statement = await gate.read(db => Promise.resolve(compileMany(db, catalogue, questions, actor)))
    const rows = await gate.readLong(statement)
    const asked = { codebook: codebook.version, asOf: clock().toISOString() }
    return new Map(group.map(([id, question], place) => [id, protect(tableOf(question, place, rows, asked))]))
  })
}

import type { EntityManager } from 'typeorm'
import type { Actor, Clock } from '../core'
import { canonicalJson, dayInAlmaty } from '../core'
import type { Gate } from '../database'
import { codebook } from '../codebook'
import type { Answer, RawAnswer } from './answer'
import { compileCount, type CompiledCount } from './compile/count'
import { fill } from './compile/fill'
import { compileMedian } from './compile/median'
import { remembered } from './answers-kept'
import { catalogueOf } from './dimensions'
import { protect } from './protection/protect'
import type { Question } from './question/question'
import { readQuestion } from './question/read-question'
import { written } from './question/written'

export interface Counting {
  readonly gate: Gate
  readonly clock: Clock
}

/** The day on which consent must hold; an answer is kept for no longer than the day. */
export const dayOf = ({ clock }: Counting): string => dayInAlmaty(clock())

/** The answer as it leaves the program: `dalel ask`, the JSON of a page and the API give the same. */
export type PrintedAnswer = Omit<Answer, 'question'> & { readonly question: object }

export async function ask(counting: Counting, input: unknown, actor: Actor): Promise<PrintedAnswer> {
  const catalogue = await counting.gate.read(catalogueOf)
  const given = await answer(counting, readQuestion(input, catalogue), actor)
  return { ...given, question: written(given.question) }
}

export async function answer(counting: Counting, question: Question, actor: Actor): Promise<Answer> {
  const circle = question.scope === 'organisation' ? actor.organisationId : ''
  return remembered(counting.gate, canonicalJson({ question, circle, on: dayOf(counting) }), async () =>
    protect(await count(counting, question, actor)),
  )
}

async function count(counting: Counting, question: Question, actor: Actor): Promise<RawAnswer> {
  const { gate, clock } = counting
  const catalogue = await gate.read(catalogueOf)
  const compiled = await gate.read(db => Promise.resolve(compile(db)))
  const rows = await gate.readLong(compiled)
  const counted = fill(question, catalogue, compiled.addsUp, rows)
  return { question, ...counted, codebook: codebook.version, asOf: clock().toISOString() }

  function compile(db: EntityManager): CompiledCount {
    const how = question.measure.kind === 'median' ? compileMedian : compileCount
    return how(db, catalogue, question, actor, dayOf(counting))
  }
}

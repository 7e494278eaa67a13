import type { Actor } from '../core'
import { canonicalJson } from '../core'
import { codebook } from '../codebook'
import type { Answer } from './answer'
import { remembered } from './answers-kept'
import { answer, dayOf, type Counting } from './ask'
import { compileCount } from './compile/count'
import { circleOf, compileMany, mostOfOnePerson, tableOf, type PersonsBehind } from './compile/many'
import { statuses } from './compile/statuses'
import { read } from './compile/tallies'
import { catalogueOf } from './dimensions'
import { protect, thresholds } from './protection/protect'
import type { Catalogue, Unit } from './question/catalogue'
import type { Question } from './question/question'
import { readQuestion } from './question/read-question'

/** Answers of many indicators: counts and shares by year in one pass for each kind of unit, medians one by one. */
export async function askMany(
  counting: Counting,
  inputs: ReadonlyMap<string, unknown>,
  actor: Actor,
): Promise<ReadonlyMap<string, Answer>> {
  const catalogue = await counting.gate.read(catalogueOf)
  const answers = new Map<string, Answer>()
  const groups = new Map<string, [string, Question][]>()
  for (const [id, input] of inputs) {
    const question = readQuestion(input, catalogue)
    if (question.measure.kind === 'median') answers.set(id, await answer(counting, question, actor))
    else {
      const circle = canonicalJson(circleOf(question))
      groups.set(circle, [...(groups.get(circle) ?? []), [id, question]])
    }
  }
  for (const group of groups.values()) {
    for (const [id, one] of await askGroup(counting, catalogue, group, actor)) answers.set(id, one)
  }
  return answers
}

function askGroup(
  counting: Counting,
  catalogue: Catalogue,
  group: readonly [string, Question][],
  actor: Actor,
): Promise<Map<string, Answer>> {
  const { gate, clock } = counting
  const on = dayOf(counting)
  const circle = group[0]?.[1].scope === 'organisation' ? actor.organisationId : ''
  return remembered(gate, canonicalJson({ group, circle, on }), async () => {
    const questions = group.map(([, question]) => question)
    const rows = await gate.readLong(
      await gate.read(db => Promise.resolve(compileMany(db, catalogue, questions, actor, on))),
    )
    const most = await mostUnits(catalogue, questions)
    const asked = { codebook: codebook.version, asOf: clock().toISOString() }
    const answers = new Map<string, Answer>()
    for (const [place, [id, question]] of group.entries()) {
      const table = tableOf(question, place, rows, units => Math.ceil(units / most), asked)
      const isSure = table.tallies.every(({ yes, persons }) => persons >= thresholds.sensitive || persons === yes)
      const exact = isSure ? table : tableOf(question, place, rows, await personsOf(question, most), asked)
      answers.set(id, protect(exact))
    }
    return answers
  })

  async function mostUnits({ units, merged }: Catalogue, [first]: readonly Question[]): Promise<number> {
    const unit = units.get(first?.unit ?? '')
    if (!unit || !isOfPersons(unit, merged)) return 1
    const [row] = await gate.readLong(mostOfOnePerson(unit, merged))
    return Math.max(1, Number(row?.most ?? 1))
  }

  /** Where few persons could have many units, the persons are counted. */
  async function personsOf(question: Question, most: number): Promise<PersonsBehind> {
    const byYear: Question = { ...question, by: [{ field: 'year' }] }
    const compiled = await gate.read(db => Promise.resolve(compileCount(db, catalogue, byYear, actor, on)))
    const counted = read(await gate.readLong(compiled)).filter(row => row.status === statuses.yes)
    const persons = new Map(counted.map(row => [row.k1, row.persons]))
    return (units, year) => (year === null ? Math.ceil(units / most) : (persons.get(year) ?? 0))
  }
}

/** Whether one human being may be behind several of these units. */
const isOfPersons = ({ kind }: Unit, merged: boolean): boolean => kind === 'entry' || (kind === 'case' && merged)

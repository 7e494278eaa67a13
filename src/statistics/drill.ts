import { Brackets } from 'typeorm'
import type { Actor } from '../core'
import { NotFound } from '../core'
import type { Case } from '../cases'
import { openCases, visibleTo } from '../cases'
import { answer, dayOf, type Counting } from './ask'
import { compileCases } from './compile/cases'
import { catalogueOf } from './dimensions'
import { thresholds } from './protection/protect'
import type { Question } from './question/question'

export interface Behind {
  readonly cases: readonly Case[]
  readonly visible: number
  /** How many more stand behind the number, out of sight; null when that is a small number. */
  readonly others: number | null
  readonly after: string | undefined
}

export const pageSize = 50

/** The cases behind one number of an answer, as far as one may see them. Of a protected number there are none. */
export async function casesBehind(
  counting: Counting,
  question: Question,
  keys: readonly (string | null)[],
  actor: Actor,
  after: string | undefined,
): Promise<Behind> {
  const { gate } = counting
  const given = await answer(counting, question, actor)
  const row = [...given.rows, ...given.totals].find(one => JSON.stringify(one.keys) === JSON.stringify(keys))
  if (!row || row.protected) throw new NotFound()
  const catalogue = await gate.read(catalogueOf)
  const all = await gate.readLong(
    await gate.read(db => Promise.resolve(compileCases(db, catalogue, question, keys, actor, dayOf(counting)))),
  )
  const ids = all.map(one => String(one.id))
  const seen = await gate.readLong(
    await gate.read(db => {
      const [sql, parameters] = visibleTo(db, actor).select('kase.id', 'id').getQueryAndParameters()
      return Promise.resolve({ sql, parameters })
    }),
  )
  const mine = new Set(seen.map(one => String(one.id)))
  const visible = ids
    .filter(id => mine.has(id))
    .sort()
    .reverse()
  const page = visible.filter(id => after === undefined || id < after).slice(0, pageSize + 1)
  const cases = await gate.read(async db => {
    const found = page.length
      ? await visibleTo(db, actor)
          .andWhere(within(page.slice(0, pageSize)))
          .orderBy('kase.id', 'DESC')
          .getMany()
      : []
    return openCases(db, actor, found)
  })
  const others = ids.length - visible.length
  return {
    cases,
    visible: visible.length,
    others: others > 0 && others < thresholds.usual ? null : others,
    after: page.length > pageSize ? page[pageSize - 1] : undefined,
  }
}

const within = (ids: readonly string[]) => new Brackets(where => where.where('kase.id IN (:...ids)', { ids: [...ids] }))

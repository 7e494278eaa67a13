import { setImmediate as nextTurn } from 'node:timers/promises'
import type { EntityManager } from 'typeorm'
import { Case } from '../cases'
import type { Actor } from '../core'
import type { Gate } from '../database'
import type { BlindIndex } from '../vault'
import { readCase, type Carrier } from './check-case'
import type { CaseLine } from './line'
import { standingOf } from './outer-ids'
import { partsOf } from './refs'
import type { Item, Place, Source } from './source'
import type { Path, Wrong } from './wrong'

/** Something wrong in a file: where it stands there, and why. */
export interface Mistake extends Wrong {
  readonly row: number
  readonly sheet?: string | undefined
  /** The heading of the column, and the cell, of a workbook. */
  readonly column?: string | undefined
  readonly cell?: string | undefined
  /** The kind of the entry it is in. */
  readonly kind?: string | undefined
}

/** What a file holds, found without writing anything. */
export interface Report {
  cases: number
  /** Those that are here already, and stay as they are. */
  here: number
  readonly mistakes: Mistake[]
  /** More than are listed. */
  count: number
  /** Persons who are met again in later cases. */
  readonly met: Set<string>
}

export interface Checking {
  readonly gate: Pick<Gate, 'read'>
  readonly actor: Actor
  readonly index: BlindIndex
  readonly carrier: Carrier
  readonly progress: (cases: number) => void
  /** Cases one file may hold. */
  readonly most: number
}

const mostListed = 500

/** Reads a whole file as it will be read when it is carried in, and says all that is wrong with it. */
export async function checkFile(source: Source, checking: Checking): Promise<Report> {
  const report: Report = { cases: 0, here: 0, mistakes: [], count: 0, met: new Set() }
  const seen: Seen = { ids: new Set(), references: new Set(), persons: new Set() }
  for await (const item of source()) {
    for (const mistake of await checkItem(item, checking, seen, report)) {
      report.count += 1
      if (report.mistakes.length < mostListed) report.mistakes.push(mistake)
    }
    if (report.cases > checking.most) {
      report.mistakes.unshift({
        row: item.row,
        path: [],
        key: 'carrying.wrong.tooMany',
        values: { most: checking.most },
      })
      return { ...report, count: report.count + 1 }
    }
    checking.progress(report.cases)
    await nextTurn()
  }
  return report
}

interface Seen {
  readonly ids: Set<string>
  readonly references: Set<string>
  readonly persons: Set<string>
}

async function checkItem(item: Item, checking: Checking, seen: Seen, report: Report): Promise<Mistake[]> {
  if (item.problem) return [{ ...placed(item, []), path: [], key: item.problem, values: item.values }]
  report.cases += 1
  const { plan, wrong } = readCase(item.thing, checking.carrier)
  const line = item.thing as CaseLine
  const among = plan ? await checking.gate.read(db => amongOthers(db, plan.line, checking, seen, report)) : []
  return [...wrong, ...among].map(one => ({ ...one, ...placed(item, one.path), kind: kindAt(line, one.path) }))
}

function placed(item: Item, path: Path): { row: number } & Partial<Place> {
  return item.placeOf?.(path) ?? { row: item.row }
}

function kindAt(line: CaseLine, [part, place]: Path): string | undefined {
  return part === 'entries' && typeof place === 'number' ? line.entries?.[place]?.kind : undefined
}

/** What only the rest of the file, and what is here already, can tell. */
async function amongOthers(
  db: EntityManager,
  line: CaseLine,
  { actor, index }: Checking,
  seen: Seen,
  report: Report,
): Promise<Wrong[]> {
  const wrong = metBefore(line, seen, report)
  const standing = await standingOf(db, actor, index, line)
  if (standing === 'here') report.here += 1
  if (standing === 'changed' || standing === 'erased') wrong.push({ path: ['id'], key: `carrying.wrong.${standing}` })
  if (standing === 'new' && (await isTaken(db, line.reference, seen)))
    wrong.push({ path: ['reference'], key: 'carrying.wrong.taken' })
  return wrong
}

/** A case is in the file once; persons may be met again, if they were met. */
function metBefore(line: CaseLine, { ids, persons }: Seen, { met }: Report): Wrong[] {
  const wrong: Wrong[] = []
  if (ids.has(line.id)) wrong.push({ path: ['id'], key: 'carrying.wrong.twice' })
  ids.add(line.id)
  for (const [place, { ref, sameAs }] of partsOf(line).persons.entries()) {
    if (sameAs !== undefined) {
      if (!persons.has(sameAs)) wrong.push({ path: ['persons', place, 'sameAs'], key: 'carrying.wrong.unknownRef' })
      met.add(sameAs)
    }
    persons.add(`${line.id}/${ref}`)
  }
  return wrong
}

async function isTaken(db: EntityManager, reference: string | undefined, { references }: Seen): Promise<boolean> {
  if (reference === undefined) return false
  if (references.has(reference)) return true
  references.add(reference)
  return db.existsBy(Case, { reference })
}

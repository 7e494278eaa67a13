import { In, IsNull, Not, type EntityManager } from 'typeorm'
import { openCases, openKeys, Person, visibleTo } from '../cases'
import { codebook } from '../codebook'
import type { Actor } from '../core'
import { canonicalJson } from '../core'
import type { Gate } from '../database'
import type { HostKeys } from '../vault'
import { caseLine } from './carry-case-out'
import type { CarryingOut } from './carrying-out'
import { format, formatVersion, type Header } from './line'
import { outerIdsOf } from './outer-ids'
import { staffOf } from './staff.queries'

const atOnce = 50

/** The cases somebody may see, in the order in which they were opened here. */
export async function casesToCarry(db: EntityManager, actor: Actor): Promise<string[]> {
  const rows = await visibleTo(db, actor)
    .andWhere("kase.state <> 'erased'")
    .andWhere('kase.organisation_id = :own', { own: actor.organisationId })
    .select('kase.id', 'id')
    .orderBy('kase.id')
    .getRawMany<{ id: string }>()
  return rows.map(row => row.id)
}

/** The file, line by line: the same cases give the same bytes. */
export async function* linesOut(
  { gate, host }: { gate: Gate; host: HostKeys },
  actor: Actor,
  ids: readonly string[],
): AsyncGenerator<string> {
  const header: Header = { format, version: formatVersion, codebook: codebook.version, cases: ids.length }
  yield `${canonicalJson(header)}\n`
  const [staff, met] = await gate.read(async db => [await staffOf(db, host, actor), await metIn(db, actor)] as const)
  for (let from = 0; from < ids.length; from += atOnce)
    yield* await gate.read(db => someLines({ db, staff, met }, actor, ids.slice(from, from + atOnce)))
}

/** The identities that have several rows. */
async function metIn(db: EntityManager, { organisationId }: Actor): Promise<CarryingOut['met']> {
  const rows = await db.find(Person, {
    select: { id: true, identityId: true },
    where: { organisationId, identityId: Not(IsNull()) },
  })
  return new Map(rows.map(row => [row.identityId ?? '', undefined]))
}

async function someLines(out: CarryingOut, actor: Actor, ids: readonly string[]): Promise<string[]> {
  const found = await visibleTo(out.db, actor)
    .andWhere({ id: In([...ids]) })
    .orderBy('kase.id')
    .getMany()
  const keys = await openKeys(out.db, actor, ids)
  const names = await outerIdsOf(out.db, keys)
  const lines: string[] = []
  for (const kase of await openCases(out.db, actor, found, keys)) {
    const key = keys.get(kase.id)
    if (key) lines.push(`${canonicalJson(await caseLine(out, kase, key, names.get(kase.id) ?? kase.id))}\n`)
  }
  return lines
}

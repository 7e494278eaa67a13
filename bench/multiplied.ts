import { In, type EntityManager } from 'typeorm'
import { openInstallation } from '../src/commands/office'
import { readConfig } from '../src/config'
import type { Actor, OpenKey, Recorded, SealedRow, Work } from '../src/core'
import { newId } from '../src/core'
import { Case } from '../src/cases/case.entity'
import { openKeys } from '../src/cases/cases.queries'
import { PastVersion } from '../src/database'
import { entities } from '../src/entities'
import { asHolder, coordinatorsOf, findUserByLogin } from '../src/people'
import { findFact, makeSubjectKey, publicKeyOf, recoveryHolder, type Holder } from '../src/vault'
import { fillTo } from './filled'
import type { Place } from './place'
import { signedIn } from './signed-in'

type Row = Recorded & SealedRow & Record<string, unknown>

/** Copies one organisation's cases until there are as many: new ids, keys of their own, words sealed anew, all in the trail. */
export async function multiply(place: Place, wanted: number): Promise<void> {
  Object.assign(process.env, place.environment)
  const doors = await openInstallation(readConfig())
  const { gate, inWork } = doors
  const coordinator = await signedIn(doors, 'dana')
  await fillTo(10, doors, coordinator)
  const lawyer = await gate.read(db => findUserByLogin(db, doors.host, 'aigerim'))
  const originals = await gate.read(db =>
    db.find(Case, {
      select: { id: true },
      where: { organisationId: coordinator.organisationId },
      order: { id: 'ASC' },
    }),
  )
  const groups = Array.from({ length: Math.ceil(originals.length / 25) }, (_, at) =>
    originals.slice(at * 25, at * 25 + 25).map(one => one.id),
  )
  let many = await gate.read(db => db.count(Case))
  for (let round = 1; many < wanted; round += 1) {
    for (const ids of groups) {
      if (many >= wanted) break
      await inWork(coordinator, async work => {
        const holders = await holdersOf(work)
        for (const file of await filesOf(work.db, coordinator, ids)) await copy(work, file, holders, round)
      })
      many += ids.length
    }
    process.stdout.write(`\r  ${many} cases`)
  }
  process.stdout.write('\n')
  await gate.close()

  async function holdersOf({ db, actor }: Work): Promise<Holder[]> {
    const group = coordinatorsOf(actor.organisationId)
    const recovery = (await findFact(db, 'recovery-key')) ?? ''
    return [
      asHolder(lawyer!),
      { kind: 'group', id: group, publicKey: await publicKeyOf(db, group) },
      { kind: 'recovery', id: recoveryHolder, publicKey: Buffer.from(recovery, 'base64url') },
    ]
  }
}

interface File {
  readonly key: OpenKey
  readonly kase: Case
  readonly rows: readonly Row[]
}

/** Cases with everything in them but their sealed files and what they said before. */
async function filesOf(db: EntityManager, actor: Actor, ids: readonly string[]): Promise<File[]> {
  const keys = await openKeys(db, actor, ids)
  const cases = await db.findBy(Case, { id: In([...ids]) })
  const rows: Row[] = []
  const parts = entities.map(entity => db.dataSource.getMetadata(entity))
  for (const { target } of parts.filter(
    part => part.findColumnWithPropertyName('caseId') && part.target !== PastVersion,
  ))
    rows.push(...((await db.findBy(target, { caseId: In([...ids]) })) as unknown as Row[]))
  const given = await db.findBy('ClassificationProvision', { classificationId: In(rows.map(row => row.id)) })
  rows.push(...(given as unknown as Row[]))
  const caseOf = (row: Row) => row.caseId ?? rows.find(one => one.id === row.classificationId)?.caseId
  return cases.map(kase => ({
    kase,
    key: keys.get(kase.id)!,
    rows: rows.filter(row => caseOf(row) === kase.id),
  }))
}

const numbered = ({ reference }: Case, round: number): string | null =>
  reference && reference.replace(/\d+$/, last => `${round}${last.padStart(4, '0')}`)

/** The same row with the ids of the copies. */
function renamed(row: Row, ids: ReadonlyMap<string, string>): Row {
  const other = Object.assign(Object.create(Object.getPrototypeOf(row) as object) as Row, row)
  for (const [name, value] of Object.entries(row)) if (ids.has(value as string)) other[name] = ids.get(value as string)
  return other
}

async function copy(work: Work, { kase, key, rows }: File, holders: readonly Holder[], round: number): Promise<void> {
  const ids = new Map([kase, ...rows].map(row => [row.id, newId()]))
  const id = ids.get(kase.id)!
  const newKey = await makeSubjectKey(work, { id, kind: 'case' }, holders)
  const copies = new Map<string, Row[]>()
  for (const row of [kase as unknown as Row, ...rows]) {
    const { tableName } = work.db.dataSource.getMetadata(row.constructor)
    if (row.sealed) key.open(tableName, row)
    const other = renamed(row, ids)
    // A human being recorded across files is one in each set of copies only where the copy knows both.
    if (tableName === 'persons' && !ids.has(row.identityId as string)) other.identityId = null
    copies.set(tableName, [...(copies.get(tableName) ?? []), other])
  }
  const changedAt = new Date(kase.changedAt.getTime() + round * 61_000)
  Object.assign(copies.get('cases')![0]!, { changedAt, reference: numbered(kase, round) })
  for (const some of copies.values()) await work.addAll(some, newKey)
  await work.record('case.opened', { id })
}

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { verifyCommand } from '../../src/commands/verify'
import { openDataSource } from '../../src/database'
import { coordinators, exported, imported, openInstallationWith, type Installation } from '../setup/carrying'

const cases = 600

describe('all cases of the demonstration', () => {
  let first: Installation
  let second: Installation
  const files = new Map<string, string>()
  beforeAll(async () => {
    first = await openInstallationWith(cases)
    second = await openInstallationWith(0)
    for (const as of coordinators) files.set(as, await exported(first, as))
  }, 300_000)
  afterAll(async () => {
    await first.database.drop()
    await second.database.drop()
  })

  const put = (as: string) => {
    const file = join(second.database.folder, `in-${as}.jsonl`)
    writeFileSync(file, files.get(as) ?? '')
    return file
  }
  const counts = async ({ config }: Installation) => {
    const source = await openDataSource(config.databaseUrl, [], 'read')
    const count = async (table: string) => Number((await source.query<{ n: string }[]>(`SELECT COUNT(*) AS n FROM ${table}`))[0]?.n)
    const tables = ['cases', 'persons', 'detentions', 'acts', 'occurrences', 'consents', 'secrecy_markers', 'classifications', 'classification_provisions', 'evidence_items', 'team_members', 'name_tokens']
    const found = Object.fromEntries(await Promise.all(tables.map(async table => [table, await count(table)] as const)))
    await source.destroy()
    return found
  } // prettier-ignore

  it('go to an empty installation and come back the same, byte for byte, with the same counts', async () => {
    let total = 0
    for (const as of coordinators) {
      const { status, said } = await imported(second, put(as), as)
      expect([as, status, said.here]).toEqual([as, 0, 0])
      total += Number(said.cases)
    }
    expect(total).toBe(cases)
    for (const as of coordinators) expect(await exported(second, as)).toBe(files.get(as))
    expect(await counts(second)).toEqual(await counts(first))
    expect(await verifyCommand(second.config, {}, () => undefined)).toBe(0)
  }, 300_000)

  it('add nothing and change nothing when they come a second time', async () => {
    const before = await counts(second)
    const { status, said } = await imported(second, put('dana'), 'dana')
    expect([status, said.cases]).toEqual([0, 0])
    expect(said.here).toBe(files.get('dana')!.trim().split('\n').length - 1)
    expect(await counts(second)).toEqual(before)
    const { said: own } = await imported(first, put('dana'), 'dana')
    expect([own.cases, own.here]).toEqual([0, said.here])
  })
})

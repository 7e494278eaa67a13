import { copyFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openDataSource } from '../../src/database'
import { entities } from '../../src/entities'
import { checkpointKey, sealedFiles } from '../../src/commands/office'
import { makeCheckpoint, verify, type Checkpoint } from '../../src/trail'
import { engine } from '../setup/database'
import { everybodyIn, filesQuickly } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'

describe('dalel verify', () => {
  let office: Office
  let caseId: string
  beforeEach(async () => {
    office = await openOffice()
    await everybodyIn(office)
    caseId = await filesQuickly(office.aigerim)
  })
  afterEach(() => office.closes())

  const found = async (checkpoint?: Checkpoint) => {
    const codes = []
    const against = {
      files: sealedFiles(office.doors),
      key: checkpointKey(office.doors),
      ...(checkpoint && { checkpoint }),
    }
    for await (const { code } of verify(office.gate, against)) codes.push(code)
    return [...new Set(codes)]
  }
  const damages = async () => {
    const lines = []
    for await (const { code, where } of verify(office.gate)) lines.push(`${code} ${where}`)
    return lines.sort()
  }
  /** What an attacker with the whole database may do: triggers off, then anything. */
  const tampers = async (...statements: string[]) => {
    const source = await openDataSource(office.database.url, entities, 'write')
    const off =
      engine === 'sqlite'
        ? ['DROP TRIGGER IF EXISTS trail_no_update', 'DROP TRIGGER IF EXISTS trail_no_delete']
        : ['ALTER TABLE trail DISABLE TRIGGER ALL']
    if (engine === 'sqlite') off.push('PRAGMA foreign_keys = off')
    for (const statement of [...off, ...statements]) await source.query(statement)
    await source.destroy()
  }
  const checkpoint = () => office.gate.read(db => makeCheckpoint(db, checkpointKey(office.doors), office.now))
  const attach = async () => {
    await office.aigerim.opens(`/evidence/of/${caseId}/new`)
    const form = new FormData()
    const { body } = office.aigerim.formOf('main form[enctype]', {})
    for (const [name, value] of new URLSearchParams(body)) form.append(name, value)
    form.append('files', new Blob(['a small file']), 'note.txt')
    expect((await office.aigerim.opens(`/evidence/of/${caseId}`, { method: 'POST', body: form })).text).toContain(
      'note.txt',
    )
  }
  const sealedFile = () => {
    const folder = join(office.database.folder, 'uploads')
    const [sub = ''] = readdirSync(folder).filter(
      name => /^[0-9a-f]{2}$/.test(name) && statSync(join(folder, name)).isDirectory(),
    )
    return join(folder, sub, readdirSync(join(folder, sub))[0] ?? '')
  }

  it('finds nothing wrong with an honest office', async () => {
    await attach()
    expect(await found(await checkpoint())).toEqual([])
  })

  it('takes nothing for damage that people save while it walks', async () => {
    await tampers(`UPDATE trail SET action = 'case.closed' WHERE sequence = 5`) // at which the walk can be held
    const walk = verify(office.gate, { files: sealedFiles(office.doors) })
    expect((await walk.next()).value).toEqual({ code: 'E_HASH', where: 'trail 5' })
    await filesQuickly(office.aigerim)
    await office.aigerim.fills(`/cases/${caseId}/words`, { narrative: 'Потом вспомнил ещё.' })
    await attach()
    const later = []
    for await (const damage of walk) later.push(damage)
    expect(later).toEqual([])
  })

  it('refuses to change or delete a row of the trail', async () => {
    for (const deed of [`UPDATE trail SET action = 'x'`, 'DELETE FROM trail']) {
      await expect(office.gate.write(db => db.query(deed))).rejects.toThrow('append-only')
    }
  })

  it.each([
    ['an edited trail row', [`UPDATE trail SET action = 'case.closed' WHERE sequence = 5`], 'E_HASH'],
    ['a deleted trail row', ['DELETE FROM trail WHERE sequence = 5'], 'E_GAP'],
    [
      'two rows that changed places',
      [
        'UPDATE trail SET sequence = 100000 WHERE sequence = 5',
        'UPDATE trail SET sequence = 5 WHERE sequence = 6',
        'UPDATE trail SET sequence = 6 WHERE sequence = 100000',
      ],
      'E_ORDER',
    ],
    ['a changed code', [`UPDATE cases SET verification = 'V4'`], 'E_ROW'],
    ['a row that vanished', ['DELETE FROM persons'], 'E_MISSING'],
    ['a row from nowhere', [`INSERT INTO installation (id, version, value) VALUES ('x', 1, 'y')`], 'E_EXTRA'],
  ])('names %s', async (_what, statements, code) => {
    await tampers(...statements)
    expect(await found()).toContain(code)
  })

  it('names two sealed columns that were swapped, of rows of one table or of one case, and neither opens', async () => {
    const other = await filesQuickly(office.aigerim)
    const swap = (table: string, one: string, another: string) =>
      tampers(
        `CREATE TABLE swapped AS SELECT id, sealed FROM ${table}`,
        `UPDATE ${table} SET sealed = (SELECT sealed FROM swapped WHERE id = '${another}') WHERE id = '${one}'`,
        `UPDATE ${table} SET sealed = (SELECT sealed FROM swapped WHERE id = '${one}') WHERE id = '${another}'`,
        'DROP TABLE swapped',
      )
    await swap('cases', caseId, other)
    expect(await damages()).toEqual([`E_ROW cases ${caseId}`, `E_ROW cases ${other}`])
    for (const id of [caseId, other]) expect((await office.aigerim.opens(`/cases/${id}`)).status).toBe(500)
  })

  it('names two sealed columns of one case that were swapped, although one key opens both', async () => {
    await office.aigerim.fills(`/cases/${caseId}/persons/new`, { name: 'Айгүл', role: 'WITNESS' })
    const rows: { id: string }[] = await office.gate.read(db =>
      db.query(`SELECT id FROM persons WHERE case_id = '${caseId}'`),
    )
    const [one, another] = rows.map(row => row.id)
    await tampers(
      'CREATE TABLE swapped AS SELECT id, sealed FROM persons',
      `UPDATE persons SET sealed = (SELECT sealed FROM swapped WHERE id = '${another}') WHERE id = '${one}'`,
      `UPDATE persons SET sealed = (SELECT sealed FROM swapped WHERE id = '${one}') WHERE id = '${another}'`,
      'DROP TABLE swapped',
    )
    expect(await damages()).toEqual([one, another].map(id => `E_ROW persons ${id}`).sort())
    expect((await office.aigerim.opens(`/cases/${caseId}/persons/${one}`)).status).toBe(500)
  })

  it('names a tail that was cut, against a checkpoint kept outside', async () => {
    const kept = await checkpoint()
    await tampers(
      `DELETE FROM trail WHERE sequence > ${kept.sequence - 3}`,
      `UPDATE trail_heads SET sequence = ${kept.sequence - 3}, hash = (SELECT hash FROM trail WHERE sequence = ${kept.sequence - 3})`,
    )
    expect(await found(kept)).toContain('E_TAIL')
  })

  it('names an older database put back whole, against a checkpoint kept outside', async () => {
    const tables = await office.gate.read(db => Promise.resolve(db.dataSource.entityMetadatas.map(one => one.tableName)))
    await tampers(...tables.map(table => `CREATE TABLE old_${table} AS SELECT * FROM ${table}`))
    await filesQuickly(office.aigerim)
    await attach()
    const kept = await checkpoint()
    expect(await found(kept)).toEqual([])
    await tampers(...tables.flatMap(table => [`DELETE FROM ${table}`, `INSERT INTO ${table} SELECT * FROM old_${table}`, `DROP TABLE old_${table}`]))
    expect(await found()).toEqual(['E_BLOB_ORPHAN']) // in itself it holds; only the file is one too many
    expect(await found(kept)).toEqual(['E_TAIL', 'E_BLOB_ORPHAN'])
  }) // prettier-ignore

  it('names a checkpoint that somebody else signed', async () => {
    const kept = await checkpoint()
    expect(await found({ ...kept, at: '2020-01-01T00:00:00.000Z' })).toEqual(['E_SIG'])
  })

  it('names one flipped byte in a sealed file, a file that is gone, and one that nobody entered', async () => {
    await attach()
    const file = sealedFile()
    const whole = readFileSync(file)
    const flipped = Buffer.from(whole)
    flipped[flipped.length - 3]! ^= 1
    writeFileSync(file, flipped)
    expect(await found()).toEqual(['E_BLOB_HASH'])
    writeFileSync(file, whole)
    copyFileSync(file, join(file, '..', `${'0'.repeat(32)}.age`))
    expect(await found()).toEqual(['E_BLOB_ORPHAN'])
  })
})

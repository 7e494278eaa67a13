import { openOffice, type Office } from '../setup/office'
import { everybodyIn, filesQuickly, quick } from '../setup/filing'

describe('need to know', () => {
  let office: Office
  let id: string
  beforeEach(async () => {
    office = await openOffice()
    await everybodyIn(office)
    id = await filesQuickly(office.aigerim)
  })
  afterEach(() => office.closes())

  const joins = (who: { id: string }, role: string) =>
    office.aigerim.fills(`/cases/${id}/team`, { userId: who.id, role }, '#join')

  it('lets a reader read and nothing more', async () => {
    const { bolat } = office
    await joins(bolat, 'reader')
    expect((await bolat.opens(`/cases/${id}`)).text).toContain(quick.narrative)
    expect((await bolat.fills(`/cases/${id}/words`, { narrative: 'Моё.' })).status).toBe(403)
    expect((await bolat.fills(`/cases/${id}/team`, { userId: office.dana.id, role: 'member' }, '#join')).status).toBe(
      403,
    )
  })

  it('hands the lead over in one step', async () => {
    const { aigerim, bolat, trail } = office
    await joins(bolat, 'lead')
    const docket = (await aigerim.opens(`/cases/${id}`)).$('.dl-docket').text().replace(/\s+/g, ' ')
    expect(docket).toContain('Bolat lead')
    expect(await trail()).toEqual(expect.arrayContaining(['team.handedOver', 'team.joined', 'key.shared']))
    await bolat.opens(`/cases/${id}/team`)
    await bolat.submits({}, `form[action$="/team/${aigerim.id}/leaving"]`)
    expect((await aigerim.opens(`/cases/${id}`)).status).toBe(404)
  })

  it('gives a member another role without sharing the key again', async () => {
    const { bolat, trail } = office
    await joins(bolat, 'reader')
    await joins(bolat, 'member')
    expect((await bolat.fills(`/cases/${id}/words`, { narrative: 'Теперь можно.' })).url).toBe(`/cases/${id}`)
    expect((await trail()).filter(action => action === 'key.shared' || action === 'team.roleChanged')).toEqual(
      expect.arrayContaining(['team.roleChanged']),
    )
  })

  it('keeps the lead on the team until somebody else leads', async () => {
    const { aigerim } = office
    await aigerim.opens(`/cases/${id}/team`)
    const { body } = aigerim.formOf('#join', {})
    const page = await aigerim.opens(`/cases/${id}/team/${aigerim.id}/leaving`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(page.status).toBe(422)
    expect(page.errors[0]).toContain('hand the case over')
  })

  it('takes nobody of another organisation, and nobody who works on no cases', async () => {
    const { aigerim, olga, saule } = office
    const page = await aigerim.opens(`/cases/${id}/team`)
    expect(page.$(`option[value="${olga.id}"], option[value="${saule.id}"]`)).toHaveLength(0)
    const { action, body } = aigerim.formOf('#join', { role: 'member' })
    for (const outsider of [olga, saule]) {
      const sent = await aigerim.opens(action, {
        method: 'POST',
        body: body.replace('userId=', `userId=${outsider.id}`).replace(/_once=[^&]*/, ''),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
      expect(sent.status).toBe(422)
    }
  })

  it('does not exist for an outsider, on any address of it', async () => {
    const { bolat, olga, erlan, saule, timur } = office
    await saule.signsIn()
    await timur.signsIn()
    const paths = [
      '',
      '/filing',
      '/about',
      '/words',
      '/secrecy',
      '/team',
      '/history',
      '/discarding',
      '/persons/new',
      '/entries/detention/new',
      '/entries/act/new',
    ]
    for (const outsider of [bolat, olga, erlan, saule, timur]) {
      for (const path of paths)
        expect([path, (await outsider.opens(`/cases/${id}${path}`)).status]).toEqual([path, 404])
    }
    expect((await bolat.opens('/cases')).text).not.toContain('ADL-2026-0001')
  })

  it('writes a lawyer’s new words so that who has left cannot open them, not even with the wraps of before', async () => {
    const { aigerim, bolat, gate } = office
    await joins(bolat, 'member')
    const before = await gate.read(db => db.query<unknown[]>('SELECT * FROM key_wraps'))
    await aigerim.opens(`/cases/${id}/team`)
    await aigerim.submits({}, 'form[action$="/leaving"]')
    const after = await gate.read(db =>
      db.query<{ holder_id: string; subject_id: string; generation: number }[]>('SELECT * FROM key_wraps'),
    )
    expect(before.length).toBeGreaterThan(0)
    expect(after.filter(wrap => wrap.subject_id === id && wrap.holder_id === bolat.id)).toEqual([])
    expect(Math.max(...after.filter(wrap => wrap.subject_id === id).map(wrap => wrap.generation))).toBe(2)
    expect((await bolat.opens(`/cases/${id}`)).status).toBe(404)
  })

  it('writes nothing that was typed in clear into the database', async () => {
    const { aigerim, gate } = office
    await aigerim.opens(`/cases/${id}/words`)
    await aigerim.submits({ narrative: 'неоконченный рассказ', _later: 'yes' })
    const tables = await gate.read(db => Promise.resolve(db.dataSource.entityMetadatas.map(one => one.tableName)))
    const dump: string[] = []
    for (const table of tables) {
      for (const row of await gate.read(db => db.query<Record<string, unknown>[]>(`SELECT * FROM ${table}`))) {
        for (const value of Object.values(row))
          dump.push(value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : String(value))
      }
    }
    const all = dump.join('\n')
    for (const typed of [quick.narrative, 'били по пяткам', quick.name, 'Әбдіғалиев', 'неоконченный'])
      expect(all).not.toContain(typed)
    expect(office.logLines.join('\n')).not.toMatch(/пяткам|Әбдіғалиев/)
  })

  it('opens the administrator’s and the auditor’s first page without any case', async () => {
    const { saule, timur } = office
    for (const person of [saule, timur]) {
      await person.signsIn()
      const page = await person.opens('/')
      expect(page.status).toBe(200)
      expect(page.text).not.toContain('ADL-2026-0001')
    }
  })
})

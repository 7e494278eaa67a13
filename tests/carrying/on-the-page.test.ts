import { invites, Newcomer } from '../people/newcomer'
import { createTexts } from '../../src/i18n'
import { fileOf, sendsCases, smallCase, whenReady } from '../setup/carrying'
import { everybodyIn, filesQuickly } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import { password, type Person } from '../setup/people'
import { filesOnDisk } from '../setup/sending'

describe('cases in a file, on the page', () => {
  let office: Office
  beforeEach(async () => {
    office = await openOffice()
    await everybodyIn(office)
  })
  afterEach(() => office.closes())

  const download = async (person: Person, current: string) => {
    await person.opens('/carrying')
    const { action, body } = person.formOf('#export', { current })
    return person.send(action, { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded' } })
  } // prettier-ignore

  it('are looked through first and brought in on a second word; nothing of the file stays on the disk', async () => {
    const checked = await sendsCases(office.aigerim, fileOf(smallCase(), smallCase({ id: 'K-2' })))
    expect(checked.$('h1').text()).toBe('The file can be brought in')
    expect(checked.$('.dl-docket').text()).toMatch(/New cases\s*2\s*Already here\s*0/)
    expect(await office.trail()).not.toContain('case.carriedIn')
    const done = await whenReady(office.aigerim, await office.aigerim.submits({}, '#writing'))
    expect(done.text).toContain('Brought in. New cases: 2. Already here: 0.')
    expect((await office.aigerim.opens('/cases')).$('tbody tr')).toHaveLength(2)
    expect((await office.trail()).filter(action => action === 'case.carriedIn')).toHaveLength(2)
    expect(filesOnDisk(office)).toEqual([])
    const again = await sendsCases(office.aigerim, fileOf(smallCase()))
    expect(again.text).toContain('Every case of the file is here already')
    expect(filesOnDisk(office)).toEqual([])
  })

  it('say row, column and reason of what is wrong, in the language of the person, and write nothing', async () => {
    const wrong = fileOf(smallCase({ about: { title: 'x', risk: 'hihg', secrecyAsked: 'no' } }))
    await office.aigerim.opens('/language/ru?back=/account')
    const page = await sendsCases(office.aigerim, wrong)
    const t = createTexts().for('ru')
    const cells = page.$('tbody tr').first().find('td, th').map((_, cell) => page.$(cell).text().trim()).get() // prettier-ignore
    expect(cells).toEqual(['2', `${t('cases.about.risk.label')}about.risk`, t('common.form.unknownChoice')])
    expect(page.$('#writing')).toHaveLength(0)
    expect(filesOnDisk(office)).toEqual([])
    expect((await office.aigerim.send(`${page.url}/writing`, { method: 'POST' })).status).toBe(403)
    const rows = await office.gate.read(db => db.query<unknown[]>('SELECT id FROM cases'))
    expect(rows).toEqual([])
    const odd = await sendsCases(office.aigerim, fileOf({ ...smallCase(), colour: 'red' }))
    expect(odd.$('tbody th').first().text().trim()).toBe('colour') // a place without a name of ours is said once
  })

  it('wait for a colleague where nobody has let the person in yet, and disturb nobody else', async () => {
    await office.saule.signsIn()
    const kairat = new Newcomer(office, 'kairat')
    await kairat.enters(await invites(office, 'kairat', ['lawyer']))
    office.now = new Date(office.now.getTime() + 60_000)
    await kairat.signsIn()
    const page = await sendsCases(kairat, fileOf(smallCase()))
    expect(page.text).toContain('You are not let in yet')
    expect((await office.aigerim.opens('/cases')).status).toBe(200)
    expect(filesOnDisk(office)).toEqual([])
  })

  it('ask for a file where none was chosen', async () => {
    const page = await sendsCases(office.aigerim, '')
    expect([page.status, page.errors]).toEqual([422, ['Choose a file']])
  })

  it("of somebody else's file do not exist, nor do they for those who carry no cases", async () => {
    const page = await sendsCases(office.aigerim, fileOf(smallCase()))
    expect((await office.dana.opens(page.url)).status).toBe(404)
    for (const person of [await office.marat.signsIn(), await office.saule.signsIn()])
      expect((await person.opens('/carrying')).status).toBe(404)
  })

  it('are downloaded after the password only, all one may see and no other, and it is recorded', async () => {
    await filesQuickly(office.aigerim)
    const own = await filesQuickly(office.bolat, { name: 'Иван Тихонов' })
    const refused = await download(office.bolat, 'another password')
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('This is not your password')])
    expect(await office.trail()).not.toContain('cases.carriedOut')
    const response = await download(office.bolat, password)
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="cases-2026-03-02.jsonl"')
    const lines = (await response.text()).trim().split('\n').map(line => JSON.parse(line) as { id: string; cases: number }) // prettier-ignore
    expect([lines[0]!.cases, lines.length, lines[1]!.id]).toEqual([1, 2, own])
    expect((await office.trail()).slice(-2)).toEqual(['case.carriedOut', 'cases.carriedOut'])
  })
})

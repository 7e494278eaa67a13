import { background, newId } from '../../src/core'
import { TrailRow } from '../../src/trail'
import { oneOfEach } from '../setup/everything'
import { everybodyIn, filesQuickly } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import { addressOf, routesOf, type Route } from '../setup/routes'
import { addsFiles } from '../setup/sending'

describe('who looked at a case', () => {
  let office: Office
  let id: string
  beforeEach(async () => {
    office = await openOffice()
    await everybodyIn(office)
    id = await filesQuickly(office.aigerim)
  })
  afterEach(() => office.closes())

  const later = (minutes: number) => (office.now = new Date(office.now.getTime() + minutes * 60_000))
  const rows = async (who: Office['aigerim'], path = `/cases/${id}/looks`) => {
    const { $ } = await who.opens(path)
    return $('tbody tr')
      .map((_, row) => $(row).find('th, td').map((_, cell) => $(cell).text()).get().join(' | ').replace(/\s+/g, ' '))
      .get()
  } // prettier-ignore

  it('is shown to its lead by person: first, last, how often, and how many files were taken', async () => {
    const { aigerim, bolat, dana } = office
    await aigerim.fills(`/cases/${id}/team`, { userId: bolat.id, role: 'reader' }, '#join')
    const list = await addsFiles(aigerim, id, [['paper.txt', 'a paper']])
    const item = /\/evidence\/([0-9a-f-]{36})"/.exec(list.html)![1]!
    await bolat.opens(`/cases/${id}`)
    later(12)
    await bolat.opens(`/cases/${id}`)
    await bolat.opens(`/cases/${id}`)
    await (await bolat.send(`/evidence/${item}/content`)).arrayBuffer()
    later(1)
    await dana.opens(`/cases/${id}`)
    expect(await rows(aigerim)).toEqual([
      expect.stringMatching(/^Dana \| not on the team now \| 2 March 2026, 09:13 \| 2 March 2026, 09:13 \| 1 \| 0$/),
      expect.stringMatching(/^Bolat \| Reads \| 2 March 2026, 09:00 \| 2 March 2026, 09:12 \| 2 \| 1$/),
      expect.stringMatching(/^Aigerim \| Leads \|/),
    ])
    expect(await rows(dana)).toHaveLength(3)
  })

  it('is no business of anybody else on the case, and does not exist for others', async () => {
    const { aigerim, bolat, marat, olga, erlan } = office
    await marat.signsIn()
    for (const person of [bolat, marat, olga, erlan])
      expect((await person.opens(`/cases/${id}/looks`)).status).toBe(404)
    await aigerim.fills(`/cases/${id}/team`, { userId: bolat.id, role: 'member' }, '#join')
    expect((await bolat.opens(`/cases/${id}/looks`)).status).toBe(403)
    const history = await bolat.opens(`/cases/${id}/history`)
    expect(history.text).not.toContain('Case viewed')
    expect(history.$(`a[href="/cases/${id}/looks"]`)).toHaveLength(0)
    expect((await aigerim.opens(`/cases/${id}/history`)).$(`a[href="/cases/${id}/looks"]`)).toHaveLength(1)
  })

  it('is paged by its key', async () => {
    const { dana, inWork } = office
    const lookers = Array.from({ length: 60 }, () => ({ ...background('test'), id: newId() }))
    for (const [place, actor] of lookers.entries()) {
      if (place % 2) later(0.5)
      await inWork(actor, work => work.record('case.viewed', { id }))
    }
    const seen: string[] = []
    for (let path: string | undefined = `/cases/${id}/looks`; path; path = dana.page!.$('a[rel=next]').attr('href')) {
      const page = await rows(dana, path)
      expect(page.length).toBeLessThanOrEqual(25)
      seen.push(...page.map(row => row.split(' | ')[0]!))
    }
    expect(seen.filter(name => name.length === 36)).toHaveLength(60)
    expect(new Set(seen).size).toBe(seen.length)
  })

  it('tells of every page of a case, not of its first one alone', async () => {
    const { dana } = office
    const objects = await oneOfEach(office)
    const isOfACase = ({ method, path }: Route) =>
      method === 'get' && /^\/(cases\/:id|evidence\/of\/:holderId|classification\/:caseId)(\/|$)/.test(path)
    const looks = () =>
      office.gate.read(db =>
        db.countBy(TrailRow, { actorId: dana.id, action: 'case.viewed', subjectId: objects.case! }),
      )
    const seen: string[] = []
    const unseen: string[] = []
    for (const { path } of routesOf(office).filter(isOfACase)) {
      later(11)
      const before = await looks()
      const { status } = await dana.opens(addressOf(path, objects))
      if (status === 200) ((await looks()) > before ? seen : unseen).push(path)
    }
    expect(unseen).toEqual([])
    expect(seen.length).toBeGreaterThan(20)
  })
})

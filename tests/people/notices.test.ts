import { background } from '../../src/core'
import { tell } from '../../src/people'
import { everybodyIn, filesQuickly } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import { opensAfter, tokenOf } from '../setup/routes'

describe('what somebody is told', () => {
  let office: Office
  let id: string
  beforeEach(async () => {
    office = await openOffice()
    await everybodyIn(office)
    id = await filesQuickly(office.aigerim)
    await office.aigerim.fills(`/cases/${id}/team`, { userId: office.bolat.id, role: 'member' }, '#join')
  })
  afterEach(() => office.closes())

  it('stands on the first page, with who did it and a link to the case', async () => {
    const { bolat, aigerim } = office
    const page = await bolat.opens('/')
    expect(page.$('#told').length).toBe(1)
    const row = page.$('tr.is-new')
    expect(row.text()).toContain('Aigerim took you on to the team of case ADL-2026-0001.')
    expect(row.find('a').attr('href')).toBe(`/cases/${id}`)
    expect((await aigerim.opens('/')).$('#told').length).toBe(0)
  })

  it('leaves the first page when it is marked as seen, and stays in the list', async () => {
    const { bolat, trail } = office
    await bolat.opens('/')
    const page = await bolat.submits({}, 'form[action$="/seen"][action^="/notices/"]:has([name=from])')
    expect(page.url).toBe('/')
    expect(page.$('#told').length).toBe(0)
    const list = await bolat.opens('/notices')
    expect(list.text).toContain('Aigerim took you on')
    expect(list.$('tr.is-new').length).toBe(0)
    expect((await trail()).filter(action => action.startsWith('notice.'))).toEqual(['notice.given', 'notice.seen'])
  })

  it('is marked as seen all at once, from a list that is paged by its key', async () => {
    const { bolat, dana, inWork, trail } = office
    for (let many = 0; many < 30; many += 1)
      await inWork({ ...background('test'), id: dana.id }, work =>
        tell(work, [bolat.id, bolat.id, dana.id], { kind: 'caseJoined', about: { id }, details: { by: dana.id, reference: null } }),
      ) // prettier-ignore
    expect((await bolat.opens('/')).text).toContain('All notices, 25 more new')
    const first = await bolat.opens('/notices')
    expect(first.$('tbody tr').length).toBe(25)
    const second = await bolat.opens(first.$('a[rel=next]').attr('href')!)
    expect(second.$('tbody tr').length).toBe(6)
    await bolat.opens('/notices')
    expect((await bolat.submits({}, 'form[action="/notices/seen"]')).$('tr.is-new').length).toBe(0)
    expect((await trail()).at(-1)).toBe('notice.seen')
    expect((await dana.opens('/notices')).text).toContain('So far nothing.')
  })

  it('belongs to one person: for anybody else it does not exist', async () => {
    const { bolat, aigerim, dana, olga } = office
    const href = (await bolat.opens('/')).$('tr.is-new form').attr('action')!
    for (const other of [aigerim, dana, olga]) {
      const sent = await opensAfter(other, href, `_csrf=${encodeURIComponent(await tokenOf(other))}&from=day`)
      expect(sent.status).toBe(404)
    }
    expect((await bolat.opens('/')).$('tr.is-new').length).toBe(1)
  })
})

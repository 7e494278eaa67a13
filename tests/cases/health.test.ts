import { everybodyIn, filesQuickly } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'

describe('injuries', () => {
  let office: Office
  let id: string
  beforeEach(async () => {
    office = await openOffice()
    await everybodyIn(office)
    id = await filesQuickly(office.aigerim)
  })
  afterEach(() => office.closes())

  const bruise = {
    kind: 'bruise',
    bodyParts: ['F_FACE', 'B_SOLE_L', 'B_SOLE_R'],
    'firstSeenAt-day': '18',
    'firstSeenAt-month': '12',
    'firstSeenAt-year': '2024',
    seenBy: ['lawyer'],
  }
  const linkTo = async (kind: string) =>
    new RegExp(`/cases/${id}/entries/${kind}/[0-9a-f-]{36}`).exec((await office.aigerim.opens(`/cases/${id}`)).html)![0]

  it('are marked on a body, front and back, and read in words', async () => {
    const { aigerim, trail } = office
    const form = await aigerim.opens(`/cases/${id}/entries/injury/new`)
    expect(form.$('.dl-body input[type=checkbox]').length).toBeGreaterThan(40)
    await aigerim.submits(bruise)
    const page = await aigerim.opens(`/cases/${id}`)
    expect(page.$('.dl-body__part--hurt').map((_, part) => page.$(part).text()).get()).toEqual(['Face', 'Left sole', 'Right sole']) // prettier-ignore
    expect(page.text).toMatch(/Bruise, haematomaFace; Left sole; Right sole/)
    expect(await trail()).toContain('injury.added')
  })

  it('are judged for consistency by a clinician only: from anybody else the answer stays as it was', async () => {
    const { aigerim, bolat, saule } = office
    await aigerim.fills(`/cases/${id}/team`, { userId: bolat.id, role: 'member' }, '#join')
    await aigerim.fills(`/cases/${id}/entries/injury/new`, bruise)
    const here = await linkTo('injury')
    expect((await aigerim.opens(`${here}/change`)).$('[name=consistency]').length).toBe(0)
    const { action, body } = aigerim.formOf('main form', {})
    const forged = { method: 'POST', body: `${body}&consistency=IP5`, headers: { 'content-type': 'application/x-www-form-urlencoded' } } // prettier-ignore
    await aigerim.opens(action, forged)
    expect((await aigerim.opens(here)).text).not.toContain('Diagnostic')

    await saule.signsIn()
    await saule.fills(`/users/${bolat.id}`, { clinician: 'yes' }, 'form[action$="/duties"]')
    await bolat.fills(`${here}/change`, { consistency: 'IP5' })
    expect((await aigerim.opens(here)).text).toContain('Diagnostic')
    await aigerim.fills(`${here}/change`, { size: '3 × 4 см' })
    expect((await aigerim.opens(here)).text).toContain('Diagnostic')
  })

  it('and examinations suggest what is worth a look, with the time from request to examination', async () => {
    const { aigerim, dana } = office
    const when = (name: string, day: string) => ({
      [`${name}-day`]: day,
      [`${name}-month`]: '12',
      [`${name}-year`]: '2024',
    })
    const asked = {
      ...when('requestedAt', '17'),
      ...when('performedAt', '20'),
      kind: 'on_complaint',
      performed: 'yes',
      officerPresent: 'yes',
    }
    await aigerim.fills(`/cases/${id}/entries/examination/new`, asked)
    const here = await linkTo('examination')
    const page = await dana.opens(here.replace('/cases/', '/classification/').replace('/entries/', '/'))
    expect(page.text).toContain('An officer was present at the examination')
    expect(page.text).toContain('V07.13')
  })
})

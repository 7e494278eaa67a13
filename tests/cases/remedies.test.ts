import { everybodyIn, filesQuickly } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'

describe('steps towards a remedy', () => {
  let office: Office
  let id: string
  beforeEach(async () => {
    office = await openOffice()
    await everybodyIn(office)
    id = await filesQuickly(office.aigerim, { happened: ['hurt'] })
  })
  afterEach(() => office.closes())

  const on = (name: string, [year, month, day]: readonly string[], hour = '') => ({
    [`${name}-year`]: year,
    [`${name}-month`]: month,
    [`${name}-day`]: day,
    [`${name}-hour`]: hour,
    [`${name}-minute`]: hour && '00',
  })
  const complaint = { kind: 'complaint', toBody: 'prosecutor', ...on('madeAt', ['2026', '01', '18'], '10') }
  const takes = async (typed: Record<string, string | undefined>, after?: string) => {
    const page = await office.aigerim.fills(`/cases/${id}/entries/remedy_step/new${after ? `?after=${after}` : ''}`, typed) // prettier-ignore
    expect(page.errors).toEqual([])
    const links = [...page.html.matchAll(/entries\/remedy_step\/([0-9a-f-]{36})"/g)].map(found => found[1]!)
    return links.sort().at(-1)! // ids rise with time
  }
  const rings = async () => {
    const { $ } = await office.aigerim.opens(`/cases/${id}`)
    return $('.dl-chain > li:not(.is-next)').map((_, li) => `${$(li).find('strong').text()}${$(li).hasClass('is-state') ? ' *' : ''}`).get() // prettier-ignore
  }

  it('stand as a chain, with the ring where the matter stands and the days each step took', async () => {
    const first = await takes({ ...complaint, decision: 'letter_only', registered: 'no', ...on('decisionAt', ['2026', '01', '30']) }) // prettier-ignore
    const appeal = { kind: 'appeal', toBody: 'investigating_judge', ...on('madeAt', ['2026', '02', '20']) }
    await takes(appeal, first)
    expect(await rings()).toEqual(['Complaint: Prosecutor’s office', 'Appeal against a refusal, a decision or inaction: Investigating judge *']) // prettier-ignore
    const { $ } = await office.aigerim.opens(`/cases/${id}`)
    expect($('.dl-chain > li').eq(0).text()).toMatch(/not registered[^]*decided after 12 days/)
    expect($('.dl-chain > li').eq(1).text()).toMatch(/answers step 1[^]*no answer yet, day 10/)
    expect($('.dl-chain > .is-next a').attr('href')).toMatch(/new\?after=/)
    expect((await office.trail()).filter(action => action === 'remedy_step.added')).toHaveLength(2)
  })

  it('never answer themselves, directly or through others; what was typed stays', async () => {
    const first = await takes(complaint)
    const second = await takes({ kind: 'appeal', toBody: 'court' }, first)
    await office.aigerim.opens(`/cases/${id}/entries/remedy_step/${first}/change`)
    const offered = office.aigerim.page!.$('[name=answersStep] option').map((_, one) => String(office.aigerim.page!.$(one).attr('value'))).get() // prettier-ignore
    expect(offered).toEqual(['', second])
    const page = await office.aigerim.submits({ answersStep: second, toBody: 'knb' })
    expect(page).toMatchObject({ status: 422 })
    expect(page.text).toContain('choose another')
    expect(page.$('[name=toBody]').val()).toBe('knb')
    expect((await office.trail()).filter(action => action === 'remedy_step.changed')).toEqual([])
  })

  it('stay a matter of their own when the step they answered is removed', async () => {
    const first = await takes(complaint)
    const second = await takes({ kind: 'appeal', toBody: 'court', ...on('madeAt', ['2026', '02', '20']) }, first)
    await office.aigerim.opens(`/cases/${id}/entries/remedy_step/${first}/change`)
    await office.aigerim.submits({}, 'form[action$="/removal"]')
    expect(await rings()).toEqual(['Appeal against a refusal, a decision or inaction: Court of first instance *'])
    expect((await office.aigerim.opens(`/cases/${id}/entries/remedy_step/${second}`)).text).toContain('no longer in the file') // prettier-ignore
  })
})

describe('parts of an entry', () => {
  it('lead back to it and go with it', async () => {
    const office = await openOffice()
    await everybodyIn(office)
    const { aigerim } = office
    const id = await filesQuickly(aigerim, { happened: ['hurt'] })
    await aigerim.fills(`/cases/${id}/entries/proceeding/new`, { type: 'criminal', secretWitnesses: '2' })
    const whole = /entries\/proceeding\/[0-9a-f-]{36}/.exec((await aigerim.opens(`/cases/${id}`)).html)![0]
    const of = whole.split('/').pop()
    const added = await aigerim.fills(`/cases/${id}/entries/motion/new?of=${of}`, { kind: 'witness', granted: 'no' })
    expect(added.url).toBe(`/cases/${id}/${whole}`)
    const part = /entries\/motion\/[0-9a-f-]{36}/.exec(added.html)![0]
    await aigerim.opens(`/cases/${id}/${part}/change`)
    expect((await aigerim.submits({ granted: 'yes' })).url).toBe(`/cases/${id}/${whole}`)
    await aigerim.opens(`/cases/${id}/${whole}/change`)
    await aigerim.submits({}, 'form[action$="/removal"]')
    expect((await aigerim.opens(`/cases/${id}/${part}`)).status).toBe(404)
    expect((await office.trail()).slice(-2)).toEqual(['motion.removed', 'proceeding.removed'])
    await office.closes()
  })
})

import { Consent } from '../../src/cases/consent/consent.entity'
import { kindOf } from '../../src/cases/entries'
import { Person } from '../../src/cases/persons/person.entity'
import { Classification } from '../../src/classification/classification.entity'
import { EvidenceItem } from '../../src/evidence'
import { forgetAnswers } from '../../src/web'
import { FormSubmission } from '../../src/web/form-submission.entity'
import { everybodyIn, filesQuickly } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import { posts } from '../setup/routes'
import { filesOnDisk } from '../setup/sending'

type Typed = Record<string, string>
type Place = Readonly<Record<'case' | 'person' | 'entry', string>>
type Written = readonly [
  what: string,
  who: 'aigerim' | 'dana',
  page: (place: Place) => string,
  form: string,
  typed: Typed,
  row: new () => object,
]

const detention = kindOf('detention')!
const act = kindOf('act')!
const on = (name: string) => ({ [`${name}-day`]: '17', [`${name}-month`]: '12', [`${name}-year`]: '2024' })
const plain = 'main form'

const forms: readonly Written[] = [
  ['evidence', 'aigerim', at => `/evidence/of/${at.case}/new`, 'main form[enctype]', { description: 'x' }, EvidenceItem],
  ['a detention', 'aigerim', at => `/cases/${at.case}/entries/detention/new`, plain, on('deFactoAt'), detention.entity],
  ['an act', 'aigerim', at => `/cases/${at.case}/entries/act/new`, plain, on('begunAt'), act.entity],
  ['a person', 'aigerim', at => `/cases/${at.case}/persons/new`, plain, { name: 'Айгүл', role: 'WITNESS' }, Person],
  ['a consent', 'aigerim', at => `/cases/${at.case}/persons/${at.person}/consent`, plain, { C_STORE: 'given', ...on('givenOn') }, Consent],
  ['a classification', 'dana', at => `/classification/${at.case}/detention/${at.entry}`, '.dl-confirm', {}, Classification],
  ['a verdict of one’s own', 'dana', at => `/classification/${at.case}/detention/${at.entry}`, '#verdict', { decision: 'rejected', violationCode: 'V09.01', rationale: 'x' }, Classification],
] // prettier-ignore

describe('a form sent twice', () => {
  let office: Office
  beforeAll(async () => {
    office = await openOffice()
    await everybodyIn(office)
  })
  afterAll(() => office.closes())

  const count = (row: new () => object) => office.gate.read(db => db.count(row))
  /** How many deeds the trail tells of, but for looks. */
  const deeds = async () => (await office.trail()).filter(action => !/viewed|session/.test(action)).length

  const oneCase = async (): Promise<Place> => {
    const id = await filesQuickly(office.aigerim)
    const { html } = await office.aigerim.opens(`/cases/${id}`)
    const idIn = (what: string) => new RegExp(`/${what}/([0-9a-f-]{36})`).exec(html)?.[1] ?? ''
    return { case: id, person: idIn('persons'), entry: idIn('entries/detention') }
  }

  const sends = (person: Office['dana'], { action, body }: { action: string; body: string }, withFile: boolean) => {
    if (!withFile) return posts(person, action, body)
    const form = new FormData()
    for (const [field, value] of new URLSearchParams(body)) form.append(field, value)
    form.append('files', new Blob(['a paper']), 'paper.txt')
    return person.send(action, { method: 'POST', body: form })
  }

  it.each(forms)('makes %s once, whether sent again later or at the same moment', async (_what, who, page, selector, typed, row) => {
    const person = office[who]
    for (const atOnce of [false, true]) {
      await person.opens(page(await oneCase()))
      const filled = person.formOf(selector, typed)
      const [rowsBefore, deedsBefore] = [await count(row), await deeds()]
      const send = () => sends(person, filled, row === EvidenceItem)
      const answers = atOnce ? await Promise.all([send(), send()]) : [await send(), await send()]
      expect(answers.map(answer => answer.status)).toEqual([303, 303])
      expect(new Set(answers.map(answer => answer.headers.get('location'))).size).toBe(1)
      expect([atOnce, (await count(row)) - rowsBefore, (await deeds()) - deedsBefore]).toEqual([atOnce, 1, 1])
    }
    expect(filesOnDisk(office)).toHaveLength(await count(EvidenceItem)) // what came the second time is thrown away
  }) // prettier-ignore

  it('is remembered for a week', async () => {
    const { gate, now } = office
    const remembered = async (days: number) => {
      await forgetAnswers(gate, new Date(now.getTime() + days * 86_400_000))
      return count(FormSubmission)
    }
    const many = await count(FormSubmission)
    expect(many).toBeGreaterThan(forms.length)
    expect([await remembered(6), await remembered(8)]).toEqual([many, 0])
  })
})

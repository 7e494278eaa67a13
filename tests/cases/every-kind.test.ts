import { addMadeUpTable, withMadeUpTexts } from '../setup/made-up-kind'
import { kindOf, kinds, type EntryKind } from '../../src/cases/entries'
import { codebook } from '../../src/codebook'
import { openDataSource } from '../../src/database'
import { entities } from '../../src/entities'
import { createTexts, languages } from '../../src/i18n'
import { carriedIn, carriedOut } from '../setup/carrying'
import { answerSheet, type Sheet, type Targets } from '../setup/answer-sheets'
import { everybodyIn, filesQuickly } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import { posts } from '../setup/routes'

const texts = withMadeUpTexts(createTexts())
const many = 5

describe('every kind of entry', () => {
  let office: Office
  let id: string
  let witness: string
  let persons: string[]
  beforeAll(async () => {
    office = await openOffice({ texts })
    await addMadeUpTable(office.database.url)
    await office.gate.write(db => db.query('UPDATE users SET clinician = true'))
    await everybodyIn(office)
    id = await filesQuickly(office.aigerim, { happened: ['detained'] })
    for (let victim = 1; victim < many; victim += 1) await addsPerson('VICTIM', `Пострадавший ${victim}`)
    witness = await addsPerson('WITNESS', 'Свидетель')
    await addsPerson('ALLEGED_PERP', 'Капитан')
    persons = await idsOf('persons', "role = 'VICTIM'")
  })
  afterAll(() => office.closes())

  async function addsPerson(role: string, name: string): Promise<string> {
    const page = await office.aigerim.fills(`/cases/${id}/persons/new`, { role, name })
    await office.aigerim.submits({ C_STORE: 'given', C_STATS: 'given' })
    return /persons\/([0-9a-f-]{36})\/consent/.exec(page.url)![1]!
  }
  const idsOf = async (table: string, where = '1 = 1'): Promise<string[]> =>
    (
      await office.gate.read(db => db.query<{ id: string }[]>(`SELECT id FROM ${table} WHERE ${where} ORDER BY id`))
    ).map(row => row.id)

  /** One entry for each of five people; of a part, one in each of five wholes; about nobody, five. */
  async function added(kind: EntryKind, sheet: Sheet): Promise<string[]> {
    const before = new Set(await idsOf(kind.table))
    const wholes = kind.parent ? await added(kindOf(kind.parent)!, {}) : []
    const form = `/cases/${id}/entries/${kind.name}/new`
    const times = kind.aboutNobody ? many : 1
    const forms = kind.parent ? wholes.map(whole => `${form}?of=${whole}`) : Array.from({ length: times }, () => form)
    for (const one of forms) {
      await office.aigerim.opens(one)
      const about = kind.parent || kind.aboutNobody ? {} : { personId: persons }
      const { action, body } = office.aigerim.formOf('main form', { ...sheet, ...about })
      expect([kind.name, (await posts(office.aigerim, action, body)).status]).toEqual([kind.name, 303])
    }
    return (await idsOf(kind.table)).filter(one => !before.has(one))
  }
  /** Somebody in the right role, or an entry of the right kind, for every question that leads to one. */
  async function targetsOf(kind: EntryKind): Promise<Targets> {
    const targets: Record<string, string> = {}
    for (const [name, field] of Object.entries(kind.fields)) {
      if (field.type === 'person')
        targets[name] = (await idsOf('persons', `role = '${field.roles[0] ?? 'WITNESS'}'`))[0] ?? witness
      if (field.type === 'entry') targets[name] = (await added(kindOf(field.kind)!, {}))[0]!
    }
    return targets
  }
  const typedOn = async (path: string, sheet: Sheet): Promise<Sheet> => {
    await office.aigerim.opens(path)
    const typed = new URLSearchParams(office.aigerim.formOf('main form', {}).body)
    const given = (name: string) => (Array.isArray(sheet[name]) ? typed.getAll(name).sort() : (typed.get(name) ?? ''))
    return Object.fromEntries(Object.keys(sheet).map(name => [name, given(name)]))
  }
  const asks = async (question: object) => {
    const address = `/questions/answer.json?q=${encodeURIComponent(JSON.stringify(question))}`
    const response = await office.dana.send(address)
    if (response.status !== 200) return { status: response.status }
    const { totals, threshold } = (await response.json()) as { totals: { value: number | null }[]; threshold: number }
    return { status: 200, value: totals.at(-1)?.value, threshold }
  }

  const names = kinds.map(kind => kind.name)

  it('has its columns in the database, those of a made-up one included', async () => {
    const source = await openDataSource(office.database.url, entities, 'write')
    const wanted = await source.driver.createSchemaBuilder().log()
    await source.destroy()
    expect(wanted.upQueries.map(one => one.query)).toEqual([])
  })

  it.each(names)('%s: has its words in three languages', name => {
    const kind = kindOf(name)!
    const own = [
      ...['title', 'new', 'list', 'unit.many', 'unit.counted', ...(kind.parent ? [] : ['hint'])],
      ...Object.keys(kind.groups).map(group => `groups.${group}`),
      ...Object.keys(kind.fields).map(field => `fields.${field}`),
    ].map(key => `entries.${name}.${key}`)
    const clocks = kind.clocks.flatMap(({ id: clock }) => [`entries.clocks.${clock}`, `statistics.clocks.${clock}`])
    for (const language of languages) {
      const t = texts.for(language)
      const missing = [...own, ...clocks].filter(key => [key, ''].includes(t(key, { number: 1, count: 1 })))
      expect([language, missing]).toEqual([language, []])
    }
  })

  it.each(names)('%s: asks every question on its form, in three languages', async name => {
    const kind = kindOf(name)!
    const [whole = ''] = kind.parent ? await added(kindOf(kind.parent)!, {}) : []
    const { aigerim } = office
    for (const language of languages) {
      await aigerim.opens(`/language/${language}?back=/account`)
      const page = await aigerim.opens(`/cases/${id}/entries/${name}/new${whole && `?of=${whole}`}`)
      expect(page.text).not.toMatch(/\b(entries|codebook|common|cases)\.[a-z]/)
      const asked = Object.keys(answerSheet(kind, 0)).filter(
        field => page.$(`main form [name="${field}"]`).length === 0,
      )
      expect([language, asked]).toEqual([language, []])
    }
    await aigerim.opens('/language/en?back=/account')
  })

  it.each(names)('%s: gives back every answer unchanged, on its form and on its page, also when it was changed', async name => {
    const kind = kindOf(name)!
    const { aigerim } = office
    const targets = await targetsOf(kind)
    const [first, second] = [answerSheet(kind, 0, targets), answerSheet(kind, 1, targets)]
    const [entryId] = await added(kind, first)
    const page = `/cases/${id}/entries/${name}/${entryId}`
    expect(await typedOn(`${page}/change`, first)).toEqual(first)
    expect((await readOn(page, kind)).filter(said => said === '')).toEqual([])
    await aigerim.opens(`${page}/change`)
    expect((await aigerim.submits(second)).errors).toEqual([])
    expect(await typedOn(`${page}/change`, second)).toEqual(second)
    const said = await readOn(page, kind)
    for (const text of Object.values(second).flat().filter(value => value.startsWith('Слова'))) expect(said).toContain(text) // prettier-ignore
    expect((await office.trail()).filter(action => action.startsWith(`${name}.`)).slice(-2)).toEqual([`${name}.added`, `${name}.changed`]) // prettier-ignore
  }) // prettier-ignore

  /** What the page of an entry says to each of its questions. */
  async function readOn(path: string, kind: EntryKind): Promise<string[]> {
    const { $, status } = await office.aigerim.opens(path)
    expect(status).toBe(200)
    const t = texts.for('en')
    return Object.keys(kind.fields).map(field => {
      const label = t(`entries.${kind.name}.fields.${field}`)
      const row = $('.dl-facts > div').filter((_, div) => $(div).find('dt').text() === label)
      return row.find('dd').text().trim()
    })
  }

  it.each(names)('%s: is counted as what it is, by each of its codes, until it is removed', async name => {
    const kind = kindOf(name)!
    const { aigerim } = office
    await office.gate.write(db => db.query("UPDATE occurrences SET verification = 'V0'"))
    await office.gate.write(db => db.query(`UPDATE ${kind.table} SET verification = 'V0'`))
    const entries = await added(kind, answerSheet(kind, 0, await targetsOf(kind)))
    expect(entries).toHaveLength(many)
    const question = { unit: name, minimumVerification: 'V3' }
    if (kind.uncounted) expect(await asks(question)).toEqual({ status: 422 })
    else {
      expect(await asks(question)).toMatchObject({ status: 200, value: many })
      for (const [field, { type }] of Object.entries(kind.fields)) {
        if (!['code', 'codes', 'answer'].includes(type)) continue
        const by = `${name}.${field.replace(/([A-Z])/g, '_$1').toLowerCase()}`
        const { value, threshold = 0 } = await asks({ ...question, by: [by] })
        expect([by, value]).toEqual([by, threshold > many ? null : many])
      }
      for (const { id: clock } of kind.clocks)
        expect([clock, (await asks({ ...question, by: [{ clock }] })).status]).toEqual([clock, 200])
    }
    await aigerim.opens(`/cases/${id}/entries/${name}/${entries[0]}/change`)
    await aigerim.submits({}, 'form[action$="/removal"]')
    expect((await aigerim.opens(`/cases/${id}/entries/${name}/${entries[0]}`)).status).toBe(404)
    expect((await office.trail()).at(-1)).toBe(`${name}.removed`)
    const left = await idsOf(kind.table, "verification = 'V3'")
    if (!kind.uncounted) expect(left.filter(one => entries.includes(one))).toHaveLength(many - 1)
    expect(await idsOf('occurrences', `id = '${entries[0]}'`)).toEqual([])
  })

  it('goes to an empty installation in a file and comes back the same, with every answer of every kind', async () => {
    const other = await openOffice({ texts })
    await addMadeUpTable(other.database.url)
    await other.gate.write(db => db.query('UPDATE users SET clinician = true'))
    await everybodyIn(other)
    const file = await carriedOut(office, office.dana)
    const asked = kinds.flatMap(({ name, fields }) => Object.keys(fields).map(field => `${name}.${field}`))
    const { entries } = JSON.parse(file.split('\n')[1]!) as { entries: { kind: string; answers: object }[] }
    const answered = entries.flatMap(({ kind, answers }) => Object.keys(answers).map(field => `${kind}.${field}`))
    expect(asked.filter(one => !answered.includes(one))).toEqual([])
    expect(await carriedIn(other, other.dana, file)).toEqual({ cases: 1, here: 0 })
    expect(await carriedOut(other, other.dana)).toBe(file)
    const deeds = (await other.trail()).filter(action => action.includes('carried'))
    await other.closes()
    expect(deeds).toEqual(['case.carriedIn', 'cases.carriedIn'])
  })

  it('stands on the page where things are added, under its chapter', async () => {
    const page = await office.aigerim.opens(`/cases/${id}/entries`)
    const there = kinds.filter(kind => page.$(`a[href="/cases/${id}/entries/${kind.name}/new"]`).length === 1)
    expect(there).toEqual(kinds.filter(kind => kind.parent === undefined))
    expect(codebook.lists.size).toBeGreaterThan(kinds.length)
  })
})

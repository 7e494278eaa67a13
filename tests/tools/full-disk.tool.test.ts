/** @needs mount */
import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Case } from '../../src/cases'
import { dalel } from '../setup/built'
import type { Page } from '../setup/browser-of-tests'
import { engine } from '../setup/database'
import { faultsOf } from '../setup/everything'
import { everybodyIn, filesQuickly, quick } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import { addsFiles, sendsFilesAgain, type File } from '../setup/sending'
import { SmallDisk } from './small-disk'

/** Another person each time, so that nobody is asked whether they are one. */
const nameOf = (round: number) =>
  `${'бвгджзклмнпрстфхцчшщ'[round % 20]}${'аеиоу'[Math.floor(round / 20) % 5]}лтанбек ${'бвгджзклмнпрстфхцчшщ'[(round * 7 + 3) % 20]}айсынов`

const caseAddress = /^\/cases\/[0-9a-f-]{36}/
const story = (number: number) => `${number}-рассказ: ${'держали ночь и били по пяткам. '.repeat(200)}`
const filed = (number: number): File => [`${number}.bin`, new Uint8Array(randomBytes(300_000))]

describe('a disk of a few megabytes', () => {
  let disk: SmallDisk
  let office: Office | undefined
  beforeEach(() => {
    disk = new SmallDisk(engine === 'sqlite' ? 16 : 48) // PostgreSQL's empty tables alone are nine megabytes
  })
  afterEach(async () => {
    await office?.closes()
    disk.gone()
  })

  it('takes cases and files until it is full, says so with everything kept, and loses nothing it has taken', async () => {
    office = await openOffice({ folder: disk.folder })
    await everybodyIn(office)
    const { aigerim } = office
    const id = await filesQuickly(aigerim)
    await aigerim.opens(`/cases/${id}`)
    const cases = new Map<string, string>()
    const files: File[] = []
    const refused: { kase?: Page; file?: Page } = {}
    disk.fillUp(3_000_000)

    for (let round = 0; !refused.kase || !refused.file; round += 1) {
      const page = await aigerim.fills('/cases/quick', { ...quick, name: nameOf(round), narrative: story(round) })
      const address = caseAddress.exec(page.url)?.[0]
      if (address) cases.set(address, story(round))
      else refused.kase ??= page
      if (refused.file) continue
      const file = filed(round)
      const list = await addsFiles(aigerim, id, [file], { description: `бумага ${round}` })
      if (list.status === 200) files.push(file)
      else refused.file = list
    }
    expect([cases.size > 0, files.length > 0]).toEqual([true, true])
    disk.fillUp()

    const { kase, file } = refused
    expect([kase.status, file.status]).toEqual([507, 507])
    for (const page of [kase, file]) expect(page.errors.join()).toContain('There is no room left on the disk')
    const narrative = kase.$('[name=narrative]').text().trim()
    expect([kase.$('[name=name]').val(), kase.$('[name=on-day]').val()]).toEqual([nameOf(cases.size), quick['on-day']])
    expect(narrative.length).toBeGreaterThan(5000)
    expect(file.$('[name=description]').val()).toMatch(/^бумага \d+$/)
    expect(readdirSync(join(office.database.folder, 'uploads', 'spool'))).toEqual([])

    // For a quarter of an hour nobody notices. Nobody is sent away, and nobody loses what is typed meanwhile.
    for (let minutes = 0; minutes < 15; minutes += 1) {
      office.now = new Date(office.now.getTime() + 61_000)
      for (const look of ['/', '/cases', '/questions', `/cases/${id}/words`])
        expect([look, (await aigerim.opens(look)).status]).toEqual([look, 200])
    }
    for (const typed of [{ narrative }, { narrative, _later: 'yes' }]) {
      const page = await aigerim.submits(typed)
      // What is small may still find room: then it is there.
      const shown = page.url.endsWith('/words') ? page : await aigerim.opens(`/cases/${id}/words`)
      expect([page.status, shown.$('[name=narrative]').text().trim() === narrative]).toEqual([507, true])
    }
    for (const address of cases.keys()) {
      const { status, text } = await aigerim.opens(address) // shown only where it can be written down who saw it
      expect([status, text.includes('держали')]).toEqual(status === 507 ? [507, false] : [200, true])
    }

    disk.makeRoom()
    aigerim.page = kase
    const late = await aigerim.submits({})
    expect(late.url).toMatch(caseAddress)
    aigerim.page = kase
    expect((await aigerim.submits({})).url).toBe(late.url) // the same form makes one case
    cases.set(late.url, narrative)
    aigerim.page = file
    files.push(filed(99))
    expect((await sendsFilesAgain(aigerim, id, files.slice(-1))).text).toContain('99.bin')

    expect(await office.gate.read(db => db.count(Case))).toBe(cases.size + 1)
    for (const [address, words] of cases) expect((await aigerim.opens(address)).text).toContain(words.trim())
    const list = await aigerim.opens(`/evidence/of/${id}`)
    for (const [name, content] of files) {
      const link = list.$('tbody a').filter((_, a) => list.$(a).text().includes(name)).attr('href')!
      const sent = await aigerim.send(`${link}/content`)
      expect([name, Buffer.from(await sent.arrayBuffer()).equals(content as Uint8Array)]).toEqual([name, true])
    }
    expect(faultsOf(office)).toEqual([])
    const { status, said } = await dalel(office, 'verify')
    expect([status, said]).toEqual([0, expect.stringMatching(/^Everything holds; the trail stands at \d+\n$/)])
  }, 120_000) // prettier-ignore
})

/** @needs sqlmap */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { faultsOf, oneOfEach } from '../setup/everything'
import { everybodyIn, filesQuickly } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import { run } from '../setup/run'
import { Door, doorsOf } from './door'
import { openPlanted } from './planted'
import { formsTaken, looksOf, type Request } from './scanned'

/** Not typed by anybody, or what is there twice: a moment has a begin and an end, a day is asked for in one way. */
const notTried = '^(_|password|endedAt|begunAt-(hour|minute|state)|secrecySigned|birthDate)'

describe('sqlmap', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dalel-sqlmap-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  /** Tries every parameter of an address, or of a form sent to it, and says which let it in. */
  async function tries(address: string, body?: string): Promise<string> {
    const { said } = await run('sqlmap', [
      ...['--batch', '--flush-session', '--disable-coloring', '--output-dir', mkdtempSync(join(folder, 'run-'))],
      ...['--level', '1', '--risk', '1', '--dbms', 'SQLite', '--param-exclude', notTried, '--ignore-redirects', '--keep-alive'],
      // It counts columns by comparing pages, and takes a list that grew meanwhile for hundreds of them.
      ...['--union-cols', '1-10'],
      // An answer to a form that was taken is empty: no columns can be counted in it.
      ...['--url', address, ...(body === undefined ? [] : ['--data', body, '--technique', 'BEQ'])],
    ], { seconds: 240 }) // prettier-ignore
    const holes = [...said.matchAll(/^Parameter: (.*)$/gm)].map(found => found[1]!)
    const clean = said.includes('all tested parameters do not appear to be injectable')
    return holes.join() || (clean ? 'nothing' : said)
  }

  it('finds the holes of a tiny office that has some, behind its sign-in and its forms', async () => {
    const { person, closes } = await openPlanted()
    const door = await Door.open(person)
    const page = await (await fetch(door.origin)).text()
    const [, once] = /_once" value="([^"]+)/.exec(page) ?? []
    expect(await tries(`${door.origin}/look?name=first`)).toBe('name (GET)')
    expect(await tries(`${door.origin}/notes`, `_csrf=planted&_once=${once}&words=first`)).toBe('words (POST)')
    await door.closes()
    await closes()
  }, 60_000)

  describe('in the office', () => {
    let office: Office
    const doors = doorsOf()
    beforeAll(async () => {
      office = await openOffice()
      await everybodyIn(office)
      for (const person of [office.saule, office.timur]) await person.signsIn()
    })
    afterAll(async () => {
      await doors.close()
      await office.closes()
    })

    it('finds nothing in any address, filter or question, or in any form, and causes no fault (S54, S60)', async () => {
      for (let many = 0; many < 5; many += 1) await filesQuickly(office.aigerim)
      const objects = await oneOfEach(office)
      const holes: [string, string][] = []
      const triesAll = async (requests: readonly Request[]) => {
        const rest = requests.values()
        const lane = async () => {
          for (const { as, address, body } of rest) {
            const found = await tries((await doors.of(as)).origin + address, body)
            if (found !== 'nothing') holes.push([address, found])
          }
        }
        await Promise.all([lane(), lane()])
      }
      const forms = await formsTaken(office, objects)
      await triesAll(looksOf(office, objects)) // before a form changes what they show
      await triesAll(forms)
      expect(holes).toEqual([])
      expect(await doors.faults()).toEqual([])
      expect(faultsOf(office)).toEqual([])
      // It was heard: pages were shown, forms were taken, and most of what it typed was not.
      const heard = await Promise.all(['GET 200', 'POST 303', 'POST 422'].map(kind => doors.answers(kind)))
      expect(heard.map(many => many > 50)).toEqual([true, true, true])
    }, 800_000)
  })
})

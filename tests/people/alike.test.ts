import { performance } from 'node:perf_hooks'
import { User } from '../../src/people'
import { Browser } from '../setup/browser-of-tests'
import { everybodyIn, filesQuickly } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import { nobodys } from '../rights/objects'

const samples = 500

/** Whether two series are told apart: by Welch's t beyond 4.5. The slowest tenth of each is left out: what the machine did meanwhile. */
function toldApart(a: readonly number[], b: readonly number[]): { t: number; isTold: boolean } {
  const [one, other] = [a, b].map(times => {
    const kept = [...times].sort((x, y) => x - y).slice(0, Math.floor(times.length * 0.9))
    const mean = kept.reduce((sum, time) => sum + time, 0) / kept.length
    const variance = kept.reduce((sum, time) => sum + (time - mean) ** 2, 0) / (kept.length - 1)
    return { mean, error: variance / kept.length }
  }) as [{ mean: number; error: number }, { mean: number; error: number }]
  const t = (one.mean - other.mean) / Math.sqrt(one.error + other.error)
  return { t, isTold: Math.abs(t) > 4.5 }
}

describe('what is not told apart by how long it takes', () => {
  let office: Office
  beforeAll(async () => {
    office = await openOffice()
    await everybodyIn(office)
  })
  afterAll(() => office.closes())

  /** All by turns, the first one changing, so that the machine is the same to each. */
  async function takeTurns(...ways: (() => Promise<string>)[]) {
    const tried = ways.map(way => ({ way, times: [] as number[], said: new Set<string>() }))
    for (let i = -20; i < samples; i += 1) {
      for (let turn = 0; turn < tried.length; turn += 1) {
        const { way, times, said } = tried[(turn + i + 20) % tried.length]!
        const begun = performance.now()
        said.add(await way())
        if (i >= 0) times.push(performance.now() - begun)
      }
    }
    return tried
  }

  it('a user who is there, who is disabled, and who is not, by five hundred attempts each (S05)', async () => {
    await office.gate.write(db => db.update(User, { id: office.marat.id }, { state: 'disabled' }))
    const browser = new Browser(office.origin)
    await browser.opens('/sign-in')
    const asked = browser.page!
    const signsIn = (login: string) => async () => {
      office.now = new Date(office.now.getTime() + 16 * 60_000) // past every delay
      browser.page = asked
      const { action, body } = browser.formOf('main form', { login, password: 'not my password at all' })
      const sent = await browser.send(action, { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded' } })
      return `${sent.status} ${(await sent.text()).replaceAll(login, 'who')}`
    }
    const [nobody, ...others] = await takeTurns(signsIn('nobod'), signsIn('bolat'), signsIn('marat'))
    for (const somebody of others) {
      expect(somebody.said.size).toBe(1)
      expect(somebody.said).toEqual(nobody!.said)
      const { t, isTold } = toldApart(somebody.times, nobody!.times)
      expect([isTold, t]).toEqual([false, t])
    }
  }, 240_000) // prettier-ignore

  it('a case of another organisation and one that does not exist (S17)', async () => {
    const foreign = await filesQuickly(await office.olga.signsIn())
    const { bolat } = office
    office.now = new Date(office.now.getTime() + 60_000)
    await bolat.signsIn()
    const opens = (id: string) => async () => {
      const sent = await bolat.send(`/cases/${id}`)
      return `${sent.status} ${(await sent.text()).replaceAll(id, 'id').replace(/[0-9a-f]{10}(?=<)|value="[^"]*"/g, '')}`
    }
    const [there, absent] = await takeTurns(opens(foreign), opens(nobodys))
    expect(there!.said).toEqual(absent!.said)
    const { t, isTold } = toldApart(there!.times, absent!.times)
    expect([isTold, t]).toEqual([false, t])
  }, 120_000)
})

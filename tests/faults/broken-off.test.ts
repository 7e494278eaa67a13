import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { everybodyIn, filesQuickly } from '../setup/filing'
import { holds } from '../setup/held'
import { openOffice, type Office } from '../setup/office'

describe('a form that is broken off', () => {
  let office: Office
  beforeAll(async () => {
    office = await openOffice()
    await everybodyIn(office)
  })
  afterAll(() => office.closes())

  it('leaves a whole deed or none, whenever the connection goes', async () => {
    const { aigerim } = office
    const id = await filesQuickly(aigerim)
    await aigerim.opens(`/cases/${id}/words`)
    const { action, body } = aigerim.formOf('main form', {})
    const answered: string[] = []
    for (let turn = 0; turn < 80; turn += 1) {
      const narrative = `Слова ${turn}.`
      const form = new URLSearchParams(body)
      form.set('narrative', narrative)
      form.set('_once', randomUUID())
      const sent = aigerim.send(action, { method: 'POST', body: form, signal: AbortSignal.timeout(2 + (turn >> 1)) })
      await sent.then(
        ({ status }) => status === 303 && answered.push(narrative),
        () => undefined,
      )
    }
    await wait(300)
    const kase = await aigerim.opens(`/cases/${id}`)
    expect(kase.status).toBe(200)
    for (const narrative of answered) expect(kase.text).toContain(narrative)
    expect(answered.length).toBeLessThan(80)
  }, 60_000)

  it('seals nothing under a key that was forgotten meanwhile', async () => {
    const { aigerim } = office
    const id = await filesQuickly(aigerim)
    const entry = (await aigerim.opens(`/cases/${id}`))
      .$('main a[href*="/entries/detention/"]')
      .get()
      .map(link => link.attribs.href!)
      .find(href => /\/[0-9a-f-]{36}$/.test(href))!
    await aigerim.opens(`${entry}/change`)
    const { action, body } = aigerim.formOf('main form', { circumstances: 'Оборвано.' })
    const letGo = await holds(office, 'past_versions')
    const connection = new AbortController()
    const sent = aigerim.send(action, { method: 'POST', body: new URLSearchParams(body), signal: connection.signal })
    await wait(400) // its keys are open, and it waits for the database
    connection.abort()
    await expect(sent).rejects.toThrow()
    await wait(100)
    await letGo()
    await wait(300)
    const shown = await aigerim.opens(entry)
    expect([shown.status, shown.text.includes('Оборвано')]).toEqual([200, false])
  }, 30_000)
})

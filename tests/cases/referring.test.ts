import { KeyWrapRow } from '../../src/vault'
import { Referral, ReferralCopy, ReferralWords } from '../../src/cases/referrals/referral.entity'
import { everybodyIn, filesQuickly, quick } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import type { Person } from '../setup/people'
import { opensAfter, tokenOf } from '../setup/routes'
import { addsFiles } from '../setup/sending'

const letter = 'Просим принять на реабилитацию; звонить только сестре.'

describe('referring a case to another organisation', () => {
  let office: Office
  let id: string
  let victim: string
  beforeEach(async () => {
    office = await openOffice()
    await everybodyIn(office)
    id = await filesQuickly(office.aigerim)
    const { html } = await office.aigerim.opens(`/cases/${id}`)
    victim = /\/persons\/([0-9a-f-]{36})/.exec(html)?.[1] ?? ''
  })
  afterEach(() => office.closes())

  const consents = (person = victim, given = 'given') =>
    office.aigerim.fills(`/cases/${id}/persons/${person}/consent`, {
      C_COALITION: given,
      'givenOn-day': '1',
      'givenOn-month': '3',
      'givenOn-year': '2026',
      way: 'oral',
    })
  const sends = (typed: Record<string, string | string[] | undefined> = {}, who: Person = office.aigerim) =>
    who.fills(
      `/cases/${id}/referrals/new`,
      { to: office.organisations.tub, reason: 'medical', letter, persons: victim, ...typed },
      '#refer',
    )
  const received = async (who: Person = office.erlan) => {
    const list = await who.opens('/referrals')
    return list.$('tbody th a').first().attr('href') ?? ''
  }
  const entryOf = async (kind: string) => {
    const { html } = await office.aigerim.opens(`/cases/${id}`)
    return new RegExp(`/cases/${id}/entries/${kind}/([0-9a-f-]{36})`).exec(html)?.[1] ?? ''
  }
  const deeds = async () => (await office.trail()).filter(action => action.startsWith('referral.'))
  const posts = async (who: Person, path: string, typed: Record<string, string> = {}) =>
    opensAfter(who, path, new URLSearchParams({ _csrf: await tokenOf(who), ...typed }).toString())
  const rows = <T extends object>(kind: new () => T) => office.gate.read(db => db.find(kind))

  it('sends the chosen parts and nothing else, sealed for the coordinators of the receiver', async () => {
    const { aigerim, erlan, olga, gate } = office
    const witness = await aigerim.fills(`/cases/${id}/persons/new`, { role: 'WITNESS', name: 'Свидетель Тихонов' })
    expect(witness.status).toBe(200)
    await addsFiles(aigerim, id, [['протокол.txt', 'a paper']])
    await consents()
    const act = await entryOf('act')
    const sent = await sends({ entries: act })
    expect(sent.url).toBe(`/cases/${id}/referrals`)
    expect(sent.text).toContain('sent, not decided')

    expect((await erlan.opens('/')).text).toContain('ADL refers a case to your organisation.')
    expect((await olga.opens('/')).text).not.toContain('refers a case')
    const parcel = await erlan.opens(await received())
    expect(parcel.text).toContain(letter)
    expect(parcel.text).toContain(quick.name)
    expect(parcel.text).toContain('Act, 17 December 2024')
    for (const unsent of [quick.narrative, 'Тихонов', 'протокол.txt', 'Detention']) expect(parcel.text).not.toContain(unsent)
    expect(await deeds()).toEqual(['referral.sent', 'referral.viewed'])

    const [referral] = await rows(Referral)
    const inDatabase = await gate.read(db => db.query<Record<string, unknown>[]>('SELECT * FROM referral_words'))
    expect(JSON.stringify(inDatabase.map(row => Object.values(row).map(String)))).not.toMatch(/реабилит|Қайрат|Тихонов/)
    expect(referral).toMatchObject({ caseId: id, state: 'sent', reason: 'medical', personIds: [victim], entryIds: [act] })
    for (const path of [`/cases/${id}`, `/cases/${id}/persons/${victim}`])
      expect((await erlan.opens(path)).status).toBe(404)
  }) // prettier-ignore

  it('becomes a case of the receiver, linked back by the referral only; the sender sees that it was accepted', async () => {
    const { aigerim, erlan, dana } = office
    await addsFiles(aigerim, id, [['протокол.txt', 'a paper']], { description: 'Екі бет' })
    const second = { 'begunAt-day': '18', 'begunAt-month': '12', 'begunAt-year': '2024', whatHappened: 'Ещё раз, утром.' }
    await aigerim.fills(`/cases/${id}/entries/act/new`, second)
    await consents()
    await sends({ kinds: 'act', entries: await entryOf('detention'), words: 'yes', evidence: 'yes' })
    const made = await erlan.fills(await received(), { title: 'Қайрат, реабилитация' }, '#acceptance')
    const newId = /^\/cases\/([0-9a-f-]{36})\/filing$/.exec(made.url)?.[1] ?? ''
    const page = await erlan.opens(`/cases/${newId}`)
    for (const part of [quick.name, quick.narrative, 'Қайрат, реабилитация', 'протокол.txt', 'Екі бет', '17 December 2024', '18 December 2024'])
      expect(page.text).toContain(part)
    expect(page.html).not.toContain(id)
    expect((await erlan.opens(`/cases/${newId}/about`)).$('select[name=source]').val()).toBe('referral')

    for (const person of [aigerim, dana])
      expect((await person.opens('/')).text).toContain('TUB accepted a case you referred.')
    const state = await aigerim.opens(`/cases/${id}/referrals`)
    expect(state.text).toContain('accepted')
    expect(state.html).not.toContain(newId)
    expect((await aigerim.opens(`/cases/${newId}`)).status).toBe(404)
    expect((await aigerim.opens(`/cases/${id}/history`)).text).toContain('Referral accepted by the receiver')
    expect(await deeds()).toEqual(['referral.sent', 'referral.viewed', 'referral.accepted', 'referral.unpacked'])
    expect((await rows(ReferralWords)).map(row => row.kind)).toEqual(['letter'])
    expect(await rows(ReferralCopy)).toHaveLength(5) // the case, the person, a detention, two acts
  }) // prettier-ignore

  it('is refused with a reason and words; the copy is destroyed and the sender reads why', async () => {
    const { aigerim, erlan } = office
    await consents()
    await sends()
    const url = await received()
    const again = await erlan.fills(url, { reply: 'Мест нет.' }, '#refusing')
    expect([again.status, again.errors]).toEqual([422, ['Choose the reason']])
    expect(again.text).toContain(quick.name)
    const refused = await erlan.submits({ refusal: 'no_capacity', reply: 'Мест нет.' }, '#refusing')
    expect(refused.text).toContain('No capacity at present')
    expect(refused.text).not.toContain(quick.name)
    const seen = await aigerim.opens(`/cases/${id}/referrals`)
    expect(seen.text).toContain('Мест нет.')
    expect(seen.text).toContain('No capacity at present')
    expect((await posts(erlan, `${url}/acceptance`, { title: 'x' })).status).toBe(409)
    expect((await rows(ReferralWords)).map(row => row.kind).sort()).toEqual(['letter', 'reply'])
    expect(await deeds()).toEqual(['referral.sent', 'referral.viewed', 'referral.refused', 'referral.answered'])
  })

  it('can be withdrawn before it is accepted: content and keys are destroyed', async () => {
    const { aigerim, erlan } = office
    await consents()
    await sends()
    const url = await received()
    await erlan.opens(url)
    await aigerim.opens(`/cases/${id}/referrals`)
    const withdrawn = await aigerim.submits({}, 'form[action$="/withdrawal"]')
    expect(withdrawn.text).toContain('withdrawn')
    expect((await erlan.opens(url)).status).toBe(404)
    expect((await erlan.opens('/')).text).toContain('ADL no longer refers a case to you')
    expect((await posts(erlan, `${url}/acceptance`, { title: 'x' })).status).toBe(404)
    const [referral] = await rows(Referral)
    expect(await rows(ReferralWords)).toEqual([])
    expect((await rows(KeyWrapRow)).filter(wrap => wrap.subjectId === referral?.id)).toEqual([])
    expect((await posts(aigerim, `/cases/${id}/referrals/${referral?.id}/withdrawal`)).status).toBe(409)
    expect(await deeds()).toEqual(['referral.sent', 'referral.viewed', 'referral.withdrawn'])
  })

  it('names who has not consented, and sends nothing of that person', async () => {
    const { aigerim } = office
    expect((await aigerim.opens(`/cases/${id}/referrals/new`)).$('#missing').parent().text()).toContain(quick.name)
    const asked = await sends()
    expect([asked.status, asked.errors]).toEqual([422, ['Somebody you chose has not consented to it, or secrecy forbids it']])
    expect(asked.$('#letter').val()).toBe(letter)
    expect(asked.$(`input[name=persons][value="${victim}"]`).attr('checked')).toBeDefined()
    await consents(victim, 'refused')
    expect((await sends()).status).toBe(422)
    await consents()
    const witness = await aigerim.fills(`/cases/${id}/persons/new`, { role: 'WITNESS', name: 'Свидетель Тихонов' })
    const other = /persons\/([0-9a-f-]{36})/.exec(witness.url)?.[1] ?? ''
    const both = await sends({ persons: [victim, other] })
    expect(both.status).toBe(422)
    expect(both.$('#missing').parent().text()).toContain('Тихонов')
    expect(both.$('#missing').parent().text()).not.toContain(quick.name)
    expect((await sends()).status).toBe(200)
    expect(await deeds()).toEqual(['referral.sent'])
  }) // prettier-ignore

  it('is stopped by a consent that is taken back or by secrecy, before anybody accepts it', async () => {
    const { aigerim, erlan } = office
    await consents()
    await sends()
    const url = await received()
    await aigerim.fills(`/cases/${id}/persons/${victim}/consent/C_COALITION/withdrawal`, {
      'givenOn-day': '2',
      'givenOn-month': '3',
      'givenOn-year': '2026',
    })
    expect((await erlan.opens(url)).status).toBe(404)
    expect((await aigerim.opens(`/cases/${id}/referrals`)).text).toContain('stopped: consent or secrecy')
    expect((await office.dana.opens('/')).text).toContain('A referral to TUB was stopped')
    await consents()
    await sends()
    await aigerim.fills(`/cases/${id}/secrecy`, { secrecyAsked: 'yes', secrecyKind: 'undertaking' })
    expect((await sends()).$('#missing').parent().text()).toContain('stopped by secrecy')
    expect(await deeds()).toEqual(['referral.sent', 'referral.stopped', 'referral.sent', 'referral.stopped'])
    expect(await rows(ReferralWords)).toEqual([])
  })

  it('is not shown or accepted after the last day of a consent', async () => {
    const { aigerim, erlan } = office
    await aigerim.fills(`/cases/${id}/persons/${victim}/consent`, {
      C_COALITION: 'given', 'givenOn-day': '1', 'givenOn-month': '3', 'givenOn-year': '2026', way: 'oral',
      'until-day': '3', 'until-month': '3', 'until-year': '2026',
    }) // prettier-ignore
    await sends()
    const url = await received()
    office.now = new Date('2026-03-05T04:00:00Z')
    await erlan.signsIn()
    const page = await erlan.opens(url)
    expect(page.text).toContain('can no longer be shown')
    for (const hidden of [quick.name, letter]) expect(page.text).not.toContain(hidden)
    expect((await erlan.submits({ title: 'x' }, '#acceptance')).url).toBe('/referrals')
    expect(await rows(ReferralCopy)).toEqual([])
    expect(await deeds()).toEqual(['referral.sent', 'referral.viewed', 'referral.stopped'])
  })

  it('asks again for what is missing, and takes no entry without its person and no part of another case', async () => {
    const { aigerim, organisations } = office
    await consents()
    const blank = await sends({ to: '', reason: '', letter: ' ', persons: undefined })
    expect(blank.errors).toHaveLength(4)
    const witness = await aigerim.fills(`/cases/${id}/persons/new`, { role: 'WITNESS', name: 'Свидетель Тихонов' })
    const other = /persons\/([0-9a-f-]{36})/.exec(witness.url)?.[1] ?? ''
    await consents(other)
    const alone = await sends({ persons: other, entries: await entryOf('act') })
    expect(alone.errors[0]).toContain('only with the person it is about')
    const path = `/cases/${id}/referrals`
    const typed = { to: organisations.tub, reason: 'medical', letter, persons: victim }
    const foreign = await filesQuickly(office.olga)
    const wrongs: Record<string, string>[] = [
      { persons: foreign },
      { entries: foreign },
      { to: organisations.adl },
      { to: foreign },
    ]
    for (const wrong of wrongs) expect((await posts(aigerim, path, { ...typed, ...wrong })).status).toBe(422)
    expect((await posts(aigerim, path)).errors).toHaveLength(4)
    await sends()
    expect((await sends()).errors[0]).toContain('has not decided yet')
    expect(await deeds()).toEqual(['referral.sent'])
  })

  it('is for the lead and the coordinators of the sender, and for the coordinators of the receiver alone', async () => {
    const { aigerim, bolat, dana, marat, saule, timur, olga, erlan } = office
    for (const person of [marat, saule, timur]) await person.signsIn()
    await aigerim.fills(`/cases/${id}/team`, { userId: marat.id, role: 'member' }, '#join')
    await consents()
    await sends({}, dana)
    const [referral] = await rows(Referral)
    const url = `/referrals/${referral?.id}`
    for (const person of [aigerim, bolat, dana, marat, saule, timur, olga]) {
      expect([person.login, (await person.opens(url)).status]).toEqual([person.login, 404])
      for (const deed of ['acceptance', 'refusal'])
        expect((await posts(person, `${url}/${deed}`, { title: 'x', refusal: 'other' })).status).toBe(404)
    }
    const status = { aigerim: 200, dana: 200, marat: 403, bolat: 404, olga: 404, erlan: 404, saule: 404, timur: 404 }
    for (const [name, seen] of Object.entries(status)) {
      const person = office[name as keyof typeof status]
      expect([name, (await person.opens(`/cases/${id}/referrals`)).status]).toEqual([name, seen])
      expect([name, (await person.opens(`/cases/${id}/referrals/new`)).status]).toEqual([name, seen])
      if (seen === 200) continue
      const withdrawal = `/cases/${id}/referrals/${referral?.id}/withdrawal`
      expect([name, (await posts(person, withdrawal)).status]).toEqual([name, seen])
    }
    expect((await erlan.opens(url)).text).toContain(letter)
    expect(await deeds()).toEqual(['referral.sent', 'referral.viewed'])
  })
})

import { ask } from '../../src/statistics/ask'
import { askMany } from '../../src/statistics/ask-many'
import { aigerim, olga, openWorld, type World } from './world'

describe('a case that came by referral', () => {
  let world: World
  beforeEach(async () => {
    world = await openWorld()
  })
  afterEach(() => world.close())

  const counting = () => ({ gate: world.gate, clock: () => new Date('2025-01-16T06:20:00Z') })

  async function files(organisation: string, many: number, isCopied = false) {
    for (let i = 0; i < many; i += 1) {
      const caseId = await world.kase({ organisation_id: organisation })
      const personId = await world.person(caseId, { organisation_id: organisation })
      const detentionId = await world.detention(caseId, personId)
      if (!isCopied) continue
      for (const id of [caseId, personId, detentionId])
        await world.put('referral_copies', { id, version: 1, referral_id: 'sent' })
      await world.detention(caseId, personId) // what the receiver learned since
    }
  }

  it.each([
    ['case', 20, 8, 12],
    ['person', 20, 8, 12],
    ['detention', 32, 8, 24],
  ])('is one %s to the coalition and one to each organisation', async (unit, coalition, sender, receiver) => {
    await files('one', 8)
    await files('two', 12, true)
    await files('three', 12)
    const asked = [
      [{ unit, scope: 'coalition' }, olga],
      [{ unit, scope: 'organisation' }, aigerim],
      [{ unit, scope: 'organisation' }, olga],
    ] as const
    for (const [place, [question, actor]] of asked.entries()) {
      const wanted = [coalition, sender, receiver][place]
      expect((await ask(counting(), question, actor)).base).toBe(wanted)
      expect((await askMany(counting(), new Map([['one', question]]), actor)).get('one')?.base).toBe(wanted)
    }
  })
})

import type { Config } from '../config'
import { background } from '../core'
import { workOn } from '../trail'
import { User } from '../people'
import { chanceFrom } from './demo/chance'
import { layOut, type Filed } from './demo/desks'
import { fileStory } from './demo/file'
import { demoPassword, hire, type DemoPerson } from './demo/people'
import { stories } from './demo/stories'
import { findFact, InstallationFact } from '../vault'
import { openInstallation } from './office'
import type { Say } from './say'
import { listen } from './serve'

const seed = 20_220_105

/** Loads the invented coalition, the same from the same seed on the same day, into an empty installation only; then serves it. */
export async function demo(
  config: Config,
  options: { serve: boolean; cases: number; on?: Date },
  say: Say,
): Promise<number> {
  const doors = await openInstallation(config)
  const [users, loaded] = await doors.gate.read(async db => [await db.count(User), await findFact(db, 'demonstration')])
  if (users > 0 && loaded !== 'loaded') {
    await doors.gate.close()
    say(
      loaded
        ? 'A demonstration was broken off here: remove its data and begin again.'
        : 'This installation holds data. The demonstration goes into an empty one only.',
    )
    return 1
  }
  if (users === 0) await load()
  announce(say)
  if (options.serve) await listen(doors, say)
  else await doors.gate.close()
  return 0

  async function load(): Promise<void> {
    say('THIS IS A DEMONSTRATION. Every person, place and case in it is invented.')
    let now = new Date('2018-12-31T05:00:00Z')
    const inWork = workOn(doors.gate, () => now)
    const { people, shares } = await hire({ ...doors, inWork })
    say('Recovery shares (three of these five open the files of any case; in life each is held by another person):')
    for (const share of shares) say(`  ${share}`)
    const chance = chanceFrom(seed)
    const told = stories(chance, options.cases)
    const filed: Filed[] = []
    for (const [place, story] of told.entries()) {
      now = story.receivedAt
      const lawyer = chance.one(people.filter(one => one.user.roles.includes('lawyer')))
      const caseId = await fileStory(doors, inWork, chance, lawyer, coordinatorOf(people, lawyer), story)
      filed.push({ lawyer, caseId, language: story.language })
      if ((place + 1) % 100 === 0) say(`  ${place + 1} of ${told.length} cases`)
    }
    now = options.on ?? doors.clock()
    await layOut(doors, inWork, people, filed)
    await inWork(background('demo'), async work => {
      const fact = await work.db.findOneByOrFail(InstallationFact, { id: 'demonstration' })
      await work.change(Object.assign(fact, { value: 'loaded' }))
      await work.record('demonstration.loaded', fact)
    })
  }
}

const coordinatorOf = (people: readonly DemoPerson[], { user }: DemoPerson): DemoPerson => {
  const found = people.find(
    one => one.user.organisationId === user.organisationId && one.user.roles.includes('coordinator'),
  )
  if (!found) throw new Error('An organisation without a coordinator')
  return found
}

function announce(say: Say): void {
  say('')
  say(`Sign in as dana (coordinator), aigerim (lawyer), saule (administrator), marat (monitor) or timur (auditor).`)
  say(`Password of everybody: ${demoPassword}`)
  say('The six-digit code is shown on the page that asks for it.')
}

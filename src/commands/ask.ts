import type { Config } from '../config'
import { background } from '../core'
import { listOrganisations } from '../people'
import { ask } from '../statistics'
import { openInstallation } from './office'
import type { Say } from './say'

/** The same answer as the page's, protected the same way, as JSON. */
export async function askCommand(
  config: Config,
  question: string,
  organisation: string | undefined,
  say: Say,
): Promise<number> {
  const doors = await openInstallation(config)
  try {
    const asks = await doors.gate.read(listOrganisations)
    const whose = asks.find(one => one.code === organisation)
    if (organisation && !whose) throw new Error(`There is no organisation ${organisation}`)
    const actor = { ...background('ask'), organisationId: whose?.id ?? '' }
    say(JSON.stringify(await ask(doors, JSON.parse(question), actor), null, 2))
    return 0
  } finally {
    await doors.gate.close()
  }
}

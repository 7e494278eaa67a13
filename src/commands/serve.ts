import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createStaffApp, type Doors } from '../app'
import type { Config } from '../config'
import { endAccessOver } from '../cases'
import { isKnownFile } from '../evidence'
import { firstAdministratorLink, forgetWhatIsOver } from '../people'
import { forgetAnswers } from '../web'
import { openInstallation } from './office'
import type { Say } from './say'

/** Longer than proxies keep a connection, which would else send a form on one that is just being closed; ms. */
export const keepAliveTimeout = 125_000

/** Sweeps what was never acknowledged, listens, and stops without losing an answer. */
export async function serve(config: Config, say: Say): Promise<void> {
  const doors = await openInstallation(config)
  const server = await listen(doors, say)
  const link = await firstAdministratorLink(doors.gate, doors.inWork, doors.host)
  if (link) say(`The first administrator enters here, once, within 24 hours: ${addressOf(server)}${link}`)
}

export async function listen(doors: Doors, say: Say): Promise<Server> {
  const { config, gate, files, clock, log } = doors
  const unfinished = await files.parts()
  const minutely = setInterval(() => void endWhatIsOver(doors), 60_000).unref()
  const server = createServer(
    { requestTimeout: 3_600_000, headersTimeout: 20_000, keepAliveTimeout },
    createStaffApp(doors),
  )
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(config.port, config.host, resolve))
  // Only now: as long as another process listens here, what lies in the spool may be its own.
  const aside = await files.sweep(unfinished, fileId => gate.read(db => isKnownFile(db, fileId)), clock())
  if (aside > 0) log.warn({ files: aside }, 'sealed files that this database does not know lie in uploads/lost')
  await endWhatIsOver(doors)
  say(`Dalel listens on ${addressOf(server)}`)
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => (clearInterval(minutely), void stop(server, doors)))
  return server
}

/** What time ends ends though nobody comes by, once a minute; what fails is tried again in the next. */
async function endWhatIsOver({ gate, inWork, clock, log }: Doors): Promise<void> {
  const ends = [
    () => endAccessOver(gate, inWork, clock),
    () => forgetWhatIsOver(gate, clock),
    () => forgetAnswers(gate, clock()),
  ]
  for (const end of ends)
    await end().catch((error: unknown) => {
      log.warn({ type: error instanceof Error ? error.constructor.name : typeof error }, 'not ended what is over')
    })
}

const addressOf = (server: Server) => {
  const { address, port } = server.address() as AddressInfo
  return `http://${address}:${port}`
}

/** Stops taking, finishes what is under way for at most twenty seconds, closes the database. */
async function stop(server: Server, { gate }: Doors): Promise<void> {
  const patience = setTimeout(() => server.closeAllConnections(), 20_000)
  server.keepAliveTimeout = 1 // whoever is answered from now on is let go
  server.closeIdleConnections()
  await new Promise<void>(resolve => server.close(() => resolve()))
  clearTimeout(patience)
  await gate.close()
  process.exitCode = 0
}

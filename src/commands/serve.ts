import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createStaffApp, type Doors } from '../app'
import type { Config } from '../config'
import { endAccessOver } from '../cases'
import { isKnownFile } from '../evidence'
import { firstAdministratorLink } from '../people'
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
  const minutely = setInterval(() => void endAccess(doors), 60_000).unref()
  const server = createServer(
    { requestTimeout: 3_600_000, headersTimeout: 20_000, keepAliveTimeout },
    createStaffApp(doors),
  )
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(config.port, config.host, resolve))
  // Only now: as long as another process listens here, what lies in the spool may be its own.
  const aside = await files.sweep(unfinished, fileId => gate.read(db => isKnownFile(db, fileId)), clock())
  if (aside > 0) log.warn({ files: aside }, 'sealed files that this database does not know lie in uploads/lost')
  await endAccess(doors)
  say(`Dalel listens on ${addressOf(server)}`)
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => (clearInterval(minutely), void stop(server, doors)))
  return server
}

/** What was lent ends though nobody comes by; what fails is tried again in a minute. */
const endAccess = ({ gate, inWork, clock, log }: Doors): Promise<void> =>
  endAccessOver(gate, inWork, clock).catch((error: unknown) => {
    log.warn({ type: error instanceof Error ? error.constructor.name : typeof error }, 'access not ended')
  })

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

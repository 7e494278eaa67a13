import { createHash } from 'node:crypto'
import pino, { type Logger } from 'pino'
import type { Doors } from '../app'
import type { Config } from '../config'
import { systemClock } from '../core'
import { migrate, openGate } from '../database'
import { entities } from '../entities'
import { knownFiles } from '../evidence'
import { createTexts } from '../i18n'
import { signingKey, workOn, type SealedFiles } from '../trail'
import { FileStore, makeHostKey, readHostKey, realDisk } from '../vault'

const tenth = 2 * 1024 ** 3

/** Opens an installation as the settings say: keys, schema, database, sealed files. */
export async function openInstallation(config: Config, log: Logger = pino({ level: config.logLevel })): Promise<Doors> {
  makeHostKey(config.keyFile)
  const host = readHostKey(config.keyFile)
  for (const name of await migrate(config.databaseUrl, entities)) log.info({ migration: name }, 'migrated')
  const gate = await openGate({
    url: config.databaseUrl,
    entities,
    queue: config.writeQueue,
    watchesNesting: config.mode === 'test',
  })
  const files = new FileStore(config.uploads, realDisk, config.mode === 'production' ? tenth : 0)
  return { config, gate, inWork: workOn(gate, systemClock), host, files, texts: createTexts(), clock: systemClock, log }
}

export const checkpointKey = ({ host }: Doors) => signingKey(host.subkey('checkpoint'))

/** What `verify` asks about the sealed files. */
export const sealedFiles = ({ gate, files }: Doors): SealedFiles => ({
  known: after => gate.read(db => knownFiles(db, after)),
  present: () => files.all(),
  async hash(fileId) {
    const sum = createHash('sha256')
    for await (const piece of files.readSealed(fileId)) sum.update(piece as Buffer)
    return sum.digest('hex')
  },
})

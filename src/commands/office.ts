import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import pino, { type Logger } from 'pino'
import type { Doors } from '../app'
import type { Config } from '../config'
import { systemClock } from '../core'
import { migrate, openGate, type Gate } from '../database'
import { entities } from '../entities'
import { knownFiles } from '../evidence'
import { createTexts } from '../i18n'
import { signingKey, workOn, type SealedFiles } from '../trail'
import { User } from '../people'
import { FileStore, makeHostKey, readHostKey, realDisk, type HostKeys } from '../vault'

const tenth = 2 * 1024 ** 3

/**
 * Opens an installation as the settings say: schema, database, keys, sealed files. Throws when people work in the database and its
 * host key is not there: a new one would open nothing, and be kept for the right one.
 */
export async function openInstallation(config: Config, log: Logger = pino({ level: config.logLevel })): Promise<Doors> {
  for (const name of await migrate(config.databaseUrl, entities)) log.info({ migration: name }, 'migrated')
  const gate = await openGate({
    url: config.databaseUrl,
    entities,
    queue: config.writeQueue,
    watchesNesting: config.mode === 'test',
  })
  const host = await hostKeyOf(config, gate).catch(async (error: unknown) => {
    await gate.close()
    throw error
  })
  const files = new FileStore(config.uploads, realDisk, config.mode === 'production' ? tenth : 0)
  return { config, gate, inWork: workOn(gate, systemClock), host, files, texts: createTexts(), clock: systemClock, log }
}

async function hostKeyOf({ keyFile }: Config, gate: Gate): Promise<HostKeys> {
  if (!existsSync(keyFile) && (await gate.read(db => db.existsBy(User, {}))))
    throw new Error(`KEY_FILE ${keyFile} is not there: put the host key of this database back`)
  makeHostKey(keyFile)
  return readHostKey(keyFile)
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

import type Database from 'better-sqlite3'
import { createRequire } from 'node:module'

/** SQLite's driver by the Node that runs: the 12 aborts under 24.19 and later, the 13 does not load before 22.14 (decision 11). */
export const sqliteDriver = Number(process.versions.napi) >= 10 ? 'better-sqlite3-13' : 'better-sqlite3'

export const sqlite = createRequire(__filename)(sqliteDriver) as typeof Database

import { join } from 'node:path'
import { z } from 'zod'
import { packageRoot } from './core/package-root'

/** The environment, read once, checked, frozen. Each setting has a safe default or refuses to start. */
const number = (fallback: number) => z.coerce.number().int().positive().default(fallback)

const settings = z.object({
  /** `sqlite:<file>` or `postgres://...` */
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite:|postgres(ql)?:\/\/)/, 'must begin with sqlite: or postgres://')
    .default(`sqlite:${join(packageRoot, 'data', 'dalel.sqlite')}`),
  /** The host key K0, 32 bytes. In production on another medium than the data: see docs/operating.md. */
  KEY_FILE: z.string().default(join(packageRoot, 'data', 'host.key')),
  /** Where sealed evidence lies. */
  UPLOADS: z.string().default(join(packageRoot, 'uploads')),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  /** `yes` behind TLS: Secure cookies with the __Host- prefix, HSTS, Clear-Site-Data. An onion service says `no`. */
  HTTPS: z.enum(['yes', 'no']).default('no'),
  /** `production` refuses what only a demonstration may do. */
  MODE: z.enum(['production', 'demonstration', 'test']).default('production'),
  /** Work factor of bcrypt and cost of scrypt (log2 N); lower only in tests. */
  BCRYPT_COST: z.coerce.number().int().min(4).max(15).default(11),
  SCRYPT_LOG_N: z.coerce.number().int().min(10).max(20).default(16),
  /** Writes waiting for the database at most; one more is answered with 503. */
  WRITE_QUEUE: number(500),
  /** Largest single file of evidence, bytes. */
  LONGEST_FILE: number(4 * 1024 ** 3),
  /** Cases one person may open within an hour before the auditors are told. */
  UNUSUAL_READING: number(60),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'silent']).default('info'),
})

export interface Config {
  readonly databaseUrl: string
  readonly keyFile: string
  readonly uploads: string
  readonly host: string
  readonly port: number
  readonly https: boolean
  readonly mode: 'production' | 'demonstration' | 'test'
  readonly bcryptCost: number
  readonly scryptLogN: number
  readonly writeQueue: number
  readonly longestFile: number
  readonly unusualReading: number
  readonly logLevel: string
}

/** The settings of a demonstration: quieter, and marked as one on every page. */
export const demonstrationConfig = (): Config =>
  readConfig({ LOG_LEVEL: 'warn', ...process.env, MODE: 'demonstration' })

/** Throws one clear line that names the setting. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const read = settings.safeParse(environment)
  if (!read.success) {
    const issue = read.error.issues[0]
    throw new Error(`Setting ${String(issue?.path[0])}: ${issue?.message}`)
  }
  const it = read.data
  if (it.MODE === 'production' && isWeak(it)) {
    throw new Error('Setting BCRYPT_COST or SCRYPT_LOG_N: too low for production')
  }
  return Object.freeze({
    databaseUrl: it.DATABASE_URL,
    keyFile: it.KEY_FILE,
    uploads: it.UPLOADS,
    host: it.HOST,
    port: it.PORT,
    https: it.HTTPS === 'yes',
    mode: it.MODE,
    bcryptCost: it.BCRYPT_COST,
    scryptLogN: it.SCRYPT_LOG_N,
    writeQueue: it.WRITE_QUEUE,
    longestFile: it.LONGEST_FILE,
    unusualReading: it.UNUSUAL_READING,
    logLevel: it.LOG_LEVEL,
  })
}

const isWeak = ({ BCRYPT_COST, SCRYPT_LOG_N }: z.infer<typeof settings>): boolean =>
  BCRYPT_COST < 10 || SCRYPT_LOG_N < 15

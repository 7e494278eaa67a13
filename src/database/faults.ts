import { Busy, DiskFailed, Full } from '../core'

export const codeOf = (error: unknown): string => {
  const { driverError, code } = error as { driverError?: { code?: unknown }; code?: unknown }
  const found = driverError?.code ?? code
  return typeof found === 'string' ? found : ''
}

/** Somebody else holds the lock: worth waiting for. */
export const isLocked = (error: unknown): boolean => codeOf(error).startsWith('SQLITE_BUSY')

/** PostgreSQL chose this transaction to give way: worth doing again. */
export const gaveWay = (error: unknown): boolean => ['40001', '40P01'].includes(codeOf(error))

/**
 * Two looked, found nothing and made the same on PostgreSQL: whoever does it again finds what the other has made. A key that is met is
 * another thing: the mark of a form that was sent before stays sent.
 */
export const cameSecond = (error: unknown): boolean =>
  codeOf(error) === '23505' &&
  /_idx$/.test((error as { driverError?: { constraint?: string } }).driverError?.constraint ?? '')

const isFull = (code: string): boolean => ['SQLITE_FULL', '53100', 'ENOSPC'].includes(code)
const isBusy = (code: string): boolean => code.startsWith('SQLITE_BUSY') || ['53300', '57P03', '55P03'].includes(code)
const isBroken = (code: string): boolean => code.startsWith('SQLITE_IOERR') || code === '58030'

/** The faults of a database that a person is told calmly; anything else stays what it is. */
export function asRefusal(error: unknown): unknown {
  const code = codeOf(error)
  if (isFull(code)) return new Full()
  if (isBusy(code) || gaveWay(error)) return new Busy()
  return isBroken(code) ? new DiskFailed(error) : error
}

import { randomUUID } from 'node:crypto'

const mostInOneMillisecond = 0xfff
let last = { at: 0, count: 0 }

/**
 * A UUIDv7 (RFC 9562, method 1): sorts by the time it was made, so a page by key is a page by age; of two made in one millisecond
 * by one process the later one sorts later.
 */
export function newId(now: number = Date.now()): string {
  const isFull = last.count === mostInOneMillisecond
  if (now > last.at) last = { at: now, count: 0 }
  else last = isFull ? { at: last.at + 1, count: 0 } : { at: last.at, count: last.count + 1 }
  const time = last.at.toString(16).padStart(12, '0')
  const count = last.count.toString(16).padStart(3, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}${randomUUID().slice(18)}`
}

export const isId = (text: unknown): text is string =>
  typeof text === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(text)

import { createHash } from 'node:crypto'

/**
 * JSON in one spelling: keys sorted, no blanks, instants as ISO 8601, bytes as base64, nothing undefined.
 * What the trail's hashes are made over, so it must never change.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value !== 'object') return JSON.stringify(value)
  if (value instanceof Date) return JSON.stringify(value.toISOString())
  if (value instanceof Uint8Array) return JSON.stringify(Buffer.from(value).toString('base64'))
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  return rowJson(value as Record<string, unknown>)
}

function rowJson(row: Record<string, unknown>): string {
  const fields: string[] = []
  for (const key of Object.keys(row).sort())
    if (row[key] !== undefined) fields.push(`${JSON.stringify(key)}:${canonicalJson(row[key])}`)
  return `{${fields.join(',')}}`
}

export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex')

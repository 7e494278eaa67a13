import type { z } from 'zod'
import type { Reading } from './field-type'

/** Reads one form field with a check, made only for what was sent; what is wrong with it is said, and it counts as left alone. */
export function plain<T>(check: () => z.ZodType<T>, name: string, { typed, refuse }: Reading): T | null {
  if (typed[name] === undefined) return null
  const read = check().safeParse(typed[name])
  if (read.success) return read.data
  refuse(name, read.error.issues[0]?.message ?? 'common.form.unknownChoice')
  return null
}

export const maybe = { type: 'text', nullable: true } as const

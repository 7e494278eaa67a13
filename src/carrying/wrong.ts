import type { z } from 'zod'
import { readForm, say, type Form, type Typed } from '../web'

export type Path = readonly (string | number)[]

/** One thing that is wrong with a case of a file: where, and the key of why. */
export interface Wrong {
  readonly path: Path
  readonly key: string
  readonly values?: Record<string, string | number> | undefined
}

/** What is found wrong while a case is read; the same thing at the same place is said once. */
export class Findings {
  readonly all: Wrong[] = []

  add(path: Path, key: string, values?: Wrong['values']): void {
    if (!this.all.some(one => one.key === key && one.path.join() === path.join())) this.all.push({ path, key, values })
  }

  /** Reads answers with a form of the program; what it refuses is said where the answer stands. */
  read<T>(form: Form<T>, typed: Typed, placeOf: (name: string) => Path): T | undefined {
    const { value, errors } = readForm(form, typed)
    for (const [name, { key, values }] of Object.entries(errors ?? {})) this.add(placeOf(name), key, values)
    return value
  }

  /** What of a thing has not the shape of the format. */
  shape(schema: z.ZodType, thing: unknown): void {
    const { error } = schema.safeParse(thing, { error: messageOf })
    for (const issue of error?.issues ?? [])
      for (const path of pathsOf(issue)) {
        const [key = '', values] = issue.message.split('|', 2)
        this.add(path, key, values === undefined ? undefined : (JSON.parse(values) as Record<string, number>))
      }
  }
}

const isBlank = (input: unknown): boolean => input === undefined || input === ''

function messageOf(issue: z.core.$ZodRawIssue): string {
  if (issue.code === 'unrecognized_keys') return 'carrying.wrong.unknownKey'
  if (isBlank(issue.input)) return 'common.form.missing'
  if (issue.code === 'invalid_value' || issue.code === 'invalid_union') return 'common.form.unknownChoice'
  if (issue.code === 'too_big' && typeof issue.maximum === 'number')
    return say('common.form.tooLong', { longest: issue.maximum })
  return 'carrying.wrong.shape'
}

const pathsOf = (issue: z.core.$ZodIssue): Path[] =>
  issue.code === 'unrecognized_keys' ? issue.keys.map(key => [...(issue.path as Path), key]) : [issue.path as Path]

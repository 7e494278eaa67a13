import type { EntryKind } from './entries'
import type { Field } from './entries/fields'

/** Questions of one shape that follow one another: moments stand side by side, answers in one list. */
export interface Run {
  readonly shape: 'moments' | 'answers' | 'others'
  readonly asked: { readonly name: string; readonly field: Field }[]
  /** The six answers are explained once on a page, where they are first asked for. */
  readonly explains: boolean
}

const shapeOf = ({ type }: Field): Run['shape'] =>
  type === 'moment' ? 'moments' : type === 'answer' ? 'answers' : 'others'

/** The groups of a form, each cut into runs in the order in which the kind declares its questions. */
export function formGroups(kind: EntryKind): { name: string; runs: Run[] }[] {
  let explained = false
  return Object.entries(kind.groups).map(([group, fields]) => {
    const runs: Run[] = []
    for (const [name, field] of Object.entries(fields)) {
      const shape = shapeOf(field)
      const last = runs.at(-1)
      if (last?.shape === shape) last.asked.push({ name, field })
      else {
        runs.push({ shape, asked: [{ name, field }], explains: shape === 'answers' && !explained })
        explained ||= shape === 'answers'
      }
    }
    return { name: group, runs }
  })
}

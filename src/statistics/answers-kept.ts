import type { Gate } from '../database'

const most = 300

interface Kept {
  sequence: number
  readonly answers: Map<string, Promise<unknown>>
}

const keptBy = new WeakMap<Gate, Kept>()

/** An answer holds until the next deed: every change moves the end of the trail. */
export async function remembered<T>(gate: Gate, name: string, work: () => Promise<T>): Promise<T> {
  const kept = keptBy.get(gate) ?? { sequence: -1, answers: new Map<string, Promise<unknown>>() }
  keptBy.set(gate, kept)
  const sequence = await lastDeed(gate)
  if (sequence !== kept.sequence || kept.answers.size >= most) {
    kept.answers.clear()
    kept.sequence = sequence
  }
  const before = kept.answers.get(name)
  if (before) return before as Promise<T>
  const answer = work()
  kept.answers.set(name, answer)
  answer.catch(() => kept.answers.delete(name))
  return answer
}

async function lastDeed(gate: Gate): Promise<number> {
  const row = await gate.read(db =>
    db
      .createQueryBuilder()
      .select('head.sequence', 'sequence')
      .from('trail_heads', 'head')
      .getRawOne<{ sequence: number | string }>(),
  )
  return Number(row?.sequence ?? 0)
}

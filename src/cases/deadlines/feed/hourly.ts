import type { Clock } from '../../../core'

const hour = 3_600_000

/** Whether something may happen once more this hour; kept in memory, for it only spares the machine. */
export function hourly(most: number, clock: Clock): (what: string) => boolean {
  const times = new Map<string, number[]>()
  return what => {
    const now = clock().getTime()
    const recent = (times.get(what) ?? []).filter(at => at > now - hour)
    if (recent.length >= most) return false
    times.set(what, [...recent, now])
    return true
  }
}

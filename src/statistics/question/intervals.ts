/** Durations as a question writes them: `90min`, `24h`, `3d`. Everything inside is minutes. */
const lengths = { min: 1, h: 60, d: 1440 } as const

export function minutesIn(text: string): number | undefined {
  const found = /^(\d{1,6})(min|h|d)$/.exec(text)
  if (!found) return undefined
  return Number(found[1]) * lengths[found[2] as keyof typeof lengths]
}

export interface Interval {
  /** The code of the interval in an answer, `3h-24h`; the last is open, `72h+`. */
  readonly key: string
  readonly from: number
  /** Half-open: the first minute that no longer belongs. */
  readonly to: number | undefined
}

/** `3h, 24h` cuts time into under 3 h, 3 h to under 24 h, and 24 h or more. */
export function intervalsOf(edges: readonly string[]): Interval[] {
  const starts = ['0', ...edges]
  return starts.map((start, i) => {
    const end = edges[i]
    return {
      key: end === undefined ? `${start}+` : `${start}-${end}`,
      from: start === '0' ? 0 : (minutesIn(start) ?? 0),
      to: end === undefined ? undefined : minutesIn(end),
    }
  })
}

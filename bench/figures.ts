/** One line of what is printed. */
export interface Figure {
  readonly job: string
  readonly ours: string
  readonly bare: string
  /** What was asked, and whether it holds. */
  readonly target: string
  readonly holds: boolean
}

export const median = (values: readonly number[]): number => percentile(values, 50)

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * share) / 100))] ?? NaN
}

/** Ours as a share of the bare program's rate. */
export const atLeast = (job: string, ours: number, bare: number, share: number, unit: string): Figure => ({
  job,
  ours: `${ours.toFixed(0)} ${unit}`,
  bare: `${bare.toFixed(0)} ${unit}`,
  target: `${((ours / bare) * 100).toFixed(0)} % of bare, at least ${share * 100} %`,
  holds: ours / bare >= share,
})

export const atMost = (job: string, ours: number, most: number, unit: string, bare?: number): Figure => ({
  job,
  ours: `${ours.toFixed(1)} ${unit}`,
  bare: bare === undefined ? '' : `${bare.toFixed(1)} ${unit}`,
  target: `at most ${most} ${unit}`,
  holds: ours <= most,
})

/** Ours as a multiple of the bare program's time. */
export const timesAtMost = (job: string, ours: number, bare: number, times: number): Figure => ({
  job,
  ours: `${ours.toFixed(1)} ms`,
  bare: `${bare.toFixed(1)} ms`,
  target: `${(ours / bare).toFixed(2)} times bare, at most ${times}`,
  holds: ours / bare <= times,
})

/** Milliseconds one run of `job` takes. */
export async function timed(job: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await job()
  return performance.now() - begun
}

export function print(figures: readonly Figure[]): void {
  const rows = figures.map(({ job, ours, bare, target, holds }) => [holds ? 'holds' : 'FAILS', job, ours, bare, target])
  const widths = [0, 1, 2, 3, 4].map(column => Math.max(...rows.map(row => row[column]?.length ?? 0)))
  for (const row of rows)
    process.stdout.write(
      `${row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd()}\n`,
    )
}

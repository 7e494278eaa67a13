import 'reflect-metadata'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { readFileSync, writeFileSync } from 'node:fs'

/** What a process under load is asked now and then by the one that loads it. */
export interface Report {
  /** Resident memory now and at most since the last time it was asked, MiB; all threads of the process together. */
  readonly memory: number
  readonly peak: number
  /** 99.9th percentile of the event loop's delay since the last time, ms. */
  readonly delay: number
}

const field = (name: string) =>
  Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0) / 1024

/** Tells its port, answers with reports and ends when its parent does. */
export function watch(port: number): void {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  process.on('message', () => {
    const report: Report = { memory: field('VmRSS'), peak: field('VmHWM'), delay: delay.percentile(99.9) / 1e6 - 1 }
    delay.reset()
    writeFileSync('/proc/self/clear_refs', '5')
    process.send?.(report)
  })
  process.on('disconnect', () => process.exit(0))
  process.send?.(port)
}

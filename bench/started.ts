import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Report } from './watched'

/** A program under load, in a process of its own. */
export interface Started {
  readonly port: number
  report(): Promise<Report>
  stop(): Promise<void>
}

export async function start(program: string, environment: Record<string, string>): Promise<Started> {
  const child = fork(join(__dirname, `${program}.js`), { env: { ...process.env, ...environment } })
  const ended = endOf(child, program)
  const answer = async <T>() => ((await Promise.race([once(child, 'message'), ended])) as [T])[0]
  const port = await answer<number>()
  return {
    port,
    report: () => {
      const report = answer<Report>()
      child.send('report')
      return report
    },
    stop: async () => {
      const gone = once(child, 'exit')
      child.disconnect()
      await gone
    },
  }
}

async function endOf(child: ChildProcess, program: string): Promise<never> {
  const [status, signal] = (await once(child, 'exit')) as [number | null, string | null]
  throw new Error(`${program} ended with ${status ?? signal} before it answered`)
}

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
  const [port] = (await Promise.race([once(child, 'message'), failed(child, program)])) as [number]
  return {
    port,
    report: async () => {
      const answer = once(child, 'message') as Promise<[Report]>
      child.send('report')
      return (await answer)[0]
    },
    stop: async () => {
      const gone = once(child, 'exit')
      child.disconnect()
      await gone
    },
  }
}

async function failed(child: ChildProcess, program: string): Promise<never> {
  const [status] = (await once(child, 'exit')) as [number]
  throw new Error(`${program} ended with ${status} before it listened`)
}

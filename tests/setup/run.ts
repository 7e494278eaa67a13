import { spawn } from 'node:child_process'

export interface Ran {
  readonly status: number | null
  readonly out: Buffer
  /** Everything it said, on both streams. */
  readonly said: string
}

/** Runs a program to its end, or to the end of its time: then the status is null. */
export function run(
  program: string,
  typed: readonly string[],
  { input = '', env = process.env, seconds = 60 }: { input?: string | Buffer; env?: NodeJS.ProcessEnv; seconds?: number } = {},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, typed, { env, timeout: seconds * 1000, killSignal: 'SIGKILL' })
    const out: Buffer[] = []
    let said = ''
    child.stdout.on('data', (piece: Buffer) => void (out.push(piece), (said += piece.toString())))
    child.stderr.on('data', (piece: Buffer) => void (said += piece.toString()))
    child.stdin.on('error', () => undefined) // it ended before it read everything
    child.once('error', reject)
    child.once('close', status => resolve({ status, out: Buffer.concat(out), said }))
    child.stdin.end(input)
  })
} // prettier-ignore

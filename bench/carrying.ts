import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateSync } from 'otplib'
import { exportCommand } from '../src/commands/carry'
import { demoPassword, demoSecret } from '../src/commands/demo/people'
import { demonstrationConfig } from '../src/config'
import { atMost, type Figure } from './figures'
import { freshPlace, type Place } from './place'

const wanted = 10_000

/** A file of ten thousand cases carried into an installation that has none, by the command. */
export async function carrying(): Promise<Figure[]> {
  const lines = await exportedFrom(await freshPlace(400))
  const place = await freshPlace(0)
  const file = join(place.folder, 'cases.jsonl')
  await write(file, lines)
  const { seconds, half, peak, said } = await imported(place, file)
  if (!said.includes(`"written":${wanted}`) && !said.includes(`"cases":${wanted}`)) throw new Error(said)
  return [
    atMost(`carry ${wanted} cases in, ${Math.round(readFileSync(file).length / 2 ** 20)} MiB`, seconds, 300, 's'),
    atMost('memory grown in the second half', peak - half, 64, 'MiB'),
    atMost('memory while carrying', peak, 450, 'MiB'),
  ]
}

async function exportedFrom(place: Place): Promise<string[]> {
  Object.assign(process.env, place.environment)
  const file = join(place.folder, 'cases.jsonl')
  const answer = (what: string) =>
    Promise.resolve(what === 'Password' ? demoPassword : generateSync({ secret: demoSecret }))
  await exportCommand(demonstrationConfig(), file, { as: 'dana' }, answer, () => undefined)
  return readFileSync(file, 'utf8').trim().split('\n')
}

/** The same cases again and again, each under an id of its own. */
async function write(file: string, [head = '', ...cases]: readonly string[]): Promise<void> {
  const out = createWriteStream(file)
  out.write(`${JSON.stringify({ ...(JSON.parse(head) as object), cases: wanted })}\n`)
  for (let at = 0; at < wanted; at += 1) {
    const round = Math.floor(at / cases.length)
    const line = cases[at % cases.length] ?? ''
    if (!out.write(`${anew(line, round)}\n`)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
}

const anId = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g
const aReference = /("reference":"[A-Z]+-\d{4}-)(\d+)"/

/** Under an id and a number of its own; where somebody stands in an earlier case too, that case is of the same round. */
const anew = (line: string, round: number): string =>
  line
    .replaceAll(anId, id => `${id}-${round}`)
    .replace(aReference, (_, head: string, last: string) => `${head}${round + 1}${last.padStart(4, '0')}"`)

async function imported(place: Place, file: string) {
  const main = join(__dirname, '..', 'src', 'main.js')
  const child = spawn(process.execPath, [main, 'import', file, '--as', 'dana', '--json'], {
    env: { ...process.env, ...place.environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.end(`${demoPassword}\n${generateSync({ secret: demoSecret })}\n`)
  let said = ''
  child.stdout.on('data', piece => (said += String(piece)))
  child.stderr.on('data', piece => (said += String(piece)))
  const begun = performance.now()
  const memory: number[] = []
  const sampling = setInterval(() => memory.push(residentOf(child.pid)), 200)
  await once(child, 'exit')
  clearInterval(sampling)
  const half = Math.max(...memory.slice(0, Math.ceil(memory.length / 2)))
  return { seconds: (performance.now() - begun) / 1000, half, peak: Math.max(...memory), said }
}

function residentOf(pid: number | undefined): number {
  try {
    return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0 // it has just ended
  }
}

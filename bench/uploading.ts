import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from './client'
import { atLeast, atMost, median, timed, type Figure } from './figures'
import { freshPlace } from './place'
import { start, type Started } from './started'

const mebibyte = 1 << 20
const boundary = '----dalel-bench'
const piece = randomBytes(mebibyte)

/** T5: one file of 256 MiB and one of 2 GiB as evidence, beside a handler that only hashes, seals, writes and fsyncs it. */
export async function uploading(): Promise<Figure[]> {
  const place = await freshPlace(40)
  const folder = join(place.folder, 'bare')
  mkdirSync(folder)
  const ours = await start('ours', place.environment)
  const bare = await start('bare-uploading', { FOLDER: folder })
  const dana = await new Client(ours.port).signsIn('dana')
  const kase = await firstCase(ours, dana)
  const plain = new Client(bare.port)

  const we = async (size: number) => {
    const taken = await dana.send('POST', `/evidence/of/${kase}`, form(size, { _csrf: dana.csrf }), multipart)
    if (taken.status !== 303) throw new Error(`The file was not taken: ${taken.status}`)
  }
  const they = async (size: number) => {
    await plain.send('POST', '/', form(size, {}), multipart)
  }
  const clear = () => {
    for (const name of readdirSync(folder)) rmSync(join(folder, name))
  }
  for (const warm of [we, they]) await warm(64)
  const figures: Figure[] = []
  const grown: { ours: number; bare: number }[] = []
  for (const [size, times] of [
    [256, 5],
    [2048, 3],
  ] as const) {
    const before = { ours: (await ours.report()).memory, bare: (await bare.report()).memory }
    const [mine, bares]: [number[], number[]] = [[], []]
    for (let run = 0; run < times; run += 1) {
      mine.push(await timed(() => we(size)))
      bares.push(await timed(() => they(size)))
      clear()
    }
    const rate = (took: number[]) => (size / median(took)) * 1000
    figures.push(atLeast(`take a file of ${size} MiB`, rate(mine), rate(bares), 0.75, 'MiB/s'))
    const after = { ours: await ours.report(), bare: await bare.report() }
    grown.push({ ours: after.ours.peak - before.ours, bare: after.bare.peak - before.bare })
    figures.push(atMost(`event loop meanwhile, p99.9`, after.ours.delay, 50, 'ms', after.bare.delay))
    figures.push(atMost(`memory at most meanwhile`, after.ours.peak, 450, 'MiB', after.bare.peak))
  }
  const [small, large] = grown as [(typeof grown)[0], (typeof grown)[0]]
  figures.push(atMost('memory grown at 2 GiB more than the bare handler’s', large.ours - large.bare, 32, 'MiB'))
  figures.push(atMost('memory grown at 2 GiB more than at 256 MiB', large.ours - small.ours, 16, 'MiB'))
  await ours.stop()
  await bare.stop()
  return figures
}

export const multipart = `multipart/form-data; boundary=${boundary}`

async function firstCase(ours: Started, person: Client): Promise<string> {
  const { body } = await person.get('/cases')
  const id = /\/cases\/([0-9a-f-]{36})/.exec(body.toString())?.[1]
  if (!id) throw new Error(`No case in the list at port ${ours.port}`)
  return id
}

/** An evidence form with a file of so many MiB. */
export function* form(size: number, fields: Record<string, string>): Generator<Buffer> {
  for (const [name, value] of Object.entries({ ...fields, type: 'VIDEO', description: 'A long film' }))
    yield Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
  yield Buffer.from(
    `--${boundary}\r\ncontent-disposition: form-data; name="files"; filename="film.mp4"\r\ncontent-type: video/mp4\r\n\r\n`,
  )
  for (let left = size; left > 0; left -= 1) yield piece
  yield Buffer.from(`\r\n--${boundary}--\r\n`)
}

import { jsonLines, type Source } from './source'
import { longestPacked } from './workbook/read-zip'
import { workbookCases } from './workbook/workbook-cases'
import { Unreadable } from './workbook/unreadable'

type Bytes = AsyncIterable<Uint8Array>

const zip = Buffer.from([0x50, 0x4b, 0x03, 0x04])
/** What Excel wrote before 2007, and what it writes under a password. */
const old = Buffer.from([0xd0, 0xcf, 0x11, 0xe0])

/** The cases of a file: of a workbook or of JSON Lines, as its first bytes say, whatever it is called. */
export const casesIn = (open: () => Bytes): Source =>
  async function* () {
    const { head, all } = await beginningOf(open())
    const isWorkbook = [zip, old].some(mark => mark.equals(head))
    yield* isWorkbook ? workbookCases(() => workbookBytes(head, all))() : jsonLines(() => all)()
  }

async function beginningOf(bytes: Bytes): Promise<{ head: Buffer; all: Bytes }> {
  const pieces = bytes[Symbol.asyncIterator]()
  const read: Uint8Array[] = []
  let length = 0
  while (length < zip.length) {
    const next = await pieces.next()
    if (next.done) break
    read.push(next.value)
    length += next.value.length
  }
  return { head: Buffer.concat(read).subarray(0, zip.length), all: andOn(read, pieces) }
}

async function* andOn(read: readonly Uint8Array[], pieces: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* read
    for (let next = await pieces.next(); !next.done; next = await pieces.next()) yield next.value
  } finally {
    await pieces.return?.()
  }
}

/** A workbook is read from its end: it stands in memory whole. */
async function workbookBytes(head: Buffer, all: Bytes): Promise<Buffer> {
  if (head.equals(old)) throw new Unreadable('oldWorkbook')
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of all) {
    length += piece.length
    if (length > longestPacked) throw new Unreadable('tooLong')
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

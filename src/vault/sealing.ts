import { createHash } from 'node:crypto'
import { Rejected } from '../core'
import { chunkSize, Sealer } from './age'
import type { Spool } from './disk'

/** What became of an arriving file. The hash of the content is for the sealed words; the other may stand in clear. */
export interface StoredFile {
  readonly fileId: string
  readonly size: number
  readonly contentSha256: string
  readonly sealedSha256: string
  /** The first bytes, which tell what it is. */
  readonly head: Buffer
}

const headLength = 4096
const batch = 16 // chunks written at once: a megabyte

/** Seals a stream into the spool while it arrives, and hashes both sides; a stream that was cut short is Rejected. */
export async function sealInto(
  spool: Spool,
  fileId: string,
  source: AsyncIterable<Buffer>,
  recipient: Buffer,
): Promise<StoredFile> {
  const sealer = new Sealer(recipient)
  const content = createHash('sha256')
  const sealed = createHash('sha256')
  let out: Buffer[] = []
  let size = 0
  let head = Buffer.alloc(0)
  const put = async (...pieces: Buffer[]) => {
    for (const piece of pieces) sealed.update(piece)
    out.push(...pieces)
    if (out.length < batch * 2) return
    const full = out
    out = []
    await spool.write(full)
  }
  await put(sealer.header)

  // A chunk is sealed when the next byte shows that it is not the last.
  let chunk = Buffer.allocUnsafe(chunkSize)
  let filled = 0
  for await (const piece of source) {
    content.update(piece)
    size += piece.length
    if (head.length < headLength) head = Buffer.concat([head, piece.subarray(0, headLength - head.length)])
    for (let from = 0; from < piece.length;) {
      if (filled === chunkSize) {
        await put(...sealer.chunk(chunk, false))
        filled = 0
      }
      const taken = piece.copy(chunk, filled, from)
      filled += taken
      from += taken
    }
  }
  if ((source as { truncated?: boolean }).truncated) throw new Rejected('common.errors.tooLarge')
  await put(...sealer.chunk(chunk.subarray(0, filled), true))
  if (out.length) await spool.write(out)
  chunk = Buffer.alloc(0)
  return { fileId, size, contentSha256: content.digest('hex'), sealedSha256: sealed.digest('hex'), head }
}

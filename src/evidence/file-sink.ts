import { fileTypeFromBuffer } from 'file-type'
import { Rejected } from '../core'
import type { FileStore } from '../vault'
import type { FileSink } from '../web'

/** Streams an arriving file into the vault; what it is, its first bytes say, never its name. */
export const sinkInto = (files: FileStore, recipient: Buffer): FileSink => ({
  async receive(stream, name) {
    const stored = await files.receive(stream, recipient)
    if (stored.size === 0) {
      await files.remove(stored.fileId)
      throw new Rejected('evidence.errors.empty', { name })
    }
    const type = await fileTypeFromBuffer(stored.head)
    return {
      fileId: stored.fileId,
      name,
      size: stored.size,
      contentSha256: stored.contentSha256,
      sealedSha256: stored.sealedSha256,
      mediaType: type?.mime ?? (looksLikeText(stored.head) ? 'text/plain' : 'application/octet-stream'),
    }
  },
  discard: file => files.remove(file.fileId),
})

const looksLikeText = (head: Uint8Array) =>
  head.length > 0 && !head.includes(0) && Buffer.from(head).toString('utf8').isWellFormed()

import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl'
import type { Readable } from 'node:stream'
import { Unreadable } from './unreadable'

/** A workbook with all cases of a page is far smaller; what unfolds to more is made to harm. */
export const longestPacked = 32 * 1024 ** 2
export const longestUnpacked = 256 * 1024 ** 2
const mostParts = 1000

/** Opens a part of a workbook by its name. */
export interface Parts {
  open(name: string): Promise<Readable | undefined>
}

/** The parts of a workbook. How long each says it is, is held to while it is unpacked, so that the sum is known before. */
export async function partsIn(bytes: Buffer): Promise<Parts> {
  try {
    const zip = await fromBufferPromise(bytes, { lazyEntries: true, autoClose: false, validateEntrySizes: true })
    if (zip.entryCount > mostParts) throw new Unreadable('tooLong')
    const entries = await entriesOf(zip)
    return {
      open: name => Promise.resolve(entries.get(name)).then(entry => entry && zip.openReadStreamPromise(entry)),
    }
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable('noWorkbook')
  }
}

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  let length = 0
  for await (const entry of zip.eachEntry()) {
    length += entry.uncompressedSize
    if (length > longestUnpacked) throw new Unreadable('tooLong')
    entries.set(entry.fileName, entry)
  }
  return entries
}

import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { OpenKey } from '../core'
import { DiskFailed, Full, NotFound } from '../core'
import { unsealed } from './age'
import type { Disk } from './disk'
import { opened } from './opened-key'
import { sealInto, type StoredFile } from './sealing'

const day = 86_400_000
const lost = 'lost'

const isFull = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])
const hasFailed = new Set(['EIO', 'EROFS', 'EMFILE', 'ENFILE', 'EACCES', 'EPERM', 'ENODEV', 'ENXIO', 'ESTALE'])

/** What a disk says, as it is told to the person; whatever else went wrong stays what it is. */
function asRefusal(error: unknown): unknown {
  const { code = '' } = error as { code?: string }
  if (isFull.has(code)) return new Full()
  return hasFailed.has(code) ? new DiskFailed(error) : error
}

const isId = (text: string) => /^[0-9a-f]{32}$/.test(text)

/** Sealed files under random names: `uploads/ab/<id>.age`. Nothing in the clear ever touches the disk. */
export class FileStore {
  constructor(
    private readonly root: string,
    private readonly disk: Disk,
    /** Bytes that must stay free. */
    private readonly reserve = 0,
  ) {}

  /**
   * Seals a stream while it arrives. Order of `architecture.md` 6: spool, fsync, rename, fsync of the folder - then the caller's row,
   * then the answer. When anything fails, nothing stays behind.
   */
  async receive(source: AsyncIterable<Buffer>, recipient: Buffer): Promise<StoredFile> {
    const fileId = randomBytes(16).toString('hex')
    const spoolFolder = join(this.root, 'spool')
    const part = join(spoolFolder, `${fileId}.part`)
    try {
      await this.disk.makeFolder(spoolFolder)
      if ((await this.disk.free(spoolFolder)) < this.reserve) throw new Full()
      const stored = await this.spool(part, fileId, source, recipient)
      await this.disk.makeFolder(this.folder(fileId))
      await this.disk.rename(part, this.path(fileId))
      await this.disk.syncFolder(this.folder(fileId))
      await this.disk.syncFolder(this.root)
      return stored
    } catch (error) {
      await this.disk.remove(part).catch(() => undefined)
      await this.disk.remove(this.path(fileId)).catch(() => undefined)
      throw asRefusal(error)
    }
  }

  private async spool(
    part: string,
    fileId: string,
    source: AsyncIterable<Buffer>,
    recipient: Buffer,
  ): Promise<StoredFile> {
    const spool = await this.disk.create(part)
    try {
      const stored = await sealInto(spool, fileId, source, recipient)
      await spool.sync()
      return stored
    } finally {
      await spool.close()
    }
  }

  /** The content, opened as it is read; a changed or cut file ends in an error, never in wrong bytes. */
  read(fileId: string, key: OpenKey): Readable {
    return Readable.from(unsealed(this.readSealed(fileId), [...opened(key).secrets.values()].reverse()), {
      objectMode: false,
      highWaterMark: 1 << 20,
    })
  }

  readSealed(fileId: string): Readable {
    return this.disk.read(this.path(fileId))
  }

  async remove(fileId: string): Promise<void> {
    await this.disk.remove(this.path(fileId))
    await this.disk.syncFolder(this.folder(fileId))
  }

  /** What lies half in the spool; before anybody can send, it is what nobody will finish. */
  parts(): Promise<string[]> {
    return this.disk.list(join(this.root, 'spool'))
  }

  /**
   * At the start: such parts go at once. A sealed file without a row is set aside after a day, goes back to its place when a database
   * that knows it is there, and goes for good after thirty days more: a start over the wrong database destroys nothing. Returns how
   * many lie aside.
   */
  async sweep(parts: readonly string[], isKnown: (fileId: string) => Promise<boolean>, now: Date): Promise<number> {
    for (const name of parts) await this.disk.remove(join(this.root, 'spool', name))
    await this.tendAside(isKnown, now)
    for await (const fileId of this.all())
      if ((await this.isOlder(this.path(fileId), 1, now)) && !(await isKnown(fileId))) await this.setAside(fileId)
    return (await this.aside()).length
  }

  private async tendAside(isKnown: (fileId: string) => Promise<boolean>, now: Date): Promise<void> {
    for (const fileId of await this.aside()) {
      if (await isKnown(fileId)) await this.putBack(fileId)
      else if (await this.isOlder(this.asidePath(fileId), 30, now)) await this.disk.remove(this.asidePath(fileId))
    }
  }

  private async isOlder(path: string, days: number, now: Date): Promise<boolean> {
    return now.getTime() - (await this.disk.changedAt(path)).getTime() > days * day
  }

  private async setAside(fileId: string): Promise<void> {
    await this.disk.makeFolder(join(this.root, lost))
    await this.disk.rename(this.path(fileId), this.asidePath(fileId))
  }

  private async putBack(fileId: string): Promise<void> {
    await this.disk.makeFolder(this.folder(fileId))
    await this.disk.rename(this.asidePath(fileId), this.path(fileId))
    await this.disk.syncFolder(this.folder(fileId))
  }

  private async aside(): Promise<string[]> {
    return (await this.disk.list(join(this.root, lost))).map(name => name.slice(0, -4)).filter(isId)
  }

  private readonly asidePath = (fileId: string) => join(this.root, lost, `${fileId}.age`)

  async *all(): AsyncGenerator<string> {
    for (const folder of await this.disk.list(this.root)) {
      if (!/^[0-9a-f]{2}$/.test(folder)) continue
      for (const name of await this.disk.list(join(this.root, folder))) {
        if (name.endsWith('.age') && isId(name.slice(0, -4))) yield name.slice(0, -4)
      }
    }
  }

  private readonly folder = (fileId: string) => join(this.root, fileId.slice(0, 2))

  private path(fileId: string): string {
    if (!isId(fileId)) throw new NotFound()
    return join(this.folder(fileId), `${fileId}.age`)
  }
}

import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat, statfs, utimes } from 'node:fs/promises'
import type { Readable } from 'node:stream'

/** The few things the vault asks of a disk; tests hand in one that is full, or whose fsync fails. */
export interface Disk {
  /** A new file that nobody else may read; fails when it is there. */
  create(path: string): Promise<Spool>
  read(path: string): Readable
  rename(from: string, to: string): Promise<void>
  remove(path: string): Promise<void>
  makeFolder(path: string): Promise<void>
  /** Makes a rename in the folder outlast a power cut. */
  syncFolder(path: string): Promise<void>
  list(path: string): Promise<string[]>
  changedAt(path: string): Promise<Date>
  /** Bytes free for us. */
  free(path: string): Promise<number>
}

export interface Spool {
  write(pieces: Buffer[]): Promise<void>
  sync(): Promise<void>
  close(): Promise<void>
}

/** Every file carries the same time: when it arrived is nobody's business (`security.md` 1.1). */
const noTime = new Date('2020-01-01T00:00:00Z')

export const realDisk: Disk = {
  async create(path) {
    const file = await open(path, 'wx', 0o600)
    return {
      async write(pieces) {
        const wanted = pieces.reduce((sum, piece) => sum + piece.length, 0)
        const { bytesWritten } = await file.writev(pieces)
        if (bytesWritten !== wanted) throw Object.assign(new Error('The disk took only a part'), { code: 'ENOSPC' })
      },
      async sync() {
        await file.utimes(noTime, noTime)
        await file.sync()
      },
      close: () => file.close(),
    }
  },
  read: path => createReadStream(path, { highWaterMark: 1 << 20 }),
  async rename(from, to) {
    await rename(from, to)
    await utimes(to, noTime, noTime)
  },
  remove: path => rm(path, { force: true }),
  async makeFolder(path) {
    await mkdir(path, { recursive: true, mode: 0o700 })
  },
  async syncFolder(path) {
    const folder = await open(path, 'r')
    await folder.sync().finally(() => folder.close())
  },
  list: path => readdir(path).catch(() => []),
  changedAt: async path => (await stat(path)).ctime,
  async free(path) {
    const { bavail, bsize } = await statfs(path)
    return bavail * bsize
  },
}

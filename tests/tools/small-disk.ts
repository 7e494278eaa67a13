import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A disk of a few megabytes, in memory: full is full, for the database, for SQLite's log and for files alike. */
export class SmallDisk {
  readonly folder = mkdtempSync(join(tmpdir(), 'dalel-small-'))
  private readonly ballast = join(this.folder, 'ballast')

  constructor(megabytes: number) {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', this.folder])
  }

  /** Somebody else fills it to the last page, or to the last so many bytes. */
  fillUp(butFor = 0): void {
    const { bavail, bsize } = statfsSync(this.folder)
    const size = bavail * bsize - butFor
    if (size > 0) writeFileSync(this.ballast, Buffer.alloc(size), { flag: 'a' })
  }

  makeRoom(): void {
    rmSync(this.ballast, { force: true })
  }

  gone(): void {
    execFileSync('umount', [this.folder])
    rmdirSync(this.folder)
  }
}

import type { Actor, Clock } from '../core'
import { Conflict, newId, NotFound, Refusal } from '../core'
import type { Done } from './carrying.service'
import type { Report } from './check-file'

/** A file on its way in: where it lies sealed, how far the work on it is, what came of it. */
export interface Run {
  readonly id: string
  readonly userId: string
  readonly fileId: string
  readonly begunAt: Date
  stage: 'checking' | 'checked' | 'writing' | 'done' | 'failed'
  /** Cases read or written so far. */
  count: number
  report?: Report
  done?: Done
  /** The key of why it failed. */
  problem?: string
}

type Count = (n: number) => void

/** What a stage of the work came to. */
type Outcome =
  | { readonly stage: 'checked'; readonly report: Report }
  | { readonly stage: 'done'; readonly done: Done }
  | { readonly stage: 'failed'; readonly problem: string }

export interface RunDoors {
  readonly clock: Clock
  /** Takes the sealed file away. */
  readonly forget: (fileId: string) => Promise<void>
  readonly noteFault: (error: unknown) => void
}

const longest = 3_600_000

/** Nothing is wrong with the file, and it brings something. */
const canBeWritten = ({ count, cases, here }: Report): boolean => count === 0 && cases > here

export const isAtWork = ({ stage }: Run): boolean => stage === 'checking' || stage === 'writing'

/**
 * The imports under way in this process. They live as long as it does and no longer than an hour: what a file says is kept nowhere but
 * under seal, and its mistakes in no table.
 */
export class Runs {
  private readonly all = new Map<string, Run>()

  constructor(private readonly doors: RunDoors) {}

  begin({ id: userId }: Actor, fileId: string): Run {
    this.sweep()
    const run: Run = { id: newId(), userId, fileId, begunAt: this.doors.clock(), stage: 'checking', count: 0 }
    this.all.set(run.id, run)
    return run
  }

  /** Somebody else's does not exist. */
  find({ id: userId }: Actor, id: string): Run {
    const run = this.all.get(id)
    if (run?.userId !== userId) throw new NotFound()
    return run
  }

  /**
   * Does a stage in the background, under keys of its own that are forgotten at its end. What it came to is said when the file that is
   * needed no more is gone.
   */
  carryOn(run: Run, actor: Actor, stage: 'checking' | 'writing', work: (count: Count) => Promise<Outcome>): void {
    Object.assign(run, { stage, count: 0 })
    void work(count => void (run.count = count))
      .catch((error: unknown) => this.failed(error))
      .then(async outcome => {
        actor.keys.wipe()
        if (outcome.stage !== 'checked' || !canBeWritten(outcome.report)) await this.doors.forget(run.fileId)
        Object.assign(run, outcome)
      })
      .catch((error: unknown) => Object.assign(run, this.failed(error)))
  }

  private failed(error: unknown): Outcome {
    if (error instanceof Refusal) return { stage: 'failed', problem: error.key }
    this.doors.noteFault(error)
    return { stage: 'failed', problem: 'common.errors.fault' }
  }

  /** A file that was found right is written once. */
  readyToWrite(actor: Actor, id: string): Run & { report: Report } {
    const run = this.find(actor, id)
    const { report } = run
    if (run.stage !== 'checked' || !report || !canBeWritten(report)) throw new Conflict('carrying.errors.notReady')
    return Object.assign(run, { report })
  }

  private sweep(): void {
    const now = this.doors.clock().getTime()
    for (const [id, run] of this.all) {
      if (now - run.begunAt.getTime() < longest || run.stage === 'writing') continue
      this.all.delete(id)
      if (run.stage === 'checked' && run.report && canBeWritten(run.report)) void this.doors.forget(run.fileId)
    }
  }
}

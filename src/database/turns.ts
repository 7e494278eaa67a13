import { setImmediate as turn } from 'node:timers/promises'
import { EventSubscriber, type EntitySubscriberInterface } from 'typeorm'

/** How long the looks of a page follow each other before whoever else waits has a turn, ms. */
const longest = 4

/**
 * SQLite answers at once, and a page of thirty looks would be one piece of work that nobody gets between: on a cold disk, for a
 * third of a second. So a look waits for the next turn of the event loop when this turn has lasted; each page that waits then has its
 * next look.
 */
@EventSubscriber()
export class Turns implements EntitySubscriberInterface {
  /** When the first look of this turn began. */
  private began: number | undefined

  beforeQuery(): Promise<void> | undefined {
    if (this.began !== undefined && performance.now() - this.began >= longest) return this.nextTurn()
    this.begin()
    return undefined
  }

  /** typeorm waits for what it takes for a promise: one of its own world, as an async function makes. */
  private async nextTurn(): Promise<void> {
    await turn()
    this.begin()
  }

  private begin(): void {
    if (this.began !== undefined) return
    this.began = performance.now()
    setImmediate(() => (this.began = undefined))
  }
}

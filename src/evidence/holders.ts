import type { EntityManager } from 'typeorm'
import type { Actor, OpenKey, Work } from '../core'
import { NotFound } from '../core'
import { openSubject } from '../vault'
import type { Holder } from './evidence.service'

/** What a page about evidence shows of its holder: where it is and what it is called. */
export interface HolderPage extends Holder {
  readonly href: string
  readonly name: string
}

type Describe = (db: EntityManager, id: string, key: OpenKey) => Promise<HolderPage | undefined>
/** Refuses what may not be added to a holder of this kind: to one that is closed, by a reader, before secrecy was asked about. */
type Admit = (work: Work, id: string) => Promise<unknown>

const kinds = new Map<Holder['kind'], Describe>()
const doorkeepers = new Map<Holder['kind'], Admit>()

/** Cases, visits and complaints stand to the right of evidence: each says here how a holder of its kind is found. */
export const holders = {
  add(kind: Holder['kind'], describe: Describe, admit: Admit): void {
    kinds.set(kind, describe)
    doorkeepers.set(kind, admit)
  },
  async find(db: EntityManager, actor: Actor, id: string): Promise<{ holder: HolderPage; key: OpenKey }> {
    const key = await openSubject(db, actor, id)
    for (const describe of kinds.values()) {
      const holder = await describe(db, id, key)
      if (holder) return { holder, key }
    }
    throw new NotFound()
  },
  /** The holder, when something may be added to it now. */
  async findToAddTo(work: Work, id: string): Promise<HolderPage> {
    const { holder } = await this.find(work.db, work.actor, id)
    await doorkeepers.get(holder.kind)?.(work, id)
    return holder
  },
}

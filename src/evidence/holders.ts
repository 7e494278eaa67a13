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

/** How a kind of holder is found, and who may change what it holds: it refuses everybody else. */
export interface HolderKind {
  find(db: EntityManager, id: string, key: OpenKey): Promise<HolderPage | undefined>
  findToChange(work: Work, id: string): Promise<unknown>
}

const kinds = new Map<Holder['kind'], HolderKind>()

/** Cases, visits and complaints stand to the right of evidence: each says here how a holder of its kind is found. */
export const holders = {
  add(name: Holder['kind'], kind: HolderKind): void {
    kinds.set(name, kind)
  },
  async find(db: EntityManager, actor: Actor, id: string): Promise<{ holder: HolderPage; key: OpenKey }> {
    const key = await openSubject(db, actor, id)
    for (const kind of kinds.values()) {
      const holder = await kind.find(db, id, key)
      if (holder) return { holder, key }
    }
    throw new NotFound()
  },
  async findToChange(work: Work, id: string): Promise<HolderPage> {
    const { holder } = await holders.find(work.db, work.actor, id)
    await kinds.get(holder.kind)?.findToChange(work, id)
    return holder
  },
}

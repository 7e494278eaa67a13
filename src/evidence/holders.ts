import type { EntityManager } from 'typeorm'
import type { Actor, OpenKey } from '../core'
import { NotFound } from '../core'
import { openSubject } from '../vault'
import type { Holder } from './evidence.service'

/** What a page about evidence shows of its holder: where it is and what it is called. */
export interface HolderPage extends Holder {
  readonly href: string
  readonly name: string
}

type Describe = (db: EntityManager, id: string, key: OpenKey) => Promise<HolderPage | undefined>

const kinds = new Map<Holder['kind'], Describe>()

/** Cases, visits and complaints stand to the right of evidence: each says here how a holder of its kind is found. */
export const holders = {
  add(kind: Holder['kind'], describe: Describe): void {
    kinds.set(kind, describe)
  },
  async find(db: EntityManager, actor: Actor, id: string): Promise<{ holder: HolderPage; key: OpenKey }> {
    const key = await openSubject(db, actor, id)
    for (const describe of kinds.values()) {
      const holder = await describe(db, id, key)
      if (holder) return { holder, key }
    }
    throw new NotFound()
  },
}

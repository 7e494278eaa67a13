import type { EntityManager } from 'typeorm'
import type { Actor, OpenKey } from '../../core'
import { NotFound } from '../../core'
import { indexOf } from '../../people'
import { openSubject } from '../../vault'
import { addressOf, readFilters } from '../list-filters'
import { SavedList } from './saved-list.entity'

/** A list that was kept, its title open, and the address it opens at. */
export interface ListShown {
  readonly list: SavedList
  readonly href: string
  readonly isOwn: boolean
}

/** Whoever is let in to the organisation opens its titles. */
export const titleKey = (db: EntityManager, actor: Actor): Promise<OpenKey> =>
  openSubject(db, actor, indexOf(actor.organisationId))

export const hrefOf = ({ address }: SavedList): string => addressOf(readFilters(address))

const most = 200

/** One's own and those that colleagues share, by title; none to somebody who is not let in yet. */
export async function listSavedLists(db: EntityManager, actor: Actor): Promise<ListShown[]> {
  const { organisationId, id: ownerId } = actor
  const where = [
    { organisationId, ownerId },
    { organisationId, shared: true },
  ]
  const lists = await db.find(SavedList, { where, order: { id: 'DESC' }, take: most })
  if (lists.length === 0) return []
  const key = await titleKey(db, actor).catch(() => undefined)
  if (!key) return []
  for (const list of lists) key.open('saved_lists', list)
  return lists
    .map(list => ({ list, href: hrefOf(list), isOwn: list.ownerId === ownerId }))
    .sort((a, b) => a.list.words.title.localeCompare(b.list.words.title))
}

/** A list to change: one's own. A coordinator takes away what the organisation shares, too. */
export async function findListToChange(db: EntityManager, actor: Actor, id: string, { removing = false } = {}) {
  const list = await db.findOne(SavedList, { where: { id, organisationId: actor.organisationId } })
  if (!list || !(list.ownerId === actor.id || (removing && maySweep(actor, list)))) throw new NotFound()
  return list
}

const maySweep = (actor: Actor, { shared }: SavedList) => shared && actor.roles.has('coordinator')

export async function findOwnList(db: EntityManager, actor: Actor, id: string): Promise<SavedList> {
  const list = await findListToChange(db, actor, id)
  const key = await titleKey(db, actor)
  key.open('saved_lists', list)
  return list
}

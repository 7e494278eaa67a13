import type { OpenKey, Work } from '../../core'
import { newId, NotFound, Rejected } from '../../core'
import { codesOf, type Filters } from '../list-filters'
import { SavedList } from './saved-list.entity'
import type { ListForm } from './saved-lists.forms'
import { findListToChange, findOwnList, titleKey } from './saved-lists.queries'

/** Keeps the coded filters and the columns of a list; what was searched for is not kept. */
export async function saveList(work: Work, { title, shared }: ListForm, filters: Filters): Promise<SavedList> {
  const key = await keyToSeal(work)
  const list = Object.assign(new SavedList(), {
    id: newId(),
    organisationId: work.actor.organisationId,
    ownerId: work.actor.id,
    shared,
    address: codesOf(filters),
    savedAt: work.now,
    words: { title },
  })
  await work.add(list, key)
  await work.record('list.saved', list, { shared })
  return list
}

export async function renameList(work: Work, id: string, { title, shared }: ListForm): Promise<SavedList> {
  const list = await findOwnList(work.db, work.actor, id)
  Object.assign(list, { shared, words: { title } })
  await work.change(list, await keyToSeal(work))
  await work.record('list.changed', list, { shared })
  return list
}

export async function removeList(work: Work, id: string): Promise<void> {
  const list = await findListToChange(work.db, work.actor, id, { removing: true })
  await work.remove(list)
  await work.record('list.removed', list)
}

const keyToSeal = ({ db, actor }: Work): Promise<OpenKey> =>
  titleKey(db, actor).catch((refusal: unknown) => {
    throw refusal instanceof NotFound ? new Rejected('lists.form.notLetIn') : refusal
  })

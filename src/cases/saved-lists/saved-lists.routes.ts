import { Router } from 'express'
import { staffNames } from '../../people'
import type { HostKeys } from '../../vault'
import type { Load, Web } from '../../web'
import { chipsWithLists } from '../list-page'
import { readFilters } from '../list-filters'
import { theList } from '../the-list'
import { listForm } from './saved-lists.forms'
import { savedListsPaths as paths } from './saved-lists.paths'
import { findOwnList, hrefOf, listSavedLists } from './saved-lists.queries'
import { removeList, renameList, saveList } from './saved-lists.service'

/** Lists of cases that are kept: opened by a link, renamed, shared, taken away. */
export function savedListRoutes({ show, submit, allow, doors }: Web, host: HostKeys): Router {
  const routes = Router()
  const workers = allow('lawyer', 'monitor', 'coordinator')

  const all: Load = async ({ db, actor }) => {
    const lists = await listSavedLists(db, actor)
    const names = await staffNames(
      db,
      host,
      lists.map(one => one.list.ownerId),
    )
    return {
      lists: lists.map(one => ({
        ...one,
        chips: chipsWithLists(readFilters(one.list.address)),
        by: names.get(one.list.ownerId) ?? '',
        mayRemove: one.isOwn || actor.roles.has('coordinator'),
      })),
    }
  }
  const theOne: Load = async ({ db, actor, params }) => {
    const list = await findOwnList(db, actor, params.listId ?? '')
    return { list, href: hrefOf(list), chips: chipsWithLists(readFilters(list.address)) }
  }

  routes.get(paths.all.pattern, workers, show('saved-lists/lists.njk', all))
  routes.get(paths.one.pattern, workers, show('saved-lists/list.njk', theOne))
  // The list to keep is the one its form stands on: the address says which.
  routes.post(
    paths.all.pattern,
    workers,
    submit({
      form: ({ query }) => Promise.resolve(listForm.transform(form => ({ form, filters: readFilters(query) }))),
      ifInvalid: ['cases/list.njk', theList(host, doors.gate)],
      change: (work, { form, filters }) => saveList(work, form, filters),
      then: hrefOf,
    }),
  )
  routes.post(
    paths.one.pattern,
    workers,
    submit({
      form: listForm,
      ifInvalid: ['saved-lists/list.njk', theOne],
      change: (work, form, params) => renameList(work, params.listId ?? '', form),
      then: () => paths.all(),
    }),
  )
  routes.post(
    paths.removal.pattern,
    workers,
    submit({ change: (work, _form, params) => removeList(work, params.listId ?? ''), then: () => paths.all() }),
  )
  return routes
}

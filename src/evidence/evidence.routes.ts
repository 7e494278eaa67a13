import { Router } from 'express'
import { markOf } from '../core'
import { staffNames } from '../people'
import type { HostKeys, FileStore } from '../vault'
import { publicKeyOf } from '../vault'
import type { Load, Web } from '../web'
import { actorOf, pour, uploads } from '../web'
import { contentHeaders } from './content-headers'
import { descriptionOf } from './description'
import { itemForm, newItemsForm } from './evidence.forms'
import { evidencePaths as paths } from './evidence.paths'
import { custodyOf, findItem, listEvidence } from './evidence.queries'
import { addEvidence, describeItem, openItem } from './evidence.service'
import { sinkInto } from './file-sink'
import { holders } from './holders'
import { keepReceived, keptFiles } from './kept-files'
import { mismatchOf } from './mismatch'

export interface EvidenceDoors {
  readonly files: FileStore
  readonly host: HostKeys
  readonly longestFile: number
}

export function evidenceRoutes(
  { show, submit, allow, doors }: Web,
  { files, host, longestFile }: EvidenceDoors,
): Router {
  const routes = Router()
  const may = allow('lawyer', 'monitor', 'coordinator')

  /** Files lie with cases: their names are part of one. */
  const itsHolder = { records: 'case.viewed' }
  const theHolder: Load = async ({ db, actor, params }) => {
    const { holder } = await holders.find(db, actor, params.holderId ?? '')
    return { holder, viewed: { id: holder.id } }
  }
  const theList: Load = async ({ db, actor, params }) => {
    const { key, holder } = await holders.find(db, actor, params.holderId ?? '')
    return { holder, viewed: { id: holder.id }, items: await listEvidence(db, key) }
  }
  const theItem: Load = async ({ db, actor, params }) => {
    const { item } = await findItem(db, actor, params.id ?? '')
    const { holder } = await holders.find(db, actor, item.holderId)
    const custody = await custodyOf(db, item.id)
    const names = await staffNames(
      db,
      host,
      custody.map(event => event.by),
    )
    const seen = markOf(descriptionOf(item))
    return { item, holder, custody, names: Object.fromEntries(names), mismatch: mismatchOf(item), viewed: item, seen }
  }

  routes.get(paths.of.pattern, may, show('evidence/list.njk', theList, itsHolder))
  routes.get(paths.new.pattern, may, show('evidence/new.njk', theHolder, itsHolder))
  routes.post(
    paths.of.pattern,
    may,
    uploads(
      async req => {
        const holderId = String(req.params.holderId)
        const recipient = await doors.gate.read(async db => {
          await holders.find(db, actorOf(req), holderId)
          return publicKeyOf(db, holderId)
        })
        return sinkInto(files, recipient)
      },
      { longest: longestFile, most: 50 },
    ),
    keepReceived(host),
    submit({
      form: look => Promise.resolve(newItemsForm(look.now)),
      ifInvalid: ['evidence/new.njk', theHolder],
      change: async (work, form, params) => {
        const holder = await holders.findToChange(work, params.holderId ?? '')
        return addEvidence(work, holder, keptFiles(host, form.kept, work.actor, holder.id), form)
      },
      then: (_items, params) => paths.of({ holderId: params.holderId ?? '' }),
    }),
  )
  routes.get(paths.one.pattern, may, show('evidence/item.njk', theItem, { records: 'evidence.viewed' }))
  routes.post(
    paths.description.pattern,
    may,
    submit({
      form: look => Promise.resolve(itemForm(look.now)),
      ifInvalid: ['evidence/item.njk', theItem],
      change: (work, form, params) => describeItem(work, params.id ?? '', form),
      then: item => paths.one({ id: item.id }),
    }),
  )
  routes.get(paths.content.pattern, may, async (req, res) => {
    const { item, key, fileId } = await doors.inWork(actorOf(req), work => openItem(work, String(req.params.id)))
    await pour(files.read(fileId, key), res, contentHeaders(item))
  })
  return routes
}

import { Router, type Request } from 'express'
import { Readable } from 'node:stream'
import { dayInAlmaty, NotFound, type Actor } from '../core'
import type { Texts } from '../i18n'
import { indexOf, passwordFirst, type PeopleDoors } from '../people'
import { openSubject, publicKeyOf, type FileStore } from '../vault'
import { actorOf, downloadHeaders, pour, uploads, type FileSink, type Load, type Web } from '../web'
import { carryFileIn, lookThrough, noteCarryingOut, type WatchLeaving } from './carrying.service'
import { carryingPaths as paths } from './carrying.paths'
import { casesToCarry, linesOut } from './file-out'
import { isAtWork, Runs } from './runs'
import { shownMistakes } from './shown-mistakes'
import { casesIn } from './any-source'
import type { Source } from './source'
import { template } from './workbook/template'

export interface CarryingDoors {
  readonly files: FileStore
  readonly people: PeopleDoors
  readonly texts: Texts
  /** Largest file that is taken on the page, bytes. */
  readonly longest: number
  readonly watch: WatchLeaving
}

/** Cases out to a file, and in from one: looked through first, written on a second word. */
export function carryingRoutes(
  { draw, allow, doors, show }: Web,
  { files, people, texts, longest, watch }: CarryingDoors,
): Router {
  const routes = Router()
  const may = allow('lawyer', 'coordinator')
  const { gate, inWork, clock } = doors
  const { host } = people
  const runs = new Runs({
    clock,
    forget: fileId => files.remove(fileId).catch(() => undefined),
    noteFault: error => doors.noteFault({ reference: 'import' } as Request, error),
  })

  const thePage: Load = async ({ db, actor }) => ({ count: (await casesToCarry(db, actor)).length })
  routes.get(paths.all.pattern, may, show('carrying/carrying.njk', thePage))

  routes.get(paths.template.pattern, may, async (req, res) => {
    const { language } = req
    const bytes = await template({ language, t: texts.for(language) })
    res.set(downloadHeaders('dalel-template.xlsx', workbookType)).send(bytes)
  })

  routes.post(paths.out.pattern, may, passwordFirst(people), async (req, res) => {
    const actor = actorOf(req)
    const ids = await gate.read(db => casesToCarry(db, actor))
    if (req.refused) {
      const { key, values } = req.refused
      res.status(422)
      draw(req, res, 'carrying/carrying.njk', {
        count: ids.length,
        form: { values: {}, errors: { current: { key, values } } },
      })
      return
    }
    await inWork(actor, work => noteCarryingOut(work, ids, watch))
    const name = `cases-${dayInAlmaty(clock())}.jsonl`
    await pour(Readable.from(linesOut({ gate, host }, actor, ids)), res, downloadHeaders(name))
  })

  routes.post(
    paths.in.pattern,
    may,
    uploads(async req => sinkFor(actorOf(req)), { longest, most: 1 }),
    async (req, res) => {
      const [file] = (req.received ?? []).filter(one => one !== undefined)
      if (!file || req.refused) {
        const key = req.refused?.key ?? 'carrying.in.file.required'
        res.status(422)
        const data = await gate.read(db => thePage({ db, actor: actorOf(req) } as Parameters<Load>[0]))
        draw(req, res, 'carrying/carrying.njk', { ...data, form: { values: {}, errors: { file: { key } } } })
        return
      }
      const actor = await ownKeys(req)
      const run = runs.begin(actor, file.fileId)
      runs.carryOn(run, actor, 'checking', async count => {
        const source = sourceOf(actor, file.fileId)
        return {
          stage: 'checked',
          report: await lookThrough({ gate, host }, actor, clock(), source, count, mostOnPage),
        }
      })
      res.redirect(303, paths.run({ carryId: run.id }))
    },
  )

  routes.get(paths.run.pattern, may, (req, res) => {
    const run = runs.find(actorOf(req), String(req.params.carryId))
    if (isAtWork(run)) res.set('Refresh', '2')
    draw(req, res, 'carrying/run.njk', { run, ...shownMistakes(run.report, texts.for(req.language)) })
  })

  routes.post(paths.writing.pattern, may, async (req, res) => {
    const run = runs.readyToWrite(actorOf(req), String(req.params.carryId))
    const actor = await ownKeys(req)
    runs.carryOn(run, actor, 'writing', async count => {
      const source = sourceOf(actor, run.fileId)
      const done = await inWork(actor, work => carryFileIn(work, host, source, run.report.met, count))
      return { stage: 'done', done }
    })
    res.redirect(303, paths.run({ carryId: run.id }))
  })
  return routes

  /** The same person with keys that outlive the request; whoever works with them wipes them. */
  async function ownKeys(req: Request): Promise<Actor> {
    const resumed = req.token && (await people.sessions.resume(req.token))
    if (!resumed) throw new NotFound()
    return resumed.actor
  }

  /** What arrives lies sealed for the organisation's index, as long as it is looked at. */
  async function sinkFor(actor: Actor): Promise<FileSink> {
    const recipient = await gate.read(db => publicKeyOf(db, indexOf(actor.organisationId)))
    return {
      receive: async (stream, name) => ({ ...(await files.receive(stream, recipient)), name, mediaType: '' }),
      discard: file => files.remove(file.fileId),
    }
  }

  function sourceOf(actor: Actor, fileId: string): Source {
    return casesIn(async function* () {
      const key = await gate.read(db => openSubject(db, actor, indexOf(actor.organisationId)))
      yield* files.read(fileId, key) as AsyncIterable<Uint8Array>
    })
  }
}

/** More would keep everybody else waiting for too long (decision 12): larger files go in by the command. */
const mostOnPage = 1000

const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

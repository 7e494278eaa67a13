import { Router, type Request } from 'express'
import { NotFound, Rejected } from '../core'
import type { Texts } from '../i18n'
import { casesPaths } from '../cases'
import { actorOf, downloadHeaders, one, pour, type Load, type Query, type Web } from '../web'
import { answer, ask } from './ask'
import { catalogueOf } from './dimensions'
import { casesBehind } from './drill'
import { csvOf } from './export/csv'
import { findingsPage } from './pages/findings-page'
import { questionPage, wordsFor, type Asking } from './pages/question-page'
import { readQuestion } from './question/read-question'
import { written } from './question/written'
import { savedQuestionForm } from './statistics.forms'
import { casesHref, hrefOf, statisticsPaths as paths } from './statistics.paths'
import { findSavedQuestion } from './statistics.queries'
import { removeQuestion, saveQuestion } from './statistics.service'

/** Findings, questions, their answers and the cases behind them. */
export function statisticsRoutes({ show, submit, allow, doors }: Web, texts: Texts): Router {
  const routes = Router()
  const may = allow('lawyer', 'monitor', 'coordinator')
  const asking: Asking = { gate: doors.gate, clock: doors.clock, texts }

  const theQuestion: Load = ({ query, actor, language }) => questionPage(asking, query, actor, language)
  const theFindings: Load = ({ query, actor, language }) => findingsPage(asking, query, actor, language)
  const theCases: Load = async ({ query, actor, language }) => {
    const { catalogue, labels } = await wordsFor(asking, language)
    const question = readQuestion(parsed(one(query, 'q')), catalogue)
    const keys = keysIn(query, question.by.length)
    const behind = await casesBehind(asking, question, keys, actor, one(query, 'after'))
    const names = question.by.map(by => ('clock' in by ? by.clock : by.field))
    const where = keys.flatMap((key, at) => (key === null ? [] : [labels.key(names[at] ?? '', key)]))
    const self = casesHref(question, keys)
    return { ...behind, title: labels.reading(question), where, back: hrefOf(question), self, casePath: casesPaths.one }
  }
  const theAnswer = async (req: Request) => {
    const catalogue = await doors.gate.read(catalogueOf)
    const question = readQuestion(parsed(one(req.query as Query, 'q')), catalogue)
    return answer(asking, question, actorOf(req))
  }

  /** A table that leaves is on record before it does, by its question: codes, days and numbers. */
  const noteExport = (req: Request, question: object, form: 'csv' | 'json') => {
    const actor = actorOf(req)
    return doors.inWork(actor, work =>
      work.record('question.exported', { id: actor.organisationId }, { question, form }),
    )
  }

  routes.get(paths.findings.pattern, may, show('statistics/findings.njk', theFindings))
  routes.get(paths.questions.pattern, may, show('statistics/question.njk', theQuestion))
  routes.get(paths.cases.pattern, may, show('statistics/cases.njk', theCases))
  routes.get(paths.json.pattern, may, async (req, res) => {
    const given = await ask(asking, parsed(one(req.query as Query, 'q')), actorOf(req))
    await noteExport(req, given.question, 'json')
    res.set(downloadHeaders('dalel-answer.json', 'application/json; charset=utf-8')).json(given)
  })
  routes.get(paths.csv.pattern, may, async (req, res) => {
    const given = await theAnswer(req)
    await noteExport(req, written(given.question), 'csv')
    const { labels } = await wordsFor(asking, req.language)
    const rows = csvOf(given, labels, texts.for(req.language))
    await pour(rows, res, downloadHeaders('dalel-answer.csv', 'text/csv; charset=utf-8'))
  })
  routes.post(
    paths.saved.pattern,
    may,
    submit({
      form: savedQuestionForm,
      ifInvalid: ['statistics/question.njk', theQuestion],
      change: async (work, form) => saveQuestion(work, readQuestion(form.question, await catalogueOf(work.db))),
      then: saved => hrefOf(saved.question),
    }),
  )
  routes.post(
    paths.removal.pattern,
    may,
    submit({
      change: async (work, _form, params) => {
        const saved = await findSavedQuestion(work.db, work.actor, params.id ?? '')
        return removeQuestion(work, saved)
      },
      then: () => paths.questions(),
    }),
  )
  return routes
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '') as unknown
  } catch {
    throw new Rejected('statistics.errors.shape', { what: 'q' })
  }
}

function keysIn(query: Query, many: number): (string | null)[] {
  const keys = parsed(one(query, 'keys') ?? '[]')
  const isKey = (key: unknown): key is string | null => key === null || typeof key === 'string'
  if (!Array.isArray(keys) || keys.length !== many || !keys.every(isKey)) throw new NotFound()
  return keys
}

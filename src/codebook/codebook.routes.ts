import { Router } from 'express'
import { NotFound } from '../core'
import type { Load, Web } from '../web'
import { path } from '../web'
import { codebook } from './codebook'

export const codebookPaths = {
  contents: path('/codebook'),
  types: path('/codebook/violations'),
  type: path('/codebook/violations/:code'),
  articles: path('/codebook/articles'),
  findings: path('/codebook/findings'),
  recommendations: path('/codebook/recommendations'),
  clocks: path('/codebook/clocks'),
  workingDays: path('/codebook/working-days'),
  list: path('/codebook/lists/:name'),
}

/** The code book to look things up in: everybody who works here may. */
export function codebookRoutes({ show, allow }: Web): Router {
  const routes = Router()
  const anybody = allow('lawyer', 'monitor', 'coordinator', 'administrator', 'auditor')
  const whole: Load = () => Promise.resolve({ codebook, lists: [...codebook.lists.keys()] })

  const oneType: Load = ({ params }) => {
    const type = codebook.type(params.code ?? '')
    if (!type) throw new NotFound()
    return Promise.resolve({
      type,
      definitions: Object.fromEntries(Object.entries(type.definition).map(([lang, text]) => [lang, withTypes(text)])),
      rules: codebook.rules.filter(rule => rule.violation === type.code),
      findings: codebook.findings.filter(finding => type.findings.includes(finding.code)),
    })
  }
  const oneList: Load = ({ params }) => {
    const items = codebook.lists.get(params.name ?? '')
    if (!items) throw new NotFound()
    return Promise.resolve({ name: params.name, items })
  }

  for (const page of ['contents', 'types', 'articles', 'findings', 'recommendations', 'clocks'] as const) {
    routes.get(codebookPaths[page].pattern, anybody, show(`codebook/${page}.njk`, whole))
  }
  routes.get(codebookPaths.workingDays.pattern, anybody, show('codebook/working-days.njk', whole))
  routes.get(codebookPaths.type.pattern, anybody, show('codebook/type.njk', oneType))
  routes.get(codebookPaths.list.pattern, anybody, show('codebook/list.njk', oneList))
  return routes
}

/** A text in pieces, so that each type it names can be a link. */
const withTypes = (text: string) =>
  text.split(/(V\d\d\.\d\d)/).map(piece => ({ text: piece, type: codebook.type(piece) }))

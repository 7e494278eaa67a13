import { Router } from 'express'
import { NotFound } from '../core'
import type { HostKeys } from '../vault'
import type { Load, Web } from '../web'
import { casePage, teamPage } from './case-page'
import type { Move } from './case-state'
import { aboutForm, consentForm, memberForm, newCaseForm, personForm, quickForm, secrecyForm, wordsForm } from './cases.forms'
import { casesPaths as paths } from './cases.paths'
import { findCase, findPerson, listConsents } from './cases.queries'
import { describeCase, fileCase, findCaseToChange, markSecrecy, moveCase, openCase, writeWords } from './cases.service'
import { filingPage } from './filing/filing-page'
import { fileQuickly } from './filing/quick-intake'
import { readFilters } from './list-filters'
import { listPage } from './list-page'
import { listCases } from './list.queries'
import { myDay } from './my-day'
import { addPerson, changePerson, recordConsent } from './persons/persons.service'
import { joinTeam, leaveTeam } from './team/team.service'

export const caseWorkers = ['lawyer', 'monitor', 'coordinator'] as const

/** Filing, the case page, its parts that are not entries, and the list. */
export function caseRoutes({ show, submit, allow }: Web, host: HostKeys): Router {
  const routes = Router()
  const workers = allow(...caseWorkers)
  const filers = allow('lawyer', 'coordinator')
  const id = (params: Readonly<Record<string, string>>) => params.id ?? ''

  const theCase: Load = async ({ db, actor, params }) => ({ case: (await findCase(db, actor, id(params))).kase })
  const thePerson: Load = async ({ db, actor, params }) => {
    const { kase, key } = await findCase(db, actor, id(params))
    const person = await findPerson(db, key, params.personId ?? '')
    const consents = (await listConsents(db, kase.id)).filter(one => one.personId === person.id)
    return { case: kase, person, held: Object.fromEntries(consents.map(one => [one.scope, one.status])) }
  }
  const theList: Load = async ({ db, actor, query }) => {
    const filters = readFilters(query)
    return listPage(filters, await listCases(db, actor, filters))
  }

  routes.get(paths.day.pattern, allow('lawyer', 'monitor', 'coordinator', 'administrator', 'auditor'), show('cases/my-day.njk', myDay))
  routes.get(paths.all.pattern, workers, show('cases/list.njk', theList))
  routes.get(paths.new.pattern, filers, show('cases/new.njk'))
  routes.get(paths.quick.pattern, filers, show('cases/quick.njk'))
  routes.get(paths.one.pattern, workers, show('cases/case.njk', casePage(host), { records: 'case.viewed' }))
  routes.get(paths.filing.pattern, workers, show('cases/filing.njk', filingPage))
  for (const [page, view] of [['about', 'about'], ['words', 'words'], ['secrecy', 'secrecy'], ['newPerson', 'person']] as const) {
    routes.get(paths[page].pattern, workers, show(`cases/${view}.njk`, theCase))
  }
  routes.get(paths.person.pattern, workers, show('cases/person.njk', thePerson))
  routes.get(paths.consent.pattern, workers, show('cases/consent.njk', thePerson))
  routes.get(paths.team.pattern, workers, show('cases/team.njk', teamPage(host)))

  routes.post(paths.all.pattern, filers, submit({ form: look => Promise.resolve(newCaseForm(look.now)), ifInvalid: ['cases/new.njk'], change: openCase, then: ({ kase }) => paths.filing({ id: kase.id }) }))
  routes.post(paths.quick.pattern, filers, submit({ form: look => Promise.resolve(quickForm(look.now)), ifInvalid: ['cases/quick.njk'], change: fileQuickly, then: kase => paths.one({ id: kase.id }) }))
  routes.post(paths.file.pattern, filers, submit({ ifInvalid: ['cases/filing.njk', filingPage], change: (work, _form, params) => fileCase(work, id(params)), then: kase => paths.one({ id: kase.id }) }))
  routes.post(paths.about.pattern, workers, submit({ form: aboutForm, ifInvalid: ['cases/about.njk', theCase], change: (work, form, params) => describeCase(work, id(params), form), then: kase => paths.one({ id: kase.id }) }))
  routes.post(paths.words.pattern, workers, submit({ form: wordsForm, ifInvalid: ['cases/words.njk', theCase], change: (work, form, params) => writeWords(work, id(params), form.narrative), then: backTo }))
  routes.post(
    paths.secrecy.pattern,
    workers,
    submit({
      form: look => Promise.resolve(secrecyForm(look.now)),
      ifInvalid: ['cases/secrecy.njk', theCase],
      change: async (work, form, params) => {
        const found = await findCaseToChange(work, id(params))
        await markSecrecy(work, found.key, form)
        return found.kase
      },
      then: backTo,
    }),
  )
  routes.post(
    paths.state.pattern,
    filers,
    submit({
      change: async (work, _form, params) => {
        if (params.move === 'file') throw new NotFound()
        return moveCase(work, await findCaseToChange(work, id(params)), params.move as Move)
      },
      then: kase => paths.one({ id: kase.id }),
    }),
  )
  routes.post(
    paths.persons.pattern,
    workers,
    submit({
      form: look => Promise.resolve(personForm(look.now)),
      ifInvalid: ['cases/person.njk', theCase],
      change: async (work, form, params) => addPerson(work, (await findCaseToChange(work, id(params))).key, form),
      then: (person, params) => paths.consent({ id: id(params), personId: person.id }),
    }),
  )
  routes.post(
    paths.person.pattern,
    workers,
    submit({
      form: look => Promise.resolve(personForm(look.now)),
      ifInvalid: ['cases/person.njk', thePerson],
      change: async (work, form, params) => changePerson(work, (await findCaseToChange(work, id(params))).key, params.personId ?? '', form),
      then: (_person, params) => paths.one({ id: id(params) }),
    }),
  )
  routes.post(
    paths.consent.pattern,
    workers,
    submit({
      form: look => Promise.resolve(consentForm(look.now)),
      ifInvalid: ['cases/consent.njk', thePerson],
      change: async (work, form, params) => {
        const found = await findCaseToChange(work, id(params))
        await recordConsent(work, found.key, params.personId ?? '', form)
        return found.kase
      },
      then: backTo,
    }),
  )
  routes.post(
    paths.team.pattern,
    filers,
    submit({
      form: memberForm,
      ifInvalid: ['cases/team.njk', teamPage(host)],
      change: async (work, form, params) => joinTeam(work, (await findCaseToChange(work, id(params))).key, form.userId, form.role as 'lead'),
      then: (_member, params) => paths.team({ id: id(params) }),
    }),
  )
  routes.post(
    paths.leaving.pattern,
    filers,
    submit({
      ifInvalid: ['cases/team.njk', teamPage(host)],
      change: async (work, _form, params) => leaveTeam(work, (await findCaseToChange(work, id(params))).key, params.userId ?? ''),
      then: (_done, params) => paths.team({ id: id(params) }),
    }),
  )
  return routes
}

/** A part of a draft leads back to the task list, one of a filed case to its page. */
const backTo = (kase: { id: string; state: string }): string => (kase.state === 'draft' ? paths.filing({ id: kase.id }) : paths.one({ id: kase.id }))

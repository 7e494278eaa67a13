import { Router } from 'express'
import { markOf } from '../core'
import type { Load, Web } from '../web'
import { aboutOf, describeCase } from './about.service'
import { aboutForm, personForm, wordsForm } from './cases.forms'
import { aLook, casesPaths as paths } from './cases.paths'
import { findCase, findPerson } from './cases.queries'
import { findCaseToChange, touchCase, writeWords } from './cases.service'
import { dropDraft } from './filing/drafts'
import { backTo, draftOn, keepForLater } from './filing/later'
import { listAlsoIn } from './identities/identities.queries'
import { afterAdding } from './identities/identities.paths'
import { listProposals } from './identities/proposals.queries'
import { addPerson, changePerson, personAnswers } from './persons/persons.service'

type Params = Readonly<Record<string, string>>
const id = (params: Params) => params.id ?? ''
const personId = (params: Params) => params.personId ?? ''

/** On which page a draft lies, by what the page is about. */
const pages = {
  about: () => 'about',
  words: () => 'words',
  person: (params: Params) => `person/${params.personId ?? 'new'}`,
} as const

/** The parts of a file that are no entries: what it is about, the words, persons. Each keeps drafts. */
export function filePartRoutes(web: Web): Router {
  const { show, submit, allow } = web
  const routes = Router()
  const workers = allow('lawyer', 'monitor', 'coordinator')
  const later = (page: keyof typeof pages) => keepForLater(web, pages[page])

  const theCase =
    (page: keyof typeof pages): Load =>
    async ({ db, actor, params }) => {
      const { kase, key } = await findCase(db, actor, id(params))
      return {
        case: kase,
        seen: markOf(aboutOf(kase)),
        ...(await draftOn(db, key, actor, pages[page](params))),
      }
    }
  const thePerson =
    (page: keyof typeof pages): Load =>
    async ({ db, actor, params }) => {
      const { kase, key } = await findCase(db, actor, id(params))
      const person = await findPerson(db, key, personId(params))
      return {
        case: kase,
        person,
        seen: markOf(personAnswers(person)),
        alsoIn: await listAlsoIn(db, actor, [person]),
        proposals: page === 'person' ? await listProposals(db, actor, person) : [],
        ...(await draftOn(db, key, actor, pages[page](params))),
      }
    }

  routes.get(paths.about.pattern, workers, show('cases/about.njk', theCase('about'), aLook))
  routes.get(paths.words.pattern, workers, show('cases/words.njk', theCase('words'), aLook))
  routes.get(paths.newPerson.pattern, workers, show('cases/person.njk', theCase('person'), aLook))
  routes.get(paths.person.pattern, workers, show('cases/person.njk', thePerson('person'), aLook))

  routes.post(
    paths.about.pattern,
    workers,
    later('about'),
    submit({
      form: aboutForm,
      ifInvalid: ['cases/about.njk', theCase('about')],
      change: async (work, form, params) => {
        await dropDraft(work, id(params), pages.about())
        return describeCase(work, id(params), form)
      },
      then: backTo,
    }),
  )
  routes.post(
    paths.words.pattern,
    workers,
    later('words'),
    submit({
      form: wordsForm,
      ifInvalid: ['cases/words.njk', theCase('words')],
      change: async (work, form, params) => {
        await dropDraft(work, id(params), pages.words())
        return writeWords(work, id(params), form.narrative)
      },
      then: backTo,
    }),
  )
  routes.post(
    paths.persons.pattern,
    workers,
    later('person'),
    submit({
      form: look => Promise.resolve(personForm(look.now)),
      ifInvalid: ['cases/person.njk', theCase('person')],
      change: async (work, form, params) => {
        const found = await findCaseToChange(work, id(params))
        await dropDraft(work, found.kase.id, pages.person(params))
        await touchCase(work, found)
        return addPerson(work, found.key, form)
      },
      then: (person, params) => afterAdding(id(params), person.id, 'person'),
    }),
  )
  routes.post(
    paths.person.pattern,
    workers,
    later('person'),
    submit({
      form: look => Promise.resolve(personForm(look.now)),
      ifInvalid: ['cases/person.njk', thePerson('person')],
      change: async (work, form, params) => {
        const found = await findCaseToChange(work, id(params))
        await dropDraft(work, found.kase.id, pages.person(params))
        await touchCase(work, found)
        await changePerson(work, found.key, personId(params), form)
        return found.kase
      },
      then: backTo,
    }),
  )
  return routes
}

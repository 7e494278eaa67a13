import { Router } from 'express'
import { z } from 'zod'
import type { OpenKey, Work } from '../core'
import { NotFound, Rejected } from '../core'
import type { Load, Web } from '../web'
import { casesPaths as paths } from './cases.paths'
import { findCase, listPersons } from './cases.queries'
import { findCaseToChange, touchCase } from './cases.service'
import {
  addEntry,
  changeEntry,
  entryForm,
  findEntry,
  kindOf,
  readAnswers,
  removeEntry,
  typedEntry,
  type EntryKind,
} from './entries'
import { dropDraft, findDraft } from './filing/drafts'
import { backTo, keepForLater } from './filing/later'

type Params = Readonly<Record<string, string>>

const kindIn = (params: Params): EntryKind => {
  const kind = kindOf(params.kind ?? '')
  if (!kind) throw new NotFound()
  return kind
}

const draftPage = (params: Params) => `entry/${kindIn(params).name}/${params.entryId ?? 'new'}`

/** The pages of every kind of entry: one form, drawn from the declaration. */
export function entryRoutes(web: Web): Router {
  const { show, submit, allow } = web
  const routes = Router()
  const workers = allow('lawyer', 'monitor', 'coordinator')
  const later = keepForLater(web, draftPage)

  const theForm: Load = async ({ db, actor, params }) => {
    const kind = kindIn(params)
    const { kase, key } = await findCase(db, actor, params.id ?? '')
    const entry = params.entryId ? await findEntry(db, key, kind, params.entryId) : undefined
    const saved = entry ? typedEntry(kind, readAnswers(kind, entry)) : {}
    const draft = await findDraft(db, key, actor.id, draftPage(params))
    const persons = await listPersons(db, key)
    return {
      case: kase,
      kind,
      entry,
      persons,
      known: { ...saved, ...draft, personId: entry?.personId ?? persons.find(one => one.role === 'VICTIM')?.id },
      isDraft: draft !== undefined,
      version: entry?.version,
    }
  }

  routes.get(paths.newEntry.pattern, workers, show('entries/form.njk', theForm))
  routes.get(paths.entry.pattern, workers, show('entries/form.njk', theForm))

  routes.post(
    paths.entries.pattern,
    workers,
    later,
    submit({
      form: look => Promise.resolve(withPerson(entryForm(kindIn(look.params), look.now))),
      ifInvalid: ['entries/form.njk', theForm],
      change: async (work, { answers, personId }, params) => {
        const { kase, key } = await findCaseToDate(work, params)
        await addEntry(work, key, kindIn(params), answers, await ofThisCase(work, key, personId))
        await dropDraft(work, kase.id, draftPage(params))
        return kase
      },
      then: backTo,
    }),
  )
  routes.post(
    paths.entry.pattern,
    workers,
    later,
    submit({
      form: look => Promise.resolve(entryForm(kindIn(look.params), look.now)),
      ifInvalid: ['entries/form.njk', theForm],
      change: async (work, form, params) => {
        const { kase, key } = await findCaseToDate(work, params)
        await changeEntry(work, key, kindIn(params), params.entryId ?? '', form)
        await dropDraft(work, kase.id, draftPage(params))
        return kase
      },
      then: backTo,
    }),
  )
  routes.post(
    paths.entryRemoval.pattern,
    workers,
    submit({
      change: async (work, _form, params) => {
        const { kase, key } = await findCaseToDate(work, params)
        await removeEntry(work, key, kindIn(params), params.entryId ?? '')
        return kase
      },
      then: backTo,
    }),
  )
  return routes
}

async function findCaseToDate(work: Work, params: Params) {
  const found = await findCaseToChange(work, params.id ?? '')
  await touchCase(work, found)
  return found
}

/** The form of an entry, and whom it concerns. */
function withPerson<T>(form: z.ZodType<T>): z.ZodType<{ answers: T; personId: string }> {
  return z.record(z.string(), z.unknown()).transform((typed, context) => {
    const read = form.safeParse(typed)
    if (!read.success) {
      for (const issue of read.error.issues)
        context.addIssue({ code: 'custom', path: [...issue.path], message: issue.message })
      return z.NEVER
    }
    const { personId = '' } = typed
    return { answers: read.data, personId: typeof personId === 'string' ? personId : 'several' }
  })
}

/** The one person there is need not be named; of several none is taken for another. */
async function ofThisCase(work: Work, key: OpenKey, personId: string): Promise<string | null> {
  const persons = await listPersons(work.db, key)
  if (personId === '' && persons.length < 2) return persons.find(person => person.role === 'VICTIM')?.id ?? null
  const named = persons.find(person => person.id === personId)
  if (!named) throw new Rejected('entries.form.personMissing', {}, { personId: 'entries.form.personMissing' })
  return named.id
}

import { Router } from 'express'
import { z } from 'zod'
import type { OpenKey, Work } from '../core'
import { Rejected } from '../core'
import type { HostKeys } from '../vault'
import type { Web } from '../web'
import type { Case } from './case.entity'
import { aLook, casesPaths as paths } from './cases.paths'
import { listPersons, type OpenCase } from './cases.queries'
import { findCaseToChange, touchCase } from './cases.service'
import { addEntry, changeEntry, entryForm, kindOf, removeEntry, type EntryAnswers, type EntryKind } from './entries'
import { findParent } from './entries/entries.service'
import { draftPage, firstVictim, formPage, kindIn, kindsPage, readingPage } from './entry-pages'
import { dropDraft } from './filing/drafts'
import { backTo, keepForLater } from './filing/later'

type Params = Readonly<Record<string, string>>

/** The pages of every kind of entry: one reading, one form, drawn from the declaration. */
export function entryRoutes(web: Web, host: HostKeys): Router {
  const { show, submit, allow } = web
  const routes = Router()
  const workers = allow('lawyer', 'monitor', 'coordinator')
  const later = keepForLater(web, draftPage)

  routes.get(paths.kinds.pattern, workers, show('entries/kinds.njk', kindsPage, aLook))
  routes.get(paths.newEntry.pattern, workers, show('entries/form.njk', formPage, aLook))
  routes.get(paths.entry.pattern, workers, show('entries/entry.njk', readingPage(host), aLook))
  routes.get(paths.entryChange.pattern, workers, show('entries/form.njk', formPage, aLook))

  routes.post(
    paths.entries.pattern,
    workers,
    later,
    submit({
      form: look => Promise.resolve(newEntryForm(kindIn(look.params), look.now)),
      ifInvalid: ['entries/form.njk', formPage],
      change: async (work, form, params) => {
        const found = await findCaseToDate(work, params)
        await addForEach(work, found, kindIn(params), form)
        await dropDraft(work, found.kase.id, draftPage(params))
        return { kase: found.kase, kind: kindIn(params), parentId: form.parentId }
      },
      then: backToWhole,
    }),
  )
  routes.post(
    paths.entry.pattern,
    workers,
    later,
    submit({
      form: look => Promise.resolve(entryForm(kindIn(look.params), look.now)),
      ifInvalid: ['entries/form.njk', formPage],
      change: async (work, form, params) => {
        const { kase, key } = await findCaseToDate(work, params)
        const { parentId } = await changeEntry(work, key, kindIn(params), params.entryId ?? '', form)
        await dropDraft(work, kase.id, draftPage(params))
        return { kase, kind: kindIn(params), parentId }
      },
      then: backToWhole,
    }),
  )
  routes.post(
    paths.entryRemoval.pattern,
    workers,
    submit({
      change: async (work, _form, params) => {
        const { kase, key } = await findCaseToDate(work, params)
        const { parentId } = await removeEntry(work, key, kindIn(params), params.entryId ?? '')
        return { kase, kind: kindIn(params), parentId }
      },
      then: backToWhole,
    }),
  )
  return routes
}

/** A part of an entry leads back to that entry, everything else to the file. */
const backToWhole = (about: { kase: Case; kind: EntryKind; parentId: string | null }): string => {
  const { kase, kind, parentId } = about
  return kind.parent && parentId ? paths.entry({ id: kase.id, kind: kind.parent, entryId: parentId }) : backTo(kase)
}

async function findCaseToDate(work: Work, params: Params) {
  const found = await findCaseToChange(work, params.id ?? '')
  await touchCase(work, found)
  return found
}

interface NewEntry {
  readonly answers: EntryAnswers
  readonly personIds: readonly string[]
  readonly parentId: string | null
}

/** An act is against one person: where several suffered the same, there is one entry for each. */
async function addForEach(work: Work, { key }: OpenCase, kind: EntryKind, form: NewEntry): Promise<void> {
  const parentKind = kindOf(kind.parent ?? '')
  if (parentKind) {
    const parent = await findParent(work, key, parentKind, form.parentId ?? '')
    await addEntry(work, key, kind, form.answers, parent.personId, parent.id)
    return
  }
  const about = kind.aboutNobody ? [null] : await ofThisCase(work, key, form.personIds)
  for (const personId of about) await addEntry(work, key, kind, form.answers, personId)
}

/** The one person there is need not be named; of several none is taken for another. */
async function ofThisCase(work: Work, key: OpenKey, personIds: readonly string[]): Promise<(string | null)[]> {
  const persons = await listPersons(work.db, key)
  if (personIds.length === 0 && persons.length < 2) return [firstVictim(persons) ?? null]
  const named = persons.filter(person => personIds.includes(person.id)).map(person => person.id)
  if (named.length === 0 || named.length < personIds.length)
    throw new Rejected('entries.form.personMissing', {}, { personId: 'entries.form.personMissing' })
  return named
}

/** The form of a new entry: whom it concerns, and what it is a part of. */
function newEntryForm(kind: EntryKind, now: Date): z.ZodType<NewEntry> {
  const form = entryForm(kind, now)
  return z.record(z.string(), z.unknown()).transform((typed, context) => {
    const read = form.safeParse(typed)
    if (!read.success) {
      for (const issue of read.error.issues)
        context.addIssue({ code: 'custom', path: [...issue.path], message: issue.message })
      return z.NEVER
    }
    const { personId, parentId } = typed
    return {
      answers: read.data,
      personIds: [personId].flat().filter(id => typeof id === 'string'),
      parentId: typeof parentId === 'string' && parentId !== '' ? parentId : null,
    }
  })
}

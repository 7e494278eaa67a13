import type { OpenKey, Work } from '../../core'
import { NotFound, Rejected } from '../../core'
import { listEvidence } from '../../evidence'
import { In } from 'typeorm'
import { Person } from '../persons/person.entity'
import { runsInCircle } from './chains'
import type { EntryAnswers } from './entry-form'
import type { EntryKind } from './entry-kind'
import { kindOf } from './kinds'

/** Whatever an entry points to - persons, earlier entries, evidence, what it is a part of - lies in the same case. */
export async function checkLinks(
  work: Work,
  key: OpenKey,
  kind: EntryKind,
  answers: EntryAnswers,
  parentId: string | null,
  itself: string | null = null,
): Promise<void> {
  if (kind.parent !== undefined && !(await isThere(work, key, kind.parent, parentId ?? ''))) throw new NotFound()
  for (const [name, field] of Object.entries(kind.fields)) {
    const id = answers.values[name]
    if (typeof id !== 'string' || id === '') continue
    const found =
      field.type === 'person'
        ? (await work.db.countBy(Person, { id, caseId: key.subjectId, ...inRoles(field.roles) })) > 0
        : field.type !== 'entry' || (await isThere(work, key, field.kind, id))
    if (!found) refuse(name)
    if (itself && name === kind.follows && (await wouldCircle(work, key, kind, itself, id)))
      refuse(name, 'entries.form.circle')
  }
  const items = [...answers.supportedBy, ...answers.contradictedBy]
  if (items.length === 0) return
  const known = new Set((await listEvidence(work.db, key)).map(item => item.id))
  if (items.some(id => !known.has(id))) refuse('bearing')
}

const inRoles = (roles: readonly string[]) => (roles.length ? { role: In([...roles]) } : {})

async function isThere({ db }: Work, key: OpenKey, kindName: string, id: string): Promise<boolean> {
  const kind = kindOf(kindName)
  return kind !== undefined && (await db.countBy(kind.entity, { id, caseId: key.subjectId })) > 0
}

/** A chain of steps has a beginning: none may come to answer itself. */
async function wouldCircle({ db }: Work, key: OpenKey, kind: EntryKind, itself: string, answered: string) {
  const steps = (await db.findBy(kind.entity, { caseId: key.subjectId })) as unknown as Record<string, string | null>[]
  return runsInCircle(itself, answered, new Map(steps.map(step => [step.id ?? '', step[kind.follows ?? ''] ?? null])))
}

function refuse(name: string, problem = 'common.form.unknownChoice'): never {
  throw new Rejected('common.errors.rejected', {}, { [name]: problem })
}

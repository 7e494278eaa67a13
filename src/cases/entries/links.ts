import type { OpenKey, Work } from '../../core'
import { NotFound, Rejected } from '../../core'
import { listEvidence } from '../../evidence'
import { In } from 'typeorm'
import { Person } from '../persons/person.entity'
import { runsInCircle } from './chains'
import type { EntryAnswers } from './entry-form'
import type { EntryKind } from './entry-kind'
import type { Field } from './fields'
import { kindOf } from './kinds'

/** Whatever an entry points to - persons, earlier entries, evidence, what it is a part of - lies in the same case. */
export async function checkLinks(
  work: Work,
  key: OpenKey,
  kind: EntryKind,
  answers: EntryAnswers,
  parentId: string | null,
  itself: string | null,
): Promise<void> {
  await checkParent(work, key, kind, parentId)
  for (const [name, field] of Object.entries(kind.fields)) {
    const id = answers.values[name]
    if (typeof id !== 'string' || id === '') continue
    if (!(await leadsWithin(work, key, field, id))) refuse(name)
    if (itself && name === kind.follows) await refuseCircle(work, key, kind, itself, id)
  }
  await checkBearing(work, key, answers)
}

async function checkParent(work: Work, key: OpenKey, { parent }: EntryKind, id: string | null): Promise<void> {
  if (parent !== undefined && !(await isThere(work, key, parent, id ?? ''))) throw new NotFound()
}

async function leadsWithin(work: Work, key: OpenKey, field: Field, id: string): Promise<boolean> {
  if (field.type === 'entry') return isThere(work, key, field.kind, id)
  if (field.type !== 'person') return true
  return (await work.db.countBy(Person, { id, caseId: key.subjectId, ...inRoles(field.roles) })) > 0
}

const inRoles = (roles: readonly string[]) => (roles.length ? { role: In([...roles]) } : {})

async function checkBearing({ db }: Work, key: OpenKey, { supportedBy, contradictedBy }: EntryAnswers): Promise<void> {
  const items = [...supportedBy, ...contradictedBy]
  if (items.length === 0) return
  const known = new Set((await listEvidence(db, key)).map(item => item.id))
  if (items.some(id => !known.has(id))) refuse('bearing')
}

async function isThere({ db }: Work, key: OpenKey, kindName: string, id: string): Promise<boolean> {
  const kind = kindOf(kindName)
  return kind !== undefined && (await db.countBy(kind.entity, { id, caseId: key.subjectId })) > 0
}

/** A chain of steps has a beginning: none may come to answer itself. */
async function refuseCircle({ db }: Work, key: OpenKey, kind: EntryKind, itself: string, answered: string) {
  const name = kind.follows ?? ''
  const steps = (await db.findBy(kind.entity, { caseId: key.subjectId })) as unknown as Record<string, string | null>[]
  const earlier = new Map(steps.map(step => [step.id ?? '', step[name] ?? null]))
  if (runsInCircle(itself, answered, earlier)) refuse(name, 'entries.form.circle')
}

function refuse(name: string, problem = 'common.form.unknownChoice'): never {
  throw new Rejected('common.errors.rejected', {}, { [name]: problem })
}

import type { OpenKey, Work } from '../../core'
import { NotFound, Rejected } from '../../core'
import { listEvidence } from '../../evidence'
import { In } from 'typeorm'
import { Person } from '../persons/person.entity'
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

function refuse(name: string): never {
  throw new Rejected('common.errors.rejected', {}, { [name]: 'common.form.unknownChoice' })
}

import type { EntityManager } from 'typeorm'
import { Rejected } from '../../core'
import { listEvidence, type EvidenceItem } from '../../evidence'
import { listPersons, type OpenCase } from '../cases.queries'
import { listFile, otherVersion, readAnswers, type Entry, type EntryKind, type Value } from '../entries'
import type { Person } from '../persons/person.entity'
import { personAnswers } from '../persons/persons.service'
import type { PackedEntry, PackedItem, PackedPerson, Parcel } from './parcel'
import type { Referring } from './referrals.forms'

/** What goes along, and whose particulars and which entries these are. */
export interface Packed {
  readonly parcel: Parcel
  readonly persons: readonly Person[]
  readonly entryIds: readonly string[]
}

interface Chosen {
  readonly kind: EntryKind
  readonly entry: Entry
}

/** Copies the chosen parts of a case; an entry goes only together with the person it concerns, and its parts go with it. */
export async function packParcel(db: EntityManager, { kase, key }: OpenCase, form: Referring): Promise<Packed> {
  const persons = (await listPersons(db, key)).filter(person => form.persons.includes(person.id))
  if (persons.length < form.persons.length) refuse('persons', 'common.form.unknownChoice')
  const chosen = chosenOf([...(await listFile(db, key))], form)
  const there = new Set(persons.map(person => person.id))
  if (chosen.some(({ entry }) => entry.personId !== null && !there.has(entry.personId)))
    refuse('entries', 'referrals.new.entries.withoutPerson')
  const refs = new Map([
    ...persons.map((person, place) => [person.id, `p${place + 1}`] as const),
    ...chosen.map(({ entry }, place) => [entry.id, `e${place + 1}`] as const),
  ])
  const parcel: Parcel = {
    receivedOn: kase.receivedOn,
    risk: kase.risk,
    urgent: kase.urgent,
    narrative: form.words ? (kase.words.narratives.at(-1)?.text ?? '') : '',
    persons: persons.map(person => packPerson(person, refs)),
    entries: chosen.map(one => packEntry(one, refs)),
    evidence: form.evidence ? (await listEvidence(db, key)).map(packItem) : [],
  }
  return { parcel, persons, entryIds: chosen.map(({ entry }) => entry.id) }
}

/** What may be chosen: what happened, not the office's own work on the file. */
export const mayGo = ({ uncounted, parent }: EntryKind): boolean => !uncounted && parent === undefined

function chosenOf(file: readonly (readonly [EntryKind, Entry[]])[], form: Referring): Chosen[] {
  const whole = file
    .filter(([kind]) => mayGo(kind))
    .flatMap(([kind, entries]) => entries.map(entry => ({ kind, entry })))
  const chosen = whole.filter(({ kind, entry }) => form.kinds.includes(kind.name) || form.entries.includes(entry.id))
  const ids = new Set(chosen.map(({ entry }) => entry.id))
  if (form.entries.some(id => !ids.has(id))) refuse('entries', 'common.form.unknownChoice')
  const parts = file
    .filter(([kind]) => kind.parent !== undefined)
    .flatMap(([kind, entries]) => entries.map(entry => ({ kind, entry })))
    .filter(({ entry }) => entry.parentId !== null && ids.has(entry.parentId))
  return [...chosen, ...parts]
}

/** The office's own notes on a person stay; how the person may be shown is for the receiver to decide anew. */
function packPerson(person: Person, refs: ReadonlyMap<string, string>): PackedPerson {
  const answers = { ...personAnswers(person), notes: '', pseudonym: '', publication: 'nothing', version: '' }
  return { ref: refs.get(person.id) ?? '', answers }
}

/** Answers that lead to what does not go along are left open, and so is on which evidence it rests. */
function packEntry({ kind, entry }: Chosen, refs: ReadonlyMap<string, string>): PackedEntry {
  const ref = (id: string | null) => (id === null ? null : (refs.get(id) ?? null))
  const answers = readAnswers(kind, entry)
  const values = Object.entries(kind.fields).map(([name, field]): [string, Value] => {
    const value = answers.values[name] ?? null
    return [name, isLink(field.type) && typeof value === 'string' ? ref(value) : value]
  })
  const others = Object.entries(kind.fields).flatMap(([name, field]) => {
    const other = isLink(field.type) ? null : otherVersion(entry, name)
    return other ? [[name, { ...other, item: null, ownItem: null }] as const] : []
  })
  return {
    ref: ref(entry.id) ?? '',
    kind: kind.name,
    person: ref(entry.personId),
    parent: ref(entry.parentId),
    answers: { ...answers, values: Object.fromEntries(values), supportedBy: [], contradictedBy: [], version: null },
    others: Object.fromEntries(others),
  }
}

export const isLink = (type: string): boolean => type === 'person' || type === 'entry'

const packItem = ({ number, words: { fileName, description } }: EvidenceItem): PackedItem => ({
  number,
  fileName,
  description,
})

function refuse(field: string, key: string): never {
  throw new Rejected(key, {}, { [field]: key })
}

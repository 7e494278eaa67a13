import type { OpenKey, Work } from '../../core'
import type { BlindIndex } from '../../vault'
import type { Case } from '../case.entity'
import { openCase } from '../cases.service'
import { addEntry, contest, entryForm, kindOf, writeEntry, type Value } from '../entries'
import { addPerson } from '../persons/persons.service'
import { isLink } from './pack'
import type { PackedEntry, PackedItem, Parcel } from './parcel'
import { type Referral, ReferralCopy } from './referral.entity'

/** The ids that what lies in the parcel has from now on, by its name within it. */
type Ids = Map<string, string>

/**
 * Makes a draft of the receiving organisation from a parcel, by the deeds any case is made with. It is filed when its person has
 * been asked anew: no consent goes along.
 */
export async function unpackParcel(work: Work, referral: Referral, parcel: Parcel, title: string): Promise<Case> {
  const { receivedOn, risk, urgent, narrative } = parcel
  const about = { receivedOn, risk, urgent, source: 'referral', title, ...(narrative && { narrative }) }
  const { kase, key, index } = await openCase(work, { ...nobodyBound, ...about })
  const ids: Ids = new Map()
  await unpackPersons(work, key, parcel, index, ids)
  for (const entry of parcel.entries) await unpackEntry(work, key, entry, ids)
  if (parcel.evidence.length > 0) await noteEvidence(work, key, parcel.evidence)
  await markCopies(work, referral, [kase.id, ...ids.values()])
  return kase
}

/** Nothing under secrecy is passed on, so nobody was bound when it was sent. */
const nobodyBound = {
  secrecyAsked: 'no',
  secrecyKind: null,
  secrecyBound: null,
  secrecySignedOn: '',
  secrecyBlanket: false,
  secrecyNote: '',
} as const

async function unpackPersons(work: Work, key: OpenKey, parcel: Parcel, index: BlindIndex, ids: Ids): Promise<void> {
  for (const { ref, answers } of parcel.persons) ids.set(ref, (await addPerson(work, key, answers, index)).id)
}

async function unpackEntry(work: Work, key: OpenKey, packed: PackedEntry, ids: Ids): Promise<void> {
  const kind = kindOf(packed.kind)
  if (!kind) return
  const id = (ref: string | null) => (ref === null ? null : (ids.get(ref) ?? null))
  const values = Object.entries(kind.fields).map(([name, field]): [string, Value] => {
    const value = packed.answers.values[name] ?? null
    return [name, isLink(field.type) ? id(value as string | null) : value]
  })
  const answers = { ...packed.answers, values: Object.fromEntries(values) }
  const entry = await addEntry(work, key, kind, answers, id(packed.person), id(packed.parent))
  ids.set(packed.ref, entry.id)
  const others = Object.entries(packed.others)
  if (others.length === 0) return
  for (const [field, other] of others) contest(kind, entry, field, other)
  await writeEntry(work, key, kind, entry)
  await work.record(`${kind.name}.changed`, entry, { case: key.subjectId })
}

/** Which evidence lies with the sender: a note on the file, for the files themselves stay where they are. */
async function noteEvidence(work: Work, key: OpenKey, items: readonly PackedItem[]): Promise<void> {
  const kind = kindOf('note')
  if (!kind) return
  const lines = items.map(one => [`E-${one.number} ${one.fileName}`, one.description].filter(Boolean).join('\n'))
  const text = lines.join('\n\n').slice(0, longestNote)
  await addEntry(work, key, kind, entryForm(kind, work.now).parse({ text }), null)
}

const longestNote = 20_000

async function markCopies(work: Work, { id: referralId }: Referral, ids: readonly string[]): Promise<void> {
  await work.addAll(ids.map(id => Object.assign(new ReferralCopy(), { id, referralId })))
}

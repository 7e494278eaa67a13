import { listOrganisations } from '../../people'
import type { Load } from '../../web'
import { one } from '../../web'
import { kinds } from '../entries'
import type { Moment } from '../moments/moment'
import { caseIfSeen } from '../cases.queries'
import { isStillConsented } from './consented'
import type { PackedEntry, Parcel } from './parcel'
import { findReceived, listReceived } from './referrals.queries'

/** What other organisations sent to one's own. */
export const receivedPage: Load = async ({ db, actor, query }) => ({
  ...(await listReceived(db, actor, one(query, 'before'))),
  organisations: Object.fromEntries((await listOrganisations(db)).map(one => [one.id, one])),
})

/** One referral with its parcel, as long as it may be passed on and nobody has decided. */
export const parcelPage: Load = async ({ db, actor, params, now }) => {
  const { referral, letter, parcel, reply } = await findReceived(db, actor, params.referralId ?? '')
  const isWaiting = referral.state === 'sent'
  const holds = isWaiting && (await isStillConsented(db, referral, now))
  const organisations = await listOrganisations(db)
  return {
    viewed: referral,
    referral,
    letter: holds || !isWaiting ? letter : undefined,
    reply,
    made: await caseIfSeen(db, actor, referral.newCaseId),
    isWaiting,
    holds,
    sender: organisations.find(one => one.id === referral.fromId),
    ...(parcel && holds ? { parcel, chapters: chaptersOf(parcel), linked: linkedInParcel(parcel) } : {}),
  }
}

/** The entries of a parcel by kind, in the order of the file; parts stand among the rest. */
function chaptersOf({ entries }: Parcel) {
  return kinds
    .map(kind => ({ kind, entries: entries.filter(one => one.kind === kind.name).map(shown) }))
    .filter(chapter => chapter.entries.length > 0)

  function shown(entry: PackedEntry) {
    const { values, note, regionAtEvent, verification } = entry.answers
    const kind = kinds.find(one => one.name === entry.kind)
    const date = (values[kind?.event ?? ''] ?? null) as Moment | null
    return { ...entry, values, note, regionAtEvent, verification, date }
  }
}

/** Names of the persons in the parcel, by what they are called within it. */
const linkedInParcel = ({ persons }: Parcel) =>
  Object.fromEntries(persons.map(({ ref, answers }) => [ref, { person: { words: { name: answers.name } } }]))

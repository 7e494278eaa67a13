import { Readable } from 'node:stream'
import type { Doors } from '../../app'
import {
  addEntry,
  addPerson,
  act,
  describeCase,
  detention,
  entryForm,
  fileCase,
  findCase,
  kinds,
  listEntries,
  openCase,
  recordConsent,
  writeWords,
  type EntryKind,
} from '../../cases'
import { classify, suggestionsFor } from '../../classification'
import { codebook } from '../../codebook'
import { dayInAlmaty, type InWork, type OpenKey, type Work } from '../../core'
import { addEvidence } from '../../evidence'
import { publicKeyOf } from '../../vault'
import type { Chance } from './chance'
import { actorOf, type DemoPerson } from './people'
import { plots } from './plots'
import type { Story } from './stories'

/** Files one story as its lawyer would, through the deeds of the office; the coordinator classifies most of them. Returns the case. */
export async function fileStory(
  doors: Doors,
  inWork: InWork,
  chance: Chance,
  lawyer: DemoPerson,
  coordinator: DemoPerson,
  story: Story,
): Promise<string> {
  const author = await actorOf(doors, lawyer)
  const caseId = await inWork(author, work => fileBy(work, story))
  if (story.evidence) await attach(doors, inWork, lawyer, caseId, story)
  const decides = await actorOf(doors, coordinator)
  await inWork(decides, work => decide(work, chance, caseId, story))
  author.keys.wipe()
  decides.keys.wipe()
  return caseId
}

async function fileBy(work: Work, story: Story): Promise<string> {
  const secrecy = {
    secrecyAsked: story.bound ? ('yes' as const) : ('no' as const),
    secrecyKind: story.bound ? 'undertaking' : null,
    secrecyBound: story.bound ? 'lawyer' : null,
    secrecySignedOn: '',
    secrecyBlanket: story.bound,
    secrecyNote: '',
  }
  const { kase, key } = await openCase(work, { ...secrecy, title: story.title, receivedOn: '' })
  const { name, pseudonym, sex, birthYear, capacity, minor } = story.person
  const blank = {
    otherNames: '',
    birthDate: '',
    ageBand: null,
    citizenshipGroup: 'kz',
    iin: '',
    contacts: '',
    safeWay: '',
    notes: '',
    version: '',
  }
  const person = await addPerson(work, key, {
    ...blank,
    role: 'VICTIM',
    name,
    pseudonym,
    sex,
    birthYear: String(birthYear),
    capacity,
    vulnerabilityMarkers: minor ? ['MINOR'] : [],
    publication: 'pseudonym',
  })
  await writeWords(work, kase.id, story.narrative)
  for (const [kind, typed] of [
    [detention, story.detention],
    [act, story.act],
  ] as const) {
    if (typed)
      await addEntry(
        work,
        key,
        kind,
        answersOf(work, kind, { ...typed, regionAtEvent: story.region, verification: story.verification }),
        person.id,
      )
  }
  await recordConsent(work, key, person, {
    statements: [
      { scope: 'C_STORE', status: 'given' },
      { scope: 'C_STATS', status: story.countConsent },
      { scope: 'C_UN_CONF', status: story.countConsent },
    ],
    givenOn: dayInAlmaty(work.now),
    until: '',
    way: 'written',
    language: story.language,
    representative: '',
    evidenceId: '',
    note: '',
  })
  await fileCase(work, kase.id)
  return kase.id
}

const answersOf = (work: Work, kind: EntryKind, typed: Record<string, string | string[]>) =>
  entryForm(kind, work.now).parse(typed)

async function attach(doors: Doors, inWork: InWork, lawyer: DemoPerson, caseId: string, story: Story): Promise<void> {
  const { gate, files } = doors
  const note = Buffer.from(`Invented. ${story.narrative}\n`)
  const stored = await files.receive(Readable.from([note]), await gate.read(db => publicKeyOf(db, caseId)))
  const { name, givenBy, description } = plots.statement[story.language]
  const said = { type: 'TESTIMONY', receivedOn: story.receivedAt.toISOString().slice(0, 10), givenBy, description }
  const file = {
    fileId: stored.fileId,
    name,
    size: stored.size,
    contentSha256: stored.contentSha256,
    sealedSha256: stored.sealedSha256,
    mediaType: 'text/plain',
  }
  const actor = await actorOf(doors, lawyer)
  await inWork(actor, work => addEvidence(work, { kind: 'case', id: caseId }, [file], said))
  actor.keys.wipe()
}

/** Verifies the case and confirms most of what the rules suggest; some entries stay in the inbox. */
async function decide(work: Work, chance: Chance, caseId: string, story: Story): Promise<void> {
  const { kase, key } = await findCase(work.db, work.actor, caseId)
  await describeCase(work, caseId, {
    title: kase.words.title,
    source: 'client',
    eventCluster: story.cluster ?? 'none',
    stage: chance.weighted([
      ['S_VERIFY', 30],
      ['S_COMPLAINT_FILED', 30],
      ['S_INVESTIGATION', 18],
      ['S_TERMINATED', 16],
      ['S_COURT', 6],
    ] as const),
    verification: story.verification,
    risk: chance.weighted([
      ['none_known', 50],
      ['low', 32],
      ['high', 15],
      ['immediate', 3],
    ] as const),
    riskReason: '',
    urgent: chance.yes(0.05),
    contentWarnings: [],
    version: '',
  })
  if (chance.yes(0.08)) return
  for (const kind of kinds)
    for (const entry of await listEntries(work.db, key, kind)) await decideEntry(work, chance, key, kind, entry)
}

async function decideEntry(
  work: Work,
  chance: Chance,
  key: OpenKey,
  kind: EntryKind,
  entry: Parameters<typeof suggestionsFor>[1],
): Promise<void> {
  const ref = { caseId: key.subjectId, kind: kind.name, id: entry.id, version: entry.version }
  const suggestions = suggestionsFor(kind.name, entry)
  for (const suggestion of suggestions) await classify(work, key, ref, decided(chance, suggestion))
  if (suggestions.length === 0)
    await classify(work, key, ref, {
      decision: 'none',
      violationCode: null,
      provisions: [],
      rule: null,
      rationale: 'Nothing in the coded facts.',
    })
}

function decided(chance: Chance, { rules, violation }: ReturnType<typeof suggestionsFor>[number]) {
  const suggested = { violationCode: violation, rule: rules[0]?.id ?? null }
  return chance.yes(0.93)
    ? {
        ...suggested,
        decision: 'confirmed' as const,
        provisions: codebook.type(violation)?.provisions ?? [],
        rationale: '',
      }
    : { ...suggested, decision: 'rejected' as const, provisions: [], rationale: 'Not borne out by the file.' }
}

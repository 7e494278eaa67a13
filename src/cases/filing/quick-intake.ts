import type { Work } from '../../core'
import { dayInAlmaty } from '../../core'
import { codebook } from '../../codebook'
import { dayText, type Language } from '../../i18n'
import type { Case } from '../case.entity'
import type { QuickIntake } from '../cases.forms'
import { nextReference, openCase } from '../cases.service'
import { act, addEntry, detention, entryForm, type EntryKind } from '../entries'
import { recordFirstConsent } from '../consent/consent.service'
import { nothingToCompare } from '../patterns/marking'
import type { ConsentStatus } from '../consent/consent.entity'
import { noTerms, type Said } from '../consent/consent.forms'
import { toCount, toKeep } from '../consent/scopes'
import type { Person } from '../persons/person.entity'
import { addPerson } from '../persons/persons.service'

/** What one person told at one time; the form says so. */
const levelAtOnce = 'V1'

/** One page, one deed: the case with its person, words, consent and first dated facts, filed. */
export async function fileQuickly(
  work: Work,
  form: QuickIntake & { title: string },
): Promise<{ kase: Case; person: Person }> {
  const reference = await nextReference(work)
  const { kase, key, index } = await openCase(work, { ...form, receivedOn: '', reference })
  const person = await addPerson(work, key, { ...blankPerson, name: form.name }, index)
  for (const kind of kindsOf(form)) {
    const typed = {
      ...dayFields(kind.event, form.on),
      ...(kind === detention ? { placeInitialType: form.placeType ?? '' } : { placeType: form.placeType ?? '' }),
      regionAtEvent: form.region ?? '',
      verification: levelAtOnce,
    }
    await addEntry(work, key, kind, entryForm(kind, work.now).parse(typed), person.id)
  }
  for (const said of saidAtOnce(work, form)) await recordFirstConsent(work, key, person, said)
  await work.record('case.filed', kase, { reference })
  await nothingToCompare(work, kase.id)
  return { kase, person }
}

/** What was not asked was said in no way. */
function saidAtOnce({ now }: Work, { countConsent, way, representative }: QuickIntake): Said[] {
  const today = { ...noTerms, givenOn: dayInAlmaty(now) }
  const spoken = { ...today, way, representative }
  return [
    { ...spoken, statements: [{ scope: toKeep, status: 'given' }] },
    {
      ...(countConsent === 'not_asked' ? today : spoken),
      statements: [{ scope: toCount, status: countConsent as ConsentStatus }],
    },
  ]
}

const kindsOf = ({ happened }: QuickIntake): EntryKind[] => [
  ...(happened.includes('detained') ? [detention] : []),
  ...(happened.includes('hurt') ? [act] : []),
]

/** What the file is called until somebody calls it otherwise, in the language of who files it. */
export const quickTitle = (language: Language, { on, region }: QuickIntake): string =>
  `${codebook.label('regions', region, language)}, ${dayText(language, on)}`.replaceAll('\u00a0', ' ')

const dayFields = (name: string, day: string) => {
  const [year = '', month = '', date = ''] = day.split('-')
  return {
    [`${name}-year`]: year,
    [`${name}-month`]: month,
    [`${name}-day`]: date,
    [`${name}-precision`]: 'day',
    [`${name}-source`]: 'person',
  }
}

const blankPerson = {
  role: 'VICTIM',
  otherNames: '',
  pseudonym: '',
  sex: null,
  birthDate: '',
  birthYear: '',
  ageBand: null,
  citizenshipGroup: null,
  capacity: null,
  vulnerabilityMarkers: [],
  publication: 'nothing',
  iin: '',
  contacts: '',
  safeWay: '',
  notes: '',
  version: '',
}

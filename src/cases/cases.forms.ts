import { z } from 'zod'
import { codebook } from '../codebook'
import { dayInAlmaty } from '../core'
import { choice, choices, daily, line, optional, pastDay, statement, tick } from '../web'
import { namedWhenSpokenFor, notNamed } from './consent/spoken-for'
import { kindMissing, kindWhenBound, secrecyFields } from './secrecy/secrecy.forms'

const code = (list: string, required?: string) => choice(codebook.codes(list), required)

export const newCaseForm = daily(now =>
  z
    .object({
      ...secrecyFields(now),
      title: line({ longest: 200, required: 'cases.new.title.required' }),
      receivedOn: optional(pastDay(now)),
    })
    .refine(kindWhenBound, kindMissing),
)
export type NewCase = z.infer<ReturnType<typeof newCaseForm>>

const happened = ['detained', 'hurt'] as const

/** Everything on one page, for a lawyer with two minutes. */
export const quickForm = daily(now =>
  z
    .object({
      ...secrecyFields(now),
      name: line({ longest: 200, required: 'cases.quick.name.required' }),
      narrative: statement({ required: 'cases.quick.narrative.required' }),
      happened: choices(happened).refine(list => list.length > 0, 'cases.quick.happened.required'),
      on: pastDay(now, { required: 'cases.quick.on.required' }),
      region: code('regions', 'cases.quick.region.required'),
      placeType: optional(code('place_types')),
      risk: code('risk_levels', 'cases.about.risk.required'),
      urgent: tick(),
      way: code('consent_ways', 'cases.quick.way.required'),
      representative: optional(line({ longest: 200 })),
      countConsent: choice(codebook.codes('consent_states'), 'cases.quick.countConsent.required'),
    })
    .refine(kindWhenBound, kindMissing)
    .refine(namedWhenSpokenFor, notNamed),
)
export type QuickIntake = z.infer<ReturnType<typeof quickForm>>

export const aboutForm = z.object({
  title: line({ longest: 200, required: 'cases.new.title.required' }),
  source: optional(code('case_sources')),
  eventCluster: optional(code('event_clusters')),
  stage: optional(code('case_stages_outcomes')),
  verification: optional(code('verification_levels')),
  risk: code('risk_levels', 'cases.about.risk.required'),
  riskReason: optional(statement({ longest: 2000 })),
  urgent: tick(),
  contentWarnings: choices(codebook.codes('content_warnings')),
  version: optional(z.string()),
})
export type AboutCase = z.infer<typeof aboutForm>

export const wordsForm = z.object({ narrative: statement({ required: 'cases.words.required' }) })

export const personForm = daily(now =>
  z.object({
    role: code('roles', 'cases.person.role.required'),
    name: line({ longest: 200, required: 'cases.person.name.required' }),
    otherNames: optional(line({ longest: 500 })),
    pseudonym: optional(line({ longest: 80 })),
    sex: optional(code('sexes')),
    birthDate: optional(pastDay(now)),
    birthYear: optional(line({ longest: 4 })).refine(
      text => text === '' || (/^(19|20)\d\d$/.test(text) && text <= dayInAlmaty(now).slice(0, 4)),
      'cases.person.birthYear.invalid',
    ),
    ageBand: optional(code('age_bands')),
    citizenshipGroup: optional(code('citizenship_groups')),
    capacity: optional(code('capacities')),
    vulnerabilityMarkers: choices(codebook.codes('vulnerability_markers')),
    publication: optional(code('publication_decisions')),
    iin: optional(line({ longest: 20 })).refine(text => text === '' || isIin(text), 'cases.person.iin.invalid'),
    contacts: optional(statement({ longest: 1000 })),
    safeWay: optional(statement({ longest: 1000 })),
    notes: optional(statement({ longest: 5000 })),
    version: optional(z.string()),
  }),
)
export type PersonAnswers = z.infer<ReturnType<typeof personForm>>

/** Twelve digits with their check digit (individual identification number of Kazakhstan). */
export function isIin(text: string): boolean {
  const digits = Array.from(text.replace(/\s/g, ''), Number)
  if (digits.length !== 12 || digits.some(Number.isNaN)) return false
  const sum = (from: number) =>
    digits.slice(0, 11).reduce((total, digit, place) => total + digit * (((place + from) % 11) + 1), 0) % 11
  const first = sum(0)
  const check = first === 10 ? sum(2) : first
  return check < 10 && check === digits[11]
}

export const memberForm = z.object({
  userId: line({ longest: 40, required: 'cases.team.user.required' }),
  role: z.enum(['lead', 'member', 'reader'], { error: 'cases.team.role.required' }),
})
export type Membership = z.infer<typeof memberForm>

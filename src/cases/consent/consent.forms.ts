import { z } from 'zod'
import { codebook } from '../../codebook'
import { dayInAlmaty } from '../../core'
import { calendarDay, choice, daily, line, optional, pastDay, statement } from '../../web'
import type { ConsentStatus } from './consent.entity'
import { scopes, toKeep } from './scopes'
import { namedWhenSpokenFor, notNamed } from './spoken-for'

/** What a person said at one time: purpose by purpose, under the same terms. */
export interface Said extends Terms {
  readonly statements: readonly { readonly scope: string; readonly status: ConsentStatus }[]
}

export interface Terms {
  readonly givenOn: string
  readonly until: string
  readonly way: string | null
  readonly language: string | null
  readonly representative: string
  readonly evidenceId: string
  readonly note: string
}

/** Nothing but the statement itself. */
export const noTerms: Omit<Terms, 'givenOn'> = {
  until: '',
  way: null,
  language: null,
  representative: '',
  evidenceId: '',
  note: '',
}

const terms = (now: Date) => ({
  givenOn: optional(pastDay(now)),
  until: optional(calendarDay()),
  way: choice(codebook.codes('consent_ways')),
  language: choice(codebook.codes('languages')),
  representative: optional(line({ longest: 200 })),
  evidenceId: optional(line({ longest: 40 })),
  note: optional(statement({ longest: 2000 })),
})

const status = choice(codebook.codes('consent_states'))

/** One answer at least; the day it was said is that of today unless another is given. */
export const consentForm = daily(now =>
  z
    .object({ ...terms(now), ...Object.fromEntries(scopes.map(scope => [scope, status])) })
    .transform(form => asSaid(form as Terms & Record<string, string | null>, dayInAlmaty(now)))
    .superRefine((said, context) => {
      for (const [name, message] of Object.entries(wrongIn(said)))
        context.addIssue({ code: 'custom', path: [name], message })
    }),
)

function asSaid(form: Terms & Record<string, string | null>, today: string): Said {
  const statements = scopes.flatMap(scope => (form[scope] ? [{ scope, status: form[scope] as ConsentStatus }] : []))
  const { until, way, language, representative, evidenceId, note } = form
  return { statements, givenOn: form.givenOn || today, until, way, language, representative, evidenceId, note }
}

const isGiven = ({ statements }: Said) => statements.some(one => one.status === 'given')
const isKept = ({ statements }: Said) =>
  !statements.some(one => one.scope === toKeep && ['refused', 'withdrawn'].includes(one.status))

const mistakes: readonly (readonly [name: string, message: string, isMade: (said: Said) => boolean])[] = [
  [toKeep, 'consent.form.nothing', ({ statements }) => statements.length === 0],
  [toKeep, 'consent.form.keepFirst', said => isGiven(said) && !isKept(said)],
  ['until', 'consent.form.until.tooEarly', ({ until, givenOn }) => until !== '' && until < givenOn],
  ['until', 'consent.form.until.notGiven', said => said.until !== '' && !isGiven(said)],
  ['representative', notNamed.error, said => !namedWhenSpokenFor(said)],
]

/** One message for each field: the last of its mistakes. */
const wrongIn = (said: Said): Record<string, string> =>
  Object.fromEntries(mistakes.filter(([, , isMade]) => isMade(said)).map(([name, message]) => [name, message]))

export const withdrawalForm = daily(now =>
  z.object({
    givenOn: optional(pastDay(now)).transform(day => day || dayInAlmaty(now)),
    way: choice(codebook.codes('consent_ways')),
    note: optional(statement({ longest: 2000 })),
  }),
)
export type Withdrawal = z.infer<ReturnType<typeof withdrawalForm>>

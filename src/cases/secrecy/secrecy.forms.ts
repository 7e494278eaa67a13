import { z } from 'zod'
import { codebook } from '../../codebook'
import { choice, daily, optional, pastDay, statement, tick } from '../../web'
import { secrecyAnswers, type SecrecyAnswer } from '../case.entity'

const described = (now: Date) => ({
  secrecyKind: choice(codebook.codes('secrecy_kinds')),
  secrecyBound: choice(codebook.codes('secrecy_bound')),
  secrecySignedOn: optional(pastDay(now)),
  secrecyBlanket: tick(),
  secrecyNote: optional(statement({ longest: 2000 })),
})

/** Asked before anything else, on every page that begins a case: whether somebody is bound to silence. */
export const secrecyFields = (now: Date) => ({
  secrecyAsked: choice(secrecyAnswers, 'secrecy.form.asked.required').transform(answer => answer as SecrecyAnswer),
  ...described(now),
})

export const kindWhenBound = (form: { secrecyAsked: string | null; secrecyKind: string | null }) =>
  form.secrecyAsked !== 'yes' || form.secrecyKind !== null
export const kindMissing = { path: ['secrecyKind'], error: 'secrecy.form.kind.required' }

export const secrecyForm = daily(now => z.object(secrecyFields(now)).refine(kindWhenBound, kindMissing))
export type SecrecyAnswers = z.infer<ReturnType<typeof secrecyForm>>
export type MarkerDescription = Omit<SecrecyAnswers, 'secrecyAsked'>

const closing = () => statement({ longest: 2000, required: 'secrecy.form.closing.required' })

export const correctionForm = daily(now =>
  z.object({
    ...described(now),
    secrecyKind: choice(codebook.codes('secrecy_kinds'), 'secrecy.form.kind.required'),
    closing: closing(),
  }),
)
export type Correction = z.infer<ReturnType<typeof correctionForm>>

export const endingForm = daily(now =>
  z.object({ endedOn: pastDay(now, { required: 'secrecy.ending.endedOn.required' }), closing: closing() }),
)
export type Ending = z.infer<ReturnType<typeof endingForm>>

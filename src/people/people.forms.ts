import { z } from 'zod'
import { roles } from '../core'
import { choice, choices, line, tick } from '../web'

/** A password is never trimmed or folded here: what counts is decided where it is hashed. */
const secret = z
  .string({ error: 'people.password.required' })
  .min(1, 'people.password.required')
  .max(1000, 'people.password.tooLong')

export const signInForm = z.object({
  login: line({ longest: 100, required: 'people.signIn.login.required' }),
  password: secret,
})
export const codeForm = z.object({ code: line({ longest: 40, required: 'people.code.required' }) })

export const newPasswordForm = z.object({ password: secret })
export const enrolmentForm = z.object({
  code: line({ longest: 20, required: 'people.code.required' }),
  lastFour: line({ longest: 10, required: 'people.enrol.lastFour.required' }),
})

export const forgottenForm = z.object({
  login: line({ longest: 100, required: 'people.signIn.login.required' }),
  recoveryCode: line({ longest: 60, required: 'people.forgotten.recoveryCode.required' }),
  code: line({ longest: 40, required: 'people.code.required' }),
  password: secret,
})
export type Forgotten = z.infer<typeof forgottenForm>

export const changePasswordForm = z.object({ current: secret, password: secret })
export const againForm = z.object({ current: secret })
export const authenticatorForm = z.object({ code: line({ longest: 20, required: 'people.code.required' }) })
export const ownForm = z.object({
  name: line({ longest: 100, required: 'people.user.name.required' }),
  language: choice(['en', 'ru', 'kk'], 'people.user.language.required'),
})

export const organisationForm = z.object({
  code: line({ longest: 8, required: 'people.organisation.code.required' }).refine(
    code => /^[A-Z]{2,8}$/.test(code),
    'people.organisation.code.invalid',
  ),
  nameEn: line({ longest: 120, required: 'people.organisation.name.required' }),
  nameRu: line({ longest: 120, required: 'people.organisation.name.required' }),
  nameKk: line({ longest: 120, required: 'people.organisation.name.required' }),
})
export type NewOrganisation = z.infer<typeof organisationForm>

const duties = {
  roles: choices(roles).refine(list => list.length > 0, 'people.user.roles.required'),
  clinician: tick(),
}
export const dutiesForm = z.object(duties)
export type Duties = z.infer<typeof dutiesForm>

export const invitationForm = z.object({
  name: line({ longest: 100, required: 'people.user.name.required' }),
  login: line({ longest: 100, required: 'people.user.login.required' }),
  organisationId: line({ longest: 40, required: 'people.user.organisation.required' }),
  ...duties,
})
export type NewInvitation = z.infer<typeof invitationForm>

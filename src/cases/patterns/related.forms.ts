import { z } from 'zod'
import { choice, line, optional, statement } from '../../web'

export const askForm = z.object({
  about: line({ longest: 40, required: 'common.form.missing' }),
  message: optional(statement({ longest: 2000 })),
})
export type Asking = z.infer<typeof askForm>

export const answers = ['agreed', 'declined'] as const

export const answerForm = z.object({
  answer: choice(answers, 'related.one.answer.required').transform(code => code as (typeof answers)[number]),
  reply: optional(statement({ longest: 2000 })),
})
export type Answering = z.infer<typeof answerForm>

export const organisationForm = z.object({ organisationId: line({ longest: 40, required: 'common.form.missing' }) })

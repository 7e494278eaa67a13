import { z } from 'zod'
import { line, optional, statement } from '../../web'

export const askForm = z.object({
  reference: line({ longest: 40, required: 'requests.new.reference.required' })
    .transform(text => text.toUpperCase())
    .refine(text => /^[A-Z]{2,8}-\d{4}-\d{4,8}$/.test(text), 'requests.new.reference.invalid'),
  reason: statement({ longest: 2000, required: 'requests.new.reason.required' }),
})
export type Asking = z.infer<typeof askForm>

export const refusalForm = z.object({ reply: optional(statement({ longest: 2000 })) })
export type Refusing = z.infer<typeof refusalForm>

import { z } from 'zod'
import { line, optional, statement } from '../../web'
import { stays } from './hand-over.entity'

export const handOverForm = z.object({
  userId: line({ longest: 40, required: 'cases.team.user.required' }),
  stays: z.enum(stays, { error: 'teamwork.handOver.stays.required' }),
  note: optional(statement({ longest: 5000 })),
})
export type HandingOver = z.infer<typeof handOverForm>

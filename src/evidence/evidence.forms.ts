import { z } from 'zod'
import { codebook } from '../codebook'
import { choice, line, optional, pastDay, statement } from '../web'

const described = (now: Date) => ({
  type: choice(codebook.codes('evidence_types')),
  receivedOn: optional(pastDay(now)),
  givenBy: optional(line({ longest: 200 })),
  description: optional(statement({ longest: 5000 })),
})

/** `kept` is the sealed list of the files that have arrived: chosen once, they survive a form that is asked again. */
export const newItemsForm = (now: Date) =>
  z.object({ ...described(now), kept: optional(line({ longest: 200_000, required: 'evidence.new.files.required' })) })
export type NewItems = z.infer<ReturnType<typeof newItemsForm>>

/** `version` is the mark of what the form was opened with. */
export const itemForm = (now: Date) => z.object({ ...described(now), version: optional(z.string()) })
export type ChangedDescription = z.infer<ReturnType<typeof itemForm>>
export type ItemDescription = Omit<ChangedDescription, 'version'>

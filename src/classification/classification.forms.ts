import { z } from 'zod'
import { codebook } from '../codebook'
import { choice, choices, line, optional, statement } from '../web'

/** One decision about one entry: confirm a type with its provisions, reject a suggestion, or say there is nothing. */
export const verdictForm = z
  .object({
    decision: choice(['confirmed', 'rejected', 'none'], 'classification.form.decision.required'),
    violationCode: optional(choice(codebook.types.map(type => type.code))),
    primary: optional(choice(codebook.provisions)),
    further: choices(codebook.provisions),
    rule: optional(line({ longest: 40 })),
    rationale: optional(statement({ longest: 5000 })),
  })
  .refine(form => form.decision === 'none' || form.violationCode !== null, {
    path: ['violationCode'],
    error: 'classification.form.violation.required',
  })
  .refine(form => form.decision !== 'confirmed' || form.primary !== null, {
    path: ['primary'],
    error: 'classification.form.primary.required',
  })
  .refine(form => form.decision === 'confirmed' || form.rationale !== '', {
    path: ['rationale'],
    error: 'classification.form.rationale.required',
  })
export type VerdictAnswers = z.infer<typeof verdictForm>

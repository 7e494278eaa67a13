import { z } from 'zod'
import { line } from '../web'

/** The question as JSON, from a hidden field; it is read again before it is kept. */
export const savedQuestionForm = z.object({
  question: line({ longest: 20_000, required: 'statistics.errors.shape' }).transform((text, context): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      context.addIssue({ code: 'custom', message: 'statistics.errors.shape' })
      return z.NEVER
    }
  }),
})

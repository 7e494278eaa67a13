import { z } from 'zod'
import { codebook } from '../../codebook'
import { isId } from '../../core'
import { choice, choices, line, optional, statement, tick } from '../../web'
import { kinds } from '../entries'

const ids = () =>
  z.preprocess(
    value => [value ?? []].flat(),
    z.array(z.string().refine(isId, 'common.form.unknownChoice'), 'common.form.unknownChoice'),
  )

export const referralForm = z.object({
  to: line({ longest: 40, required: 'referrals.new.to.required' }),
  reason: choice(codebook.codes('referral_reasons'), 'referrals.new.reason.required'),
  letter: statement({ longest: 5000, required: 'referrals.new.letter.required' }),
  persons: ids().refine(list => list.length > 0, 'referrals.new.persons.required'),
  kinds: choices(kinds.map(kind => kind.name)),
  entries: ids(),
  words: tick(),
  evidence: tick(),
})
export type Referring = z.infer<typeof referralForm>

export const acceptanceForm = z.object({ title: line({ longest: 200, required: 'cases.new.title.required' }) })
export type Accepting = z.infer<typeof acceptanceForm>

export const refusalForm = z.object({
  refusal: choice(codebook.codes('referral_refusals'), 'referrals.one.refusal.required'),
  reply: optional(statement({ longest: 2000 })),
})
export type Refusing = z.infer<typeof refusalForm>

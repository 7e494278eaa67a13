import { z } from 'zod'
import { isId } from '../../core'
import { line, optional, ownPath } from '../../web'

const id = line({ longest: 40 }).refine(isId, 'common.form.unknownChoice')

/** "Another person": the row one looks at and the one it is not. */
export const apartForm = z.object({ otherId: id })

/** The same from a page about many; `after` is the page one was on. */
export const pairForm = z.object({ oneId: id, otherId: id, after: optional(line({ longest: 40 })) })

/** Where one goes on after a merge or its undoing: a page of our own. */
export const onwardForm = z.object({
  back: optional(line({ longest: 300 })).transform(path => ownPath(path, '/cases')),
})

const key = z.string().regex(/^[a-zA-Z]{1,20}:[0-9a-f-]{36}$/, 'common.form.unknownChoice')

export const factsForm = z.object({
  fact: z.preprocess(
    typed => (typed === undefined || typed === '' ? [] : [typed].flat()),
    z.array(key, 'common.form.unknownChoice').min(1, 'identities.facts.required').max(40, 'common.form.unknownChoice'),
  ),
})

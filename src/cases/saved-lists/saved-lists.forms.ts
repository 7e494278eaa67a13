import { z } from 'zod'
import { line, tick } from '../../web'

export const listForm = z.object({
  title: line({ longest: 100, required: 'lists.form.title.required' }),
  shared: tick(),
})
export type ListForm = z.infer<typeof listForm>

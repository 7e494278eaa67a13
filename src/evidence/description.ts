import type { Shown } from '../core'
import type { EvidenceItem } from './evidence-item.entity'

/** The part of an item that is said about it and may be said otherwise later, as its form names it. */
export const descriptionOf = ({ type, receivedOn, words: { givenBy, description } }: EvidenceItem) => ({
  type,
  receivedOn,
  givenBy,
  description,
})

/** How these answers are called where two versions of them stand side by side. */
export const descriptionShown: Readonly<Record<string, Shown>> = {
  type: { text: 'evidence.fields.type', type: 'code', list: 'evidence_types' },
  receivedOn: { text: 'evidence.fields.receivedOn', type: 'day' },
  givenBy: { text: 'evidence.fields.givenBy', type: 'text' },
  description: { text: 'evidence.fields.description', type: 'text' },
}

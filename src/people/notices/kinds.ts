import type { Actor } from '../../core'
import type { Notice } from './notice.entity'

type Place = (notice: Notice, reader: Actor) => string | undefined

const places = new Map<string, Place>()

/** Features to the right say here where a notice of theirs leads its reader; its text stands under `notices.kinds`. */
export const noticeKinds = {
  add: (kind: string, place: Place): void => void places.set(kind, place),
}

export const placeOf = (notice: Notice, reader: Actor): string | undefined => places.get(notice.kind)?.(notice, reader)

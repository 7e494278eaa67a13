import type { Notice } from './notice.entity'

type Place = (notice: Notice) => string

const places = new Map<string, Place>()

/** Features to the right say here where a notice of theirs leads; its text stands under `notices.kinds`. */
export const noticeKinds = {
  add: (kind: string, place: Place): void => void places.set(kind, place),
}

export const placeOf = (notice: Notice): string | undefined => places.get(notice.kind)?.(notice)

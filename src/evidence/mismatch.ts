import type { EvidenceItem } from './evidence-item.entity'

/** Endings that say what a file is; anything else says nothing that could be wrong. */
const endings: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  pdf: 'application/pdf',
  mp4: 'video/mp4',
  mp3: 'audio/mpeg',
  txt: 'text/plain',
}

/** The ending of a name that its content does not bear out; undefined when nothing is wrong. */
export function mismatchOf({ words }: EvidenceItem): string | undefined {
  const ending = words.fileName.split('.').pop()?.toLowerCase() ?? ''
  const said = endings[ending]
  return said && said !== words.mediaType ? ending : undefined
}

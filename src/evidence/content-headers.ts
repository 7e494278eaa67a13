import { downloadHeaders } from '../web'
import type { EvidenceItem } from './evidence-item.entity'

const safeEnding = /\.([a-z0-9]{1,5})$/

/** An original may be anything; of its own name only a harmless ending is left. */
export function contentHeaders(item: EvidenceItem): Record<string, string> {
  const [, ending = 'bin'] = safeEnding.exec(item.words.fileName.toLowerCase()) ?? []
  const name = `EVID-${item.id}.${ending}`
  return { ...downloadHeaders(name), 'Content-Length': String(item.size) }
}

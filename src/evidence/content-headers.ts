import { downloadHeaders } from '../web'
import type { EvidenceItem } from './evidence-item.entity'

const safeExtension = /^[a-z0-9]{1,5}$/

/** An original may be anything; of its own name only a harmless ending is left. */
export function contentHeaders(item: EvidenceItem): Record<string, string> {
  const extension = item.words.fileName.split('.').pop()?.toLowerCase() ?? ''
  const name = `EVID-${item.id}.${safeExtension.test(extension) ? extension : 'bin'}`
  return { ...downloadHeaders(name), 'Content-Length': String(item.size) }
}

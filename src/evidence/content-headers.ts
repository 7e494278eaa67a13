import type { EvidenceItem } from './evidence-item.entity'

const safeExtension = /^[a-z0-9]{1,5}$/

/** Always a download, never shown by the browser: an original may be anything (`security.md` 3.8). The name is ours. */
export function contentHeaders(item: EvidenceItem): Record<string, string> {
  const extension = item.words.fileName.split('.').pop()?.toLowerCase() ?? ''
  const name = `EVID-${item.id}.${safeExtension.test(extension) ? extension : 'bin'}`
  return {
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': `attachment; filename="${name}"`,
    'Content-Length': String(item.size),
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'Accept-Ranges': 'none',
  }
}

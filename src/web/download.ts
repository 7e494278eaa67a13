import type { Response } from 'express'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** A file leaves as a download under a name of ours, never shown by the browser and never in parts (`security.md` 3.8). */
export const downloadHeaders = (name: string, type = 'application/octet-stream'): Record<string, string> => ({
  'Content-Type': type,
  'Content-Disposition': `attachment; filename="${name}"`,
  'Content-Security-Policy': "sandbox; default-src 'none'",
  'Accept-Ranges': 'none',
})

const isGone = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_UNABLE_TO_PIPE', 'ECONNRESET', 'EPIPE'])

/** Sends a file once its first bytes can be read: until then a fault still gets its page. It is closed when the reader goes away. */
export async function pour(content: Readable, res: Response, headers: Record<string, string>): Promise<void> {
  try {
    await once(content, 'readable')
    res.set(headers)
    await pipeline(content, res)
  } catch (error) {
    content.destroy()
    if (!isGone.has((error as { code?: string }).code ?? '')) throw error
  }
}

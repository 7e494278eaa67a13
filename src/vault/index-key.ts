import { createHmac } from 'node:crypto'
import type { OpenKey } from '../core'
import { opened } from './opened-key'
import { derive } from './primitives'

/** An organisation's blind index (`architecture.md` 6): the same word gives the same token, to those who hold the key only. */
export interface BlindIndex {
  token(kind: string, text: string): string
}

export function blindIndex(key: OpenKey): BlindIndex {
  const secret = derive(opened(key).secret, 'index')
  return {
    token: (kind, text) => createHmac('sha256', secret).update(`${kind}|${text}`).digest('base64url').slice(0, 22),
  }
}

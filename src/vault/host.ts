import { createHmac, randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import type { OpenKey } from '../core'
import { OpenedKey } from './opened-key'
import { derive, seal, unseal } from './primitives'

/** What the host key K0 may do: pepper, look-ups, form tokens, rate buckets, staff names. It opens no case and no index. */
export interface HostKeys {
  subkey(purpose: string): Buffer
  hmac(purpose: string, data: string | Uint8Array): Buffer
  /** Seals rows about staff and settings. */
  key(purpose: string): OpenKey
  sealText(purpose: string, text: string): string
  /** Undefined when it was not sealed here, or for another purpose. */
  openText(purpose: string, sealed: string): string | undefined
}

/** Makes the key file if there is none: 32 random bytes, for the owner only. */
export function makeHostKey(file: string): void {
  if (existsSync(file)) return
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const handle = openSync(file, 'wx', 0o600)
  writeSync(handle, randomBytes(32))
  fsyncSync(handle)
  closeSync(handle)
}

export function readHostKey(file: string): HostKeys {
  const root = readFileSync(file)
  if (root.length !== 32) throw new Error(`KEY_FILE ${file}: must hold exactly 32 bytes`)
  return hostKeys(root)
}

export function hostKeys(root: Buffer): HostKeys {
  const subkeys = new Map<string, Buffer>()
  const keys = new Map<string, OpenKey>()
  const subkey = (purpose: string) => {
    let key = subkeys.get(purpose)
    if (!key) subkeys.set(purpose, (key = derive(root, `host/${purpose}`)))
    return key
  }
  return {
    subkey,
    hmac: (purpose, data) => createHmac('sha256', subkey(purpose)).update(data).digest(),
    key(purpose) {
      let key = keys.get(purpose)
      if (!key) keys.set(purpose, (key = new OpenedKey(`host:${purpose}`, new Map([[0, subkey(purpose)]]))))
      return key
    },
    sealText: (purpose, text) => seal(subkey(purpose), Buffer.from(text), purpose).toString('base64url'),
    openText(purpose, sealed) {
      try {
        return unseal(subkey(purpose), Buffer.from(sealed, 'base64url'), purpose).toString('utf8')
      } catch {
        return undefined
      }
    },
  }
}

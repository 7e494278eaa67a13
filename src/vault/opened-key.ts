import type { OpenKey, SealedRow } from '../core'
import { Busy, canonicalJson } from '../core'
import { derive, seal, unseal } from './primitives'

const envelopeVersion = 1
const aesGcm = 1

/** What a key and those made from it have in common: they are wiped together. */
interface Life {
  isOver: boolean
  readonly bytes: Set<Buffer>
}

/**
 * The opened key of a subject: the secrets of all its generations, the newest of which seals. An envelope is
 * version | algorithm | generation | nonce | ciphertext | tag, bound to table, row, version and subject, so that a blob moved to
 * another row, or an older one put back, does not open. Once wiped it seals and opens nothing: a deed that still runs when its
 * request is over fails and is undone, where zeros for a key would seal what nobody opens again.
 */
export class OpenedKey implements OpenKey {
  private readonly fieldKeys = new Map<number, Buffer>()

  constructor(
    readonly subjectId: string,
    private readonly held: ReadonlyMap<number, Buffer>,
    private readonly life: Life = { isOver: false, bytes: new Set() },
  ) {
    for (const secret of held.values()) life.bytes.add(secret)
  }

  /** By generation; for `vault` only. Throws Busy once wiped. */
  get secrets(): ReadonlyMap<number, Buffer> {
    if (this.life.isOver) throw new Busy()
    return this.held
  }

  get generation(): number {
    return Math.max(...this.held.keys())
  }

  /** The same key with one more generation. */
  with(generation: number, secret: Buffer): OpenedKey {
    return new OpenedKey(this.subjectId, new Map([...this.secrets, [generation, secret]]), this.life)
  }

  get secret(): Buffer {
    return this.secretOf(this.generation)
  }

  close(table: string, row: SealedRow): void {
    if (!row.words) throw new Error(`${table}: nothing to seal`)
    const head = Buffer.from([envelopeVersion, aesGcm, this.generation >> 8, this.generation & 0xff])
    const plain = Buffer.from(canonicalJson(row.words))
    row.sealed = Buffer.concat([
      head,
      seal(this.fieldKey(this.generation), plain, this.bound(table, row, this.generation)),
    ])
  }

  open(table: string, row: SealedRow): void {
    const { sealed } = row
    if (sealed[0] !== envelopeVersion || sealed[1] !== aesGcm) throw new Error(`${table}: unknown envelope`)
    const generation = sealed.readUInt16BE(2)
    const plain = unseal(this.fieldKey(generation), sealed.subarray(4), this.bound(table, row, generation))
    row.words = JSON.parse(plain.toString('utf8')) as object
  }

  wipe(): void {
    this.life.isOver = true
    for (const bytes of this.life.bytes) bytes.fill(0)
  }

  private bound(table: string, row: SealedRow, generation: number): string {
    return ['v1', table, row.id, row.version, this.subjectId, generation].join('|')
  }

  private fieldKey(generation: number): Buffer {
    const secret = this.secretOf(generation)
    let key = this.fieldKeys.get(generation)
    if (key) return key
    this.fieldKeys.set(generation, (key = derive(secret, 'fields')))
    this.life.bytes.add(key)
    return key
  }

  private secretOf(generation: number): Buffer {
    const secret = this.secrets.get(generation)
    if (!secret && generation > this.generation) throw new Busy() // made anew since this key was opened
    if (!secret) throw new Error(`No key of generation ${generation}`)
    return secret
  }
}

/** The secrets behind a key that the vault itself opened. */
export function opened(key: OpenKey): OpenedKey {
  if (!(key instanceof OpenedKey)) throw new Error('This key was not opened by the vault')
  return key
}

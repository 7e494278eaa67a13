import type { OpenKey, SealedRow } from '../core'
import { canonicalJson } from '../core'
import { derive, seal, unseal } from './primitives'

const envelopeVersion = 1
const aesGcm = 1

/**
 * The opened key of a subject: the secrets of all its generations, the newest of which seals. An envelope is
 * version | algorithm | generation | nonce | ciphertext | tag, bound to table, row, version and subject, so that a blob moved to
 * another row, or an older one put back, does not open.
 */
export class OpenedKey implements OpenKey {
  private readonly fieldKeys = new Map<number, Buffer>()

  constructor(
    readonly subjectId: string,
    /** By generation; for `vault` only. */
    readonly secrets: ReadonlyMap<number, Buffer>,
  ) {}

  get generation(): number {
    return Math.max(...this.secrets.keys())
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
    for (const bytes of [...this.secrets.values(), ...this.fieldKeys.values()]) bytes.fill(0)
  }

  private bound(table: string, row: SealedRow, generation: number): string {
    return ['v1', table, row.id, row.version, this.subjectId, generation].join('|')
  }

  private fieldKey(generation: number): Buffer {
    let key = this.fieldKeys.get(generation)
    if (!key) this.fieldKeys.set(generation, (key = derive(this.secretOf(generation), 'fields')))
    return key
  }

  private secretOf(generation: number): Buffer {
    const secret = this.secrets.get(generation)
    if (!secret) throw new Error(`No key of generation ${generation}`)
    return secret
  }
}

/** The secrets behind a key that the vault itself opened. */
export function opened(key: OpenKey): OpenedKey {
  if (!(key instanceof OpenedKey)) throw new Error('This key was not opened by the vault')
  return key
}

import type { KeyRing, KeyWrap, OpenKey } from '../core'
import { Busy, NotFound } from '../core'
import { boxKey, openBox, type BoxKey } from './boxes'
import { opensAt } from './keys.queries'
import { wrapBound } from './keys.service'
import { OpenedKey } from './opened-key'

export interface RingOwner {
  readonly id: string
  readonly publicKey: Uint8Array | null
}

/** Public halves of the keys of groups, by the sealed private ones: no secret, and working one out costs more than the rest of a list. */
const publicHalves = new Map<string, Uint8Array>()

function groupBoxKey(wraps: readonly KeyWrap[], { generation, secret }: OpenedKey): BoxKey {
  const sealed = wraps.find(wrap => wrap.generation === generation)?.wrapped.toString('base64') ?? ''
  const key = boxKey(secret, publicHalves.get(sealed))
  publicHalves.set(sealed, key.publicKey)
  return key
}

/** Opens what one person may open: by the person's own key, and by those of the groups the person was let into. */
export function openRing(owner: RingOwner, privateKey: Buffer, groupWraps: readonly KeyWrap[], at: Date): KeyRing {
  const opened: OpenedKey[] = []
  const groups = new Map<string, KeyWrap[]>()
  for (const wrap of groupWraps) groups.set(wrap.subjectId, [...(groups.get(wrap.subjectId) ?? []), wrap])

  /** Made ready when first needed: most requests open nothing by a group's key. */
  const boxKeys = new Map<string, BoxKey>()
  let wiped = false
  const boxKeyOf = (holderId: string): BoxKey | undefined => {
    if (boxKeys.has(holderId)) return boxKeys.get(holderId)
    const wraps = groups.get(holderId)
    if (holderId !== owner.id && !wraps) return undefined
    const key = wraps ? groupBoxKey(wraps, unwrap(wraps)) : boxKey(privateKey, owner.publicKey)
    boxKeys.set(holderId, key)
    return key
  }

  const unwrap = (wraps: readonly KeyWrap[]): OpenedKey => {
    if (wiped) throw new Busy()
    const secrets = new Map<number, Buffer>()
    for (const wrap of wraps.filter(one => opensAt(one, at))) {
      const key = secrets.has(wrap.generation) ? undefined : boxKeyOf(wrap.holderId)
      if (!key) continue
      secrets.set(
        wrap.generation,
        openBox(key, wrap.wrapped, wrapBound(wrap.subjectId, wrap.generation, wrap.holderId)),
      )
    }
    const [first] = wraps
    if (!first || secrets.size === 0) throw new NotFound()
    const key = new OpenedKey(first.subjectId, secrets)
    opened.push(key)
    return key
  }

  return {
    holders: [owner.id, ...groups.keys()],
    at,
    publicKey: owner.publicKey,
    open: (wraps): OpenKey => unwrap(wraps),
    wipe() {
      privateKey.fill(0)
      for (const key of opened) key.wipe()
      wiped = true
      boxKeys.clear()
    },
  }
}

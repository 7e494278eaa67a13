import type { KeyRing, KeyWrap, OpenKey } from '../core'
import { NotFound } from '../core'
import { boxKey, openBox, type BoxKey } from './boxes'
import { wrapBound } from './keys.service'
import { OpenedKey } from './opened-key'

/** Opens what one person may open: by the person's own key, and by those of the groups the person was let into. */
export function openRing(userId: string, privateKey: Buffer, groupWraps: readonly KeyWrap[]): KeyRing {
  const opened: OpenedKey[] = []
  const boxKeys = new Map<string, BoxKey>([[userId, boxKey(privateKey)]])

  const unwrap = (wraps: readonly KeyWrap[]): OpenedKey => {
    const secrets = new Map<number, Buffer>()
    for (const wrap of wraps) {
      const key = boxKeys.get(wrap.holderId)
      if (!key || secrets.has(wrap.generation)) continue
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

  const groups = new Map<string, KeyWrap[]>()
  for (const wrap of groupWraps) groups.set(wrap.subjectId, [...(groups.get(wrap.subjectId) ?? []), wrap])
  for (const [groupId, wraps] of groups) boxKeys.set(groupId, boxKey(unwrap(wraps).secret))

  return {
    holders: [...boxKeys.keys()],
    open: (wraps): OpenKey => unwrap(wraps),
    wipe() {
      privateKey.fill(0)
      for (const key of opened) key.wipe()
      boxKeys.clear()
    },
  }
}

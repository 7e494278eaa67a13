import type { RequestHandler } from 'express'
import type { Actor } from '../core'
import { Rejected } from '../core'
import type { HostKeys } from '../vault'
import type { Received } from '../web'
import { actorOf } from '../web'

interface Kept {
  readonly actorId: string
  readonly holderId: string
  readonly files: readonly Received[]
}

/**
 * Files arrive before the rest of the form is looked at. When it does not hold, they are not sent again: the form carries a
 * sealed list of them, good for this person and this holder only.
 */
export const keepReceived =
  (host: HostKeys): RequestHandler =>
  (req, _res, next) => {
    const body = req.body as Record<string, string>
    const actor = actorOf(req)
    const holderId = String(req.params.holderId)
    const earlier = body.kept ? keptFiles(host, body.kept, actor, holderId) : []
    const files = [...earlier, ...(req.received ?? []).filter(file => file !== undefined)]
    body.kept = files.length
      ? host.sealText('kept-files', JSON.stringify({ actorId: actor.id, holderId, files } satisfies Kept))
      : ''
    next()
  }

export function keptFiles(host: HostKeys, sealed: string, actor: Actor, holderId: string): readonly Received[] {
  const text = host.openText('kept-files', sealed)
  const kept = text === undefined ? undefined : (JSON.parse(text) as Kept)
  if (kept?.actorId !== actor.id || kept.holderId !== holderId) throw new Rejected('evidence.new.files.required')
  return kept.files
}

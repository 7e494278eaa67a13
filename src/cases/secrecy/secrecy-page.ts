import { dayInAlmaty } from '../../core'
import { staffNames } from '../../people'
import type { HostKeys } from '../../vault'
import type { Load } from '../../web'
import { findCase } from '../cases.queries'
import { draftOn } from '../filing/later'
import { findMarker, listSecrecy } from './secrecy.queries'
import { answerIn, isInForce } from './secrecy-rules'

export const secrecyDraft = () => 'secrecy'

/** What binds whom, what did so before, and the question asked first. */
export const secrecyPage =
  (host: HostKeys): Load =>
  async ({ db, actor, params, now }) => {
    const { kase, key } = await findCase(db, actor, params.id ?? '')
    const on = dayInAlmaty(now)
    const markers = await listSecrecy(db, key)
    const people = markers.flatMap(({ markedBy, closedBy }) => [markedBy, closedBy]).filter(id => id !== null)
    return {
      case: kase,
      secrecyAnswer: answerIn(kase, markers),
      secrecy: markers.filter(marker => isInForce(marker, on)),
      former: markers.filter(marker => !isInForce(marker, on)).reverse(),
      names: Object.fromEntries(await staffNames(db, host, people)),
      ...(await draftOn(db, key, actor, secrecyDraft())),
    }
  }

export const markerPage: Load = async ({ db, actor, params, now }) => {
  const { kase, key } = await findCase(db, actor, params.id ?? '')
  return { case: kase, marker: await findMarker(db, key, params.markerId ?? '', dayInAlmaty(now)) }
}

import { one, type Look } from '../../web'
import type { Entry } from '../entries'
import { findDeadline, type Deadline } from './deadlines.queries'

const written = /^([0-9a-f-]{36})~(\d{1,9})$/

/** The address of a page that says which deadline was just marked, or opened again. */
export const saying = (address: string, { id, version }: Entry): string =>
  `${address}${address.includes('?') ? '&' : '?'}just=${id}~${version}`

/** What the address says was just done, as long as nothing else has happened to that deadline. */
export async function justMarked({ db, actor, query }: Look): Promise<Deadline | undefined> {
  const [, id, version] = written.exec(one(query, 'just') ?? '') ?? []
  const found = id && (await findDeadline(db, actor, id))
  return found && found.entry.version === Number(version) ? found : undefined
}

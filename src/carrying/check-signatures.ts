import type { Carrier } from './check-case'
import type { CaseLine, Signed } from './line'
import { consentsOf, partsOf } from './refs'
import { canJoin } from './staff.queries'
import type { Findings, Path } from './wrong'

/** Whoever is named is here, and nothing was written down later than now. */
export function checkSignatures(line: CaseLine, carrier: Carrier, found: Findings): void {
  const { words, secrecy, persons, evidence, decisions } = partsOf(line)
  for (const [name, parts] of Object.entries({ words, secrecy, evidence, decisions }))
    for (const [place, part] of parts.entries()) check(part, [name, place], carrier, found)
  for (const [place, { closedBy: by, closedAt: at }] of secrecy.entries())
    check({ by, at }, ['secrecy', place], carrier, found, ['closedBy', 'closedAt'])
  for (const [place, person] of persons.entries())
    for (const [at, consent] of consentsOf(person).entries())
      check(consent, ['persons', place, 'consents', at], carrier, found)
  if (line.opened) check(line.opened, ['opened'], carrier, found)
  checkTeam(line, carrier, found)
}

function check(
  { by, at }: Signed,
  path: Path,
  { staff, now }: Carrier,
  found: Findings,
  [who, when]: readonly [string, string] = ['by', 'at'],
): void {
  if (typeof by === 'string' && !staff.byLogin.has(by)) found.add([...path, who], 'carrying.wrong.login')
  if (typeof at === 'string' && at > now.toISOString()) found.add([...path, when], 'common.form.dayInFuture')
}

function checkTeam(line: CaseLine, { staff }: Carrier, found: Findings): void {
  const { team } = partsOf(line)
  for (const [place, { login }] of team.entries()) {
    if (!canJoin(staff.byLogin.get(login))) found.add(['team', place, 'login'], 'carrying.wrong.teammate')
    if (team.findIndex(one => one.login === login) < place) found.add(['team', place, 'login'], 'carrying.wrong.twice')
  }
  if (team.filter(one => one.role === 'lead').length > 1) found.add(['team'], 'carrying.wrong.oneLead')
}

import type { Doors } from '../src/app'
import { demoPassword } from '../src/commands/demo/people'
import type { Actor } from '../src/core'
import { coordinatorsOf, findUserByLogin } from '../src/people'
import { KeyWrapRow, openRing, passwordsOn, unwrapWithPassword } from '../src/vault'

/** Somebody of the demonstration with the keys held, past the door. */
export async function signedIn({ gate, host, config }: Doors, login: string): Promise<Actor> {
  const user = await gate.read(db => findUserByLogin(db, host, login))
  const kek = await passwordsOn(host, config).check(demoPassword, user?.password ?? undefined)
  if (!user?.privateWrapped || !kek) throw new Error(`${login} cannot sign in`)
  const privateKey = unwrapWithPassword(host, user.id, kek, user.privateWrapped)
  const group = { subjectId: coordinatorsOf(user.organisationId), holderId: user.id }
  const wraps = await gate.read(db => db.findBy(KeyWrapRow, group))
  const { id, organisationId, roles, clinician, words } = user
  const keys = openRing(user, privateKey, wraps, new Date())
  return { id, name: words.name, organisationId, roles: new Set(roles), clinician, keys }
}

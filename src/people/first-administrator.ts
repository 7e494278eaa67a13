import type { InWork } from '../core'
import { background } from '../core'
import type { Gate } from '../database'
import type { HostKeys } from '../vault'
import { inviteAgain, inviteUser } from './invitations.service'
import { Organisation } from './organisation.entity'
import { peoplePaths } from './people.paths'
import { addOrganisation } from './people.service'
import { User } from './user.entity'

const secretariat = {
  code: 'HUB',
  nameEn: 'Coalition secretariat',
  nameRu: 'Секретариат коалиции',
  nameKk: 'Коалиция хатшылығы',
}

/** The one-time link of an installation nobody has entered yet; undefined once somebody has. */
export async function firstAdministratorLink(gate: Gate, inWork: InWork, host: HostKeys): Promise<string | undefined> {
  const [entered, invited] = await gate.read(async db => [
    await db.countBy(User, { state: 'active' }),
    await db.findOne(User, { where: { state: 'invited' }, order: { id: 'ASC' } }),
  ])
  if (entered > 0) return undefined
  const { code } = await inWork(background('first-start'), async work => {
    if (invited) return inviteAgain(work, host, invited.id)
    const organisation =
      (await work.db.findOne(Organisation, { where: { code: secretariat.code } })) ??
      (await addOrganisation(work, secretariat))
    const roles = ['administrator']
    return inviteUser(work, host, {
      name: 'Administrator',
      login: 'administrator',
      organisationId: organisation.id,
      roles,
      clinician: false,
    })
  })
  return peoplePaths.invitation({ code })
}

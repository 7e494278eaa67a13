export { signInRequired } from './carry'
export { cookiesFor } from './cookies'
export { accountRoutes } from './account.routes'
export { forgetWhatIsOver } from './forgetting'
export { forgottenRoutes } from './forgotten.routes'
export {
  asHolder,
  coalitionIndex,
  coordinatorsOf,
  indexOf,
  keysLost,
  keysMissing,
  letIn,
  listWaiting,
  makeFirstKeys,
  monitorsOf,
  shareWhatIsDue,
} from './groups'
export { invitationRoutes } from './invitation.routes'
export { inviteUser } from './invitations.service'
export * from './notices'
export { Organisation, organisationName } from './organisation.entity'
export { firstAdministratorLink } from './first-administrator'
export { newKeysFor } from './people-doors'
export type { PeopleDoors } from './people-doors'
export { ownSecretRoutes } from './own-secrets.routes'
export { openSessions } from './people.middleware'
export { passwordFirst } from './password-first.middleware'
export { peoplePaths } from './people.paths'
export {
  countAccounts,
  findOrganisation,
  findUser,
  findUserByLogin,
  idsOf,
  listOrganisations,
  listUsers,
  loginToken,
  membersOf,
  staffKey,
  staffNames,
} from './people.queries'
export { addOrganisation, oneself } from './people.service'
export { ratesOn } from './rate'
export { SecondFactorUse } from './session.entity'
export { idleMinutes, sessionsOn } from './sessions'
export { doorsForOnce, signInOnce } from './sign-in-once'
export { signInRoutes } from './sign-in.routes'
export { User } from './user.entity'
export { usersRoutes } from './users.routes'

export { ageIdentity, ageRecipient } from './bech32'
export { newPrintedCode, readPrintedCode } from './codes'
export { realDisk } from './disk'
export type { Disk, Spool } from './disk'
export { FileStore } from './files'
export type { StoredFile } from './sealing'
export { hostKeys, makeHostKey, readHostKey } from './host'
export type { HostKeys } from './host'
export { blindIndex } from './index-key'
export type { BlindIndex } from './index-key'
export { InstallationFact } from './installation.entity'
export { findFact } from './installation.queries'
export { KeyWrapRow } from './key-wrap.entity'
export type { HolderKind } from './key-wrap.entity'
export { hasKey, heldBy, newestKey, openSubject, publicKeyOf, wrapsFor } from './keys.queries'
export { makeSubjectKey, share, takeWrapsAway, withdraw } from './keys.service'
export type { Holder } from './keys.service'
export { foldName, nameReadings, soughtKeys } from './names'
export type { NamePart } from './names'
export { opened } from './opened-key'
export { passwordsOn } from './passwords'
export type { PasswordCost, PasswordRecord, Passwords } from './passwords'
export {
  combineShares,
  makeRecovery,
  recoveryHolder,
  recoveryHolders,
  recoveryPublicKey,
  threeAtOnce,
} from './recovery'
export { openRing } from './ring'
export { SubjectKey } from './subject-key.entity'
export type { SubjectKind } from './subject-key.entity'
export * from './user-keys'

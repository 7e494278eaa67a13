import { noticeKinds } from '../people'
import { accessPaths } from './access/access.paths'
import type { Case } from './case.entity'
import { casesPaths as paths } from './cases.paths'
import { relatedPaths } from './patterns/related.paths'
import { referralsPaths } from './referrals/referrals.paths'

/** What a notice about a case may say of it: its number, which is no secret to those who are told. */
export const aboutCase = ({ reference }: Case, by: string) => ({ reference, by })

/** Where the notices about cases lead. */
export function joinCaseNotices(): void {
  noticeKinds.add('caseJoined', ({ subjectId: id }) => paths.one({ id }))
  noticeKinds.add('caseHandedOver', ({ subjectId: id }) => paths.team({ id }))
  noticeKinds.add('accessAsked', ({ subjectId }) => accessPaths.one({ requestId: subjectId }))
  noticeKinds.add('accessRefused', ({ subjectId }) => accessPaths.one({ requestId: subjectId }))
  noticeKinds.add('accessGiven', ({ subjectId: id }) => paths.one({ id }))
  noticeKinds.add('accessOpened', ({ subjectId: id }) => paths.team({ id }))
  noticeKinds.add('referralReceived', ({ subjectId }) => referralsPaths.one({ referralId: subjectId }))
  noticeKinds.add('referralWithdrawn', () => referralsPaths.all())
  for (const kind of ['referralAccepted', 'referralRefused', 'referralStopped'])
    noticeKinds.add(kind, ({ subjectId: id }) => referralsPaths.ofCase({ id }))
  noticeKinds.add('patternFound', () => relatedPaths.all())
  for (const kind of ['patternAsked', 'patternAgreed', 'patternDeclined'])
    noticeKinds.add(kind, ({ subjectId: askId }) => relatedPaths.one({ askId }))
  noticeKinds.add('caseOpenedByThree', ({ subjectId: id }, { roles }) =>
    roles.has('auditor') ? '/trail' : paths.one({ id }),
  )
  noticeKinds.add('casesHandedOver', () => paths.all())
}

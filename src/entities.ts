import { AccessRequest, AccessWords } from './cases/access/access-request.entity'
import { OuterId } from './carrying/outer-id.entity'
import { Case, CaseCounter } from './cases/case.entity'
import { Consent } from './cases/consent/consent.entity'
import { CalendarFeed } from './cases/deadlines/feed/calendar-feed.entity'
import { kinds, Occurrence } from './cases/entries'
import { PersonDifference, PersonMerge } from './cases/identities/identity.entity'
import { PatternAsk, PatternCase, PatternMark, PatternWords } from './cases/patterns/pattern.entity'
import { NameToken, Person } from './cases/persons/person.entity'
import { Referral, ReferralCopy, ReferralWords } from './cases/referrals/referral.entity'
import { SavedList } from './cases/saved-lists/saved-list.entity'
import { SecrecyMarker } from './cases/secrecy/secrecy.entity'
import { CaseDraft, TeamMember } from './cases/team/team.entity'
import { PastVersion } from './database/past-version.entity'
import { HandOver, HandOverRun, HandOverStep } from './cases/team/hand-over.entity'
import { Classification, ClassificationProvision } from './classification/classification.entity'
import { CustodyEvent } from './evidence/custody-event.entity'
import { EvidenceCounter } from './evidence/evidence-counter.entity'
import { EvidenceItem } from './evidence/evidence-item.entity'
import { Invitation, SpareCode } from './people/invitation.entity'
import { Notice } from './people/notices/notice.entity'
import { Organisation } from './people/organisation.entity'
import { RateBucket, SecondFactorUse, Session } from './people/session.entity'
import { User } from './people/user.entity'
import { SavedQuestion } from './statistics/saved-question.entity'
import { TrailHead, TrailRow } from './trail/trail-row.entity'
import { InstallationFact } from './vault/installation.entity'
import { KeyWrapRow } from './vault/key-wrap.entity'
import { SubjectKey } from './vault/subject-key.entity'
import { FormSubmission } from './web/form-submission.entity'

/** Every table of the program. */
export const entities = [
  TrailRow,
  TrailHead,
  FormSubmission,
  PastVersion,
  InstallationFact,
  SubjectKey,
  KeyWrapRow,
  Organisation,
  User,
  Invitation,
  SpareCode,
  Session,
  SecondFactorUse,
  RateBucket,
  Notice,
  Case,
  CaseCounter,
  Person,
  NameToken,
  PersonMerge,
  PersonDifference,
  Consent,
  TeamMember,
  SecrecyMarker,
  CaseDraft,
  HandOver,
  HandOverRun,
  HandOverStep,
  AccessRequest,
  AccessWords,
  Referral,
  ReferralWords,
  ReferralCopy,
  PatternMark,
  PatternCase,
  PatternAsk,
  PatternWords,
  ...kinds.map(kind => kind.schema),
  Occurrence,
  CalendarFeed,
  SavedList,
  EvidenceItem,
  CustodyEvent,
  EvidenceCounter,
  Classification,
  ClassificationProvision,
  OuterId,
  SavedQuestion,
]

import { Classification, ClassificationProvision } from './classification/classification.entity'
import { CustodyEvent } from './evidence/custody-event.entity'
import { EvidenceCounter } from './evidence/evidence-counter.entity'
import { EvidenceItem } from './evidence/evidence-item.entity'
import { TrailHead, TrailRow } from './trail/trail-row.entity'
import { KeyWrapRow } from './vault/key-wrap.entity'
import { SubjectKey } from './vault/subject-key.entity'

/** Every table of the program. */
export const entities = [
  TrailRow,
  TrailHead,
  SubjectKey,
  KeyWrapRow,
  EvidenceItem,
  CustodyEvent,
  EvidenceCounter,
  Classification,
  ClassificationProvision,
]

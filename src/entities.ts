import { CustodyEvent } from './evidence/custody-event.entity'
import { EvidenceCounter } from './evidence/evidence-counter.entity'
import { EvidenceItem } from './evidence/evidence-item.entity'
import { TrailHead, TrailRow } from './trail/trail-row.entity'

/** Every table of the program. */
export const entities = [TrailRow, TrailHead, EvidenceItem, CustodyEvent, EvidenceCounter]

import type { EntryKind } from '../entry-kind'
import { act, involvement } from './act'
import { detention, stay } from './detention'
import { examination } from './examination'
import { death, healthEvent } from './health'
import { hearing } from './hearing'
import { informationRequest } from './information-request'
import { injury } from './injury'
import { lawyerMeasure, shutdown, undertaking } from './pressure'
import { motion, proceeding } from './proceeding'
import { recordingRequest } from './recording-request'
import { remedyStep } from './remedy-step'
import { removal } from './removal'
import { reprisal } from './reprisal'
import { service } from './service'
import { contact, deadline, note } from './work'

export { act, deadline, detention, involvement, stay }

/** Every kind of entry, in the order of the file. A further one costs a declaration, a migration and texts. */
export const kinds: readonly EntryKind[] = [
  detention,
  stay,
  removal,
  act,
  involvement,
  injury,
  examination,
  healthEvent,
  death,
  remedyStep,
  recordingRequest,
  informationRequest,
  hearing,
  proceeding,
  motion,
  undertaking,
  lawyerMeasure,
  shutdown,
  reprisal,
  service,
  deadline,
  note,
  contact,
]

export const kindOf = (name: string): EntryKind | undefined => kinds.find(kind => kind.name === name)

import type { Unit } from '../question/catalogue'
import type { Sheet } from './sheet'

export const entryKinds = ({ catalogue }: Sheet): Unit[] =>
  [...catalogue.units.values()].filter(unit => unit.kind === 'entry')

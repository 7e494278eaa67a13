export type { DayOff, WorkCalendar } from './calendar'
export { byProvision, codebook, loadCodebook } from './codebook'
export type { Codebook } from './codebook'
export type {
  Article,
  CalendarYear,
  ClockRule,
  CodeItem,
  Confidence,
  Finding,
  Indicator,
  Label,
  Recommendation,
  RuleCondition,
  SuggestionRule,
  ViolationType,
} from './types'
export { countedFrom, isCounted } from './counted-from'
export { inForce } from './in-force'
export { codebookWords } from './words'
export { codebookPaths, codebookRoutes } from './codebook.routes'

export { byProvision, codebook, loadCodebook } from './codebook'
export type { Codebook } from './codebook'
export type {
  Article,
  ClockRule,
  CodeItem,
  Finding,
  Indicator,
  Label,
  Recommendation,
  RuleCondition,
  SuggestionRule,
  ViolationType,
} from './types'
export { codebookWords } from './words'
export { codebookPaths, codebookRoutes } from './codebook.routes'

export { ownPath, path } from './path'
export { downloadHeaders, pour } from './download'
export { asksAgain } from './errors'
export {
  calendarDay,
  choice,
  choices,
  daily,
  emptyForm,
  line,
  optional,
  pastDay,
  readForm,
  say,
  statement,
  tick,
} from './forms'
export type { Form, FormState, Problem, Typed } from './forms'
export { actorOf, webOn } from './handlers'
export type { Guard, Submission, Web, WebDoors } from './handlers'
export { forgetAnswers } from './once'
export { one, several } from './request'
export type { Load, Look, OpenSession, Query } from './request'
export { uploads } from './uploads'
export type { FileSink, Received } from './uploads'

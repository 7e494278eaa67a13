import { path } from '../../../web'

export const feedPaths = {
  own: path('/account/calendar'),
  end: path('/account/calendar/end'),
  /** For a program that cannot sign in: who has the code reads. */
  feed: path('/calendar/:feedCode/deadlines.ics'),
}

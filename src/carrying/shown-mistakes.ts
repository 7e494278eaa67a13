import type { Translate } from '../i18n'
import type { Report } from './check-file'
import { columnText, placeText } from './mistake-text'

/** What is wrong with a file, as its page says it. */
export const shownMistakes = (report: Report | undefined, t: Translate) => ({
  mistakes: report?.mistakes.map(mistake => ({
    ...mistake,
    column: columnText(t, mistake),
    place: placeText(mistake),
  })),
})

import type { RawAnswer, Row } from '../answer'
import type { Question } from '../question/question'

type Applies = (raw: RawAnswer, shown: readonly Row[]) => boolean

/** What may have to be said beside numbers, and when. */
const notes: Readonly<Record<string, Applies>> = {
  prevalence: () => true,
  protected: (_, shown) => shown.some(row => row.protected),
  beings: ({ question: { scope, unit } }) => scope === 'coalition' && ['person', 'perpetrator'].includes(unit),
  overlap: ({ rows, columns }) => !rows.addsUp || !columns.addsUp,
  halfOpen: ({ question }) => question.by.some(by => 'clock' in by),
  region: ({ question }) => isBy(question, 'region_at_event'),
  confirmed: ({ question }) => isBy(question, 'article', 'provision', 'violation'),
  cohort: ({ question }) => isBy(question, 'year', 'month'),
  median: ({ question }) => question.measure.kind === 'median',
  notComputable: (_, shown) => shown.some(row => !row.protected && row.value === null),
}

const isBy = ({ by }: Question, ...fields: string[]): boolean =>
  by.some(one => 'field' in one && fields.includes(one.field))

/** What must be said beside these numbers, as keys of the texts. */
export const notesOf = (raw: RawAnswer, shown: readonly Row[]): string[] =>
  Object.entries(notes).flatMap(([note, applies]) => (applies(raw, shown) ? [`statistics.notes.${note}`] : []))

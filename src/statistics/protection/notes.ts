import type { RawAnswer, Row } from '../answer'

/** What must be said beside these numbers, as keys of the texts. */
export function notesOf({ question, rows, columns }: RawAnswer, shown: readonly Row[]): string[] {
  const notes = ['prevalence']
  if (shown.some(row => row.protected)) notes.push('protected')
  if (question.scope === 'coalition' && ['person', 'perpetrator'].includes(question.unit)) notes.push('beings')
  if (!rows.addsUp || !columns.addsUp) notes.push('overlap')
  if (question.by.some(by => 'clock' in by)) notes.push('halfOpen')
  if (question.by.some(by => 'field' in by && by.field === 'region_at_event')) notes.push('region')
  if (question.by.some(by => 'field' in by && ['article', 'provision', 'violation'].includes(by.field)))
    notes.push('confirmed')
  if (question.by.some(by => 'field' in by && ['year', 'month'].includes(by.field))) notes.push('cohort')
  if (question.measure.kind === 'median') notes.push('median')
  if (shown.some(row => !row.protected && row.value === null)) notes.push('notComputable')
  return notes.map(note => `statistics.notes.${note}`)
}

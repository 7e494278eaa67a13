import { codebook } from '../../src/codebook'
import type { Field } from '../../src/cases/entries/fields'
import { createTexts, dayText, monthText } from '../../src/i18n'
import type { Answer, When } from './stories/story'

const t = createTexts().for('ru')

/** One kind of space, as the eye sees it. */
export const plainly = (text: string): string => text.replace(/\s+/g, ' ').trim()

export const labelOf = (kind: string, name: string): string => plainly(t(`entries.${kind}.fields.${name}`))

/** What the Russian page of an entry says when this was answered; a link says whatever it leads to. */
export function readsAs(field: Field, answer: Answer): string[] {
  if (typeof answer === 'string') return [oneAs(field, answer)]
  if (Array.isArray(answer)) return (answer as readonly string[]).map(one => oneAs(field, one))
  if ('when' in answer) return timeAs(answer.when)
  if ('noTime' in answer) return [codebook.label('moment_states', answer.noTime, 'ru')]
  if ('money' in answer) return [plainly(Number(answer.money).toLocaleString('ru')), 'тенге']
  return []
}

function oneAs(field: Field, said: string): string {
  if (field.type === 'answer') return plainly(t(`common.answers.${said}`))
  if (field.type === 'code' || field.type === 'codes') return plainly(codebook.label(field.list, said, 'ru'))
  return plainly(said)
}

function timeAs({ on, time, until, about, source }: When): string[] {
  const first = on.length === 7 ? monthText('ru', `${on}-01`) : dayText('ru', on)
  return [
    ...(about ? [on.length === 7 ? 'примерно' : 'около'] : []),
    ...(until ? ['между', dayText('ru', until)] : []),
    first,
    ...(time ? [time.includes(':') ? time : `в ${time} часу`] : []),
    ...(source ? [codebook.label('moment_sources', source, 'ru')] : []),
  ].map(plainly)
}

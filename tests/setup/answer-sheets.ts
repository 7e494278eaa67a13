import { answers, type EntryKind } from '../../src/cases/entries'
import type { Field } from '../../src/cases/entries/fields'
import { codebook } from '../../src/codebook'

export type Sheet = Record<string, string | string[]>

/** Where links of a kind may lead: a person or an earlier entry, by the name of the question. */
export type Targets = Readonly<Record<string, string>>

/** Every question of a kind answered, in one of two ways, as somebody would type it. */
export function answerSheet(kind: EntryKind, way: 0 | 1, targets: Targets = {}): Sheet {
  const fields = Object.entries(kind.fields)
  const moments = fields.filter(([, field]) => field.type === 'moment').map(([name]) => name)
  const inOrder = [kind.event, ...moments.filter(name => name !== kind.event)]
  const typed = fields.map(([name, field], place): Sheet => {
    if (field.type !== 'moment') return typedAnswer(name, field, place, way, targets)
    const year = field.ahead ? '2031' : '2024'
    return kind.uncounted ? plainMoment(name, way, year) : typedMoment(name, inOrder.indexOf(name), way, year)
  })
  const common = { verification: 'V3', regionAtEvent: way ? 'KZ-71' : 'KZ-75', note: `Заметка ${way}` }
  return Object.assign({}, ...typed, kind.uncounted ? {} : common) as Sheet
}

function typedAnswer(name: string, field: Field, place: number, way: number, targets: Targets): Sheet {
  const turn = place + way
  const at = <T>(list: readonly T[], step = 0): T => list[(turn + step) % list.length]!
  switch (field.type) {
    case 'answer':
      return { [name]: at(answers) }
    case 'code':
      return { [name]: at(codebook.codes(field.list)) }
    case 'codes':
      return { [name]: [at(codebook.codes(field.list)), at(codebook.codes(field.list), 1)].sort() }
    case 'number':
      return { [name]: String(3 + way) }
    case 'money':
      return { [name]: String(1_500_000 + turn), [`${name}-currency`]: at(codebook.codes('currencies')) }
    case 'text':
      return { [name]: `Слова ${name} ${way} <&>` }
    default:
      return { [name]: targets[name] ?? '' }
  }
}

const parts = ['day', 'month', 'year', 'hour', 'minute', 'until-day', 'until-month', 'until-year', 'precision', 'source', 'state'] // prettier-ignore

/** Work on the file is asked for its day and hour only. */
const plainMoment = (name: string, way: number, year: string): Sheet => ({
  [`${name}-day`]: `1${way}`,
  [`${name}-month`]: '10',
  [`${name}-year`]: year,
  [`${name}-hour`]: way ? '07' : '',
  [`${name}-minute`]: way ? '40' : '',
})

/** The event is always a day; other moments take their turn among all that a moment can be. */
function typedMoment(name: string, order: number, way: number, year: string): Sheet {
  const day = { day: String(order + 1).padStart(2, '0'), month: '10', year, source: 'protocol' }
  const forms: Sheet[] = [
    { ...day, hour: '07', minute: '40', precision: 'minute' },
    { ...day, 'until-day': '05', 'until-month': '11', 'until-year': year, precision: 'between' },
    { ...day, day: '', month: '11', precision: 'about' },
    { ...day, hour: '18', precision: 'hour' },
    { state: 'never' },
    { ...day, precision: 'day' },
  ]
  const form = order === 0 ? forms[way * 5] : forms[(order + way) % forms.length]
  return Object.fromEntries(parts.map(part => [`${name}-${part}`, form?.[part] ?? '']))
}

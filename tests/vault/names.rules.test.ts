import { knownOf, likenessOf, type Known } from '../../src/cases/identities/likeness'
import { meetingsOf } from '../../src/cases/identities/meetings'
import { foldName, nameReadings } from '../../src/vault'
import families from './a-list-of-names.json'

/** One spelling of somebody's name, with what a file might know besides: `Ерлан Ахметов # m 1975`. */
interface Spelling {
  readonly text: string
  readonly who: string
  readonly family: number
  readonly known: Known
  readonly meetings: ReadonlySet<string>
}

const spellings = families.flatMap((persons, family) =>
  persons.flatMap((line, place) => line.split(' | ').map(text => spelling(text, `${family}.${place}`, family))),
)

function spelling(line: string, who: string, family: number): Spelling {
  const [text = '', facts = ''] = line.split(' # ')
  const [, sex, year] = /^([mf])?(?: (\d{4}))?$/.exec(facts) ?? []
  const known = knownOf({
    words: { name: text, otherNames: '', birthDate: '', iin: '' },
    sex: sex === 'm' ? 'male' : sex === 'f' ? 'female' : null,
    birthYear: year ? Number(year) : null,
  })
  return { text, who, family, known, meetings: new Set(meetingsOf(known.names)) }
}

/** As the program proposes: found by what both meet in, then compared. */
const isProposed = (one: Spelling, other: Spelling): boolean =>
  [...one.meetings].some(key => other.meetings.has(key)) && likenessOf(one.known, other.known) !== undefined

function measure(list: readonly Spelling[]) {
  const counts = { right: 0, wrong: 0, missed: 0, pairs: 0 }
  for (const [at, one] of list.entries()) {
    for (const other of list.slice(at + 1)) {
      const isSame = one.who === other.who
      const proposed = isProposed(one, other)
      counts.pairs += 1
      if (isSame) counts[proposed ? 'right' : 'missed'] += 1
      else if (proposed) counts.wrong += 1
    }
  }
  const { right, wrong, missed } = counts
  return { ...counts, precision: right / (right + wrong), recall: right / (right + missed) }
}

const share = (number: number) => number.toFixed(3)

describe('names and who may be the same person', () => {
  it('are tried on three hundred people at least, in three spellings each and more', () => {
    const people = families.flat()
    expect(people.length).toBeGreaterThanOrEqual(300)
    expect(spellings.length / people.length).toBeGreaterThan(3)
    expect(new Set(spellings.map(one => `${one.who} ${one.text}`)).size).toBeGreaterThan(spellings.length * 0.97)
  })

  it.each([
    ['tuned on', 0],
    ['held out', 1],
  ])('are proposed rightly and rarely missed: the half %s', (name, half) => {
    const list = spellings.filter(one => one.family % 2 === half)
    const { precision, recall, right, wrong, missed, pairs } = measure(list)
    process.stdout.write(
      `  ${name}: ${list.length} spellings, ${pairs} pairs: ${right} right, ${wrong} wrong, ${missed} missed; ` +
        `precision ${share(precision)}, recall ${share(recall)}\n`,
    )
    expect(precision).toBeGreaterThanOrEqual(0.95)
    expect(recall).toBeGreaterThanOrEqual(0.9)
  })

  it.each([
    ['Қайрат', 'Кайрат', 'Kairat', 'Qairat', 'QAIRAT'],
    ['Шыңғыс', 'Чингиз', 'Shyngys', 'Chingis', 'Şyñğys', "S'yn'g'ys"],
    ['Серікұлы', 'Серикович', 'Серик улы', 'Serikuly', 'Serikovich', 'Серік ұлы'],
    ['Болатқызы', 'Булатовна', 'Bolatkyzy', 'Bolatovna', 'Bolatqyzy'],
    ['Әбдіғалиев', 'Абдигалиев', 'Абдикалиев', 'Abdigaliyev', 'Ábdiǵaliev', 'Äbdiğaliev'],
    ['Жұмабек', 'Джумабек', 'Zhumabek', 'Jumabek', 'Dzhumabek'],
    ['Хасенов', 'Қасенов', 'Касенов', 'Khassenov', 'Qasenov'],
    ['Фёдор', 'Федор', 'Fyodor', 'Fedor'],
    ['Дмитрий', 'Dmitry', 'Dmitrii', 'Dmitriy', 'Dmitri'],
    ['Юлия', 'Yuliya', 'Iuliia', 'Yulia'],
    ['Щербаков', 'Shcherbakov', 'Scherbakov'],
    ['Сәтбаев', 'Сатпаев', 'Satpayev', 'Sátbaev'],
    ['Бауыржан', 'Бауржан', 'Baurzhan', 'Bauyrzhan', 'Baýyrjan'],
    ['Нур-Султан', 'Нурсултан', 'Nursultan', 'Нұрсұлтан'],
    ['Ksenia', 'Ксения', 'Xenia', 'Kseniya'],
  ])('meet in one key: %s, %s, %s and more', (...names) => {
    const [first = '', ...others] = names
    for (const other of others) expect([other, foldName(other)]).toEqual([other, expect.arrayContaining(foldName(first).slice(0, 1))])
  }) // prettier-ignore

  it.each([
    ['Ахметов', 'Ахметова'],
    ['Серик', 'Серикбай'],
    ['Ерлан', 'Арлан'],
    ['Ержан', 'Ерлан'],
    ['Марат', 'Мурат'],
    ['Яна', 'Анна'],
    ['Сериков', 'Серик'],
    ['Евгений', 'Евгения'],
  ])('stay apart: %s and %s', (one, other) => expect(foldName(one)).not.toEqual(foldName(other)))

  it('read an initial as one, and find nobody by it', () => {
    expect(nameReadings('Оспанов С.К.')[0]?.map(part => part.kind)).toEqual(['name', 'initial', 'initial'])
    expect(foldName('Оспанов С.К.')).toHaveLength(1)
  })
})

import { isOneLetterOff, knownOf, likenessOf } from '../../src/cases/identities/likeness'
import { meetingsOf } from '../../src/cases/identities/meetings'

const nothing = { otherNames: '', birthDate: '', iin: '' }
const known = (name: string, { sex = null, ...words }: Record<string, string | null> = {}) => {
  const { otherNames, birthDate, iin } = { ...nothing, ...words }
  const year = birthDate.slice(0, 4)
  const facts = { birthYear: year ? Number(year) : null, sex }
  return knownOf({ words: { name, otherNames, birthDate: birthDate.length > 4 ? birthDate : '', iin }, ...facts })
}
const reasons = (one: ReturnType<typeof known>, other: ReturnType<typeof known>) => likenessOf(one, other)?.reasons

describe('whether two rows may be one human being', () => {
  it.each([
    ['given name and surname in any order', 'Қайрат Әбдіғалиев', 'Abdigaliyev Kairat', ['name', 'name']],
    ['the father’s name too', 'Әбдіғалиев Қайрат Серікұлы', 'Абдигалиев Кайрат Серикович', ['name', 'name', 'patronymic']],
    ['given and father’s name, the surname unknown', 'Қайрат Серікұлы', 'Абдигалиев Кайрат Серикович', ['name', 'patronymic']],
    ['surname and both initials', 'Абдигалиев К.С.', 'Қайрат Серікұлы Әбдіғалиев', ['name', 'initials', 'initials']],
    ['a hyphen or none', 'Нур-Султан Касенов', 'Касенов Нурсултан', ['name', 'name']],
  ])('is asked for %s', (_, one, other, why) => expect(reasons(known(one), known(other))).toEqual(why)) // prettier-ignore

  it.each([
    ['brothers', 'Ахметов Ерлан Болатұлы', 'Ахметов Ержан Болатұлы'],
    ['father and son', 'Серик Ахметов', 'Ахметов Болат Серикович'],
    ['cousins with the names of two fathers', 'Ахметов Ерлан Болатович', 'Ахметов Ерлан Сагатович'],
    ['husband and wife', 'Серик Ахметов', 'Айгүл Ахметова'],
    ['a son and a daughter of one name', 'Айдын Серікұлы', 'Айдын Серікқызы'],
    ['Серик and Серикбай', 'Серик Оспанов', 'Серикбай Оспанов'],
    ['one surname only', 'Оспанов', 'Серик Оспанов'],
    ['one initial', 'Оспанов С.', 'Серик Оспанов'],
    ['initials in the other order', 'Иванов С.П.', 'Иванов Пётр Сергеевич'],
  ])('is not asked for %s', (_, one, other) => expect(likenessOf(known(one), known(other))).toBeUndefined())

  it('is certain by the IIN, whatever else is written', () => {
    expect(reasons(known('А', { iin: '1', birthDate: '1990' }), known('Б', { iin: '1', birthDate: '1970' }))).toEqual(['iin']) // prettier-ignore
  })

  const [name, other] = ['Нұрлан Серіков', 'Нурлан Сериков']
  it.each([
    ['another IIN', { iin: '1' }, { iin: '2' }],
    ['a year of birth two years apart', { birthDate: '1985' }, { birthDate: '1987' }],
    ['another sex', { sex: 'male' }, { sex: 'female' }],
  ])('is out of the question by %s', (_, mine, theirs) =>
    expect(likenessOf(known(name, mine), known(other, theirs))).toBeUndefined(),
  )

  it('allows for a year that was only about right, and for what is not known', () => {
    expect(reasons(known(name, { birthDate: '1985' }), known(other, { birthDate: '1986' }))).toEqual(['name', 'name'])
    expect(reasons(known(name, { sex: 'unknown' }), known(other, { sex: 'female' }))).toEqual(['name', 'name'])
  })

  it('puts who has more in common first', () => {
    const score = (theirs: ReturnType<typeof known>) =>
      likenessOf(known(name, { birthDate: '1985-01-01' }), theirs)?.score
    const [plain, year, day] = ['', '1985', '1985-01-01'].map(birthDate => score(known(other, { birthDate })) ?? 0)
    expect(day).toBeGreaterThan(year!)
    expect(year).toBeGreaterThan(plain!)
  })

  it('takes one part of the name with the date of birth, and a letter off beside it', () => {
    const born = { birthDate: '1985-03-01' }
    expect(reasons(known('Нұрлан', born), known('Сериков Нурлан', born))).toEqual(['name', 'birthDate'])
    expect(reasons(known('Нұрлан Тастанов', born), known('Нурлан Тасманов', born))).toContain('similar')
    expect(likenessOf(known('Нұрлан Тастанов'), known('Нурлан Тасманов'))).toBeUndefined()
  })

  it('reads other names as names', () =>
    expect(reasons(known('Айгүл Ахметова', { otherNames: 'Айгүл Серікова; Айка' }), known('Серикова Айгуль'))).toEqual(['name', 'name'])) // prettier-ignore

  it.each([
    ['тастанов', 'тасманов', true],
    ['тастанов', 'тастнов', true],
    ['akmatuv', 'akmatuva', false],
    ['akm', 'akn', false],
  ])('%s and %s are one letter off: %s', (one, two, is) => expect(isOneLetterOff(one, two)).toBe(is))

  it('is looked for by pairs of parts, never by more than fifteen for a name', () => {
    expect(meetingsOf(known('Серик Оспанов').names)).toHaveLength(1)
    expect(meetingsOf(known('Абай Берік Ғалым Дархан Ерлан Жанат Зейін Ильяс').names)).toHaveLength(15)
  })
})

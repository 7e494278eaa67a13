import fc from 'fast-check'
import { randomBytes } from 'node:crypto'
import { commonPasswords } from '../../src/people/common-passwords'
import { passwordProblem } from '../../src/people/password-rules'
import { shifted, weakWords } from '../../src/people/weak-words'
import { hostKeys, passwordsOn } from '../../src/vault'

const passwords = passwordsOn(hostKeys(randomBytes(32)), { bcryptCost: 4, scryptLogN: 10 })
const opens = async (made: string, typed: string) => {
  const { record } = await passwords.make(made)
  return (await passwords.check(typed, record)) !== undefined
}
const letters = (many: number) =>
  Array.from({ length: many }, (_, at) => String.fromCharCode(0x430 + (at % 32))).join('')

describe('passwords', () => {
  it('tells two long Cyrillic ones apart by their last letter, past the 72 bytes bcrypt reads (S01)', async () => {
    const long = letters(36)
    expect(await opens(`${long}а`, `${long}а`)).toBe(true)
    expect(await opens(`${long}а`, `${long}б`)).toBe(false)
    expect(await opens(`${letters(127)}а`, `${letters(127)}б`)).toBe(false)
  })

  it('may have 15 to 128 characters, whatever they are (S02)', () => {
    const of = (many: number) => passwordProblem(letters(many), [])
    expect([14, 15, 64, 128, 129].map(of)).toEqual([
      'people.password.tooShort',
      undefined,
      undefined,
      undefined,
      'people.password.tooLong',
    ])
    expect(passwordProblem('🐎🔋📎 жеті су 🌾 кеме', [])).toBeUndefined()
  })

  it('does not end at a NUL, and is one password however its letters are composed (S02)', async () => {
    expect(await opens('снег лежит\u0000а', 'снег лежит\u0000б')).toBe(false)
    expect(await opens('снег лежит\u0000а', 'снег лежит')).toBe(false)
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), async text => {
        expect(await opens(text.normalize('NFC'), text.normalize('NFD'))).toBe(true)
        expect(await opens(text, `${text}й`)).toBe(false)
      }),
      { numRuns: 25 },
    )
    expect(await opens('йод и ёлка стоят', 'йод и ёлка стоят'.normalize('NFD'))).toBe(true)
  })

  it.each(['gfhjkm123456789', 'пароль123456789', 'Qwerty123456789!', 'Коалиция-Астана-2024', 'йцукен йцукен йцукен', 'aaaaaaaaaaaaaaaaaaaa', 'абвабвабвабвабвабв', '1234567890123456', '123456789ячсмитьбю19501950password'])(
    'refuses %s with the reason (S03)',
    weak => {
      expect(passwordProblem(weak, [])).toMatch(/^people\.password\.(common|repetitive)$/)
    },
  ) // prettier-ignore

  it('refuses each of the 3,000 passwords chosen most often, however it is made long enough (S03)', () => {
    const common = commonPasswords()
    expect(common).toHaveLength(3000)
    const taken = common
      .filter(word => word.length > 3)
      .flatMap(word => [
        `${word}1234567890123`,
        `${shifted(word)} 2024 ${shifted(word)} 2025`,
        `${word}-qwerty-${word}`,
      ])
      .filter(password => [...password].length >= 15 && passwordProblem(password, []) === undefined)
    expect(taken).toEqual([])
  })

  it('refuses whatever is made of weak words, years, runs and one’s own names (S03)', () => {
    const own = ['aigerim.serikova', 'Айгерім Серікова']
    const piece = fc.oneof(
      fc.constantFrom(...weakWords),
      fc.integer({ min: 1950, max: 2030 }).map(String),
      fc.constantFrom('123456789', '987654321', 'aigerim', 'Серікова', '!', ' ', '-'),
    )
    fc.assert(
      fc.property(fc.array(piece, { minLength: 3, maxLength: 12 }), pieces => {
        const password = pieces.join('')
        fc.pre([...password].length >= 15 && [...password].length <= 128)
        expect(passwordProblem(password, own)).toBeDefined()
      }),
    )
  })
})

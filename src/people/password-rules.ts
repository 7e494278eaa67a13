import { commonPasswords } from './common-passwords'
import { shifted, weakWords } from './weak-words'

const shortest = 15
const longest = 128

/**
 * What is wrong with a new password, as a key of the texts; undefined when nothing is. After NIST SP 800-63B: length and a block
 * list, no rules of composition. The list knows Russian and Kazakh words, and words typed on the other keyboard layout.
 */
export function passwordProblem(password: string, own: readonly string[]): string | undefined {
  const plain = password.normalize('NFKC')
  const length = [...plain].length
  if (length < shortest) return 'people.password.tooShort'
  if (length > longest) return 'people.password.tooLong'
  const folded = plain.toLowerCase()
  if (isRepetitive(folded)) return 'people.password.repetitive'
  const ownWords = own.flatMap(text => text.toLowerCase().split(/[\s@._-]+/)).filter(word => word.length > 3)
  return uncovered(folded, [known, new Set(withShifted(ownWords))]) < 8 ? 'people.password.common' : undefined
}

const withShifted = (words: readonly string[]): string[] =>
  words
    .flatMap(word => [word, shifted(word)])
    .map(pressed)
    .filter(word => word.length > 2)

/** Written without what people put between words. */
const pressed = (text: string): string => text.replace(/[\s\p{P}]/gu, '')

const known = new Set(withShifted([...weakWords, ...commonPasswords().filter(word => word.length > 3)]))

/**
 * How many characters stand outside of known words and numbers of four digits or more - years, runs, telephones - where these are
 * laid so that they cover the most: a long password of common pieces is a short one.
 */
function uncovered(password: string, known: readonly ReadonlySet<string>[]): number {
  const text = pressed(password)
  const inNumber = [...text.matchAll(/\d{4,}/g)].flatMap(({ 0: run, index }) => [...run].map((_, at) => index + at))
  const isKnown = (piece: string): boolean => known.some(words => words.has(piece))
  const fewest = [0]
  for (let end = 1; end <= text.length; end++) {
    const beforeAWord = fewest.filter((_, start) => isKnown(text.slice(start, end)))
    const oneMore = (fewest.at(-1) ?? 0) + (inNumber.includes(end - 1) ? 0 : 1)
    fewest.push(Math.min(oneMore, ...beforeAWord))
  }
  return fewest.at(-1) ?? 0
}

const isRepetitive = (text: string): boolean => new Set(text).size < 5 || /^(.{1,12})\1+.{0,4}$/u.test(text)

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
  const rest = without(folded, [...longestFirst(ownWords), ...known])
  return [...rest].length < 8 ? 'people.password.common' : undefined
}

const longestFirst = (words: readonly string[]): string[] =>
  [...new Set(words.flatMap(word => [word, shifted(word)]))]
    .filter(word => word.length > 2)
    .sort((a, b) => b.length - a.length)

const known = longestFirst([...weakWords, ...commonPasswords().filter(word => word.length > 3)])

/** What is left when known words and numbers of four digits or more - years, runs, telephones - are taken out: a long password of common pieces is a short one. */
function without(password: string, words: readonly string[]): string {
  let rest = password
  for (const word of words) if (rest.includes(word)) rest = rest.split(word).join('')
  return rest.replace(/\d{4,}|[\s\p{P}]/gu, '')
}

const isRepetitive = (text: string): boolean => new Set(text).size < 5 || /^(.{1,12})\1+.{0,4}$/u.test(text)

import { inLatin } from './letters'

/** One part of a name: what it sounds like, whatever script it was written in. */
export interface NamePart {
  readonly key: string
  readonly kind: 'name' | 'patronymic' | 'initial'
  /** Whose son or daughter a patronymic says. */
  readonly sex?: 'male' | 'female' | undefined
}

/**
 * The parts of a name, folded so that its spellings in Russian and Kazakh Cyrillic, Kazakh Latin and passport Latin meet. Coarse on
 * purpose - what is found is opened and compared before it is shown.
 */
export function nameParts(name: string): NamePart[] {
  return wordsOf(name).flatMap(word => partsOf(word.replace(/-/g, '')))
}

/** A word with a hyphen is read as one and as two: Нур-Султан is Нурсултан, and Ким-Ахметова was Ахметова. */
export const nameReadings = (name: string): NamePart[][] =>
  [name, ...(name.includes('-') ? [name.replace(/-/g, ' ')] : [])].map(nameParts)

/** The keys a name is found by, each once, in every reading. */
export const foldName = (name: string): string[] => keysOf(nameReadings(name).flat())

/** The keys somebody looks for who writes this; an initial finds nobody. */
export const soughtKeys = (words: string): string[] => keysOf(nameParts(words))

const keysOf = (parts: readonly NamePart[]): string[] => [
  ...new Set(parts.filter(part => part.kind !== 'initial').map(part => part.key)),
]

/** Words in capitals or not; "ұлы" standing by itself belongs to the word before it. */
function wordsOf(name: string): string[] {
  const joined = name.normalize('NFC').toLowerCase().replace(apart, '$1')
  return joined.split(/[^\p{L}\p{M}'’ʼ-]+/u).filter(word => word !== '')
}

const apart =
  /\s+(ұлы|улы|уулу|оглы|оғлы|углы|қызы|кызы|гызы|uly|ūly|ogly|oglu|qyzy|kyzy|kizi|qizi)(?=$|[^\p{L}\p{M}'’ʼ-])/gu

function partsOf(word: string): NamePart[] {
  const plain = inLatin(word)
  if (plain === '') return []
  if ([...word.normalize('NFC')].length === 1) return [{ key: initialOf(plain), kind: 'initial' }]
  for (const [sex, ending] of patronymics) {
    const stem = plain.replace(ending, '')
    if (stem !== plain && stem.length > 1) return [{ key: soundOf(stem).replace(/a$/, ''), kind: 'patronymic', sex }]
  }
  return [{ key: soundOf(plain), kind: 'name' }]
}

/** -ович, -ұлы, -оглы; -овна, -қызы: each as Latin letters come to write it. */
const patronymics = [
  ['male', /([iy]?[eo]v[iy](ch|tch|tsch|c|cz)|(?<=^il|luk|kuzm|fom|nikit|sav|demid)[iy]{1,2}ch|(o?u|ū)l[iy]|ul[uy]|ogl[yu]|ugl[iy])$/],
  ['female', /([iy]?[eo]vna|[iy]nichna|[iy]chna|[kqg][iy]?z+[iy]|[kq][iy]z)$/],
] as const // prettier-ignore

const initialOf = (plain: string): string => soundOf(plain).slice(0, 1) || plain.slice(0, 1)

/** One short key for all that is written for the same sound; the first vowel counts for more than those inside. */
export function soundOf(plain: string): string {
  const opening = /^(ya|ia|yu|iu|yo|ye|ie|e)/.exec(plain)?.[0] ?? ''
  const rest = roughOf(plain.slice(opening.length))
  return familiar(tidy((openings[opening] ?? '') + rest)) || plain
}

/** Where a name begins, Яна is not Анна and Ерлан not Арлан. */
const openings: Readonly<Record<string, string>> = {
  ya: 'ya',
  ia: 'ya',
  yu: 'yu',
  iu: 'yu',
  yo: 'e',
  ye: 'e',
  ie: 'e',
  e: 'e',
}

const roughOf = (text: string): string =>
  text
    .replace(letterGroups, found => sounds[found] ?? found)
    .replace(/[iyj]+/g, 'i')
    .replace(/[ou]+/g, 'u')
    .replace(/[ea]+/g, 'a')

const letterGroups = /shch|s?ch|tsch|tch|kh|gh|d?zh|sh|t[sz]|ph|gu(?=e)|[iyj]?[oe]u|[iy][uaeo]|c(?=[eiy])|[qwxhc]/g
const sounds: Readonly<Record<string, string>> = {
  shch: 's', sch: 's', ch: 's', tsch: 's', tch: 's', sh: 's', ts: 's', tz: 's', kh: 'k', gh: 'g', dzh: 'j', zh: 'j', ph: 'f', gu: 'g',
  iu: 'u', yu: 'u', ia: 'a', ya: 'a', ie: 'e', ye: 'e', io: 'e', yo: 'e', q: 'k', w: 'v', x: 'ks', h: 'k', c: 'k',
} // prettier-ignore

/** Doubled letters, й beside a vowel and the endings -й, -ий; у draws the ы after it along (Тұрсын, Турсун). */
const tidy = (text: string): string =>
  text
    .replace(/(.)\1+/g, '$1')
    .replace(/(?<=.)i(?=[au])/g, '')
    .replace(/i$/, '')
    .replace(/ui/g, 'u')
    .replace(/(?<=u[^aiu]+)i(?=[^aiu])/g, 'u')
    .replace(/(.)\1+/g, '$1')

/**
 * What is written in two ways within one script: Әбдіғали and Абдикали, Жангельды and Жанкелді, -гүл and -куль, Сәтбаев and Сатпаев,
 * Абди- and Абду-, Сейд- and Сейт-, Тілеу- and Тлеу-, Ыбырай and Ибрай, Ибраһим and Ибрагим, Шыңғыс and Чингиз, -шев and -шов.
 */
const familiar = (text: string): string =>
  text
    .replace(/(?<=..)kal(?=i|a|$)|(?<=n)kal/, 'gal')
    .replace(/(?<=..)kul$/, 'gul')
    .replace(/(?<=[tk])p(?=a[iv])/, 'b')
    .replace(/^abd[iu](?=[^aiu])/, 'abd')
    .replace(/^said/, 'sait')
    .replace(/^tila/, 'tla')
    .replace(/^ibira/, 'ibra')
    .replace(/^ibrak/, 'ibrag')
    .replace(/^singiz/, 'singis')
    .replace(/suv(?=a?$)/, 'sav')

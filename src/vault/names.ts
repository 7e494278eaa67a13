/**
 * Folds a name so that its spellings in Kazakh Cyrillic, Russian Cyrillic, Kazakh Latin and passport Latin meet: one short key
 * for each part, patronymic endings cut off. Coarse on purpose - what is found is opened and compared before it is shown.
 */
export function foldName(name: string): string[] {
  return name
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{M}'’ʼ]+/u)
    .map(foldPart)
    .filter(part => part !== '')
}

function foldPart(part: string): string {
  const latin = [...part.normalize('NFC')].map(letter => letters[letter] ?? letter).join('')
  const plain = latin.normalize('NFD').replace(/[^a-z]/g, '')
  const stem = plain.length > 5 ? plain.replace(patronymic, '') : plain
  const rough = stem.replace(digraphs, found => joined[found] ?? found)
  return rough
    .replace(/[iyj]+/g, 'i')
    .replace(/[ou]+/g, 'u')
    .replace(/[ea]+/g, 'a')
    .replace(/(.)\1+/g, '$1')
    .replace(/(?<=.)i(?=[au])/g, '')
    .replace(/i$/, '')
}

/** -ович, -евна, -ұлы, -қызы, in each script's spelling after transliteration. */
const patronymic = /(ovich|evich|ovych|ovna|evna|uli|uly|ulu|kizi|kyzy|qyzy|kyz|qizi)$/

const digraphs = /shch|tch|kh|gh|zh|dzh|sh|ch|ts|iu|yu|ju|ia|ya|ja|ie|ye|je|q|w|x|h|c/g
const joined: Record<string, string> = {
  shch: 's',
  tch: 'c',
  kh: 'k',
  gh: 'g',
  zh: 'j',
  dzh: 'j',
  sh: 's',
  ch: 'c',
  ts: 's',
  iu: 'u',
  yu: 'u',
  ju: 'u',
  ia: 'a',
  ya: 'a',
  ja: 'a',
  ie: 'e',
  ye: 'e',
  je: 'e',
  q: 'k',
  w: 'u',
  x: 'ks',
  h: 'k',
  c: 'c',
}

const letters: Record<string, string> = {
  а: 'a',
  ә: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ғ: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'i',
  к: 'k',
  қ: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  ң: 'n',
  о: 'o',
  ө: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ұ: 'u',
  ү: 'u',
  ф: 'f',
  х: 'kh',
  һ: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'y',
  і: 'i',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
  ä: 'a',
  á: 'a',
  ğ: 'g',
  ǵ: 'g',
  ı: 'y',
  í: 'i',
  ñ: 'n',
  ń: 'n',
  ö: 'o',
  ó: 'o',
  ş: 'sh',
  ū: 'u',
  ü: 'u',
  ú: 'u',
  ý: 'u',
  ç: 'ch',
  j: 'zh',
}

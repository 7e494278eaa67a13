/** Letters of names as a passport would write them: Russian, Kazakh and neighbours' Cyrillic, the Kazakh Latin alphabets of 2017 to 2021. */
const cyrillic: Readonly<Record<string, string>> = {
  а: 'a',
  ә: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ғ: 'g',
  ґ: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  є: 'e',
  э: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'i',
  і: 'i',
  ї: 'i',
  ы: 'y',
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
  ў: 'u',
  ф: 'f',
  х: 'kh',
  һ: 'kh',
  ҳ: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ь: '',
  ю: 'yu',
  я: 'ya',
}

const latin: Readonly<Record<string, string>> = {
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
  ç: 'ch',
  ū: 'u',
  ü: 'u',
  ú: 'u',
  ý: 'u',
  j: 'zh',
}

/** The alphabet of 2017 wrote with apostrophes what later ones write with marks. */
const apostrophes: Readonly<Record<string, string>> = { s: 'sh', c: 'ch', y: 'u' }

/** A part of a name in plain Latin letters, nothing else. */
export const inLatin = (part: string): string =>
  [...part.toLowerCase().replace(/([scy])['’ʼ]/g, (_, letter: string) => apostrophes[letter] ?? letter)]
    .map(letter => cyrillic[letter] ?? latin[letter] ?? letter)
    .join('')
    .normalize('NFD')
    .replace(/[^a-z]/g, '')

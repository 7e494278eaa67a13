/** Words that passwords are made of, here. Kept short: what is left after them must still be long. */
export const weakWords = [
  'password', 'passw0rd', 'qwerty', 'qwertyuiop', 'asdfgh', 'asdfghjkl', 'zxcvbn', 'zxcvbnm', 'letmein', 'welcome', 'admin', 'administrator',
  'iloveyou', 'monkey', 'dragon', 'master', 'sunshine', 'princess', 'football', 'baseball', 'superman', 'batman', 'secret', 'login', 'hello',
  'freedom', 'whatever', 'trustno1', 'michael', 'jordan', 'shadow', 'ashley', 'access', 'correct', 'horse', 'battery', 'staple', 'abc', 'abcdef',
  'kazakhstan', 'qazaqstan', 'almaty', 'astana', 'shymkent', 'nursultan', 'dalel', 'coalition', 'torture', 'lawyer', 'human', 'rights',
  'пароль', 'йцукен', 'йцукенгшщзхъ', 'фывапр', 'фывапролджэ', 'ячсмит', 'ячсмитьбю', 'привет', 'любовь', 'наташа', 'марина', 'максим', 'солнце',
  'россия', 'москва', 'казахстан', 'қазақстан', 'алматы', 'астана', 'нурсултан', 'нұрсұлтан', 'шымкент', 'спартак', 'зенит', 'админ', 'секрет',
  'коалиция', 'пытки', 'пыток', 'адвокат', 'защита', 'права', 'человека', 'дәлел', 'далел', 'құпия', 'құпиясөз', 'сәлем', 'салем', 'махаббат',
  'менің', 'елім', 'отан', 'бала', 'анам', 'мама', 'папа', 'семья', 'свобода', 'бостандық', 'адам', 'құқық', 'qwe', 'asd', 'zxc', 'йцу', 'фыв', 'ячс',
  '1q2w3e', '1q2w3e4r', '1qaz2wsx', 'qazwsx', 'qazwsxedc', 'zaq12wsx',
]

const latin = "qwertyuiop[]asdfghjkl;'zxcvbnm,."
const russian = 'йцукенгшщзхъфывапролджэячсмитьбю'

/** The same keys under the other layout: пароль is gfhjkm. */
export const shifted = (word: string): string =>
  [...word]
    .map(letter => russian[latin.indexOf(letter)] ?? latin[russian.indexOf(letter)] ?? letter)
    .join('')

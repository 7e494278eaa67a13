import i18next, { type i18n } from 'i18next'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../core'

export { dayText, durationText, instantText, monthText, numberText, shortDayOf, shortDayText } from './formats'

export const languages = ['en', 'ru', 'kk'] as const
export type Language = (typeof languages)[number]

export const isLanguage = (text: unknown): text is Language => languages.includes(text as Language)

export type Translate = (key: string, values?: Record<string, unknown>) => string

export interface Texts {
  for(language: Language): Translate
}

const folder = join(packageRoot, 'src', 'i18n')

type Tree = { [key: string]: string | Tree }

/** All texts of one language: `cases.new.title` stands in `cases.json` under `new.title`, `entries.act.new` in `entries/act.json`. */
export const readTexts = (language: Language): Tree => readFolder(join(folder, language))

function readFolder(path: string): Tree {
  const tree: Tree = {}
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const at = join(path, entry.name)
    const name = entry.name.replace(/\.json$/, '')
    const found = entry.isDirectory() ? readFolder(at) : (JSON.parse(readFileSync(at, 'utf8')) as Tree)
    tree[name] = { ...(tree[name] as Tree | undefined), ...found }
  }
  return tree
}

/** A Russian day has a full stop of its own: where it ends a sentence, that one does for both. */
const withOnePoint = (text: string): string => text.replace(/(\u00a0г\.)\./g, '$1')

/** The texts, read once; a key that is missing is shown as it is, and the tests fail on it. Escaping is the page's work. */
export function createTexts(): Texts {
  const instance: i18n = i18next.createInstance()
  void instance.init({
    initAsync: false,
    showSupportNotice: false,
    nsSeparator: false,
    fallbackLng: false,
    supportedLngs: [...languages],
    interpolation: { escapeValue: false },
    resources: Object.fromEntries(languages.map(language => [language, { translation: readTexts(language) }])),
  })
  const fixed = new Map(languages.map(language => [language, instance.getFixedT(language)]))
  return {
    for(language) {
      const t = fixed.get(language)
      if (!t) throw new Error(`No texts in ${language}`)
      const plain = new Map<string, string>()
      return (key, values) => {
        if (values) return withOnePoint(t(key, values))
        const text = plain.get(key) ?? t(key)
        if (text !== key) plain.set(key, text)
        return text
      }
    },
  }
}

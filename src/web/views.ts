import nunjucks from 'nunjucks'
import { join } from 'node:path'
import { packageRoot } from '../core'
import {
  dayText,
  durationText,
  instantText,
  languages,
  monthText,
  numberText,
  shortDayOf,
  shortDayText,
  type Language,
  type Texts,
} from '../i18n'
import { optionTags } from './option-tags'

export interface Views {
  render(language: Language, view: string, data: object): string
}

const folders = [join(packageRoot, 'views'), join(packageRoot, 'node_modules', 'govuk-frontend', 'dist')]

/** Characters that would make a name lie about itself are shown as what they are. */
const showInvisible = (text: string | undefined): string =>
  (text ?? '').replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, found => {
    const code = found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
    return `‹U+${code}›`
  })

/** Whether a question was answered at all. */
const isSaid = (value: unknown): boolean =>
  value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)

const sizes = ['B', 'KB', 'MB', 'GB']

function sizeText(language: Language, bytes: number): string {
  const step = Math.min(3, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  return `${numberText(language, Number((bytes / 1000 ** step).toFixed(step ? 1 : 0)))}\u00a0${sizes[step] ?? ''}`
}

/** One environment for each language, so that a macro speaks it too. Everything is escaped unless a page says otherwise. */
export function createViews(texts: Texts, shared: (language: Language) => object = () => ({})): Views {
  const environments = new Map(
    languages.map(language => {
      const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(folders), {
        autoescape: true,
        trimBlocks: true,
        lstripBlocks: true,
      })
      const t = texts.for(language)
      environment
        .addFilter('t', (key: string, values?: Record<string, unknown>) => t(key, values))
        .addFilter('day', (day: string) => dayText(language, day))
        .addFilter('month', (day: string) => monthText(language, day))
        .addFilter('shortDay', (day: string | Date) =>
          day instanceof Date ? shortDayOf(language, day) : shortDayText(language, day),
        )
        .addFilter('instant', (at: Date) => instantText(language, at))
        .addFilter('duration', (minutes: number) => durationText(language, minutes))
        .addFilter('number', (value: number) => numberText(language, value))
        .addFilter('size', (bytes: number) => sizeText(language, bytes))
        .addFilter('plainly', showInvisible)
        .addFilter('said', isSaid)
        .addFilter('optionTags', optionTags)
        .addGlobal('lang', language)
        .addGlobal('languages', { en: 'English', ru: 'Русский', kk: 'Қазақша' })
      for (const [name, value] of Object.entries(shared(language))) environment.addGlobal(name, value)
      return [language, environment]
    }),
  )
  return {
    render(language, view, data) {
      const environment = environments.get(language)
      if (!environment) throw new Error(`No views in ${language}`)
      return environment.render(view, data)
    },
  }
}

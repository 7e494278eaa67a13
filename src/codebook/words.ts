import type { Language } from '../i18n'
import { codebook } from './codebook'

/** Lists whose codes people say: a level is called V2. */
const spoken = new Set(['verification_levels'])

/** What every page may ask of the code book: the word for a code, and the choices of a list. */
export const codebookWords = (language: Language) => ({
  label: (list: string, code: string | null) => codebook.label(list, code, language),
  options: (list: string) =>
    codebook.list(list).map(({ code, label }) => ({
      value: code,
      text: spoken.has(list) ? `${code} ${label[language]}` : label[language],
    })),
  articleOptions: () =>
    codebook.articles.map(({ code, label }) => ({ value: code, text: `${code}. ${label[language]}` })),
  provisionTitle: (code: string) => codebook.provisionTitle(code, language),
  definition: (code: string) => codebook.type(code)?.definition[language] ?? '',
  codebookVersion: codebook.version,
  violation: (code: string) => codebook.type(code)?.label[language] ?? code,
})

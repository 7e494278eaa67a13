import type { Language } from '../i18n'
import { codebook } from './codebook'

/** What every page may ask of the code book: the word for a code, and the choices of a list. */
export const codebookWords = (language: Language) => ({
  label: (list: string, code: string | null) => codebook.label(list, code, language),
  options: (list: string) => codebook.list(list).map(item => ({ value: item.code, text: item.label[language] })),
  provisionTitle: (code: string) => codebook.provisionTitle(code, language),
  definition: (code: string) => codebook.type(code)?.definition[language] ?? '',
  codebookVersion: codebook.version,
  violation: (code: string) => codebook.type(code)?.label[language] ?? code,
})

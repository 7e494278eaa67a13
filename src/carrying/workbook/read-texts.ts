import type { Parts } from './read-zip'
import { readXml } from './read-xml'

/** Characters XML cannot hold stand in a workbook as their numbers. */
export const plainText = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))

/** The texts of all cells, each once; how a part of one looks is left out, and how it is pronounced. */
export async function sharedTexts(parts: Parts): Promise<readonly string[]> {
  const part = await parts.open('xl/sharedStrings.xml')
  const texts: string[] = []
  if (!part) return texts
  let said = ''
  let within = ''
  let isPronounced = false
  await readXml(part, {
    opens(name) {
      if (name === 'si') said = ''
      if (name === 'rPh') isPronounced = true
      within = name
    },
    closes(name) {
      if (name === 'si') texts.push(plainText(said))
      if (name === 'rPh') isPronounced = false
      within = ''
    },
    text(piece) {
      if (within === 't' && !isPronounced) said += piece
    },
  })
  return texts
}

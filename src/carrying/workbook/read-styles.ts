import type { Parts } from './read-zip'
import { readXml } from './read-xml'

/** Formats that every workbook has under these numbers. */
const builtIn = (id: number): boolean => (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47)

const showsDays = (format: string): boolean => /[ymdhs]/i.test(format.replace(/"[^"]*"|\\.|\[(?!h|m|s)[^\]]*\]/gi, ''))

/** Whether the cells of a style, by its number, show their numbers as days. */
export async function dayStyles(parts: Parts): Promise<ReadonlySet<number>> {
  const part = await parts.open('xl/styles.xml')
  const formats = new Map<number, boolean>()
  const isDay = (format: number) => formats.get(format) ?? builtIn(format)
  const days = new Set<number>()
  let isIn = false
  let count = 0
  if (!part) return days
  const add = (format = '0') => {
    if (isDay(Number(format))) days.add(count)
    count += 1
  }
  await readXml(part, {
    opens(name, at) {
      if (name === 'numFmt') formats.set(Number(at.numFmtId), showsDays(at.formatCode ?? ''))
      if (name === 'cellXfs') isIn = true
      if (name === 'xf' && isIn) add(at.numFmtId)
    },
    closes(name) {
      if (name === 'cellXfs') isIn = false
    },
  })
  return days
}

const dayMinutes = 1440

/** The day, and the time of day where there is one, that Excel keeps as a number of days. */
export function dayText(serial: number, isFrom1904: boolean): string | undefined {
  const minutes = Math.round((serial + (isFrom1904 ? 1462 : 0) - 25_569) * dayMinutes)
  const at = new Date(minutes * 60_000)
  if (Number.isNaN(at.getTime()) || at.getUTCFullYear() < 1900 || at.getUTCFullYear() > 9999) return undefined
  const text = at.toISOString()
  return minutes % dayMinutes === 0 ? text.slice(0, 10) : text.slice(0, 16)
}

import { posix } from 'node:path'
import { readSheet, type RawSheet, type Shared } from './read-sheet'
import { dayStyles } from './read-styles'
import { sharedTexts } from './read-texts'
import { readXml } from './read-xml'
import { partsIn, type Parts } from './read-zip'
import { Unreadable } from './unreadable'

export interface NamedSheet extends RawSheet {
  readonly name: string
}

interface Contents {
  readonly sheets: { readonly name: string; readonly relation: string }[]
  isFrom1904: boolean
}

const mostSheets = 100

/** All that stands in a workbook, in memory and nowhere else: a reader that lays parts of it on the disk will not do here. */
export async function readWorkbook(bytes: Buffer): Promise<NamedSheet[]> {
  const parts = await partsIn(bytes)
  const { sheets, isFrom1904 } = await contentsOf(parts)
  if (sheets.length > mostSheets) throw new Unreadable('tooLong')
  const targets = await targetsIn(parts)
  const shared: Shared = { texts: await sharedTexts(parts), days: await dayStyles(parts), isFrom1904 }
  const read: NamedSheet[] = []
  for (const { name, relation } of sheets)
    read.push({ name, ...(await readSheet(parts, targets.get(relation) ?? '', shared)) })
  return read
}

async function contentsOf(parts: Parts): Promise<Contents> {
  const contents: Contents = { sheets: [], isFrom1904: false }
  await readXml(await parts.open('xl/workbook.xml'), {
    opens(mark, at) {
      if (mark === 'workbookPr') contents.isFrom1904 = ['1', 'true'].includes(at.date1904 ?? '')
      if (mark !== 'sheet') return
      const relation = Object.entries(at).find(([name]) => name.endsWith(':id'))?.[1] ?? ''
      contents.sheets.push({ name: at.name ?? '', relation })
    },
  })
  return contents
}

async function targetsIn(parts: Parts): Promise<Map<string, string>> {
  const targets = new Map<string, string>()
  await readXml(await parts.open('xl/_rels/workbook.xml.rels'), {
    opens(mark, { Id, Target }) {
      if (mark === 'Relationship' && Id !== undefined) targets.set(Id, posix.resolve('/xl', Target ?? '').slice(1))
    },
  })
  return targets
}

import { SaxesParser } from 'saxes'
import type { Readable } from 'node:stream'
import { Unreadable } from './unreadable'

export type Attributes = Readonly<Record<string, string>>

/** What is done at the marks of a part; names come without their prefix. */
export interface Marks {
  readonly opens?: (name: string, attributes: Attributes) => void
  readonly closes?: (name: string) => void
  readonly text?: (text: string) => void
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Reads a part of a workbook while it is unpacked. Entities of its own a part cannot have: the parser knows none. */
export async function readXml(part: Readable | undefined, { opens, closes, text }: Marks): Promise<void> {
  if (!part) throw new Unreadable('noWorkbook')
  const parser = new SaxesParser()
  parser.on('error', () => {
    throw new Unreadable('noWorkbook')
  })
  parser.on('opentag', ({ name, attributes }) => opens?.(local(name), attributes))
  parser.on('closetag', ({ name }) => closes?.(local(name)))
  parser.on('text', said => text?.(said))
  parser.on('cdata', said => text?.(said))
  const decoder = new TextDecoder('utf-8')
  try {
    for await (const piece of part as AsyncIterable<Buffer>) parser.write(decoder.decode(piece, { stream: true }))
    parser.write(decoder.decode()).close()
  } catch (error) {
    part.destroy()
    throw error instanceof Unreadable ? error : new Unreadable('noWorkbook')
  }
}

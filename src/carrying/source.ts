import type { Header } from './line'
import { headerSchema } from './line-schema'
import type { Path } from './wrong'

/** One case of a file as it was found, or why it could not be read. */
export interface Item {
  /** Line of the file, or row of the sheet. */
  readonly row: number
  readonly thing?: unknown
  /** The key of what is wrong with the row as a whole. */
  readonly problem?: string
  readonly values?: Record<string, number>
  /** Where in a workbook a part of the case stands. */
  readonly placeOf?: (path: Path) => Place
}

export interface Place {
  readonly sheet: string
  readonly row: number
  /** The heading of the column, as it stands there. */
  readonly column?: string
  /** `C5` */
  readonly cell?: string
}

/** The cases of a file, from the first; it can be read again. */
export type Source = () => AsyncIterable<Item>

const longestLine = 32 * 1024 ** 2
const newLine = 0x0a

/** The lines of a stream, one in memory at a time. */
async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let rest: Buffer[] = []
  let length = 0
  for await (const piece of bytes) {
    let from = 0
    for (let end = piece.indexOf(newLine); end >= 0; end = piece.indexOf(newLine, from)) {
      yield Buffer.concat([...rest, piece.subarray(from, end)])
      rest = []
      length = 0
      from = end + 1
    }
    const left = piece.subarray(from)
    length += left.length
    // What is longer than a line can be is cut: it will not be JSON, and is said to be none.
    if (left.length && length <= longestLine) rest.push(Buffer.from(left))
  }
  if (rest.length) yield Buffer.concat(rest)
}

function parsed(line: Buffer): { thing?: unknown; problem?: string } {
  try {
    return { thing: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(line)) as unknown }
  } catch {
    return { problem: 'carrying.wrong.noJson' }
  }
}

const isBlank = (line: Buffer) => line.every(byte => byte === 0x20 || byte === 0x0d || byte === 0x09)

/** JSON Lines: the first says what the file is, each further one is a case. */
export const jsonLines = (open: () => AsyncIterable<Uint8Array>): Source =>
  async function* () {
    let row = 0
    let cases = 0
    let header: Header | undefined
    for await (const line of linesOf(open())) {
      row += 1
      if (row === 1) {
        header = headerSchema.safeParse(parsed(line).thing).data
        if (!header) break
      } else if (!isBlank(line)) {
        cases += 1
        yield { row, ...parsed(line) }
      }
    }
    yield* header ? cutOff(header, row, cases) : [{ row: 1, problem: 'carrying.wrong.header' }]
  }

/** A file says how many cases it holds, so that one cut short is known. */
const cutOff = ({ cases: promised }: Header, row: number, cases: number): Item[] =>
  promised === undefined || promised === cases
    ? []
    : [{ row, problem: 'carrying.wrong.cutOff', values: { promised, cases } }]

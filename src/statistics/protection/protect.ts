import type { Answer, Exclusion, RawAnswer, Reason, Row, Tally } from '../answer'
import { exclusions, reasons } from '../answer'
import type { Question } from '../question/question'
import type { Table } from './circulation'
import { notesOf } from './notes'
import { suppressOverlapping } from './overlap'
import { isSensitive } from './sensitive'
import { suppress, type Held } from './suppress'

export const thresholds = { usual: 5, sensitive: 10, base: 10 } as const

/** The one door every number about people goes out by: pages, charts, exports, commands. */
export function protect(raw: RawAnswer): Answer {
  const threshold = isSensitive(raw) ? thresholds.sensitive : thresholds.usual
  const held = hold(raw, threshold)
  const { question, rows, columns, tallies, codebook, asOf } = raw
  const all = held.length - 1
  const shown = rowsOf(raw, held)
  const isTotal = (row: Row) => row.keys.length === 0 || row.keys.includes(null)
  const missing = holdSmall(reasons, raw.missing, threshold)
  const excluded = holdSmall(exclusions, raw.excluded, threshold)
  return {
    question,
    unit: question.unit,
    dateBasis: question.period.basis,
    base: held[all] ? null : (tallies[all]?.base ?? 0),
    dimensions: [rows, columns].slice(0, question.by.length),
    rows: shown.filter(row => !isTotal(row)),
    totals: shown.filter(isTotal),
    missing: { ...(missing.parts as Record<Reason, number | null>), excluded: excluded.all },
    excluded: excluded.parts as Record<Exclusion, number | null>,
    threshold,
    codebook,
    asOf,
    notes: notesOf(raw, shown),
  }
}

/** The numbers of the table with their keys. */
function rowsOf(raw: RawAnswer, held: Held): Row[] {
  const { question, rows, columns, tallies } = raw
  const width = columns.keys.length + 1
  return tallies.flatMap((tally, at): Row[] => {
    const [row, column] = [Math.floor(at / width), at % width]
    if (!isOfTable(raw, row, column)) return []
    const keys = [rows.keys[row] ?? null, columns.keys[column] ?? null].slice(0, question.by.length)
    return [{ keys, ...seen(tally, held[at] === 1, question.measure.kind) }]
  })
}

/** A question of one dimension shows its row totals, one of none only the last. */
function isOfTable({ question, rows, columns }: RawAnswer, row: number, column: number): boolean {
  const many = question.by.length
  if (many === 2) return true
  return column === columns.keys.length && (many === 1 || row === rows.keys.length)
}

type Numbers = Omit<Row, 'keys'>

const hidden = { value: null, protected: true } as const

/** How a number of each kind looks when it is held, and when it is shown. */
const looks: Record<Question['measure']['kind'], { held: Numbers; shown: (tally: Tally) => Numbers }> = {
  count: { held: hidden, shown: ({ yes }) => ({ value: yes, protected: false }) },
  share: {
    held: { ...hidden, of: null },
    shown: ({ yes, base }) => ({ value: base === 0 ? null : yes, protected: false, of: base }),
  },
  median: { held: { ...hidden, of: null, quartiles: null }, shown: median },
}

const seen = (tally: Tally, isHeld: boolean, kind: keyof typeof looks): Numbers =>
  isHeld ? looks[kind].held : looks[kind].shown(tally)

function median({ base, quartiles }: Tally): Numbers {
  const isBroad = base >= thresholds.base
  if (!isBroad || !quartiles) return { value: null, protected: base > 0, of: base, quartiles: null }
  const [low, middle, high] = quartiles.map(toTenMinutes) as [number, number, number]
  return { value: middle, protected: false, of: base, quartiles: [low, middle, high] }
}

/** A median to the minute could be one person's. */
const toTenMinutes = (minutes: number) => (minutes < 60 ? Math.round(minutes / 5) * 5 : Math.round(minutes / 10) * 10)

function hold(raw: RawAnswer, threshold: number): Held {
  const { rows, columns, tallies, question } = raw
  const isShare = question.measure.kind === 'share'
  const layers = isShare
    ? [tallies.map(one => one.yes), tallies.map(one => one.base - one.yes)]
    : [tallies.map(one => one.base)]
  const isSmall = (number = 0, limit = threshold) => number > 0 && number < limit
  const small = (layer: number, at: number) =>
    isSmall(layers[layer]?.[at]) ||
    isSmall(tallies[at]?.persons) ||
    (isShare && isSmall(tallies[at]?.base, thresholds.base))
  const shape = { rows: rows.keys.length, columns: columns.keys.length }
  if (rows.addsUp && columns.addsUp) {
    return suppress(
      layers.map(values => insideOf(shape, values)),
      threshold,
      small,
    )
  }
  return holdOverlapping(raw, layers, threshold, small)
}

function holdOverlapping(
  { rows, columns }: RawAnswer,
  layers: readonly (readonly number[])[],
  threshold: number,
  small: (layer: number, at: number) => boolean,
): Held {
  const [height, width] = [rows.keys.length + 1, columns.keys.length + 1]
  const turned = columns.addsUp
  const turn = (at: number) => (turned ? (at % width) * height + Math.floor(at / width) : at)
  const places = Array.from({ length: width * height }, (_, at) => at)
  const turnAll = (values: readonly number[]) => {
    const all: number[] = []
    for (const at of places) all[turn(at)] = values[at] ?? 0
    return all
  }
  const shape = turned
    ? { rows: width - 1, columns: height - 1, rowsAddUp: true }
    : { rows: height - 1, columns: width - 1, rowsAddUp: rows.addsUp }
  const held = new Uint8Array(places.length)
  for (const at of places) if (layers.some((_, layer) => small(layer, at))) held[turn(at)] = 1
  for (let before = -1; before !== count(held);) {
    before = count(held)
    for (const values of layers) suppressOverlapping({ ...shape, values: turnAll(values) }, threshold, held)
  }
  return Uint8Array.from(places, at => held[turn(at)] ?? 0)
}

const count = (held: Held) => held.reduce((all, one) => all + one, 0)

function insideOf({ rows, columns }: { rows: number; columns: number }, values: readonly number[]): Table {
  const cells: number[] = []
  for (let row = 0; row < rows; row += 1)
    cells.push(...values.slice(row * (columns + 1), row * (columns + 1) + columns))
  return { rows, columns, cells }
}

/** A list of numbers and their sum, shown together. */
function holdSmall<Name extends string>(
  names: readonly Name[],
  numbers: Readonly<Record<Name, number>>,
  threshold: number,
) {
  const cells = names.map(name => numbers[name])
  const sums = [...cells, cells.reduce((all, one) => all + one, 0)]
  const values = [...sums, ...sums]
  const held = suppress([{ rows: 1, columns: names.length, cells }], threshold, (_, at) => {
    const value = values[at] ?? 0
    return value > 0 && value < threshold
  })
  const parts = Object.fromEntries(names.map((name, at) => [name, held[at] ? null : numbers[name]]))
  return { parts, all: held[names.length] ? null : (sums[names.length] ?? 0) }
}

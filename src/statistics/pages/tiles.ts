import type { Cell, Head } from './table'

/** Where a region stands on the tile map: column, row and the short code for narrow screens. */
const places: Readonly<Record<string, readonly [number, number, string]>> = {
  'KZ-27': [1, 2, 'WKZ'],
  'KZ-15': [2, 2, 'AKT'],
  'KZ-39': [3, 2, 'KOS'],
  'KZ-59': [4, 1, 'NKZ'],
  'KZ-11': [4, 2, 'AKM'],
  'KZ-71': [5, 2, 'AST'],
  'KZ-55': [6, 2, 'PAV'],
  'KZ-23': [1, 3, 'ATY'],
  'KZ-43': [3, 3, 'KYZ'],
  'KZ-62': [4, 3, 'ULY'],
  'KZ-35': [5, 3, 'KAR'],
  'KZ-10': [6, 3, 'ABA'],
  'KZ-63': [7, 3, 'EKZ'],
  'KZ-47': [1, 4, 'MAN'],
  'KZ-61': [4, 4, 'TUR'],
  'KZ-31': [5, 4, 'JAM'],
  'KZ-19': [6, 4, 'ALM'],
  'KZ-33': [7, 4, 'JET'],
  'KZ-79': [4, 5, 'SHY'],
  'KZ-75': [6, 5, 'ALA'],
}

export interface Tile {
  readonly key: string
  readonly text: string
  readonly short: string
  readonly place: string
  readonly cell: Cell
  /** Step of the ramp, 0 to 5; a protected tile has none. */
  readonly step: number
  readonly from: number
}

/** Five steps of equal width above the threshold, so that no step tells a protected number. */
export function tilesOf(rows: readonly (Head & { total: Cell })[], threshold: number): Tile[] {
  const known = rows.filter(row => places[row.key])
  const most = Math.max(threshold, ...known.map(row => row.total.value ?? 0))
  const width = Math.max(1, Math.ceil((most - threshold + 1) / 5))
  const stepOf = (value: number) =>
    value === 0 ? 0 : Math.min(5, 1 + Math.floor(Math.max(0, value - threshold) / width))
  return known
    .map(({ key, text, total }) => {
      const [column = 1, line = 1, short = ''] = places[key] ?? []
      const step = stepOf(total.value ?? 0)
      return {
        key,
        text,
        short,
        place: `c${column} y${line}`,
        cell: total,
        step,
        from: threshold + (step - 1) * width,
        order: line * 10 + column,
      }
    })
    .sort((a, b) => a.order - b.order)
}

/**
 * A table with its totals as a network: rows and columns are nodes, every number is an arc, totals flow back. Whatever can be
 * worked out about a hidden number from the shown ones is then a question of how much can still flow (max-flow), which is exact.
 */
export interface Network {
  readonly nodes: number
  readonly from: Int32Array
  readonly to: Int32Array
  readonly values: Float64Array
}

export interface Table {
  readonly rows: number
  readonly columns: number
  /** Row after row; totals are worked out. */
  readonly cells: readonly number[]
}

/** The arc of a number; row `rows` and column `columns` are the totals. */
export const arcOf = (table: Table, row: number, column: number): number => row * (table.columns + 1) + column

export function networkOf(table: Table): Network {
  const { rows, columns } = table
  const many = (rows + 1) * (columns + 1)
  const from = new Int32Array(many)
  const to = new Int32Array(many)
  const values = totalled(table)
  for (let row = 0; row <= rows; row += 1) {
    for (let column = 0; column <= columns; column += 1) {
      const arc = arcOf(table, row, column)
      const backwards = (row === rows) !== (column === columns)
      from[arc] = backwards ? rows + 1 + column : row
      to[arc] = backwards ? row : rows + 1 + column
    }
  }
  return { nodes: rows + columns + 2, from, to, values }
}

const at = (numbers: Int32Array | Float64Array, place: number): number => numbers[place] ?? 0

function totalled({ rows, columns, cells }: Table): Float64Array {
  const width = columns + 1
  const values = new Float64Array((rows + 1) * width)
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const value = cells[row * columns + column] ?? 0
      for (const at of [row * width + column, row * width + columns, rows * width + column, rows * width + columns]) {
        values[at] = (values[at] ?? 0) + value
      }
    }
  }
  return values
}

/**
 * How far a hidden number may move, up to `enough`: through changes of hidden numbers only, none below zero, no shown one changed.
 * `direction` 1 asks upwards, -1 downwards.
 */
export function slack(network: Network, hidden: Uint8Array, arc: number, direction: 1 | -1, enough: number): number {
  const { from, to, values } = network
  const change = new Float64Array(values.length)
  const [start, end] = direction === 1 ? [at(to, arc), at(from, arc)] : [at(from, arc), at(to, arc)]
  const most = direction === 1 ? enough : Math.min(enough, at(values, arc))
  let moved = 0
  while (moved < most) {
    const way = anyWay(network, start, end, other => hidden[other] === 1 && other !== arc, change)
    if (!way) break
    moved += push(network, way, change, most - moved)
  }
  return moved
}

export interface Step {
  readonly arc: number
  readonly sign: 1 | -1
}

interface Reached extends Step {
  readonly before: number
}

/** The steps out of a node along which something can still be moved. */
function* stepsFrom(
  { nodes, from, to, values }: Network,
  here: number,
  change: Float64Array,
): Generator<Reached & { there: number }> {
  for (const arc of linksOf(from, to, nodes)[here] ?? []) {
    const forwards = from[arc] === here
    if (!forwards && at(values, arc) + at(change, arc) <= 0) continue
    yield { arc, sign: forwards ? 1 : -1, before: here, there: at(forwards ? to : from, arc) }
  }
}

function wayBack(reached: readonly (Reached | undefined)[], start: number, end: number): Step[] | undefined {
  const way: Step[] = []
  for (let node = end; node !== start;) {
    const step = reached[node]
    if (!step) return undefined
    way.push(step)
    node = step.before
  }
  return way
}

/** A way between two nodes over free arcs, with the fewest steps. */
function anyWay(
  network: Network,
  start: number,
  end: number,
  isFree: (arc: number) => boolean,
  change: Float64Array,
): Step[] | undefined {
  const reached = new Array<Reached | undefined>(network.nodes)
  const queue = [start]
  for (const here of queue) {
    for (const step of stepsFrom(network, here, change)) {
      if (!isFree(step.arc) || step.there === start || reached[step.there]) continue
      reached[step.there] = step
      if (step.there === end) return wayBack(reached, start, end)
      queue.push(step.there)
    }
  }
  return undefined
}

/** The cheapest way between two nodes; undefined when there is none. */
export function cheapestWay(
  network: Network,
  start: number,
  end: number,
  price: (arc: number) => number,
  change: Float64Array,
): Step[] | undefined {
  const distance = new Float64Array(network.nodes).fill(Infinity)
  const done = new Uint8Array(network.nodes)
  const reached = new Array<Reached | undefined>(network.nodes)
  distance[start] = 0
  for (let here = start; here >= 0 && here !== end; here = nearest(distance, done)) {
    done[here] = 1
    for (const step of stepsFrom(network, here, change)) {
      const length = at(distance, here) + price(step.arc)
      if (length >= (distance[step.there] ?? Infinity)) continue
      distance[step.there] = length
      reached[step.there] = step
    }
  }
  return wayBack(reached, start, end)
}

/** Moves as much as the way takes, at most `most`; upwards there is no bound. */
export function push({ values }: Network, way: readonly Step[], change: Float64Array, most: number): number {
  const room = ({ arc, sign }: Step) => (sign === 1 ? Infinity : at(values, arc) + at(change, arc))
  const amount = Math.min(most, ...way.map(room))
  for (const { arc, sign } of way) change[arc] = at(change, arc) + sign * amount
  return amount
}

function nearest(distance: Float64Array, done: Uint8Array): number {
  let best = -1
  for (let node = 0; node < distance.length; node += 1) {
    if (!done[node] && distance[node] !== Infinity && (best < 0 || at(distance, node) < at(distance, best))) best = node
  }
  return best
}

const known = new WeakMap<Int32Array, number[][]>()

function linksOf(from: Int32Array, to: Int32Array, nodes: number): number[][] {
  const found = known.get(from)
  if (found) return found
  const links: number[][] = Array.from({ length: nodes }, () => [])
  for (let arc = 0; arc < from.length; arc += 1) {
    links[at(from, arc)]?.push(arc)
    links[at(to, arc)]?.push(arc)
  }
  known.set(from, links)
  return links
}

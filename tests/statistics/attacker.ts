/**
 * Somebody with the printed table and a pencil. Works out the smallest and the largest value each hidden number can have, by maximal
 * flow over everything shown (exact for a table with totals). Written apart from the protection it attacks.
 */
export interface Printed {
  readonly rows: number
  readonly columns: number
  /** Totals in the last row and column; null is hidden. */
  readonly shown: readonly (number | null)[]
}

interface Arc {
  readonly from: number
  readonly to: number
  readonly at: number
}

/** A solution the attacker may start from: any table that fits what is printed. The tests hand in the true one. */
export function feasible(printed: Printed, truth: readonly number[]): { low: number; high: number; at: number }[] {
  const arcs = hiddenArcs(printed)
  return arcs.map(arc => {
    const others = arcs.filter(one => one !== arc)
    const value = truth[arc.at]!
    const nodes = printed.rows + printed.columns + 2
    // Closing the circle: more in this arc must come back from its end to its start through the other hidden ones.
    const up = maxFlow(nodes, others, truth, arc.to, arc.from)
    const down = Math.min(value, maxFlow(nodes, others, truth, arc.from, arc.to))
    return { at: arc.at, low: value - down, high: value + up }
  })
}

function hiddenArcs({ rows, columns, shown }: Printed): Arc[] {
  return shown.flatMap((value, at) => {
    if (value !== null) return []
    const row = Math.floor(at / (columns + 1))
    const column = at % (columns + 1)
    const isMargin = (row === rows) !== (column === columns)
    const [r, c] = [row, rows + 1 + column]
    return [isMargin ? { from: c, to: r, at } : { from: r, to: c, at }]
  })
}

const enough = 1e9

/** Edmonds and Karp over a matrix of what may still flow. */
function maxFlow(nodes: number, arcs: readonly Arc[], truth: readonly number[], source: number, sink: number): number {
  const room = Array.from({ length: nodes }, () => new Float64Array(nodes))
  for (const { from, to, at } of arcs) {
    room[from]![to]! += enough
    room[to]![from]! += truth[at]!
  }
  let total = 0
  while (total < enough) {
    const way = findWay(room, source, sink)
    if (way.length === 0) break
    const amount = Math.min(...way.map(([from, to]) => room[from]![to]!))
    for (const [from, to] of way) {
      room[from]![to]! -= amount
      room[to]![from]! += amount
    }
    total += amount
  }
  return total
}

function findWay(room: readonly Float64Array[], source: number, sink: number): [number, number][] {
  const before = new Map([[source, source]])
  const queue = [source]
  for (const here of queue) {
    room[here]!.forEach((left, next) => {
      if (left <= 0 || before.has(next)) return
      before.set(next, here)
      queue.push(next)
    })
  }
  if (!before.has(sink)) return []
  const way: [number, number][] = []
  for (let node = sink; node !== source; node = before.get(node)!) way.push([before.get(node)!, node])
  return way
}

import { networkOf, push, cheapestWay, slack, type Network, type Table } from './circulation'

/** 1 where a number of the table, its totals included, must not be shown. */
export type Held = Uint8Array

/**
 * Hides the small numbers of a table and as few others as give them cover: afterwards every hidden number could be any of at least
 * `threshold + 1` values in a row as far as anyone can work out from what is shown. Several layers over the same keys (yes and no of
 * a share) are hidden together. `small` says which numbers must be hidden for their own sake.
 */
export function suppress(
  layers: readonly Table[],
  threshold: number,
  small: (layer: number, arc: number) => boolean,
): Held {
  const networks = layers.map(networkOf)
  const [first] = networks
  if (!first) return new Uint8Array(0)
  const held = new Uint8Array(first.values.length)
  for (let arc = 0; arc < held.length; arc += 1) {
    if (networks.some((_, layer) => small(layer, arc))) held[arc] = 1
  }
  const queue = indices(held)
  while (queue.length > 0) {
    const arc = queue.shift() ?? 0
    for (const network of networks) cover(network, held, arc, threshold, queue)
  }
  return held
}

const indices = (held: Held): number[] => Array.from(held.keys()).filter(arc => held[arc] === 1)

export const isCovered = (network: Network, held: Held, arc: number, threshold: number): boolean => {
  const up = slack(network, held, arc, 1, threshold)
  return up >= threshold || up + slack(network, held, arc, -1, threshold - up) >= threshold
}

/** Hides further numbers along the cheapest ways until this one is covered. There is always a way: through the totals. */
function cover(network: Network, held: Held, arc: number, threshold: number, queue: number[]): void {
  const change = new Float64Array(network.values.length)
  while (!isCovered(network, held, arc, threshold)) {
    const price = (other: number) => (other === arc ? Infinity : held[other] ? 0.001 : priceOf(network, other))
    const way = cheapestWay(network, network.to[arc] ?? 0, network.from[arc] ?? 0, price, change)
    if (!way) break
    push(network, way, change, threshold)
    for (const step of way) {
      if (held[step.arc]) continue
      held[step.arc] = 1
      queue.push(step.arc)
    }
  }
}

/** Zeros tell much when hidden and little when shown; totals carry the table. */
function priceOf({ values, from, to }: Network, arc: number): number {
  const value = values[arc] ?? 0
  const isMargin = (from[arc] ?? 0) > (to[arc] ?? 0)
  const isGrand = arc === values.length - 1
  const own = value === 0 ? 60 : 10 + Math.log2(value + 1)
  return own + (isGrand ? 1e6 : isMargin ? 2000 : 0)
}

/** Chance from a seed (mulberry32): the same seed tells the same story on every machine. */
export interface Chance {
  below(limit: number): number
  yes(probability: number): boolean
  one<T>(list: readonly T[]): T
  /** One of weighted choices. */
  weighted<const T>(choices: readonly (readonly [T, number])[]): T
}

export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const chance: Chance = {
    below: limit => Math.floor(next() * limit),
    yes: probability => next() < probability,
    one(list) {
      const found = list[chance.below(list.length)]
      if (found === undefined) throw new Error('Nothing to choose from')
      return found
    },
    weighted(choices) {
      let left = next() * choices.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [choice, weight] of choices) if ((left -= weight) < 0) return choice
      const last = choices.at(-1)
      if (!last) throw new Error('Nothing to choose from')
      return last[0]
    },
  }
  return chance
}

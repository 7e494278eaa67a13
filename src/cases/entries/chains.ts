/** A page of an entry, as far as chains look at it. */
interface Page {
  readonly entry: { readonly id: string }
  readonly date: { readonly on: string | null; readonly time: string | null } | null
  readonly values: Readonly<Record<string, unknown>>
}

export interface ChainStep<P> {
  readonly page: P
  readonly number: number
  /** The number of the step it answers. */
  readonly answers: number | null
  /** The latest step of a chain is where the matter stands. */
  readonly isState: boolean
}

/**
 * The steps of a kind as chains, one for each matter: in order of time, but none before the step it answers. A step whose earlier
 * step is not there begins a chain of its own; several answers to one step stay in its chain.
 */
export function chainsOf<P extends Page>(pages: readonly P[], follows: string): ChainStep<P>[][] {
  const inTime = [...pages].sort(byTime)
  const known = new Set(pages.map(page => page.entry.id))
  const earlier = (page: P): string | null => {
    const id = page.values[follows]
    return typeof id === 'string' && known.has(id) ? id : null
  }
  const placed = new Set<P>()
  const roots = [...inTime.filter(page => earlier(page) === null), ...inTime] // the second time round, what runs in a circle
  return roots
    .flatMap(root => (placed.has(root) ? [] : [chainFrom(root, inTime, earlier, placed)]))
    .sort(([a], [b]) => (a && b ? byTime(a.page, b.page) : 0))
}

function chainFrom<P extends Page>(
  root: P,
  all: readonly P[],
  earlier: (page: P) => string | null,
  placed: Set<P>,
): ChainStep<P>[] {
  const chain: P[] = []
  let next: P | undefined = root
  while (next) {
    placed.add(next)
    chain.push(next)
    const reached = new Set(chain.map(page => page.entry.id))
    next = all.find(page => !placed.has(page) && reached.has(earlier(page) ?? ''))
  }
  const numbers = new Map(chain.map((page, place) => [page.entry.id, place + 1]))
  return chain.map((page, place) => ({
    page,
    number: place + 1,
    answers: place === 0 ? null : (numbers.get(earlier(page) ?? '') ?? null),
    isState: place === chain.length - 1,
  }))
}

/** What has no date comes last, in the order in which it was written. */
const byTime = (a: Page, b: Page): number => timeOf(a).localeCompare(timeOf(b)) || a.entry.id.localeCompare(b.entry.id)

const timeOf = ({ date }: Page): string => `${date?.on ?? '9999'} ${date?.time ?? '99'}`

/** Whether a step would answer itself, directly or through others: `earlier` gives the step that a step answers. */
export function runsInCircle(itself: string, answered: string, earlier: ReadonlyMap<string, string | null>): boolean {
  const seen = new Set<string>()
  for (let step: string | null = answered; step !== null && !seen.has(step); step = earlier.get(step) ?? null) {
    if (step === itself) return true
    seen.add(step)
  }
  return false
}

import { chainsOf, runsInCircle } from '../../src/cases/entries/chains'

const step = (id: string, after: string | null, on: string | null = null, time: string | null = null) => ({
  entry: { id },
  date: on ? { on, time } : null,
  values: { after },
})
const drawn = (...steps: ReturnType<typeof step>[]) =>
  chainsOf(steps, 'after').map(chain =>
    chain.map(one => `${one.number}${one.page.entry.id}${one.answers ?? ''}${one.isState ? '*' : ''}`).join(' '),
  )

describe('chains of steps', () => {
  it.each<[what: string, steps: ReturnType<typeof step>[], chains: string[]]>([
    ['nothing', [], []],
    ['one step', [step('a', null)], ['1a*']],
    ['three in a row', [step('a', null), step('b', 'a'), step('c', 'b')], ['1a 2b1 3c2*']],
    [
      'two matters in order of time',
      [step('a', null, '2025-02-01'), step('b', null, '2025-01-01'), step('c', 'a', '2025-03-01')],
      ['1b*', '1a 2c1*'],
    ],
    [
      'two answers to one step stay together, by time',
      [step('a', null, '2025-01-01'), step('b', 'a', '2025-03-01'), step('c', 'a', '2025-02-01')],
      ['1a 2c1 3b1*'],
    ],
    [
      'a branch goes on while another waits',
      [step('a', null, '2025-01-01'), step('b', 'a', '2025-02-01'), step('c', 'a', '2025-03-01'), step('d', 'b', '2025-04-01')],
      ['1a 2b1 3c1 4d2*'],
    ],
    [
      'no step stands before the one it answers, whatever its date says',
      [step('a', null, '2025-05-01'), step('b', 'a', '2025-01-01')],
      ['1a 2b1*'],
    ],
    ['the same day in order of the hour', [step('a', null, '2025-01-01', '18:00'), step('b', null, '2025-01-01', '09:00')], ['1b*', '1a*']],
    ['what has no date comes last', [step('a', null), step('b', null, '2025-01-01')], ['1b*', '1a*']],
    ['an earlier step that is not there', [step('b', 'gone', '2025-01-01'), step('c', 'b')], ['1b 2c1*']],
    [
      'a circle that came in from elsewhere ends',
      [step('a', 'b', '2025-01-01'), step('b', 'a', '2025-02-01'), step('c', null, '2025-03-01')],
      ['1a 2b1*', '1c*'],
    ],
    ['a step that answers itself', [step('a', 'a')], ['1a*']],
  ])('draw %s', (_what, steps, chains) => {
    expect(drawn(...steps)).toEqual(chains)
    expect(drawn(...[...steps].reverse())).toEqual(chains)
  }) // prettier-ignore

  it.each<[itself: string, answered: string, circle: boolean]>([
    ['a', 'a', true],
    ['a', 'b', true],
    ['a', 'c', true],
    ['b', 'a', false],
    ['c', 'a', false],
    ['x', 'c', false],
  ])('know that %s answering %s runs in a circle: %s', (itself, answered, circle) => {
    const earlier = new Map<string, string | null>([
      ['a', null],
      ['b', 'a'],
      ['c', 'b'],
    ])
    expect(runsInCircle(itself, answered, earlier)).toBe(circle)
  })

  it('end also where the steps there are already run in a circle', () => {
    const earlier = new Map([
      ['a', 'b'],
      ['b', 'a'],
    ])
    expect(runsInCircle('x', 'a', earlier)).toBe(false)
  })
})

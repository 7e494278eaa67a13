import { stripOf } from '../../src/cases/clocks/strip'
import type { Moment } from '../../src/cases/moments/moment'

const at = (on: string, time: string | null, precision: Moment['precision'] = 'minute'): Moment => ({
  state: 'at',
  on,
  until: null,
  time,
  precision,
  source: 'person',
})
const asked = {
  real: at('2024-12-17', '07:40'),
  recorded: at('2024-12-17', '21:15'),
  end: at('2024-12-19', '16:30'),
  between: { lawyer: at('2024-12-18', '11:05') },
  limit: 48 * 60,
  region: 'KZ-75',
}

describe('the strip of a detention', () => {
  it('draws real and recorded time on one axis, with what lies beyond the limit', () => {
    const strip = stripOf(asked)
    expect(strip?.gap?.minutes).toBe(13 * 60 + 35)
    expect(strip?.over?.minutes).toBe(8 * 60 + 50)
    const scale = (strip!.gap!.width + strip!.recorded!.width) / (56 * 60 + 50)
    expect(strip!.gap!.width / scale).toBeCloseTo(13 * 60 + 35, -1)
    expect(strip!.real.x + strip!.real.width + strip!.over!.width).toBeCloseTo(strip!.endX, 0)
    expect(strip?.dots).toMatchObject([{ name: 'lawyer', row: 0 }])
  })

  it('draws nothing red within the limit', () =>
    expect(stripOf({ ...asked, end: at('2024-12-18', '16:30') })?.over).toBeNull())

  it('stays inside its frame whatever the length, with few enough labels', () => {
    for (const end of ['2024-12-17', '2024-12-25', '2025-06-01', '2031-01-01']) {
      const strip = stripOf({ ...asked, end: at(end, '23:59') })
      for (const { x } of [...strip!.ticks, ...strip!.limits]) expect(x).toBeLessThanOrEqual(880)
      expect(strip!.ticks.length).toBeLessThanOrEqual(9)
      expect(strip!.endX).toBeLessThanOrEqual(880)
    }
  })

  it.each([
    ['the start is known to the day only', { real: at('2024-12-17', null, 'day') }],
    ['there is no end yet', { end: null }],
    ['the end lies before the start', { end: at('2024-12-16', '10:00') }],
  ])('is not drawn when %s', (_what, changes) => expect(stripOf({ ...asked, ...changes })).toBeUndefined())
})

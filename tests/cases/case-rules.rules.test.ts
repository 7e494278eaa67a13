import type { Role } from '../../src/core'
import { caseMoves, caseStates, movesFor } from '../../src/cases/case-state'
import { isIin } from '../../src/cases/cases.forms'
import { markOf, refuseOlder } from '../../src/core/differences'
import { addressOf, chipsOf, readFilters } from '../../src/cases/list-filters'

describe('the table of moves', () => {
  const allowed: Record<string, string[]> = {
    lawyer: ['draft file', 'draft discard', 'open hold', 'on_hold resume'],
    coordinator: [
      'draft file',
      'draft discard',
      'open hold',
      'open close',
      'on_hold resume',
      'on_hold close',
      'closed reopen',
    ],
    monitor: [],
    administrator: [],
    auditor: [],
  }
  it.each(Object.entries(allowed))('lets a %s make these moves and no others', (role, moves) => {
    const made = caseStates.flatMap(state =>
      caseMoves.filter(move => movesFor(new Set([role as Role]), state)[move]).map(move => `${state} ${move}`),
    )
    expect(made.sort()).toEqual([...moves].sort())
  })
})

describe('an IIN', () => {
  it.each([
    ['850101300005', true],
    ['8501 0130 0005', true],
    ['850101300006', false],
    ['85010130000', false],
    ['8501013000055', false],
    ['85010130000x', false],
    ['', false],
  ])('%s holds: %s', (text, holds) => expect(isIin(text)).toBe(holds))
})

describe('filters of a list', () => {
  it('survive the way into an address and back', () => {
    const query = {
      q: 'Сәуле',
      state: ['open', 'on_hold'],
      region: 'KZ-75',
      from: '2025-01-01',
      urgent: 'yes',
      sort: 'received',
      after: '2026-01-02~019a0000-0000-7000-8000-000000000000',
    }
    const filters = readFilters(query)
    const address = new URL(addressOf(filters), 'http://here')
    expect(
      readFilters({ ...Object.fromEntries(address.searchParams), state: address.searchParams.getAll('state') }),
    ).toEqual(filters)
  })

  it('lead back to the first page when one is taken away', () => {
    const chips = chipsOf(
      readFilters({ region: 'KZ-75', risk: 'high', after: '2026-01-02~019a0000-0000-7000-8000-000000000000' }),
    )
    expect(chips.map(chip => chip.href)).toEqual(['/cases?region=KZ-75', '/cases?risk=high'])
  })
})

describe('what somebody else has changed', () => {
  const shown = { title: { text: 'a', type: 'text' }, marks: { text: 'b', type: 'codes', list: 'c' } } as const
  it('is not refused when nobody has', () => {
    expect(() =>
      refuseOlder(markOf({ title: 'x', marks: [] }), shown, { title: 'x', marks: [] }, { title: 'y', marks: [] }),
    ).not.toThrow()
    expect(() => refuseOlder(undefined, shown, { title: 'x' }, { title: 'y' })).not.toThrow()
  })
  it('is refused with each field that differs, and no other', () => {
    const refused = () =>
      refuseOlder(
        markOf({ title: 'old', marks: [] }),
        shown,
        { title: 'x', marks: ['p'] },
        { title: 'y', marks: ['p'] },
      )
    expect(refused).toThrow(
      expect.objectContaining({ difference: [{ name: 'title', text: 'a', type: 'text', theirs: 'x', yours: 'y' }] }),
    )
  })
})

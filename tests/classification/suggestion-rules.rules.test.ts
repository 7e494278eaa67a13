import { kindOf } from '../../src/cases/entries'
import { suggestionsFor } from '../../src/classification'
import { codebook } from '../../src/codebook'
import type { Entry } from '../../src/cases'

const answers = codebook.codes('answer_values')

describe('rules of suggestion', () => {
  it.each(codebook.rules.map(rule => [rule.id, rule] as const))('%s asks only what its kind of entry holds', (_id, rule) => {
    const kind = kindOf(rule.kind)!
    for (const condition of rule.all) {
      if ('clock' in condition) expect(kind.clocks.map(clock => clock.id)).toContain(condition.clock)
      else {
        const field = kind.fields[condition.field]!
        const known = 'list' in field ? codebook.codes(field.list) : answers
        const asked = 'is' in condition ? condition.is : 'not' in condition ? condition.not : 'has' in condition ? condition.has : []
        expect(asked.filter(code => !known.includes(code))).toEqual([])
        expect([field.type, 'has' in condition || 'any' in condition]).toEqual([field.type, field.type === 'codes'])
      }
    }
  }) // prettier-ignore

  it.each<[kind: string, facts: object, violations: string[]]>([
    ['remedy_step', { kind: 'complaint', registered: 'no', decision: 'letter_only' }, ['V02.03']],
    ['remedy_step', { kind: 'motion', qualification: 'excess', refusalGround: 'lawful_actions' }, ['V07.15']],
    ['remedy_step', { kind: 'un_communication', decision: 'dismissed', qualification: 'excess' }, []],
    ['remedy_step', { kind: 'complaint', registered: 'not_asked', withdrawnUnderPressure: 'unknown' }, []],
    ['remedy_step', { kind: 'complaint', registeredMin: 1441 }, ['V02.01']],
    ['recording_request', { outcome: 'technical' }, ['V07.14']],
    ['recording_request', { outcome: 'pending' }, []],
    ['hearing', { tortureAlleged: 'yes', courtAction: ['nothing'] }, ['V14.14']],
    ['hearing', { tortureAlleged: 'yes', courtAction: [] }, []],
    ['hearing', { mode: 'online', onlineConsent: 'yes', defects: ['no_defect'] }, []],
    ['proceeding', { offenceCategory: 'minor', beforeJudgmentMin: null }, []],
    ['undertaking', { scopeStated: 'no' }, ['V14.19']],
    ['motion', { kind: 'witness', filedBy: 'defence', granted: 'no' }, ['V14.02', 'V14.11']],
    ['motion', { kind: 'witness', filedBy: 'prosecution', granted: 'no' }, []],
  ])('see in a %s with %j: %j', (kind, facts, violations) => {
    expect(suggestionsFor(kind, facts as Entry).map(one => one.violation)).toEqual(violations)
  })
})

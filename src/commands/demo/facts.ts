import type { DateTime } from 'luxon'
import type { Chance } from './chance'
import type { Taken, Treated } from './plots'

/** Answers as a form has them. */
export type Typed = Record<string, string | string[]>

/** A moment with the precision such moments come with. */
function at(name: string, time: DateTime, source: string, chance: Chance): Typed {
  const precision = chance.weighted([
    ['minute', 60],
    ['hour', 22],
    ['day', 18],
  ])
  return {
    [`${name}-day`]: String(time.day),
    [`${name}-month`]: String(time.month),
    [`${name}-year`]: String(time.year),
    ...(precision !== 'day' && { [`${name}-hour`]: String(time.hour) }),
    ...(precision === 'minute' && { [`${name}-minute`]: String(time.minute) }),
    [`${name}-precision`]: precision,
    [`${name}-source`]: source,
  }
}

const perhaps = (name: string, time: DateTime, source: string, chance: Chance, missing: number): Typed =>
  chance.yes(missing)
    ? {
        [`${name}-state`]: chance.weighted([
          ['unknown', 5],
          ['not_asked', 3],
          ['never', 2],
        ]),
      }
    : at(name, time, source, chance)

const answer = (chance: Chance, yes: number) =>
  chance.weighted([
    ['yes', yes],
    ['no', 80 - yes],
    ['unknown', 12],
    ['not_asked', 8],
  ])

const obstructions = ['not_told', 'building_closed', 'not_here', 'clearance', 'replaced', 'not_private']

export function detention(chance: Chance, begun: DateTime, taken: Taken, january: boolean): Typed {
  const hours = (most: number) => ({ minutes: 20 + Math.floor((chance.below(1000) / 1000) ** 2 * most * 60) })
  return {
    ...at('deFactoAt', begun, 'person', chance),
    ...perhaps('recordedAt', begun.plus(hours(january ? 48 : 20)), 'protocol', chance, 0.16),
    ...perhaps('lawyerFirstContactAt', begun.plus(hours(january ? 120 : 60)), 'lawyer', chance, 0.2),
    ...perhaps('relativeNotifiedAt', begun.plus(hours(30)), 'relative', chance, 0.25),
    ...perhaps('judgeFirstAt', begun.plus({ hours: 20 + chance.below(60) }), 'court', chance, 0.4),
    legalBasis: chance.one(taken.bases),
    placeInitialType: chance.one(taken.places),
    acknowledged: answer(chance, 66),
    protocolExists: answer(chance, 58),
    groundsTold: answer(chance, 32),
    rightsExplained: answer(chance, 28),
    lawyerConfidential: answer(chance, 30),
    questionedBeforeLawyer: answer(chance, 50),
    fingerprinted: answer(chance, 48),
    photographed: answer(chance, 46),
    explanatoryNoteForced: answer(chance, 26),
    medicalOnAdmission: answer(chance, 34),
    lawyerChoice: chance.weighted([
      ['own', 40],
      ['state_appointed', 34],
      ['imposed', 12],
      ['none', 8],
      ['unknown', 6],
    ]),
    lawyerObstruction: chance.yes(0.3) ? [chance.one(obstructions)] : [],
    outcome: chance.weighted([
      ['released', 50],
      ['remanded', 24],
      ['admin_arrest', 14],
      ['sentenced', 8],
      ['unknown', 4],
    ]),
  }
}

export function act(chance: Chance, begun: DateTime, treated: Treated): Typed {
  return {
    ...at('begunAt', begun.plus({ minutes: 30 + chance.below(600) }), 'person', chance),
    family: 'torture',
    methodCodes: [...treated.methods],
    purposes: chance.yes(0.9) ? [...treated.purposes] : [],
    context: treated.context,
    placeType: chance.one(treated.places),
    officialPresent: chance.weighted([
      ['yes', 84],
      ['unknown', 10],
      ['not_asked', 6],
    ]),
    custodyOf: treated.where === 'police' ? 'police' : 'prison',
    perpetratorAgencies: [chance.one(treated.agencies)],
    perpetratorCount: String(1 + chance.below(5)),
    involvement: 'direct',
    accountability: chance.weighted([
      ['in_service', 52],
      ['unknown', 34],
      ['charged', 7],
      ['convicted', 4],
      ['dismissed', 3],
    ]),
    consequences: [...treated.consequences],
  }
}

import { DateTime } from 'luxon'
import type { Chance } from './chance'
import words from './words.json'

/** One invented matter: what a lawyer would have typed about it. */
export interface Story {
  readonly receivedAt: Date
  readonly title: string
  readonly narrative: string
  readonly person: {
    name: string
    pseudonym: string
    sex: 'male' | 'female'
    birthYear: number
    capacity: string
    minor: boolean
  }
  readonly cluster: 'JAN2022' | null
  readonly region: string
  readonly detention: Record<string, string | string[]> | null
  readonly act: Record<string, string | string[]> | null
  readonly verification: string
  readonly countConsent: 'given' | 'refused' | 'not_asked'
  readonly bound: boolean
  readonly evidence: boolean
}

const regions = [
  ['KZ-75', 24],
  ['KZ-71', 14],
  ['KZ-35', 9],
  ['KZ-19', 9],
  ['KZ-47', 9],
  ['KZ-23', 6],
  ['KZ-15', 5],
  ['KZ-39', 5],
  ['KZ-79', 6],
  ['KZ-61', 5],
  ['KZ-31', 5],
  ['KZ-63', 5],
  ['KZ-55', 4],
  ['KZ-43', 3],
  ['KZ-27', 3],
  ['KZ-11', 3],
  ['KZ-59', 2],
] as const

export function stories(chance: Chance, many: number): Story[] {
  const cluster = Math.round(many * 0.24)
  const made = Array.from({ length: many }, (_, place) => story(chance, place < cluster))
  return made.sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime())
}

function story(chance: Chance, january: boolean): Story {
  const begun = january
    ? DateTime.fromObject(
        { year: 2022, month: 1, day: 5 + chance.below(8), hour: chance.below(24), minute: chance.below(60) },
        { zone: 'Asia/Almaty' },
      )
    : DateTime.fromObject({ year: 2019, month: 1, day: 1 }, { zone: 'Asia/Almaty' }).plus({
        minutes: chance.below(6 * 365 * 1440),
      })
  const language = chance.weighted([
    ['ru', 60],
    ['kk', 32],
    ['en', 8],
  ] as const)
  const told = words[language]
  const sex = chance.weighted([
    ['male', 82],
    ['female', 18],
  ] as const)
  const given = chance.one(words.given[sex])
  const held = chance.yes(0.86)
  const hurt = chance.yes(held ? 0.68 : 1)
  const region = chance.weighted(regions)
  const minor = chance.yes(0.04)
  return {
    receivedAt: begun.plus({ days: 8 + chance.below(january ? 60 : 40), hours: chance.below(9) }).toJSDate(),
    title: [chance.one(words.titles.detention), ...(hurt ? [chance.one(words.titles.act)] : [])].join(', '),
    narrative: [chance.one(told.taken), ...(hurt ? [chance.one(told.treated)] : []), chance.one(told.after)].join(' '),
    person: {
      name: `${given} ${chance.one(words.family)}${sex === 'female' ? 'а' : ''}`,
      pseudonym: `${given.slice(0, 1)}.`,
      sex,
      birthYear: begun.year - (minor ? 15 + chance.below(3) : 18 + chance.below(45)),
      capacity: chance.weighted([
        ['SUSPECT', 50],
        ['ADMIN_OFFENDER', 20],
        ['WITNESS_WITH_DEFENCE', 12],
        ['CONVICTED', 12],
        ['BYSTANDER', 6],
      ] as const),
      minor,
    },
    cluster: january ? 'JAN2022' : null,
    region,
    detention: held ? detention(chance, begun, january) : null,
    act: hurt ? act(chance, begun) : null,
    verification: chance.weighted([
      ['V1', 14],
      ['V2', 52],
      ['V3', 26],
      ['V4', 6],
      ['VX', 2],
    ] as const),
    countConsent: chance.weighted([
      ['given', 92],
      ['refused', 4],
      ['not_asked', 4],
    ] as const),
    bound: chance.yes(0.06),
    evidence: chance.yes(0.25),
  }
}

type Typed = Record<string, string | string[]>

/** A moment as a form has it, with the precision such moments come with. */
function at(name: string, time: DateTime, source: string, chance: Chance): Typed {
  const precision = chance.weighted([
    ['minute', 60],
    ['hour', 22],
    ['day', 18],
  ] as const)
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
        ] as const),
      }
    : at(name, time, source, chance)

const answer = (chance: Chance, yes: number) =>
  chance.weighted([
    ['yes', yes],
    ['no', 80 - yes],
    ['unknown', 12],
    ['not_asked', 8],
  ] as const)

function detention(chance: Chance, begun: DateTime, january: boolean): Typed {
  const hours = (most: number) => ({ minutes: 20 + Math.floor((chance.below(1000) / 1000) ** 2 * most * 60) })
  return {
    ...at('deFactoAt', begun, 'person', chance),
    ...perhaps('recordedAt', begun.plus(hours(january ? 48 : 20)), 'protocol', chance, 0.16),
    ...perhaps('lawyerFirstContactAt', begun.plus(hours(january ? 120 : 60)), 'lawyer', chance, 0.2),
    ...perhaps('relativeNotifiedAt', begun.plus(hours(30)), 'relative', chance, 0.25),
    ...perhaps('judgeFirstAt', begun.plus({ hours: 20 + chance.below(60) }), 'court', chance, 0.4),
    legalBasis: chance.weighted([
      ['criminal_suspect', 50],
      ['admin_detention', 18],
      ['delivery', 14],
      ['none', 10],
      ['remand', 8],
    ] as const),
    placeInitialType: chance.weighted([
      ['POLICE_STATION', 40],
      ['POLICE_OFFICE', 25],
      ['IVS', 12],
      ['VEHICLE', 6],
      ['UNOFF_GYM', january ? 10 : 1],
      ['UNOFF_MIL', january ? 6 : 1],
      ['STREET', 4],
    ] as const),
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
    ] as const),
    lawyerObstruction: chance.yes(0.35)
      ? [chance.one(['not_told', 'building_closed', 'not_here', 'clearance', 'replaced', 'not_private'])]
      : [],
    outcome: chance.weighted([
      ['released', 50],
      ['remanded', 24],
      ['admin_arrest', 14],
      ['sentenced', 8],
      ['unknown', 4],
    ] as const),
  }
}

function act(chance: Chance, begun: DateTime): Typed {
  return {
    ...at('begunAt', begun.plus({ minutes: 30 + chance.below(600) }), 'person', chance),
    family: 'torture',
    methodCodes: [
      ...new Set([
        chance.one(['M_BLUNT', 'M_FALANGA', 'M_ASPHYX', 'M_POSITION', 'M_THREAT', 'M_BLUNT']),
        chance.one(['M_BLUNT', 'M_THREAT']),
      ]),
    ],
    purposes: chance.yes(0.8)
      ? [
          chance.weighted([
            ['confession', 50],
            ['information', 22],
            ['punishment', 16],
            ['intimidation', 12],
          ] as const),
        ]
      : [],
    context: chance.weighted([
      ['questioning', 46],
      ['apprehension', 22],
      ['transport', 12],
      ['intake', 8],
      ['search', 4],
      ['unknown', 8],
    ] as const),
    placeType: chance.weighted([
      ['POLICE_OFFICE', 42],
      ['POLICE_STATION', 26],
      ['VEHICLE', 12],
      ['SIZO', 10],
      ['PEN_COLONY', 10],
    ] as const),
    officialPresent: chance.weighted([
      ['yes', 84],
      ['unknown', 10],
      ['not_asked', 6],
    ] as const),
    perpetratorAgencies: [
      chance.weighted([
        ['POLICE_CRIM', 44],
        ['POLICE_PUBLIC', 18],
        ['POLICE_INVEST', 12],
        ['KNB', 8],
        ['KUIS', 8],
        ['MASKED_UNKNOWN', 10],
      ] as const),
    ],
    perpetratorCount: String(1 + chance.below(5)),
    involvement: 'direct',
    accountability: chance.weighted([
      ['in_service', 52],
      ['unknown', 34],
      ['charged', 7],
      ['convicted', 4],
      ['dismissed', 3],
    ] as const),
    consequences: chance.yes(0.6) ? ['injury'] : ['psychological'],
  }
}

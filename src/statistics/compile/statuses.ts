/**
 * What one unit answers to a condition. The order is the logic: "any of" is the smallest, "all of" the largest, and what is not
 * known lies between yes and no, so that a blank never becomes "no".
 */
export const statuses = {
  yes: 1,
  unknown: 2,
  not_asked: 3,
  refused: 4,
  not_computable: 5,
  na: 6,
  no: 9,
  /** Not in the base of a share. */
  outside: 10,
  verification: 11,
  refuted: 12,
  consent: 13,
  secrecy: 14,
} as const

export const { yes, unknown, not_asked: notAsked, refused, not_computable: notComputable, na, no, outside } = statuses

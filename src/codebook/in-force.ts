/** Whether what is dated holds on a day: from `validFrom` until before `validTo`. */
export const inForce = (dated: { validFrom: string; validTo: string | null }, day: string): boolean =>
  dated.validFrom <= day && (dated.validTo === null || day < dated.validTo)

/**
 * The zone a region's clocks ran by. Kazakhstan had two until 29 February 2024 and has had one, UTC+5, since; the tz database knows
 * the day. Regions without an own entry follow Almaty.
 */
const western: Record<string, string> = {
  'KZ-15': 'Asia/Aqtobe',
  'KZ-23': 'Asia/Atyrau',
  'KZ-27': 'Asia/Oral',
  'KZ-47': 'Asia/Aqtau',
  'KZ-43': 'Asia/Qyzylorda',
  'KZ-39': 'Asia/Qostanay',
}

export const zoneOf = (region: string | null): string => (region && western[region]) ?? 'Asia/Almaty'

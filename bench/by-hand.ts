import type { Database } from 'better-sqlite3'
import { dayInAlmaty } from '../src/core'

/** What somebody who knows the tables would write for the figures of the findings page, one statement for each. */

/** A consent ends with its last day. */
const today = dayInAlmaty(new Date())

const from = (table: string, years: readonly [number, number]) =>
  `FROM ${table} e JOIN cases k ON k.id = e.case_id
   WHERE k.state NOT IN ('draft', 'erased') AND k.verification <> 'VX' AND e.verification >= 'V2' AND e.verification <> 'VX'
     AND e.event_on >= '${years[0]}-01-01' AND e.event_on < '${years[1] + 1}-01-01'
     AND EXISTS (SELECT 1 FROM consents c WHERE c.case_id = e.case_id AND c.person_id = e.person_id AND c.scope = 'C_STATS' AND c.replaced_at IS NULL
       AND c.status = 'given' AND (c.until IS NULL OR c.until >= '${today}'))`

type Years = readonly [number, number]
type Indicator = (years: Years) => string

const year = 'substr(e.event_on, 1, 4)'
const count =
  (table: string, where: string): Indicator =>
  years =>
    `SELECT ${year} y, count(*), count(DISTINCT e.person_id) ${from(table, years)} AND ${where} GROUP BY y`
const share =
  (table: string, base: string, where: string): Indicator =>
  years =>
    `SELECT ${year} y, sum(${where}), count(*), count(DISTINCT CASE WHEN ${where} THEN e.person_id END) ${from(table, years)} AND ${base} GROUP BY y`
const median =
  (min: string, max: string): Indicator =>
  years =>
    `SELECT avg(m), count(*) FROM (SELECT (${min} + ${max}) / 2 m, row_number() OVER (ORDER BY (${min} + ${max}) / 2) r, count(*) OVER () n
     ${from('detentions', years)} AND ${min} IS NOT NULL AND (${max} - ${min} <= 120 OR (${max} - ${min}) * 4 <= ${min}))
     WHERE r IN ((n + 1) / 2, (n + 2) / 2)`
const later = (clock: string, minutes: number) =>
  share('detentions', `e.${clock}_min IS NOT NULL`, `e.${clock}_min > ${minutes}`)
const answeredIn = (table: string, column: string, answer: string) =>
  share(table, `e.${column} IN ('yes', 'no')`, `e.${column} = '${answer}'`)
const answered = (column: string, answer: string) => answeredIn('detentions', column, answer)

export const indicators: readonly Indicator[] = [
  share('acts', "e.accountability <> 'unknown'", "e.accountability = 'in_service'"),
  count('detentions', "k.event_cluster = 'JAN2022'"),
  median('e.first_lawyer_min', 'e.first_lawyer_max'),
  later('first_lawyer', 1440),
  answered('questioned_before_lawyer', 'yes'),
  later('relative_told', 1440),
  later('recording', 180),
  median('e.recording_min', 'e.recording_max'),
  share('detentions', "e.place_initial_type <> 'UNKNOWN'", "e.place_initial_type IN ('UNOFF_GYM', 'UNOFF_MIL', 'UNOFF_OTHER', 'POLICE_OFFICE', 'VEHICLE')"), // prettier-ignore
  answered('medical_on_admission', 'no'),
  count('detentions', "e.legal_basis IN ('admin_detention', 'admin_arrest')"),
  later('before_judge', 2880),
  count('detentions', "e.legal_basis = 'compulsory_treatment'"),
  count('detentions', "e.legal_basis = 'reception_distribution'"),
  answered('grounds_told', 'no'),
  answered('protocol_exists', 'no'),
  answered('fingerprinted', 'yes'),
  answered('explanatory_note_forced', 'yes'),
  count('acts', "e.place_type IN ('PEN_COLONY', 'PRISON', 'SIZO', 'SIZO_KNB', 'PEN_WOMEN', 'PEN_JUV')"),
  count('acts', "e.bias_motive LIKE '%|sogi|%'"),
  share('detentions', "e.lawyer_choice <> 'unknown'", "e.lawyer_choice IN ('imposed', 'state_appointed')"),
  count('deaths', "e.in_custody = 'yes'"),
  share('deaths', "e.case_status <> 'unknown'", "e.case_status IN ('none', 'terminated', 'secret', 'suspended')"),
  share('deaths', "e.manner IN ('shot', 'beaten', 'other_force') AND e.warning_given IN ('yes', 'no')", "e.warning_given = 'no'"), // prettier-ignore
  share('services', "e.provider <> 'unknown'", "e.provider IN ('ngo', 'private', 'none')"),
  answeredIn('examinations', 'officer_present', 'yes'),
  answeredIn('examinations', 'performer_independent', 'no'),
  answeredIn('examinations', 'follows_istanbul', 'no'),
  count('health_events', "e.kind IN ('care_denied', 'care_delayed', 'no_medicine', 'no_specialist')"),
  answeredIn('health_events', 'record_refused', 'yes'),
  count('reprisals', "e.after = 'complaint'"),
  count('health_events', "e.kind IN ('self_harm', 'suicide_attempt')"),
]

/** Detentions by year and region. */
export const yearByRegion: Indicator = years =>
  `SELECT ${year} y, e.region_at_event r, count(*), count(DISTINCT e.person_id) ${from('detentions', years)} GROUP BY y, r`

/** Acts by year and confirmed article; an act counts once under each. */
export const yearByArticle: Indicator = years =>
  `SELECT ${year} y, coalesce(p.article, 'not_classified') a, count(DISTINCT e.id), count(DISTINCT e.person_id)
   ${from('acts', years).replace(
     'WHERE',
     `LEFT JOIN classifications m ON m.entry_id = e.id AND m.decision = 'confirmed' AND m.current
     LEFT JOIN classification_provisions p ON p.classification_id = m.id WHERE`,
   )} GROUP BY y, a`

export const run = (db: Database, statements: readonly string[]): unknown[][] =>
  statements.map(sql => db.prepare(sql).all())

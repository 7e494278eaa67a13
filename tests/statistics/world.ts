import { newId, noKeys, type Actor } from '../../src/core'
import { openGate, type Gate } from '../../src/database'
import { joinCodes } from '../../src/database/columns'
import { entities } from '../../src/entities'
import { freshDatabase } from '../setup/database'

type Row = Record<string, string | number | boolean | Buffer | null>

/** Writes cases row by row, without keys: counting reads codes only. */
export function rowsInto(gate: Gate) {
  const put = async (table: string, row: Row) => {
    const names = Object.keys(row)
    const marks = names.map((_, i) => (gate.engine === 'postgres' ? `$${i + 1}` : '?'))
    const values = Object.values(row).map(value =>
      gate.engine === 'sqlite' && typeof value === 'boolean' ? Number(value) : value,
    )
    await gate.write(db => db.query(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${marks.join(', ')})`, values))
    return row
  }
  return { put, ...deeds(put) }
}

export async function openWorld() {
  const database = await freshDatabase()
  const gate = await openGate({ url: database.url, entities })
  return { gate, ...rowsInto(gate), close: async () => gate.close().then(() => database.drop()) }
}

export type World = Awaited<ReturnType<typeof openWorld>>

export const aigerim: Actor = {
  id: 'aigerim',
  name: 'Aigerim',
  organisationId: 'one',
  roles: new Set(['lawyer']),
  clinician: false,
  keys: noKeys,
}
export const olga: Actor = { ...aigerim, id: 'olga', name: 'Olga', organisationId: 'two' }

function deeds(put: (table: string, row: Row) => Promise<Row>) {
  const kase = async (row: Row = {}): Promise<string> => {
    const id = newId()
    await put('cases', { id, ...aCase, ...row })
    return id
  }
  const person = async (caseId: string, row: Row = {}, consent = 'given'): Promise<string> => {
    const id = newId()
    await put('persons', { id, ...aPerson, case_id: caseId, ...row })
    if (consent !== 'none') {
      await put('consents', { id: newId(), ...aConsent, case_id: caseId, person_id: id, status: consent })
    }
    return id
  }
  const entry =
    (kind: string, table: string, common: Row) =>
    async (caseId: string, personId: string, row: Row = {}) => {
      const written = { id: newId(), ...anEntry, ...common, case_id: caseId, person_id: personId, ...row }
      await put(table, written)
      await put('occurrences', { version: 1, kind, ...happenedIn(written) })
      return written.id
    }
  const happenedIn = ({ id, case_id, person_id, event_on, region_at_event, verification }: Row): Row =>
    ({ id, case_id, person_id, event_on, region_at_event, verification }) as Row
  const confirm = async (
    caseId: string,
    entryId: string,
    code: string,
    provisions: readonly string[],
    row: Row = {},
  ) => {
    const id = newId()
    const made = { case_id: caseId, entry_id: entryId, violation_code: code }
    await put('classifications', { id, ...aClassification, ...made, ...row })
    for (const [i, provision] of provisions.entries()) {
      const article = provision.replace(/\(.*$/, '')
      await put('classification_provisions', {
        id: newId(),
        version: 1,
        classification_id: id,
        provision,
        article,
        is_primary: i === 0,
      })
    }
    return id
  }
  return {
    kase,
    person,
    detention: entry('detention', 'detentions', { lawyer_obstruction: '' }),
    act: entry('act', 'acts', {
      method_codes: '',
      purposes: '',
      bias_motive: '',
      perpetrator_agencies: '',
      consequences: '',
    }),
    confirm,
  }
}

export const clock = (name: string, min: number | null, max: number | null = min, state = 'known'): Row => ({
  [`${name}_min`]: min,
  [`${name}_max`]: max,
  [`${name}_state`]: state,
})
export const codes = joinCodes

const at = '2022-02-02T08:00:00.000Z'
const sealed = Buffer.from('sealed')
const aCase: Row = {
  version: 1,
  organisation_id: 'one',
  opened_by: 'aigerim',
  opened_at: at,
  received_on: '2022-02-01',
  stage: 'S_INTAKE',
  state: 'open',
  verification: 'V2',
  risk: 'none_known',
  urgent: false,
  content_warnings: '',
  changed_at: at,
  sealed,
}
const aPerson: Row = {
  version: 1,
  organisation_id: 'one',
  role: 'VICTIM',
  sex: 'male',
  vulnerability_markers: '',
  publication: 'pseudonym',
  sealed,
}
const aConsent: Row = { version: 1, scope: 'C_STATS', taken_by: 'aigerim', changed_at: at }
const anEntry: Row = {
  version: 1,
  verification: 'V2',
  region_at_event: 'KZ-75',
  event_on: '2022-01-06',
  created_by: 'aigerim',
  created_at: at,
  changed_by: 'aigerim',
  changed_at: at,
  contested: '',
  supported_by: '',
  contradicted_by: '',
  sealed,
}
const aClassification: Row = {
  version: 1,
  entry_kind: 'act',
  entry_version: 1,
  decision: 'confirmed',
  current: true,
  codebook: '1',
  decided_by: 'dana',
  decided_at: at,
  sealed,
}

import type { Shown } from '../../core'

const text = (key: string): Shown => ({ text: `cases.person.${key}`, type: 'text' })
const code = (key: string, list: string): Shown => ({ text: `cases.person.${key}`, type: 'code', list })

/** How the answers about a person are called where two versions of them stand side by side. */
export const personShown: Readonly<Record<string, Shown>> = {
  role: code('role.label', 'roles'),
  name: text('name.label'),
  otherNames: text('otherNames'),
  pseudonym: text('pseudonym'),
  publication: code('publication', 'publication_decisions'),
  sex: code('sex', 'sexes'),
  birthDate: text('birthDate'),
  birthYear: text('birthYear.label'),
  ageBand: code('ageBand', 'age_bands'),
  citizenshipGroup: code('citizenship', 'citizenship_groups'),
  capacity: code('capacity', 'capacities'),
  vulnerabilityMarkers: { text: 'cases.person.vulnerability', type: 'codes', list: 'vulnerability_markers' },
  iin: text('iin.label'),
  contacts: text('contacts'),
  safeWay: text('safeWay'),
  notes: text('notes'),
}

import type { Language } from '../../i18n'
import told from './plots.json'

type Words = Readonly<Record<Language, string>>

/** How somebody was taken: the words for it and the coded facts that go with them. */
export interface Taken {
  readonly title: Words
  readonly words: Words
  readonly bases: readonly string[]
  readonly places: readonly string[]
  readonly capacities: readonly string[]
  readonly hours: readonly [number, number]
  readonly when: 'any' | 'january' | 'quiet'
}

/** What was done to somebody. */
export interface Treated {
  readonly title: Words
  readonly words: Words
  readonly methods: readonly string[]
  readonly purposes: readonly string[]
  readonly context: string
  readonly places: readonly string[]
  readonly agencies: readonly string[]
  readonly consequences: readonly string[]
  readonly where: 'police' | 'institution'
  readonly weight: number
}

interface After {
  readonly words: Words
  readonly sets: Readonly<Record<string, string | string[]>>
}

/** Something to do, so many days from the day of loading; what is done was done the day before it was due. */
interface Due {
  readonly rule: string
  readonly days: number
  readonly done?: boolean
  readonly words: Words
}

export const plots = told as unknown as {
  readonly taken: readonly Taken[]
  readonly treated: readonly Treated[]
  readonly after: readonly After[]
  readonly afterInstitution: readonly After[]
  readonly statement: Readonly<Record<Language, { name: string; givenBy: string; description: string }>>
  readonly deadlines: readonly Due[]
  readonly lists: readonly { readonly address: Readonly<Record<string, string | string[]>>; readonly title: Words }[]
  readonly questions: readonly object[]
  readonly names: Readonly<Record<'male' | 'female' | 'family', readonly string[]>>
}

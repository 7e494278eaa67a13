import { z } from 'zod'
import { kinds, referencePattern, scopes, typeOf, type Cell, type EntryKind } from '../cases'
import { codebook } from '../codebook'
import { createTexts, type Translate } from '../i18n'
import { decisions } from '../classification'
import { aboutColumns, entryColumns, labelOf, personColumns, type Column } from './columns'
import { format, formatVersion, type CaseLine, type Header } from './line'

/**
 * `exact` is what is published: every code stands in it. What comes in is held against `loose` - places and their types - and then
 * read by the forms of the program, which say what is wrong as they do on their pages.
 */
type Strictness = 'exact' | 'loose'

const text = z.string()
const ref = z.string().min(1).max(100)
const day = z.iso.date()
/** What is published is in English. */
let english: Translate | undefined
const moment = /^(unknown|not_asked|refused|na|never|\d{4}(-\d{2}(-\d{2})?)?(T\d{2}(:\d{2})?)?(\/\d{4}-\d{2}-\d{2})?)$/

const made = new Map<string, z.ZodType>()

/** What may stand in many places is one schema: what is published says it once, under its name. */
function named(name: string, make: () => z.ZodType): z.ZodType {
  const known = made.get(name) ?? make().meta({ id: name })
  made.set(name, known)
  return known
}

function place(cell: Cell, strictness: Strictness): z.ZodType {
  if (cell.type === 'number') return z.number().int().nonnegative()
  if (cell.type === 'codes') return z.array(place({ ...cell, type: 'code' }, strictness))
  return strictness === 'loose' ? text : exactly(cell)
}

function exactly({ type, codes: some = [], list, longest }: Cell): z.ZodType {
  if (type === 'moment') return named(type, () => text.regex(moment))
  if (some.length) return named(list ?? some.join('_'), () => z.enum(some as [string]))
  return longest ? text.max(longest) : text
}

const signed = { by: text.optional(), at: z.iso.datetime().optional() }

const places = (columns: readonly Column[], strictness: Strictness, required: readonly string[] = []) =>
  z.strictObject(
    Object.fromEntries(
      columns.map(column => {
        const one = place(column, strictness)
        const asked = required.includes(column.name) ? one : one.optional()
        return [
          column.name,
          strictness === 'exact' && column.text
            ? asked.describe(labelOf((english ??= createTexts().for('en')), column))
            : asked,
        ]
      }),
    ),
  )

const one = (list: string, strictness: Strictness) =>
  place({ name: list, type: 'code', list, codes: codebook.codes(list) }, strictness)

const person = (strictness: Strictness) =>
  z.strictObject({
    ref,
    sameAs: text.optional(),
    answers: places(personColumns, strictness, strictness === 'exact' ? ['role', 'name'] : []),
    consents: z
      .array(
        z.strictObject({
          scope: strictness === 'exact' ? z.enum(scopes as [string]) : text,
          status: one('consent_states', strictness),
          givenOn: day.optional(),
          until: day.optional(),
          way: one('consent_ways', strictness).optional(),
          language: one('languages', strictness).optional(),
          representative: text.optional(),
          evidence: text.optional(),
          note: text.optional(),
          ...signed,
        }),
      )
      .optional(),
  })

const other = (kind: EntryKind, strictness: Strictness) =>
  z
    .strictObject(
      Object.fromEntries(
        Object.entries(kind.fields).map(([name, field]) => {
          const columns = typeOf(field)
            .cells(name, field)
            .map(cell => ({ ...cell, text: '' }))
          const source = one('moment_sources', strictness).optional()
          const said = { source, item: text.optional(), ownSource: source, ownItem: text.optional() }
          return [name, z.strictObject({ answers: places(columns, strictness), ...said }).optional()]
        }),
      ),
    )
    .optional()

const entry = (kind: EntryKind, strictness: Strictness) =>
  z.strictObject({
    ref,
    kind: z.literal(kind.name),
    ...(!kind.aboutNobody && kind.parent === undefined && { person: ref.optional() }),
    ...(kind.parent !== undefined && { of: ref }),
    answers: places(entryColumns(kind), strictness),
    supportedBy: z.array(text).optional(),
    contradictedBy: z.array(text).optional(),
    other: other(kind, strictness),
  })

const entries = (strictness: Strictness) =>
  z.discriminatedUnion('kind', kinds.map(kind => entry(kind, strictness)) as [ReturnType<typeof entry>])

const marker = (strictness: Strictness) =>
  z.strictObject({
    ref,
    kind: one('secrecy_kinds', strictness),
    bound: one('secrecy_bound', strictness).optional(),
    signedOn: day.optional(),
    blanket: z.literal('yes').optional(),
    note: text.optional(),
    endedOn: day.optional(),
    closing: text.optional(),
    closedBy: text.optional(),
    closedAt: z.iso.datetime().optional(),
    replaces: ref.optional(),
    ...signed,
  })

const evidence = (strictness: Strictness) =>
  z.strictObject({
    number: z.number().int().positive(),
    type: one('evidence_types', strictness).optional(),
    receivedOn: day.optional(),
    givenBy: text.optional(),
    description: text.optional(),
    fileName: text.min(1).max(500),
    mediaType: text.max(200).optional(),
    size: z.number().int().nonnegative().optional(),
    contentSha256: text.regex(/^[0-9a-f]{64}$/).optional(),
    ...signed,
  })

const decision = (strictness: Strictness) =>
  z.strictObject({
    entry: ref,
    decision: z.enum(decisions),
    violation: (strictness === 'exact' ? z.enum(codebook.types.map(type => type.code)) : text).optional(),
    provisions: z.array(strictness === 'exact' ? z.enum(codebook.provisions) : text).optional(),
    rule: text.max(40).optional(),
    rationale: text.optional(),
    codebook: text.max(40).optional(),
    outdated: z.literal('yes').optional(),
    ...signed,
  })

export const lineSchema = (strictness: Strictness): z.ZodType<CaseLine> =>
  z.strictObject({
    id: z.string().min(1).max(200),
    state: z.enum(['draft', 'open', 'on_hold', 'closed']),
    reference: text.regex(referencePattern).optional(),
    opened: z.strictObject(signed).optional(),
    about: places(aboutColumns, strictness, strictness === 'exact' ? ['title', 'risk', 'secrecyAsked'] : []),
    team: z
      .array(z.strictObject({ login: text.min(1), role: z.enum(['lead', 'member', 'reader']) }))
      .min(1)
      .optional(),
    words: z.array(z.strictObject({ text: text.min(1), ...signed })).optional(),
    secrecy: z.array(marker(strictness)).optional(),
    persons: z.array(person(strictness)),
    evidence: z.array(evidence(strictness)).optional(),
    entries: z.array(entries(strictness)).optional(),
    decisions: z.array(decision(strictness)).optional(),
  }) as unknown as z.ZodType<CaseLine>

export const headerSchema: z.ZodType<Header> = z.strictObject({
  format: z.literal(format),
  version: z.literal(formatVersion),
  codebook: text.optional(),
  cases: z.number().int().nonnegative().optional(),
})

/** What is published of the format: the first line, and every further one. */
export const publishedSchema = () =>
  z.toJSONSchema(
    z.union([headerSchema, lineSchema('exact')]).meta({
      title: 'Case files in JSON Lines',
      description: 'The first line of a file says what it is; each further line is one case. See docs/import.md.',
    }),
  )

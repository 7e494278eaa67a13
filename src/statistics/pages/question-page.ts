import type { Actor } from '../../core'
import type { Language, Texts, Translate } from '../../i18n'
import { listOrganisations } from '../../people'
import type { Query } from '../../web'
import { answer, type Counting } from '../ask'
import { catalogueOf, unitText } from '../dimensions'
import { commonDimensions, type Catalogue } from '../question/catalogue'
import { verifications } from '../question/question'
import { written } from '../question/written'
import { hrefOf, inAddress } from '../statistics.paths'
import { listSavedQuestions } from '../statistics.queries'
import { labelsIn, type Labels } from './labels'
import { choicesOf, isWholeIn, readSentence, type Sentence } from './question-form'
import { readyQuestions } from './ready'
import { tableOf } from './table'

export interface Asking extends Counting {
  readonly texts: Texts
}

export interface Option {
  readonly value: string
  readonly text: string
}

/** The sentence, what may be chosen in it, the questions kept, and the answer when there is one. */
export async function questionPage(asking: Asking, query: Query, actor: Actor, language: Language): Promise<object> {
  const { catalogue, labels } = await wordsFor(asking, language)
  const sentence = readSentence(query, catalogue)
  const saved = await asking.gate.read(db => listSavedQuestions(db, actor))
  const { question } = sentence
  const given = question ? await answer(asking, question, actor) : undefined
  return {
    sentence: { ...sentence, clauses: clausesOf(sentence, catalogue, labels) },
    options: optionsOf(catalogue, labels, asking.texts.for(language)),
    ready: given ? [] : readyQuestions(catalogue, labels),
    saved: saved.map(one => ({ id: one.id, title: labels.reading(one.question), href: hrefOf(one.question) })),
    ...(question && given
      ? {
          title: labels.reading(question),
          answer: given,
          asked: new Date(given.asOf),
          table: tableOf(given, labels),
          json: JSON.stringify(written(question)),
          q: inAddress(question),
          isWhole: isWholeIn(question),
        }
      : {}),
  }
}

export async function wordsFor(
  { gate, texts }: Asking,
  language: Language,
): Promise<{ catalogue: Catalogue; labels: Labels }> {
  const catalogue = await gate.read(catalogueOf)
  const organisations = await gate.read(listOrganisations)
  const names = new Map(organisations.map(one => [one.id, one.code]))
  return { catalogue, labels: labelsIn(language, texts.for(language), catalogue, names) }
}

function clausesOf({ clauses }: Sentence, catalogue: Catalogue, labels: Labels): object[] {
  return clauses.map(clause => {
    const isClock = clause.field.startsWith('clock:')
    const text = (code: string) => (isClock ? labels.duration(code) : labels.key(clause.field, code))
    const codes = choicesOf(clause.field, catalogue)
    return { ...clause, isClock, choices: codes.map((value): Option => ({ value, text: text(value) })) }
  })
}

function optionsOf(catalogue: Catalogue, labels: Labels, t: Translate): Record<string, Option[]> {
  const fields = [...catalogue.fields.keys()].map((value): Option => ({ value, text: labels.dimension(value) }))
  const clocks = [...catalogue.clocks.keys()].map((name): Option => ({
    value: `clock:${name}`,
    text: labels.dimension(name),
  }))
  const common = commonDimensions.map((value): Option => ({ value, text: labels.dimension(value) }))
  const asked = common.filter(({ value }) => value !== 'year' && value !== 'month')
  const named = (group: string, values: readonly string[]) =>
    values.map((value): Option => ({ value, text: t(`statistics.${group}.${value}`) }))
  return {
    units: [...catalogue.units.keys()].map((value): Option => ({ value, text: t(`${unitText(value)}.many`) })),
    measures: [
      ...named('measures', ['count', 'share']),
      ...clocks.map(({ value, text }) => ({
        value: `median:${value.slice(6)}`,
        text: `${t('statistics.measures.median')} ${text}`,
      })),
    ],
    dimensions: [...common, ...clocks, ...fields],
    fields: [...asked, ...clocks, ...fields],
    bases: named('bases', ['event', 'received', 'recorded']),
    levels: verifications.map(value => ({ value, text: labels.level(value) })),
    scopes: named('scopes', ['coalition', 'organisation']),
  }
}

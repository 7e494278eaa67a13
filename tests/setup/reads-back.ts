import type { Page } from 'playwright-core'
import { kindOf } from '../../src/cases/entries'
import { codebook } from '../../src/codebook'
import { createTexts, dayText } from '../../src/i18n'
import { idOf, typedAs, type Ids } from './by-hand'
import { labelOf, plainly, readsAs } from './reads-as'
import type { Answer, EntryToAdd, Facts, Story } from './stories/story'

const t = createTexts().for('ru')

/** What of an entry its page does not say, each with what it says in its place. */
export async function missingOn(page: Page, { key, kind, facts, rests }: EntryToAdd, ids: Ids): Promise<string[]> {
  await page.goto(`/cases/${idOf(ids, 'case')}/entries/${kind}/${idOf(ids, key)}`)
  const said = await answersOn(page)
  const links = new Set(await page.locator('main a').evaluateAll(all => all.map(a => a.getAttribute('href') ?? '')))
  const unsaid = Object.entries(facts).flatMap(([name, [says, answer]]) => {
    const field = kindOf(kind)?.fields[name]
    const read = field ? said.get(labelOf(kind, name)) : [...said.values()].join(' ')
    const wanted = field ? readsAs(field, answer) : typeof answer === 'string' ? [aboutAs(name, answer)] : []
    return read && wanted.every(text => read.includes(text)) ? [] : [`${kind}.${name} (${says}): ${read ?? 'nothing'}`]
  })
  const items = Object.keys(rests ?? {}).filter(item => !links.has(`/evidence/${idOf(ids, item)}`))
  return [...unsaid, ...items.map(item => `${kind}: does not rest on ${item}`)]
}

/** The page's answers by their questions. */
async function answersOn(page: Page): Promise<ReadonlyMap<string, string>> {
  const rows = await page
    .locator('.dl-facts > div')
    .evaluateAll(all => all.map(row => ['dt', 'dd'].map(part => row.querySelector(part)?.textContent ?? '')))
  const about = plainly((await page.locator('main > .dl-meta, main .dl-meta').first().textContent()) ?? '')
  return new Map([['', about], ...rows.map(([label = '', text = '']) => [plainly(label), plainly(text)] as const)])
}

/** What every entry is asked stands above and below its own questions. */
const aboutAs = (name: string, answer: string) =>
  name === 'regionAtEvent' ? codebook.label('regions', answer, 'ru') : answer

/** What a form no longer holds of what was written into it. */
export async function missingInForm(page: Page, facts: Facts, ids: Ids): Promise<string[]> {
  const missing: string[] = []
  for (const [name, [says, answer]] of Object.entries(facts))
    for (const [field, given] of Object.entries(typedAs(name, answer, ids)))
      for (const one of [given].flat()) if (!(await holds(page, field, one))) missing.push(`${name} (${says}): ${one}`)
  return missing
}

async function holds(page: Page, name: string, given: string): Promise<boolean> {
  const fields = page.locator(`main form [name="${name}"]`)
  const kind = await fields.first().getAttribute('type')
  if (kind === 'radio' || kind === 'checkbox') return page.isChecked(`main form [name="${name}"][value="${given}"]`)
  return (await fields.first().inputValue()) === given
}

/** What the page about secrecy says when this was answered. */
export function secrecyReads(name: string, answer: Answer): string {
  if (name === 'secrecyAsked') return t(`secrecy.answer.${answer as string}`)
  if (name === 'secrecyKind') return codebook.label('secrecy_kinds', answer as string, 'ru')
  if (name === 'secrecyBound') return codebook.label('secrecy_bound', answer as string, 'ru').toLowerCase()
  if (name === 'secrecySignedOn') return dayText('ru', (answer as { when: { on: string } }).when.on)
  return name === 'secrecyBlanket' ? t('secrecy.band.blanket') : (answer as string)
}

/** The text of one part of the case page. */
export async function textOf(page: Page, section: string): Promise<string> {
  return plainly(await page.locator(`main section[aria-labelledby="${section}"]`).innerText())
}

/** How many facts a story has, and how many sentences of narrative. */
export function factsOf({ about, secrecy, persons, evidence, entries, versions, words }: Story) {
  const parts = [about, secrecy, ...persons.flatMap(one => [one.facts, one.consent ?? {}])]
  const all = [...parts, ...evidence.map(one => one.facts), ...entries.map(one => one.facts)]
  return { coded: all.flatMap(facts => Object.keys(facts)).length + versions.length, told: words.length }
}

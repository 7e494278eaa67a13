import type { Page } from 'playwright-core'
import { answers, fills, idOf, sends, typedAs, typedDay } from './by-hand'
import type { EntryToAdd, ItemToAdd, PersonToEnter, SecondVersion, Story } from './stories/story'

type Ids = Map<string, string>
const anId = '[0-9a-f-]{36}'

/** The whole story, page after page, as its lawyer enters it; gives the ids behind its keys, and that of the case as `case`. */
export async function entersStory(page: Page, story: Story): Promise<ReadonlyMap<string, string>> {
  const ids: Ids = new Map()
  await begins(page, story, ids)
  for (const person of story.persons) await entersPerson(page, person, ids)
  for (const item of story.evidence) await addsItem(page, item, ids)
  for (const entry of story.entries) await addsEntry(page, entry, ids)
  for (const version of story.versions) await addsVersion(page, version, story, ids)
  await page.goto(`/cases/${idOf(ids, 'case')}/filing`)
  await sends(page, 'form[action$="/file"] .govuk-button')
  return ids
}

/** The guided filing: secrecy first, then the words, then what the case is about. */
async function begins(page: Page, { title, receivedOn, secrecy, words, about }: Story, ids: Ids): Promise<void> {
  await page.goto('/cases/new')
  await fills(page, secrecy)
  await answers(page, { title, ...typedDay('receivedOn', receivedOn) })
  await sends(page)
  ids.set('case', idIn(page.url(), `/cases/(${anId})/filing`))
  await page.goto(`/cases/${idOf(ids, 'case')}/words`)
  await answers(page, { narrative: words.join('\n') })
  await sends(page)
  await page.goto(`/cases/${idOf(ids, 'case')}/about`)
  await fills(page, about)
  await sends(page)
}

async function entersPerson(page: Page, { key, facts, consent }: PersonToEnter, ids: Ids): Promise<void> {
  const base = `/cases/${idOf(ids, 'case')}/persons`
  await page.goto(`${base}/new`)
  await fills(page, facts)
  await sends(page)
  ids.set(key, idIn(page.url(), `/persons/(${anId})`))
  if (!consent) return
  await page.goto(`${base}/${idOf(ids, key)}/consent`)
  await fills(page, consent)
  await sends(page)
}

async function addsItem(page: Page, { key, fileName, facts }: ItemToAdd, ids: Ids): Promise<void> {
  await page.goto(`/evidence/of/${idOf(ids, 'case')}/new`)
  await fills(page, facts)
  await page.setInputFiles('main [name=files]', {
    name: fileName,
    mimeType: 'text/plain',
    buffer: Buffer.from(fileName),
  })
  const before = new Set(ids.values())
  await sends(page)
  ids.set(key, await newOn(page, `/evidence/(${anId})$`, before))
}

async function addsEntry(page: Page, { key, kind, of, about, facts, rests }: EntryToAdd, ids: Ids): Promise<void> {
  const base = `/cases/${idOf(ids, 'case')}`
  await page.goto(`${base}/entries/${kind}/new${of ? `?of=${idOf(ids, of)}` : ''}`)
  if (about) await concerns(page, new Set(about.map(person => idOf(ids, person))))
  await fills(page, facts, ids)
  for (const [item, bearing] of Object.entries(rests ?? {}))
    await answers(page, { [`bearing-${idOf(ids, item)}`]: bearing })
  await sends(page)
  if (!of) await page.goto(base)
  ids.set(key, await newOn(page, `/entries/${kind}/(${anId})$`, new Set(ids.values())))
}

/** The client is ticked beforehand. */
async function concerns(page: Page, about: ReadonlySet<string>): Promise<void> {
  for (const box of await page.locator('main form [name=personId]').all())
    await box.setChecked(about.has((await box.getAttribute('value')) ?? ''), { force: true })
}

async function addsVersion(page: Page, version: SecondVersion, { entries }: Story, ids: Ids): Promise<void> {
  const kind = entries.find(one => one.key === version.entry)?.kind ?? ''
  await page.goto(
    `/cases/${idOf(ids, 'case')}/entries/${kind}/${idOf(ids, version.entry)}/versions?field=${version.field}`,
  )
  await answers(page, typedAs(version.field, version.answer, ids))
  await answers(page, { otherSource: version.source, ...(version.item && { otherItem: idOf(ids, version.item) }) })
  await sends(page)
}

/** The one link on the page to something that was not there before. */
async function newOn(page: Page, pattern: string, before: ReadonlySet<string>): Promise<string> {
  const links = await page.locator('main a').evaluateAll(all => all.map(a => a.getAttribute('href') ?? ''))
  const found = new Set(links.flatMap(href => new RegExp(pattern).exec(href)?.[1] ?? []))
  const [added, ...others] = [...found].filter(id => !before.has(id))
  if (!added || others.length > 0)
    throw new Error(`${page.url()}: one new ${pattern} expected, ${others.length + (added ? 1 : 0)} there`)
  return added
}

function idIn(url: string, pattern: string): string {
  const id = new RegExp(pattern).exec(url)?.[1]
  if (!id) throw new Error(`No id in ${url}`)
  return id
}

import type { Locator, Page } from 'playwright-core'
import type { Answer, Facts, When } from './stories/story'

export type Ids = ReadonlyMap<string, string>
type Typed = Readonly<Record<string, string | readonly string[]>>

/** Opens the page and answers its questions one by one, as a hand would; nothing is sent yet. */
export async function fills(page: Page, facts: Facts, ids: Ids = new Map()): Promise<void> {
  for (const [name, [, answer]] of Object.entries(facts)) await answers(page, typedAs(name, answer, ids))
}

export async function answers(page: Page, typed: Typed): Promise<void> {
  for (const [name, given] of Object.entries(typed)) for (const one of [given].flat()) await answersOne(page, name, one)
}

/** Sends the form by its first button. What was not accepted stands in the error. */
export async function sends(page: Page, button = 'main form .govuk-button'): Promise<void> {
  await page.locator(button).first().click()
  const problems = await page.locator('.govuk-error-summary__list li').allInnerTexts()
  if (problems.length > 0) throw new Error(`${page.url()}: ${problems.join('; ')}`)
}

async function answersOne(page: Page, name: string, given: string): Promise<void> {
  const fields = page.locator(`main form [name="${name}"]`)
  const [field] = await fields.evaluateAll(all =>
    all.slice(0, 1).map(one => ({
      kind: one.getAttribute('type') ?? one.tagName.toLowerCase(),
      isFolded: one.closest('details:not([open])') !== null,
    })),
  )
  if (!field) throw new Error(`${page.url()} does not ask for ${name}`)
  if (field.isFolded) await unfolds(fields.first())
  if (field.kind === 'radio' || field.kind === 'checkbox')
    await page.check(`main form [name="${name}"][value="${given}"]`, { force: true }) // prettier-ignore
  else if (field.kind === 'select') await fields.first().selectOption(given)
  else await fields.first().fill(given)
}

/** Some questions lie folded away until somebody needs them. */
async function unfolds(field: Locator): Promise<void> {
  const folded = field.locator('xpath=ancestor::details[not(@open)]')
  for (const one of await folded.all()) await one.locator('> summary').click()
}

/** The form fields one answer is typed into. */
export function typedAs(name: string, answer: Answer, ids: Ids): Typed {
  if (typeof answer === 'string' || Array.isArray(answer)) return { [name]: answer }
  if ('when' in answer) return typedTime(name, answer.when)
  if ('noTime' in answer) return { [`${name}-state`]: answer.noTime }
  if ('money' in answer) return { [name]: answer.money }
  if ('to' in answer) return { [name]: idOf(ids, answer.to) }
  throw new Error(`No way to type ${name}`)
}

export function idOf(ids: Ids, key: string): string {
  const id = ids.get(key)
  if (!id) throw new Error(`Nothing was entered as ${key}`)
  return id
}

export const typedDay = (name: string, on: string): Typed => {
  const [year = '', month = '', day] = on.split('-')
  return { ...(day && { [`${name}-day`]: day }), [`${name}-month`]: month, [`${name}-year`]: year }
}

function typedTime(name: string, { on, time, until, about, source }: When): Typed {
  const [hour, minute] = time?.split(':') ?? []
  return {
    ...typedDay(name, on),
    ...(hour && { [`${name}-hour`]: hour }),
    ...(minute && { [`${name}-minute`]: minute }),
    ...(until && typedDay(`${name}-until`, until)),
    ...(about && { [`${name}-precision`]: 'about' }),
    ...(source && { [`${name}-source`]: source }),
  }
}

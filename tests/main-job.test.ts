import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { once } from 'node:events'
import { verify } from '../src/trail'
import { sealedFiles } from '../src/commands/office'
import { closeBrowser, pageOf } from './setup/browser'
import { engine } from './setup/database'
import { everybodyIn, filesQuickly } from './setup/filing'
import { openOffice, type Office } from './setup/office'

const megabytes = 200
const canaries = {
  name: 'Канарейқызы Жұлдызай',
  narrative: 'Кетмень-Төбе дауысы қараңғыда естілді',
  file: 'құпия-бейне-7731.bin',
  contact: '+7 700 555 77 31',
}

describe('the main job, in a real browser with scripts off', () => {
  let office: Office
  beforeAll(async () => {
    office = await openOffice()
    await everybodyIn(office)
  })
  afterAll(async () => {
    await closeBrowser()
    await office.closes()
  })
  const later = () => (office.now = new Date(office.now.getTime() + 60_000))

  it('files a case with a 200 MB file, suggests, confirms, counts, opens the case behind the count, exports, verifies', async () => {
    const file = join(office.database.folder, canaries.file)
    const sent = await bigFile(file)
    later()
    const lawyer = await pageOf(office.aigerim)
    await lawyer.goto('/cases/quick')
    await lawyer.check('[name=secrecyAsked][value=no]')
    await lawyer.fill('[name=name]', canaries.name)
    await lawyer.fill('[name=narrative]', canaries.narrative)
    await lawyer.check('[name=happened][value=detained]')
    await lawyer.fill('[name="on-day"]', '17')
    await lawyer.fill('[name="on-month"]', '12')
    await lawyer.fill('[name="on-year"]', '2024')
    await lawyer.selectOption('[name=region]', 'KZ-75')
    await lawyer.selectOption('[name=placeType]', 'UNOFF_GYM')
    await lawyer.selectOption('[name=risk]', 'low')
    await lawyer.check('[name=countConsent][value=given]')
    await lawyer.click('main button')
    expect(await lawyer.textContent('h1')).toContain('17 December 2024')
    const caseUrl = new URL(lawyer.url()).pathname

    await lawyer.click('main a[href^="/evidence/of/"]')
    await lawyer.fill('[name=description]', canaries.contact)
    await lawyer.setInputFiles('[name=files]', file)
    await lawyer.click('main form[enctype] button')
    expect(await lawyer.textContent('tbody')).toContain(canaries.file)
    await lawyer.click('tbody a')
    expect(await lawyer.textContent('main')).toContain(sent)
    const [download] = await Promise.all([lawyer.waitForEvent('download'), lawyer.click('a[href$="/content"]')])
    expect(await hashOf(await download.path())).toBe(sent)

    later()
    const coordinator = await pageOf(office.dana)
    await coordinator.goto('/classification')
    await coordinator.click('tbody a')
    await coordinator.click('.dl-confirm button')
    await coordinator.goto(`${caseUrl}/about`)
    await coordinator.selectOption('[name=verification]', 'V2')
    await coordinator.click('main form button')
    expect(await coordinator.textContent('main')).toContain('V2')

    // One case alone is protected; with five more of its kind the number is shown and opens the cases behind it.
    for (let i = 0; i < 5; i += 1) await filesQuickly(office.aigerim)
    await coordinator.goto('/questions')
    await coordinator.selectOption('#by1', 'region_at_event')
    await coordinator.selectOption('#level', 'V0')
    await coordinator.click('main form.dl-sentence button:not([name=add]), main form:has(#by1) button:not([name=add])')
    const row = coordinator.locator('tr', { hasText: 'Almaty city' }).first()
    expect(await row.textContent()).toMatch(/\b6\b/)
    const [csv] = await Promise.all([
      coordinator.waitForEvent('download'),
      coordinator.click('a[href^="/questions/answer.csv"]'),
    ])
    expect(readFileSync(await csv.path(), 'utf8')).toMatch(/KZ-75|Almaty city/)
    await row.locator('a').first().click()
    expect(await coordinator.content()).toContain(`href="${caseUrl}"`)
    await coordinator.click(`a[href="${caseUrl}"]`)
    expect(await coordinator.textContent('main')).toContain(canaries.narrative)

    const found = []
    for await (const damage of verify(office.gate, { files: sealedFiles(office.doors) })) found.push(damage)
    expect(found).toEqual([])
  })

  it('leaves no name, word, file name or contact in the database, the uploads, the log or a temporary file (S24)', () => {
    const places =
      engine === 'sqlite'
        ? [office.database.url.slice('sqlite:'.length), `${office.database.url.slice('sqlite:'.length)}-wal`]
        : []
    const uploads = filesUnder(join(office.database.folder, 'uploads'))
    expect(uploads.length).toBeGreaterThan(0)
    const plain = Object.values(canaries).map(text => Buffer.from(text))
    for (const place of [...places, ...uploads]) {
      const bytes = readFileSync(place)
      for (const canary of plain) expect(bytes.includes(canary)).toBe(false)
      expect(place).not.toContain('құпия')
    }
    const log = office.logLines.join('')
    expect(log.length).toBeGreaterThan(0)
    for (const text of Object.values(canaries)) expect(log).not.toContain(text)
  })
})

async function bigFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  const out = createWriteStream(path)
  const piece = Buffer.alloc(1024 * 1024)
  for (let i = 0; i < megabytes; i += 1) {
    piece.fill(`${i}`)
    hash.update(piece)
    if (!out.write(Buffer.from(piece))) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
  return hash.digest('hex')
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer)
  return hash.digest('hex')
}

const filesUnder = (folder: string): string[] =>
  readdirSync(folder).flatMap(name =>
    statSync(join(folder, name)).isDirectory() ? filesUnder(join(folder, name)) : [join(folder, name)],
  )

import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { once } from 'node:events'
import { verify } from '../src/trail'
import { sealedFiles } from '../src/commands/office'
import { closeBrowser, openBrowser, pageOf } from './setup/browser'
import { filesOfDatabase, filesUnder } from './setup/on-disk'
import { everybodyIn, filesQuickly } from './setup/filing'
import { openOffice, type Office } from './setup/office'

const megabytes = 200
const canaries = {
  name: 'Канарейқызы Жұлдызай',
  narrative: 'Кетмень-Төбе дауысы қараңғыда естілді',
  file: 'құпия-бейне-7731.bin',
  contact: '+7 700 555 77 31',
}
/** What a browser says of whoever sits before it. */
const ofTheVisitor = {
  'user-agent': 'Kanareika/7731 (telephone of Zhuldyzai)',
  'x-forwarded-for': '203.0.113.77',
  forwarded: 'for=203.0.113.77',
  'x-real-ip': '203.0.113.77',
  from: 'zhuldyzai7731@example.org',
}

describe('the main job, in a real browser with scripts off', () => {
  let office: Office
  let temporary = ''
  const usual = process.env.TMPDIR
  beforeAll(async () => {
    await openBrowser() // before the temporary files of the program are given a place of their own
    office = await openOffice()
    temporary = join(office.database.folder, 'temporary')
    mkdirSync(temporary)
    process.env.TMPDIR = temporary
    await everybodyIn(office)
  })
  afterAll(async () => {
    if (usual === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = usual
    await closeBrowser()
    await office.closes()
  })
  const later = () => (office.now = new Date(office.now.getTime() + 60_000))

  it('files a case with a 200 MB file, suggests, confirms, counts, opens the case behind the count, exports, verifies', async () => {
    const file = join(office.database.folder, canaries.file)
    const sent = await bigFile(file)
    later()
    const lawyer = await pageOf(office.aigerim, { sends: ofTheVisitor })
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
    await lawyer.check('[name=way][value=oral]')
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
    const coordinator = await pageOf(office.dana, { sends: ofTheVisitor })
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

  it('leaves no name, word, file name or contact, and no address of a visitor, in the database, the uploads, the log or a temporary file (S24)', async () => {
    const rows = await filesOfDatabase(office)
    const uploads = filesUnder(join(office.database.folder, 'uploads'))
    expect([rows.length > 0, uploads.length > 0]).toEqual([true, true])
    const plain = [...Object.values(canaries), ...Object.values(ofTheVisitor), '203.0.113.77']
    const found: string[] = []
    for (const place of [...rows, ...uploads, ...filesUnder(temporary)]) {
      const bytes = readFileSync(place)
      for (const canary of plain) if (bytes.includes(canary)) found.push(`${canary} in ${place}`)
      if (place.includes('құпия')) found.push(place)
    }
    const log = office.logLines.join('')
    for (const canary of [...plain, '127.0.0.1', '::1']) if (log.includes(canary)) found.push(`${canary} in the log`)
    expect(found).toEqual([])
    expect(log.length).toBeGreaterThan(0)
    expect(filesUnder(temporary)).toEqual([])
    expect(rows.some(place => readFileSync(place).includes('evidence.added'))).toBe(true) // what is there would be found
  }) // prettier-ignore
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

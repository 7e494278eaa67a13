import { EvidenceItem } from '../../src/evidence/evidence-item.entity'
import { everybodyIn, filesQuickly } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import { tokenOf } from '../setup/routes'
import {
  addsFiles,
  cookieOf,
  end,
  field,
  file,
  filesOnDisk,
  multipartHead,
  sendsFilesAgain,
  sendsRaw,
} from '../setup/sending'

describe('bodies of uploads', () => {
  let office: Office
  let id: string
  let csrf: string
  beforeAll(async () => {
    office = await openOffice({ environment: { LONGEST_FILE: '200000' } })
    await everybodyIn(office)
    id = await filesQuickly(office.aigerim)
    csrf = await tokenOf(office.aigerim)
  })
  afterAll(() => office.closes())

  const sendsBody = (body: string | Uint8Array<ArrayBuffer>, type = 'multipart/form-data; boundary=b') =>
    office.aigerim.opens(`/evidence/of/${id}`, { method: 'POST', body, headers: { 'content-type': type } })

  /** Files that lie there and belong to no row. */
  const orphans = async (): Promise<string[]> => {
    const rows = await office.gate.read(db => db.find(EvidenceItem))
    const known = new Set(rows.map(row => `${row.fileId}.age`))
    return filesOnDisk(office).filter(name => !known.has(name))
  }

  it.each([
    'жалоба_қазақ.pdf', 'Әбдіғалиев Ұлан — «шағым» №5.docx', 'Протокол осмотра (2-й лист), ё й Й.txt', 'ә ғ қ ң ө ұ ү һ і.jpg', '50%25 и %d0%b6.txt', 'a;b="c".txt', "o'brien & ко <b>.txt", '证据.pdf', '📎.png',
  ])('gives the name %s back exactly (S39)', async name => {
    const page = await addsFiles(office.aigerim, id, [[name, `content of ${name}`]])
    expect(page.status).toBe(200)
    expect(page.$('tbody th a').last().text()).toBe(name)
    const item = await office.aigerim.opens(page.$('tbody th a').last().attr('href')!)
    expect(item.$('main').text()).toContain(name)
    const sent = await office.aigerim.send(`${item.url}/content`)
    expect(await sent.text()).toBe(`content of ${name}`)
    expect(sent.headers.get('content-disposition')).toMatch(/^attachment; filename="EVID-[0-9a-f-]{36}\.[a-z0-9]{1,5}"$/)
  }) // prettier-ignore

  const opening = () => field('_csrf', csrf)
  const many = (count: number, part: (i: number) => string) => Array.from({ length: count }, (_, i) => part(i)).join('')
  it.each<[string, () => string, number]>([
    ['a file over size', () => opening() + file('big.bin', 'x'.repeat(200_001)) + end, 422],
    ['51 files', () => opening() + many(51, i => file(`${i}.txt`, 'x')) + end, 422],
    ['101 fields', () => opening() + many(101, i => field(`f${i}`, 'x')) + file('a.txt', 'x') + end, 422],
    ['200 empty parts', () => opening() + file('a.txt', 'x') + many(200, () => '--b\r\n\r\n\r\n') + end, 422],
    ['names nested deeply', () => opening() + file('a.txt', 'x') + field(`a${'[b]'.repeat(500)}`, 'x') + end, 422],
    ['a field of more than a megabyte', () => opening() + file('a.txt', 'x') + field('givenBy', 'x'.repeat(1_000_001)) + end, 422],
    ['a description of 20 kB', () => opening() + file('a.txt', 'x') + field('description', 'x'.repeat(20_000)) + end, 422],
    ['no final boundary', () => opening() + file('a.txt', 'x'), 422],
    ['a cut after the head of a part', () => opening() + '--b\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n', 422],
    ['a field without a name', () => opening() + file('a.txt', 'x') + '--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n' + end, 422],
    ['an empty field name', () => opening() + file('a.txt', 'x') + field('', 'x') + end, 422],
    ['a part with no head', () => opening() + file('a.txt', 'x') + '--b\r\nno colon here\r\n\r\nx\r\n' + end, 422],
    ['a token given twice', () => opening() + file('a.txt', 'x') + field('_csrf', 'other') + end, 403],
    ['no token', () => file('a.txt', 'x') + end, 403],
    ['nothing at all', () => '', 403],
    ['nothing but the end', () => end, 403],
  ])('refuses %s, lives on and keeps no file (S40)', async (_what, body, status) => {
    const before = await office.trail()
    const page = await sendsBody(body())
    expect([page.status, page.text]).toEqual([status, expect.not.stringContaining('errors.')])
    await settles()
    expect((await orphans()).length).toBe(page.$('[name=kept]').val() ? 1 : 0)
    expect(await office.trail()).toEqual(before)
    if (page.$('[name=kept]').val()) await sendsFilesAgain(office.aigerim, id, [], { description: 'shorter' })
    expect(await orphans()).toEqual([])
  }) // prettier-ignore

  it('refuses a boundary that is none, and a body that is no form', async () => {
    for (const type of ['multipart/form-data', 'multipart/form-data; boundary=', 'multipart/mixed; boundary=b', 'application/json', 'text/plain'])
      expect([type, (await sendsBody(opening() + file('a.txt', 'x') + end, type)).status]).toEqual([type, expect.any(Number)])
  }) // prettier-ignore

  it('takes forty files and fields, and answers wrong lengths without waiting for ever (S40)', async () => {
    const forty = opening() + many(40, i => file(`${i}.txt`, `content ${i}`)) + end
    expect((await sendsBody(forty)).status).toBe(200)
    const body = opening() + file('short.txt', 'x'.repeat(5000)) + end
    const before = await office.trail()
    const short = await sendsRaw(office, multipartHead(office.aigerim, `/evidence/of/${id}`, body.length - 2000), body)
    expect([400, 422]).toContain(short.status)
    const long = await sendsRaw(office, multipartHead(office.aigerim, `/evidence/of/${id}`, body.length + 2000), body, { halfClose: true })
    expect([0, 400, 422]).toContain(long.status)
    const bad = `POST /evidence/of/${id} HTTP/1.1\r\nHost: office\r\nCookie: ${cookieOf(office.aigerim)}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: many\r\n\r\n`
    expect((await sendsRaw(office, bad, body)).status).toBe(400)
    await settles()
    expect(await orphans()).toEqual([])
    expect(await office.trail()).toEqual(before)
  }) // prettier-ignore

  async function settles(): Promise<void> {
    let before = -1
    for (let now = filesOnDisk(office).length; now !== before; now = filesOnDisk(office).length) {
      before = now
      await new Promise(resolve => setTimeout(resolve, 60))
    }
  }
})

import { EvidenceItem } from '../../src/evidence'
import { everybodyIn, filesQuickly } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import { tokenOf } from '../setup/routes'
import { end, field, filesOnDisk, multipartHead, sendsRaw } from '../setup/sending'

describe('names of files, as a browser never writes them', () => {
  let office: Office
  let id: string
  let csrf: string
  beforeAll(async () => {
    office = await openOffice()
    await everybodyIn(office)
    id = await filesQuickly(office.aigerim)
    csrf = await tokenOf(office.aigerim)
  })
  afterAll(() => office.closes())

  const sends = (disposition: string) => {
    const part = `--b\r\nContent-Disposition: form-data; name="files"; ${disposition}\r\n\r\ncontent\r\n`
    const body = Buffer.from(field('_csrf', csrf) + part + end)
    return sendsRaw(office, multipartHead(office.aigerim, `/evidence/of/${id}`, body.length), body)
  }
  const items = () => office.gate.read(db => db.find(EvidenceItem, { order: { number: 'ASC' } }))
  const isNoName = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/

  it.each<[string, string, string, string]>([
    ['a path', 'filename="../../etc/passwd"', 'passwd', 'bin'],
    ['a path of Windows', 'filename="..\\..\\boot.ini"', 'boot.ini', 'ini'],
    ['an absolute path', 'filename="/etc/passwd"', 'passwd', 'bin'],
    ['an encoded name', `filename*=UTF-8''%D0%B6%D0%B0%D0%BB%D0%BE%D0%B1%D0%B0.pdf`, 'жалоба.pdf', 'pdf'],
    ['an encoded path', `filename*=UTF-8''..%2F..%2Fetc%2Fpasswd`, 'passwd', 'bin'],
    ['two names', `filename="a.txt"; filename*=UTF-8''b.txt`, 'b.txt', 'txt'],
    ['an encoded NUL', `filename*=UTF-8''a%00.txt`, 'a‹U+0000›.txt', 'txt'],
    ['an encoded CRLF', `filename*=UTF-8''a%0D%0ASet-Cookie%3A%20x%3Dy.txt`, 'a‹U+000D›‹U+000A›Set-Cookie: x=y.txt', 'txt'],
    ['percent signs', 'filename="x%0d%0aSet-Cookie: a=b.txt"', 'x‹U+000D›‹U+000A›Set-Cookie: a=b.txt', 'txt'],
    ['a right-to-left override', 'filename="a\u202Egpj.exe"', 'a‹U+202E›gpj.exe', 'exe'],
    ['zero-width signs', 'filename="a\u200Bb\uFEFF.txt"', 'a‹U+200B›b‹U+FEFF›.txt', 'txt'],
    ['5,000 letters', `filename="${'x'.repeat(5000)}.txt"`, `${'x'.repeat(5000)}.txt`, 'txt'],
    ['a device of Windows', 'filename="CON"', 'CON', 'bin'],
    ['a leading dot', 'filename=".htaccess"', '.htaccess', 'bin'],
    ['a leading dash', 'filename="-rf"', '-rf', 'bin'],
    ['markup', 'filename="<img src=x onerror=alert(1)>.svg"', '<img src=x onerror=alert(1)>.svg', 'svg'],
    ['broken UTF-8', `filename*=UTF-8''%ff%fe.txt`, '\ufffd\ufffd.txt', 'txt'],
  ])('%s: it lies under a random one, is shown as what it is and goes out under one of ours (S37, S38)', async (_what, disposition, shown, ending) => {
    const before = await items()
    expect(await sends(disposition)).toMatchObject({ status: 303 })
    const [item, ...others] = (await items()).slice(before.length)
    expect(others).toEqual([])
    expect(filesOnDisk(office).filter(name => !/^[0-9a-f]{32}\.age$/.test(name))).toEqual([])

    for (const address of [`/evidence/of/${id}`, `/evidence/${item!.id}`]) {
      const page = await office.aigerim.opens(address)
      expect(page.$('main bdi').last().text()).toBe(shown)
      expect(page.$('main').text().replace(/[\n\t]/g, '')).not.toMatch(isNoName)
      expect(page.$('main img, main svg')).toHaveLength(0)
    }
    const { headers } = await office.aigerim.send(`/evidence/${item!.id}/content`)
    expect(headers.get('content-disposition')).toBe(`attachment; filename="EVID-${item!.id}.${ending}"`)
    expect(headers.get('set-cookie')).toBeNull()
  }) // prettier-ignore

  it.each([
    ['no name', 'filename=""', 'Choose at least one file'],
    ['an encoded name of nothing', `filename*=UTF-8''`, 'Choose at least one file'],
    ['a dot', 'filename="."', 'Choose at least one file'],
    ['two dots', 'filename=".."', 'Choose at least one file'],
    ['a raw NUL', 'filename="a\u0000b.txt"', 'broke off on the way'],
    ['a raw CR', 'filename="a\rb.txt"', 'broke off on the way'],
    ['a raw CRLF', 'filename="a\r\nX-Evil: y.txt"', 'Choose at least one file'],
    ['a charset nobody knows', `filename*=KOI8-X''a.txt`, 'Choose at least one file'],
  ])('%s: it is refused with the reason, and nothing lies there', async (_what, disposition, reason) => {
    const [before, files] = [await items(), filesOnDisk(office)]
    const { status, text } = await sends(disposition)
    expect([status, text]).toEqual([422, expect.stringContaining(reason)])
    expect(text).not.toMatch(/x-evil/i)
    expect(await items()).toHaveLength(before.length)
    expect(filesOnDisk(office)).toEqual(files)
  })
})

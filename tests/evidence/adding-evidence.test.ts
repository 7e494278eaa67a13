import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { Decrypter } from 'age-encryption'
import { EvidenceItem } from '../../src/evidence/evidence-item.entity'
import { ageIdentity, combineShares, opened, openSubject, threeAtOnce } from '../../src/vault'
import { everybodyIn, filesQuickly } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'

type File = readonly [name: string, content: string | Uint8Array]

describe('adding evidence', () => {
  let office: Office
  let id: string
  const begin = async () => {
    office = await openOffice()
    await everybodyIn(office)
    id = await filesQuickly(office.aigerim)
  }
  afterEach(() => office.closes())

  const sends = async (files: readonly File[], typed: Record<string, string> = {}) => {
    await office.aigerim.opens(`/evidence/of/${id}/new`)
    const form = new FormData()
    const { body } = office.aigerim.formOf('main form[enctype]', typed)
    for (const [name, value] of new URLSearchParams(body)) form.append(name, value)
    for (const [name, content] of files) form.append('files', new Blob([content]), name)
    return office.aigerim.opens(`/evidence/of/${id}`, { method: 'POST', body: form })
  }
  const uploads = () => join(office.database.folder, 'uploads')
  const onDisk = (folder = uploads()): string[] =>
    existsSync(folder)
      ? readdirSync(folder, { withFileTypes: true }).flatMap(one =>
          one.isDirectory() ? onDisk(join(folder, one.name)) : [one.name],
        )
      : []

  it('takes several files at once, numbers them, and writes custody down', async () => {
    await begin()
    const page = await sends(
      [
        ['жалоба_қазақ.txt', 'один'],
        ['photo.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
      ],
      { givenBy: 'әкесі', description: 'Two papers' },
    )
    expect(page.text).toContain('жалоба_қазақ.txt')
    expect(page.text).toContain('E-2')
    const item = await office.aigerim.opens(page.$('tbody a').first().attr('href')!)
    expect(item.text).toContain('Received and sealed')
    expect(item.text).toContain('text/plain')
    expect(await office.trail()).toEqual(expect.arrayContaining(['evidence.added', 'evidence.viewed']))
  })

  it('gives the same bytes back as a download of ours, never shown, and records it (S51)', async () => {
    await begin()
    const page = await sends([['evil.html', '<script>alert(1)</script>']])
    const link = page.$('tbody a').first().attr('href')!
    const sent = await office.aigerim.send(`${link}/content`)
    expect(await sent.text()).toBe('<script>alert(1)</script>')
    expect(sent.headers.get('content-type')).toBe('application/octet-stream')
    expect(sent.headers.get('content-disposition')).toMatch(/^attachment; filename="EVID-[0-9a-f-]{36}\.html"$/)
    expect(sent.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'")
    expect(sent.headers.get('x-content-type-options')).toBe('nosniff')
    expect(sent.headers.get('accept-ranges')).toBe('none')
    expect((await office.aigerim.opens(link)).text).toContain('Downloaded')
  })

  it('opens with the age-encryption package and the key three shares give, without this program', async () => {
    await begin()
    await sends([['statement.txt', 'to be read in ten years']])
    const key = await office.gate.read(async db =>
      openSubject(db, threeAtOnce(await combineShares(office.recoveryShares.slice(1, 4)), office.now), id),
    )
    const { fileId } = await office.gate.read(db => db.findOneByOrFail(EvidenceItem, { holderId: id }))
    const decrypter = new Decrypter()
    decrypter.addIdentity(ageIdentity(opened(key).secret))
    const sealed = readFileSync(join(uploads(), fileId!.slice(0, 2), `${fileId}.age`))
    expect(Buffer.from(await decrypter.decrypt(sealed)).toString()).toBe('to be read in ten years')
  })

  it('says that a file is empty, that none was chosen, and that its name says something else', async () => {
    await begin()
    expect((await sends([['empty.txt', '']])).text).toContain('“empty.txt” is empty')
    expect((await sends([])).errors).toEqual(['Choose at least one file'])
    const page = await sends([['holiday.jpg', '%PDF-1.7 really a paper']])
    expect((await office.aigerim.opens(page.$('tbody a').first().attr('href')!)).text).toContain('ends in “jpg”')
  })

  it('keeps files that have arrived when another answer does not hold', async () => {
    await begin()
    const asked = await sends([['kept.txt', 'arrived once']], {
      'receivedOn-day': '31',
      'receivedOn-month': '2',
      'receivedOn-year': '2024',
      description: 'written once',
    })
    expect(asked).toMatchObject({ status: 422 })
    expect(asked.text).toContain('has arrived and is kept')
    expect(asked.$('[name=description]').val()).toBe('written once')
    const form = new FormData()
    for (const [name, value] of new URLSearchParams(
      office.aigerim.formOf('main form[enctype]', { 'receivedOn-day': '28' }).body,
    ))
      form.append(name, value)
    expect((await office.aigerim.opens(`/evidence/of/${id}`, { method: 'POST', body: form })).text).toContain(
      'kept.txt',
    )
  })

  it('stores nothing when the file stands before the token, or the token is wrong (S12)', async () => {
    await begin()
    await office.aigerim.opens(`/evidence/of/${id}/new`)
    for (const fields of [
      [
        ['files', 'f'],
        ['_csrf', 'x'],
      ],
      [
        ['_csrf', 'wrong'],
        ['files', 'f'],
      ],
    ] as const) {
      const form = new FormData()
      for (const [name, value] of fields)
        form.append(
          name,
          name === 'files' ? new Blob(['content']) : value,
          ...((name === 'files' ? ['f.txt'] : []) as []),
        )
      expect((await office.aigerim.send(`/evidence/of/${id}`, { method: 'POST', body: form })).status).toBe(403)
    }
    expect(onDisk()).toEqual([])
  })

  it('leaves nothing behind when an upload breaks off anywhere, however often (S42)', async () => {
    await begin()
    await office.aigerim.opens(`/evidence/of/${id}/new`)
    const csrf = String(office.aigerim.page!.$('main [name=_csrf]').val())
    const head = `--b\r\nContent-Disposition: form-data; name="_csrf"\r\n\r\n${csrf}\r\n--b\r\nContent-Disposition: form-data; name="files"; filename="f.bin"\r\n\r\n`
    const cookie = [...office.aigerim.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const { hostname, port } = new URL(office.origin)
    await Promise.all(
      Array.from(
        { length: 40 },
        (_, i) =>
          new Promise<void>(resolve => {
            const socket = connect(Number(port), hostname, () => {
              socket.write(
                `POST /evidence/of/${id} HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 9000000\r\n\r\n${head}`,
              )
              socket.write(Buffer.alloc(i * 20_000))
              setTimeout(() => (socket.destroy(), resolve()), 30 + i)
            })
            socket.on('error', () => undefined)
          }),
      ),
    )
    for (let wait = 0; wait < 50 && onDisk().length > 0; wait += 1)
      await new Promise(resolve => setTimeout(resolve, 100))
    expect(onDisk()).toEqual([])
    expect((await sends([['after.txt', 'still works']])).text).toContain('after.txt')
  })
})

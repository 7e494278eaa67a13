import busboy from 'busboy'
import { createCipheriv, createHash, randomBytes, randomUUID } from 'node:crypto'
import { open } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { watch } from './watched'

const chunk = 64 * 1024
const batch = 16

/** A handler that does nothing but take a file: hashes both sides, seals with ChaCha20-Poly1305 in 64 KiB, writes, fsyncs. */
async function take(file: Readable): Promise<void> {
  const handle = await open(join(process.env.FOLDER ?? '', randomUUID()), 'w')
  const [content, sealed] = [createHash('sha256'), createHash('sha256')]
  const key = randomBytes(32)
  const nonce = Buffer.alloc(12)
  let out: Buffer[] = []
  const plain = Buffer.allocUnsafe(chunk)
  let filled = 0
  const put = async (bytes: Buffer) => {
    nonce.writeUInt32BE(nonce.readUInt32BE(7) + 1, 7)
    const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 })
    out.push(cipher.update(bytes), cipher.final(), cipher.getAuthTag())
    if (out.length >= batch * 3) await write()
  }
  const write = async () => {
    for (const piece of out) sealed.update(piece)
    await handle.writev(out)
    out = []
  }
  for await (const piece of file) {
    const bytes = piece as Buffer
    content.update(bytes)
    for (let from = 0; from < bytes.length;) {
      if (filled === chunk) {
        await put(plain)
        filled = 0
      }
      const taken = bytes.copy(plain, filled, from)
      filled += taken
      from += taken
    }
  }
  await put(plain.subarray(0, filled))
  await write()
  await handle.sync()
  await handle.close()
  content.digest()
  sealed.digest()
}

const takeForm = (req: IncomingMessage) =>
  new Promise<void>((resolve, reject) => {
    const files: Promise<void>[] = []
    const form = busboy({ headers: req.headers })
    form.on('file', (_name, file) => files.push(take(file)))
    form.on('close', () => void Promise.all(files).then(() => resolve(), reject))
    form.on('error', reject)
    req.pipe(form)
  })

const server = createServer((req, res) => {
  takeForm(req).then(
    () => res.writeHead(303, { location: '/' }).end(),
    () => res.writeHead(500).end(),
  )
})
server.listen(0, '127.0.0.1', () => watch((server.address() as AddressInfo).port))

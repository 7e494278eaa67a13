import { existsSync, readdirSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import type { Office } from './office'
import type { Browser, Page } from './browser-of-tests'
import type { Person } from './people'

export type File = readonly [name: string, content: string | Uint8Array<ArrayBuffer>]

/** Adds files to a case through its page; other fields may be typed into the same form. */
export async function addsFiles(
  person: Person,
  caseId: string,
  files: readonly File[],
  typed: Record<string, string> = {},
): Promise<Page> {
  await person.opens(`/evidence/of/${caseId}/new`)
  return sendsFilesAgain(person, caseId, files, typed)
}

/** The same from the page that is open, with what it holds already. */
export function sendsFilesAgain(
  person: Person,
  caseId: string,
  files: readonly File[],
  typed: Record<string, string> = {},
): Promise<Page> {
  const form = new FormData()
  for (const [name, value] of new URLSearchParams(person.formOf('main form[enctype]', typed).body))
    form.append(name, value)
  for (const [name, content] of files) form.append('files', new Blob([content]), name)
  return person.opens(`/evidence/of/${caseId}`, { method: 'POST', body: form })
}

/** Names of all files that lie in the store. */
export function filesOnDisk(office: Office, folder = join(office.database.folder, 'uploads')): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true }).flatMap(one =>
    one.isDirectory() ? filesOnDisk(office, join(folder, one.name)) : [one.name],
  )
}

export const cookieOf = (person: Browser): string =>
  [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; ')

/** Bytes over a bare socket: what no well-behaved client sends. Gives the status; 0 when the connection ended without an answer. */
export function sendsRaw(
  { origin }: Office,
  head: string,
  body: Uint8Array | string = '',
  { halfClose = false, patience = 5000 } = {},
): Promise<{ status: number; text: string }> {
  const { hostname, port } = new URL(origin)
  return new Promise(resolve => {
    let got = ''
    const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true }, () => {
      socket.write(head)
      socket.write(body)
      if (halfClose) socket.end()
    })
    const finish = () => {
      socket.destroy()
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(got)?.[1] ?? 0), text: got })
    }
    socket.setTimeout(patience, finish)
    socket.on('data', piece => (got += piece.toString('latin1')))
    socket.on('end', finish)
    socket.on('error', finish)
  })
}

/** The head of a multipart request over a bare socket. */
export const multipartHead = (person: Person, path: string, length: number, boundary = 'b'): string =>
  [
    `POST ${path} HTTP/1.1`,
    'Host: office',
    `Cookie: ${cookieOf(person)}`,
    `Content-Type: multipart/form-data; boundary=${boundary}`,
    `Content-Length: ${length}`,
    'Connection: close',
    '\r\n',
  ].join('\r\n')

export const field = (name: string, value: string) =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
export const file = (name: string, content: string) =>
  `--b\r\nContent-Disposition: form-data; name="files"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n${content}\r\n`
export const end = '--b--\r\n'

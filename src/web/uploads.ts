import type { Request, RequestHandler } from 'express'
import multer from 'multer'
import type { Readable } from 'node:stream'
import { NotAllowed, Rejected, type Refusal } from '../core'
import { holdsToken } from './csrf'
import { asksAgain, asRefusal } from './errors'

/** A file that has arrived and lies sealed on the disk; its row is still to be written. */
export interface Received {
  readonly fileId: string
  /** As the sender called it: sealed at once, shown escaped, never part of a path. */
  readonly name: string
  readonly size: number
  readonly contentSha256: string
  readonly sealedSha256: string
  readonly mediaType: string
}

/** Takes one file in while it arrives, and throws it away again when the form fails. */
export interface FileSink {
  receive(stream: Readable, name: string): Promise<Received>
  discard(file: Received): Promise<void>
}

declare module 'express-serve-static-core' {
  interface Request {
    /** In the order of the form; a place stays empty when its file did not arrive. */
    received?: (Received | undefined)[]
    /** Throws away what has arrived: the form it came with was answered before. */
    discardReceived?: () => Promise<void>
    /** Why not everything that was sent could be taken; the page of the form says so, with what was typed. */
    refused?: Refusal
  }
}

/** Streams every file of a multipart form through `sinkFor(req)`: never whole in memory, never plain on the disk. */
export function uploads(
  sinkFor: (req: Request) => Promise<FileSink>,
  { longest, most }: { longest: number; most: number },
): RequestHandler {
  // Remembered: when the connection breaks, the keys that would find the sink again are already wiped.
  const sinks = new WeakMap<Received, FileSink>()
  const receive = async (req: Request, stream: Readable, name: string) => {
    const sink = await sinkFor(req)
    const received = await sink.receive(stream, name)
    sinks.set(received, sink)
    return received
  }
  const discard = async (req: Request, which: (file: Received) => boolean) => {
    const gone = (req.received ?? []).filter(file => file !== undefined).filter(which)
    req.received = req.received?.map(file => (file && gone.includes(file) ? undefined : file)) ?? []
    for (const file of gone) await sinks.get(file)?.discard(file)
  }
  const engine: multer.StorageEngine = {
    _handleFile(req, file, done) {
      const files = (req.received ??= [])
      const place = files.push(undefined) - 1
      receive(req, file.stream, file.originalname).then(
        received => {
          files[place] = received
          done(null, { size: received.size, filename: received.fileId })
        },
        (error: unknown) => {
          file.stream.resume()
          if (error instanceof Rejected) req.refused ??= error // this file alone: the others are kept
          done(error instanceof Rejected ? null : error, { size: 0 })
        },
      )
    },
    _removeFile(req, file, done) {
      discard(req, one => one.fileId === file.filename).then(
        () => done(null),
        (error: unknown) => done(error as Error),
      )
    },
  }
  /** The whole form is there: its token is asked for again, and what broke it off becomes a word on its page. */
  const whole = async (req: Request, error: unknown) => {
    if (!holdsToken(req)) {
      await discard(req, () => true)
      throw new NotAllowed('common.errors.csrf')
    }
    if (error === undefined) return
    const refusal = asRefusal(error)
    if (!asksAgain(refusal)) throw refusal ?? (error as Error)
    req.refused ??= refusal
  }
  const take = multer({
    storage: engine,
    defParamCharset: 'utf8',
    limits: {
      fileSize: longest,
      files: most,
      fields: 100,
      fieldSize: 1_000_000,
      parts: most + 100,
      headerPairs: 50,
      fieldNestingDepth: 1,
    },
    // The token field stands before the file: a file ahead of it is refused and nothing is stored.
    fileFilter: (req, file, take) => {
      if (!holdsToken(req)) {
        take(new NotAllowed('common.errors.csrf'))
        return
      }
      take(null, file.originalname !== '')
    },
  }).any()
  return (req, res, next) => {
    req.discardReceived = () => discard(req, () => true)
    take(req, res, (error: unknown) => {
      whole(req, error).then(() => next(), next)
    })
  }
}

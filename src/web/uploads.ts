import type { Request, RequestHandler } from 'express'
import multer from 'multer'
import type { Readable } from 'node:stream'
import { NotAllowed } from '../core'
import { holdsToken } from './csrf'

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
  }
}

/** Streams every file of a multipart form through `sinkFor(req)`: never whole in memory, never plain on the disk. */
export function uploads(
  sinkFor: (req: Request) => Promise<FileSink>,
  { longest, most }: { longest: number; most: number },
): RequestHandler {
  const engine: multer.StorageEngine = {
    _handleFile(req, file, done) {
      const files = (req.received ??= [])
      const place = files.push(undefined) - 1
      sinkFor(req)
        .then(sink => sink.receive(file.stream, file.originalname))
        .then(
          received => {
            files[place] = received
            done(null, { size: received.size, filename: received.fileId })
          },
          (error: unknown) => {
            file.stream.resume()
            done(error)
          },
        )
    },
    _removeFile(req, file, done) {
      const received = req.received?.find(one => one?.fileId === file.filename)
      if (!received) {
        done(null)
        return
      }
      sinkFor(req)
        .then(sink => sink.discard(received))
        .then(
          () => done(null),
          (error: unknown) => done(error as Error),
        )
    },
  }
  return multer({
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
}

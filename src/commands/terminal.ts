import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'

/** Asks the person at the terminal; what is secret is not shown while it is typed. */
export type Question = (what: string, secret: boolean) => Promise<string>

/** Answers come line by line, from a keyboard or from a pipe. */
export function askOnTerminal(): { question: Question; end: () => void } {
  let isShown = true
  const output = new Writable({
    write(piece: Buffer, _encoding, done) {
      if (isShown) process.stderr.write(piece)
      done()
    },
  })
  const input = createInterface({ input: process.stdin, output, terminal: process.stdin.isTTY })
  const lines = input[Symbol.asyncIterator]()
  return {
    async question(what, secret) {
      process.stderr.write(`${what}: `)
      isShown = !secret
      const line = await lines.next()
      isShown = true
      if (secret) process.stderr.write('\n')
      if (line.done === true) throw new Error(`${what} was not given`)
      return line.value
    },
    end: () => input.close(),
  }
}

/** The same line again and again while something goes on, where somebody is looking. */
export function progressOn(stream: NodeJS.WriteStream, text: (count: number) => string): (count: number) => void {
  let shown = 0
  return count => {
    if (!stream.isTTY || Date.now() - shown < 200) return
    shown = Date.now()
    stream.write(`\r${text(count)}`)
  }
}

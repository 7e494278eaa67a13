import { randomInt } from 'node:crypto'

/** Printed codes: 24 Crockford base32 symbols in groups of four, 23 random (115 bits) and one that catches a slip of the pen. */
const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const lookalikes: Record<string, string> = {
  O: '0',
  I: '1',
  L: '1',
  А: 'A',
  В: 'B',
  С: 'C',
  Е: 'E',
  Н: 'H',
  К: 'K',
  М: 'M',
  О: '0',
  Р: 'P',
  Т: 'T',
  Х: 'X',
  У: 'Y',
}

const checkSymbol = (body: string): string => {
  const sum = [...body].reduce((total, symbol, place) => total + symbols.indexOf(symbol) * (2 * place + 1), 0)
  return symbols[sum % 32] ?? '0'
}

export function newPrintedCode(): string {
  const body = Array.from({ length: 23 }, () => symbols[randomInt(32)]).join('')
  return (body + checkSymbol(body)).replace(/(.{4})(?=.)/g, '$1-')
}

/** The code as it was made, however it was typed: small letters, blanks, Cyrillic look-alikes; undefined when it cannot be one. */
export function readPrintedCode(typed: string): string | undefined {
  const code = [...typed.toUpperCase().replace(/[\s-]/g, '')].map(symbol => lookalikes[symbol] ?? symbol).join('')
  const body = code.slice(0, 23)
  const holds =
    code.length === 24 && [...code].every(symbol => symbols.includes(symbol)) && checkSymbol(body) === code[23]
  return holds ? code : undefined
}

/** Bech32 (BIP 173) as age writes its keys: `age1...` and `AGE-SECRET-KEY-1...`. */
const letters = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]

function checksum(values: readonly number[]): number {
  return values.reduce((sum, value) => {
    const top = sum >>> 25
    const next = ((sum & 0x1ffffff) << 5) ^ value
    return generators.reduce((result, generator, bit) => ((top >> bit) & 1 ? result ^ generator : result), next)
  }, 1)
}

const fiveBits = (bytes: Uint8Array): number[] => {
  const bits = [...bytes].map(byte => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map(part => parseInt(part.padEnd(5, '0'), 2))
}

export function bech32(prefix: string, bytes: Uint8Array): string {
  const data = fiveBits(bytes)
  const expanded = [...[...prefix].map(c => c.charCodeAt(0) >> 5), 0, ...[...prefix].map(c => c.charCodeAt(0) & 31)]
  const sum = checksum([...expanded, ...data, 0, 0, 0, 0, 0, 0]) ^ 1
  const check = Array.from({ length: 6 }, (_, place) => (sum >>> (5 * (5 - place))) & 31)
  return `${prefix}1${[...data, ...check].map(value => letters[value]).join('')}`
}

export const ageRecipient = (publicKey: Uint8Array): string => bech32('age', publicKey)
export const ageIdentity = (privateKey: Uint8Array): string => bech32('age-secret-key-', privateKey).toUpperCase()

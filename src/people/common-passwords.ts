import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../core'

const file = join(packageRoot, 'src', 'people', 'data', 'common-passwords.txt')

/** The passwords that are chosen most often in the world, and so tried first. */
export const commonPasswords = (): string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'))

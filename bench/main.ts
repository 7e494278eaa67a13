import { carrying } from './carrying'
import { creating } from './creating'
import { print, type Figure } from './figures'
import { reading } from './reading'
import { signingIn } from './signing-in'
import { uploading } from './uploading'

const parts: Record<string, () => Promise<Figure[]>> = { creating, uploading, reading, signingIn, carrying }

/** `npm run bench`, or one part of it: `npm run bench -- creating`. */
async function main(): Promise<void> {
  const wanted = process.argv.slice(2)
  const figures: Figure[] = []
  process.exitCode = 1 // until the last figure is there: with nothing left to wait for, a process ends as if all were well
  process.once(
    'exit',
    () => process.exitCode && process.stdout.write('Not every figure is there, or not every one holds.\n'),
  )
  for (const [name, part] of Object.entries(parts)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    process.stdout.write(`\n${name}\n`)
    const found = await part()
    print(found)
    figures.push(...found)
  }
  process.exitCode = figures.length > 0 && figures.every(one => one.holds) ? 0 : 1
}

void main()

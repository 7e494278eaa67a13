import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { schemaText } from '../../src/commands/carry'
import { packageRoot } from '../../src/core'

describe('the published schema of import files', () => {
  it('is what the declarations say; `dalel schema` prints it', () => {
    const published = readFileSync(join(packageRoot, 'docs', 'import.schema.json'), 'utf8')
    expect(`${schemaText()}\n`).toBe(published)
  })
})

import 'reflect-metadata'
import type { AddressInfo } from 'node:net'
import { openInstallation } from '../src/commands/office'
import { listen } from '../src/commands/serve'
import { readConfig } from '../src/config'
import { watch } from './watched'

/** The program itself, as `dalel serve` runs it. */
async function main(): Promise<void> {
  const server = await listen(await openInstallation(readConfig()), () => undefined)
  watch((server.address() as AddressInfo).port)
}

void main()

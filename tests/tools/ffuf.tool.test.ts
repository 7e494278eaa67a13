/** @needs ffuf */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { packageRoot } from '../../src/core'
import { faultsOf, oneOfEach } from '../setup/everything'
import { everybodyIn } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import { run } from '../setup/run'
import { Door } from './door'
import { openPlanted } from './planted'

const names = ['index', 'app', 'main', 'server', 'config', 'settings', 'backup', 'dalel', 'database', 'db', 'dump', 'data', 'site', 'www', 'test', 'assets/theme', 'cases', 'uploads', 'users'] // prettier-ignore
const endings = ['.js', '.js.map', '.css.map', '.ts', '.json', '.yml', '.sql', '.sql.gz', '.sqlite', '.sqlite-wal', '.db', '.zip', '.tar.gz', '.tgz', '.bak', '.old', '.orig', '.swp', '~', '.log', '.php', '.key', '.pem'] // prettier-ignore
const usual = ['.env', '.env.local', '.env.production', '.git', '.git/HEAD', '.git/config', '.gitignore', '.svn/entries', '.hg', '.DS_Store', '.htaccess', '.htpasswd', '.npmrc', '.ssh/id_rsa', '.well-known/security.txt', 'metrics', 'health', 'healthz', 'status', 'server-status', 'debug', 'debug/pprof', 'actuator', 'actuator/env', 'admin', 'administrator', 'api', 'api/v1', 'graphql', 'console', 'phpmyadmin', 'adminer', 'wp-admin', 'wp-login.php', 'swagger', 'swagger.json', 'openapi.json', 'docs', 'logs', 'log', 'tmp', 'temp', 'trace.axd', 'id_rsa', 'core', 'Dockerfile', 'docker-compose.yml', 'node_modules', 'node_modules/express/package.json', 'data', 'data/', 'data/dalel.sqlite', 'data/host.key', 'host.key', 'uploads', 'uploads/', 'uploads/spool', 'assets', 'assets/', 'assets/fonts', 'assets/fonts/', 'public', 'robots.txt~'] // prettier-ignore
const outOfAssets = ['..%2f', '%2e%2e/', '..%5c', '....//', '%252e%252e%252f', '..;/'].flatMap(up =>
  ['package.json', 'data/host.key', 'src/main.ts'].map(file => `assets/${up}${file}`),
)

/** Every file of the program itself, as if its folder were served. */
const ofTheProgram = () =>
  ['src', 'views', 'migrations', 'build', 'docs', 'tests/setup'].flatMap(folder =>
    readdirSync(join(packageRoot, folder), { recursive: true, withFileTypes: true })
      .filter(one => one.isFile())
      .map(one => relative(packageRoot, join(one.parentPath, one.name))),
  )

describe('ffuf', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dalel-ffuf-'))
  let office: Office | undefined
  afterAll(async () => {
    rmSync(folder, { recursive: true })
    await office?.closes()
  })

  /** Asks for every name; gives back what is there. */
  async function finds(door: Door, words: readonly string[]): Promise<string[]> {
    const [list, report] = [join(folder, 'words.txt'), join(folder, 'report.json')]
    writeFileSync(list, words.join('\n'))
    await run('ffuf', ['-s', '-u', `${door.origin}/FUZZ`, '-w', list, '-mc', 'all', '-fc', '404', '-o', report])
    const { results } = JSON.parse(readFileSync(report, 'utf8')) as { results: { url: string; status: number }[] }
    return results.map(one => `${one.status} ${one.url.slice(door.origin.length)}`)
  }
  const guesses = () => [...usual, ...names.flatMap(name => endings.map(ending => name + ending)), ...outOfAssets]

  it('finds what a tiny office left lying about', async () => {
    const { person, closes } = await openPlanted()
    const door = await Door.open(person)
    expect(await finds(door, guesses())).toEqual(['200 /.env'])
    await door.closes()
    await closes()
  })

  it('finds nothing in the office: no backups, no sources, no files of the program or of its people (S63, S60)', async () => {
    office = await openOffice()
    await everybodyIn(office)
    await office.saule.signsIn()
    await oneOfEach(office)
    const kept = readdirSync(join(office.database.folder, 'uploads'), { recursive: true }).map(name => `uploads/${String(name)}`) // prettier-ignore
    for (const person of [office.aigerim, office.saule]) {
      const door = await Door.open(person)
      const words = [...guesses(), ...kept, ...ofTheProgram()]
      expect(await finds(door, words)).toEqual([])
      expect(door.answers.get('GET 404')).toBeGreaterThan(words.length * 0.9)
      expect(door.faults).toEqual([])
      await door.closes()
    }
    expect(faultsOf(office)).toEqual([])
  }, 120_000)
})

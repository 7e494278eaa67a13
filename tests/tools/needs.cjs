/** What a tool test needs stands in its first comment, `@needs age`. Here is how one sees whether it is there, and where it comes from. */
const { spawnSync } = require('node:child_process')
const { readdirSync, readFileSync } = require('node:fs')
const { join } = require('node:path')

const inAFolder = command => `d=$(mktemp -d) && (${command}); s=$?; rmdir "$d"; exit $s`
const checks = {
  age: ['age --version', 'the package age'],
  sqlmap: ['sqlmap --version', 'the package sqlmap'],
  wapiti: ['wapiti --version', 'the package wapiti'],
  ffuf: ['ffuf -V', 'the package ffuf'],
  mount: [inAFolder('mount -t tmpfs -o size=1m tmpfs "$d" && umount "$d"'), 'root that may mount a tmpfs'],
  strace: ['strace -o /dev/null -e inject=fsync:error=EIO true', 'the package strace, and leave to trace'],
}

const known = new Map()
const isThere = need => {
  if (!(need in checks)) throw new Error(`Nobody knows how to look for ${need}`)
  if (!known.has(need)) known.set(need, spawnSync('sh', ['-c', checks[need][0]], { timeout: 20_000 }).status === 0)
  return known.get(need)
}

/** Every tool test, with what it misses on this machine. */
exports.toolTests = () =>
  readdirSync(__dirname)
    .filter(name => name.endsWith('.tool.test.ts'))
    .map(name => {
      const path = join(__dirname, name)
      const [, needs] = /^\/\*\* @needs ([a-z ]+) \*\/$/m.exec(readFileSync(path, 'utf8')) ?? []
      if (!needs) throw new Error(`${name} must say what it needs`)
      return { name, path, missing: needs.trim().split(' ').filter(need => !isThere(need)).map(need => checks[need][1]) }
    }) // prettier-ignore

/** What needs other programs, or root: `npm run test:tools`. A file whose tool is missing is not run, and named at the end. */
const { projects, ...settings } = require('./jest.config.cjs')
const { toolTests } = require('./tests/tools/needs.cjs')

const paths = toolTests()
  .filter(test => test.missing.length === 0)
  .map(test => test.path)
if (paths.length === 0) throw new Error('None of the tools is on this machine: nothing was run (README, "Check it")')

const onPostgres = paths.filter(path => path.includes('full-disk'))
const filesOf = { sqlite: paths, postgres: onPostgres }

module.exports = {
  ...settings,
  maxWorkers: 1,
  reporters: ['default', '<rootDir>/tests/tools/say-what-was-not-run.cjs'],
  projects: projects
    .map(project => ({
      ...project,
      testMatch: filesOf[project.displayName],
      testPathIgnorePatterns: ['/node_modules/'],
    }))
    .filter(project => project.testMatch.length > 0),
}

/** Two projects: everything on SQLite, and everything that touches a database again on PostgreSQL. */
const esmOnly = [
  'file-type',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@tokenizer',
  '@borewit',
  'age-encryption',
  '@noble',
  '@scure',
  '@sparticuz',
  'otplib',
  '@otplib',
].join('|')

/** Other programs, or root: jest.tools.config.cjs. */
const needTools = '\\.tool\\.test\\.ts$'

const shared = {
  rootDir: __dirname,
  testEnvironment: 'node',
  setupFiles: ['reflect-metadata'],
  // Packages that export for `import` only: Node requires them, jest's resolver has to be told where they are.
  moduleNameMapper: {
    '^file-type$': '<rootDir>/node_modules/file-type/index.js',
    '^strtok3/core$': '<rootDir>/node_modules/strtok3/lib/core.js',
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly})/)`],
  transform: {
    '\\.[mc]?[tj]s$': [
      '@swc/jest',
      {
        swcrc: false,
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: false, useDefineForClassFields: false },
        },
        module: { type: 'commonjs' },
      },
    ],
  },
}

module.exports = {
  testTimeout: 60_000,
  maxWorkers: 2,
  workerIdleMemoryLimit: '600MB', // a worker that has grown collects its rubbish for longer than a fresh one takes to start
  globalSetup: '<rootDir>/tests/setup/global-setup.ts',
  globalTeardown: '<rootDir>/tests/setup/global-teardown.ts',
  projects: [
    {
      ...shared,
      displayName: 'sqlite',
      globals: { ENGINE: 'sqlite' },
      testMatch: ['<rootDir>/tests/**/*.test.ts'],
      // Moving needs both.
      testPathIgnorePatterns: [needTools, '/tests/commands/move\\.test\\.ts$', '/node_modules/'],
    },
    {
      ...shared,
      displayName: 'postgres',
      globals: { ENGINE: 'postgres' },
      testMatch: ['<rootDir>/tests/**/*.test.ts'],
      // Rules touch no database; a picture looks the same on both; names of files, headers, tokens of forms and passwords are looked at before any row is.
      testPathIgnorePatterns: [
        needTools,
        '\\.rules\\.test\\.ts$',
        '/tests/(pictures|cases/two-cases|web/in-browser|web/files)\\.test\\.ts$',
        '/tests/(evidence/file-names|faults/hostile-uploads|people/choosing-a-password|people/alike|web/attacks|web/tokens)\\.test\\.ts$',
        '/node_modules/',
      ],
    },
  ],
}

/** The import rules of CONTRIBUTING.md, each with its reason. */
const order = ['people', 'codebook', 'evidence', 'cases', 'classification', 'carrying', 'statistics', 'statement']
const features = order.join('|')
const never = (name, from, to, comment) => ({ name, comment, severity: 'error', from, to })

const onlyLeftward = order
  .slice(0, -1)
  .map((feature, place) =>
    never(
      `${feature}-looks-left`,
      { path: `^src/${feature}/` },
      { path: `^src/(${order.slice(place + 1).join('|')})/` },
      `${feature} knows nothing of what stands to its right.`,
    ),
  )

module.exports = {
  forbidden: [
    never(
      'no-cycles',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
      'Two files that need each other are one file, or three.',
    ),
    never(
      'core-is-a-leaf',
      { path: '^src/core/' },
      { path: '^src/', pathNot: '^src/core/' },
      'core knows nothing of us.',
    ),
    never(
      'plumbing-knows-no-domain',
      { path: '^src/(web|vault|database|i18n)/' },
      { path: `^src/(${features})/` },
      'Plumbing serves the domain, never names it.',
    ),
    never(
      'front-door-only',
      { path: `^src/(${features})/` },
      { path: `^src/(${features})/`, pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$'] },
      "Another feature's index.ts is its front door.",
    ),
    ...onlyLeftward,
    never(
      'trail-is-handed-in',
      { path: `^src/(${features}|web|vault|database|core|i18n)/` },
      { path: '^src/trail/' },
      'Call work.record().',
    ),
    never(
      'http-stays-at-the-edge',
      {
        path: '^src/',
        pathNot: [
          '\\.(routes|middleware)\\.ts$',
          '^src/web/',
          '^src/(app|features|navigation)\\.ts$',
          '^src/people/(carry|cookies)\\.ts$',
          '^src/evidence/kept-files\\.ts$',
          '^src/statistics/',
        ],
      },
      { path: 'node_modules/(@types/)?(express|multer)/' },
      'Only routes and web know requests.',
    ),
    never(
      'sql-stays-inside',
      { path: '\\.(routes|forms)\\.ts$' },
      { path: 'node_modules/typeorm', dependencyTypesNot: ['type-only'] },
      'Routes ask queries and services.',
    ),
    never(
      'entities-are-plain',
      { path: '\\.entity\\.ts$' },
      {
        path: '^src/',
        pathNot: ['\\.entity\\.ts$', '^src/core/', '^src/database/columns\\.ts$', '-(rules|state)\\.ts$'],
        dependencyTypesNot: ['type-only'],
      },
      'Facts and rules, no I/O.',
    ),
    never(
      'opened-once',
      { path: `^src/(${features}|web|vault|trail|core|i18n)/` },
      { path: '^src/database/(data-source|gate)\\.ts$', dependencyTypesNot: ['type-only'] },
      'Work is handed in.',
    ),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: 'specify',
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
}

// Plain JavaScript, so that it runs the same beside the sources and beside the build.
const { workerData } = require('node:worker_threads')
const Database = require(workerData.driver)

const db = new Database(workerData.file, { timeout: 5000, fileMustExist: true })
for (const [name, value] of Object.entries(workerData.pragmas)) db.pragma(`${name} = ${value}`)
db.pragma('query_only = 1')

const statements = new Map()

function rowsOf({ sql, parameters }) {
  let statement = statements.get(sql)
  if (!statement) {
    if (statements.size > 100) statements.clear()
    statement = db.prepare(sql)
    statements.set(sql, statement)
  }
  return statement.all(...parameters.map(value => (typeof value === 'boolean' ? Number(value) : value)))
}

module.exports = query => {
  try {
    return { rows: rowsOf(query) }
  } catch ({ message, code }) {
    return { fault: { message, code } }
  }
}

const { toolTests } = require('./needs.cjs')

/** At the end, where it is read: what this machine could not show. */
module.exports = class {
  onRunComplete() {
    for (const { name, missing } of toolTests())
      if (missing.length) process.stderr.write(`Not run: ${name} needs ${missing.join(', and ')}\n`)
  }
}

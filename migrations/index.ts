import { Trail1763942400001 } from './20261124-01-trail'
import { Evidence1763942400006 } from './20261124-06-evidence'

/** In the order in which they run. Never edit one that was released. */
export const migrations = [Trail1763942400001, Evidence1763942400006]

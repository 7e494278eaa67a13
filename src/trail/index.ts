export { TrailHead, TrailRow } from './trail-row.entity'
export { viewsNotedBy } from './views'
export { workOn } from './work'

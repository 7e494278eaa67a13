import { path } from '../../web'

export const teamPaths = {
  handOver: path('/cases/:id/hand-over'),
  looks: path('/cases/:id/looks'),
  colleagues: path('/hand-over'),
  colleague: path('/hand-over/:userId'),
  run: path('/hand-over/runs/:runId'),
  next: path('/hand-over/runs/:runId/next'),
}

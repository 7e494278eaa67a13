import { path } from '../../web'

export const deadlinesPaths = {
  all: path('/deadlines'),
  done: path('/cases/:id/deadlines/:deadlineId/done'),
  reopening: path('/cases/:id/deadlines/:deadlineId/done/removal'),
}

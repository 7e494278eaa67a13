import { path } from '../../web'

export const deadlinesPaths = {
  all: path('/deadlines'),
  done: path('/cases/:id/deadlines/:deadlineId/done'),
}

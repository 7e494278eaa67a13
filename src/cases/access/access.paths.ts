import { path } from '../../web'

export const accessPaths = {
  all: path('/access'),
  new: path('/access/new'),
  one: path('/access/:requestId'),
  confirmation: path('/access/:requestId/confirmation'),
  refusal: path('/access/:requestId/refusal'),
  end: path('/access/:requestId/end'),
}

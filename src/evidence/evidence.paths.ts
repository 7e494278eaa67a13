import { path } from '../web'

export const evidencePaths = {
  of: path('/evidence/of/:holderId'),
  new: path('/evidence/of/:holderId/new'),
  one: path('/evidence/:id'),
  description: path('/evidence/:id/description'),
  content: path('/evidence/:id/content'),
}

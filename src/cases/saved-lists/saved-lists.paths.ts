import { path } from '../../web'

export const savedListsPaths = {
  all: path('/lists'),
  one: path('/lists/:listId'),
  removal: path('/lists/:listId/removal'),
}

import { path } from '../../web'

export const relatedPaths = {
  all: path('/related'),
  comparing: path('/related/comparing'),
  organisations: path('/related/organisations'),
  new: path('/related/asks/new'),
  asks: path('/related/asks'),
  one: path('/related/asks/:askId'),
  answer: path('/related/asks/:askId/answer'),
}

import { path } from '../../web'

export const referralsPaths = {
  all: path('/referrals'),
  one: path('/referrals/:referralId'),
  acceptance: path('/referrals/:referralId/acceptance'),
  refusal: path('/referrals/:referralId/refusal'),
  ofCase: path('/cases/:id/referrals'),
  new: path('/cases/:id/referrals/new'),
  withdrawal: path('/cases/:id/referrals/:referralId/withdrawal'),
}

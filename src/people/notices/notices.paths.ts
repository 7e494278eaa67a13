import { path } from '../../web'

export const noticesPaths = {
  all: path('/notices'),
  allSeen: path('/notices/seen'),
  seen: path('/notices/:noticeId/seen'),
}

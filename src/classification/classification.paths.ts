import { path } from '../web'

export const classificationPaths = {
  inbox: path('/classification'),
  entry: path('/classification/:caseId/:kind/:entryId'),
}

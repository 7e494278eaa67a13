import { path } from '../web'

export const carryingPaths = {
  all: path('/carrying'),
  out: path('/carrying/export'),
  in: path('/carrying/import'),
  template: path('/carrying/template.xlsx'),
  run: path('/carrying/runs/:carryId'),
  writing: path('/carrying/runs/:carryId/writing'),
}

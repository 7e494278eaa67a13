import type { EntityManager } from 'typeorm'
import type { OpenKey } from '../core'
import type { Look } from '../web'
import type { Case } from './case.entity'

/** A part of the case page that another feature brings; cases draws what it is given. */
export interface CaseSection {
  readonly key: string
  readonly view: string
  load(look: Look & { db: EntityManager }, kase: Case, key: OpenKey): Promise<{ count: number } & object>
}

const sections: CaseSection[] = []

export const caseSections = {
  add(section: CaseSection): void {
    if (!sections.some(one => one.key === section.key)) sections.push(section)
  },
  all: (): readonly CaseSection[] => sections,
}

import type { Shown, Work } from '../core'
import { refuseOlder } from '../core'
import type { Case } from './case.entity'
import type { AboutCase } from './cases.forms'
import { findCaseToChange } from './cases.service'

/** What the "about" page of a case asks. */
export const aboutShown: Readonly<Record<string, Shown>> = {
  title: { text: 'cases.new.name', type: 'text' },
  risk: { text: 'cases.about.risk.label', type: 'code', list: 'risk_levels' },
  riskReason: { text: 'cases.about.riskReason', type: 'text' },
  urgent: { text: 'cases.quick.urgent', type: 'yes' },
  stage: { text: 'cases.about.stage', type: 'code', list: 'case_stages_outcomes' },
  verification: { text: 'cases.about.verification', type: 'code', list: 'verification_levels' },
  source: { text: 'cases.about.source', type: 'code', list: 'case_sources' },
  eventCluster: { text: 'cases.about.cluster', type: 'code', list: 'event_clusters' },
  contentWarnings: { text: 'cases.about.warnings', type: 'codes', list: 'content_warnings' },
}

/** The part of a case that its "about" page asks. */
export const aboutOf = (kase: Case) => ({
  title: kase.words.title,
  riskReason: kase.words.riskReason,
  risk: kase.risk,
  urgent: kase.urgent,
  stage: kase.stage,
  verification: kase.verification,
  source: kase.source,
  eventCluster: kase.eventCluster,
  contentWarnings: kase.contentWarnings,
})

export async function describeCase(work: Work, id: string, form: AboutCase): Promise<Case> {
  const { kase, key } = await findCaseToChange(work, id)
  const { title, riskReason, version, ...facts } = form
  const verification = (work.actor.roles.has('coordinator') && form.verification) || kase.verification
  const eventCluster = form.eventCluster === 'none' ? null : form.eventCluster
  refuseOlder(version, aboutShown, aboutOf(kase), { ...facts, title, riskReason, verification, eventCluster })
  await work.keep(kase)
  Object.assign(kase, facts, {
    verification,
    eventCluster,
    changedAt: work.now,
    words: { ...kase.words, title, riskReason },
  })
  await work.change(kase, key)
  await work.record('case.described', kase, { stage: kase.stage, risk: kase.risk, verification: kase.verification })
  return kase
}

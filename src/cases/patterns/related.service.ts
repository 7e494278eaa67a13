import type { Work } from '../../core'
import { Conflict, newId, NotFound } from '../../core'
import { coordinatorsOf, idsOf, tell } from '../../people'
import { hasKey, makeSubjectKey, publicKeyOf, type Holder } from '../../vault'
import { PatternAsk, PatternWords } from './pattern.entity'
import type { Answering, Asking } from './related.forms'
import { findAsk, findRelated, type Related } from './related.queries'

/** Asks the coordinators of the other files, whoever they are: they learn who asks, and about what, and nothing of the files. */
export async function askOthers(work: Work, { about, message }: Asking): Promise<readonly PatternAsk[]> {
  const found = await findRelated(work.db, work.actor, work.now, about)
  const asked: PatternAsk[] = []
  for (const toId of found.organisations) {
    if (await isAsked(work, found, toId)) continue
    asked.push(await askOne(work, found, toId, message))
  }
  if (asked.length === 0) throw new Conflict('related.ask.already')
  return asked
}

/** Whether the own organisation has asked this one about any of it already. */
async function isAsked({ db, actor }: Work, { tokens }: Related, toId: string): Promise<boolean> {
  const asks = await db.find(PatternAsk, { where: { fromId: actor.organisationId, toId } })
  return asks.some(ask => ask.tokens.some(token => tokens.includes(token)))
}

async function askOne(work: Work, found: Related, toId: string, message: string): Promise<PatternAsk> {
  const { db, actor } = work
  const fromId = actor.organisationId
  const id = newId()
  const key = await makeSubjectKey(work, { id, kind: 'ask' }, await coordinatorsHold(work, [fromId, toId]))
  const { kind, methods, quarter, tokens } = found
  const about = { kind, methods: [...methods], quarter, tokens: [...tokens] }
  const open = { state: 'asked' as const, answeredBy: null, answeredAt: null }
  const ask = await work.add(
    Object.assign(new PatternAsk(), { id, fromId, toId, ...about, ...open, askedBy: actor.id, askedAt: work.now }),
  )
  if (message) await write(work, ask, 'message', message, key)
  await work.record('pattern.asked', ask, { to: toId, kind, quarter })
  const details = { organisation: fromId }
  await tell(work, await idsOf(db, 'coordinator', toId), { kind: 'patternAsked', about: ask, details })
  return ask
}

const coordinatorsHold = async ({ db }: Work, organisationIds: readonly string[]): Promise<Holder[]> => {
  const holders: Holder[] = []
  for (const group of organisationIds.map(coordinatorsOf))
    if (await hasKey(db, group)) holders.push({ kind: 'group', id: group, publicKey: await publicKeyOf(db, group) })
  return holders
}

/** Only who agrees is named to who asked. */
export async function answerAsk(work: Work, id: string, { answer, reply }: Answering): Promise<PatternAsk> {
  const { ask, key } = await findAsk(work.db, work.actor, id)
  if (ask.toId !== work.actor.organisationId) throw new NotFound()
  if (ask.state !== 'asked') throw new Conflict('related.ask.answered')
  Object.assign(ask, { state: answer, answeredBy: work.actor.id, answeredAt: work.now })
  await work.change(ask)
  if (reply) await write(work, ask, 'reply', reply, key)
  await work.record(`pattern.${answer}`, ask)
  await tell(work, [ask.askedBy, ...(await idsOf(work.db, 'coordinator', ask.fromId))], {
    kind: answer === 'agreed' ? 'patternAgreed' : 'patternDeclined',
    about: ask,
    ...(answer === 'agreed' && { details: { organisation: ask.toId } }),
  })
  return ask
}

const write = (
  work: Work,
  ask: PatternAsk,
  kind: PatternWords['kind'],
  text: string,
  key: Parameters<Work['add']>[1],
) => work.add(Object.assign(new PatternWords(), { id: newId(), askId: ask.id, kind, words: { text } }), key)

import { Client } from './client'
import { percentile, timed, timesAtMost, type Figure } from './figures'
import { freshPlace } from './place'
import { start } from './started'

/** T14: pages beside a flood of sign-ins, against the same pages when it is quiet. */
export async function signingIn(): Promise<Figure[]> {
  const ours = await start('ours', (await freshPlace(60)).environment)
  const dana = await new Client(ours.port).signsIn('dana')
  const pages = async (many: number) => {
    const taken: number[] = []
    for (let one = 0; one < many; one += 1) taken.push(await timed(() => dana.get('/cases')))
    return percentile(taken, 95)
  }
  await pages(50)
  const quiet = await pages(300)
  let isOver = false
  const flood = Array.from({ length: 8 }, async (_, one) => {
    while (!isOver) await new Client(ours.port).fills('/sign-in', { login: `nobody${one}`, password: 'not this one' })
  })
  const loud = await pages(300)
  isOver = true
  await Promise.all(flood)
  await ours.stop()
  return [timesAtMost('list of cases beside eight who sign in, p95', loud, quiet, 3)]
}

import { kinds } from './entries'
import type { EntryPage } from './entry-page'
import type { Moment } from './moments/moment'

/** Every dated moment of the file in order, people's on the left, papers' on the right. */
export function timelineOf(entries: Readonly<Record<string, readonly EntryPage[]>>) {
  const moments = kinds.flatMap(kind =>
    (entries[kind.name] ?? []).flatMap(page =>
      Object.entries(kind.fields).flatMap(([name, field]) => {
        const moment = page.values[name] as Moment | null
        return field.type === 'moment' && moment?.state === 'at'
          ? [
              {
                kind: kind.name,
                name,
                moment,
                side:
                  moment.source === 'protocol' || moment.source === 'register' || moment.source === 'court'
                    ? 'paper'
                    : field.side,
              },
            ]
          : []
      }),
    ),
  )
  const days = new Map<string, typeof moments>()
  for (const one of moments.sort((a, b) => key(a.moment).localeCompare(key(b.moment)))) {
    const day = one.moment.on ?? ''
    days.set(day, [...(days.get(day) ?? []), one])
  }
  return [...days].map(([day, items]) => ({ day, items }))
}

const key = (moment: Moment) => `${moment.on ?? ''} ${moment.time ?? '99'}`

import type { Request } from 'express'

/** What a page shows, as its load says; else that of its address. */
export function viewedIn({ params }: Request, data: object): readonly { id: string }[] {
  const { viewed = { id: params.id } } = data as { viewed?: { id: string } | readonly { id: string }[] }
  const seen = [viewed].flat() as { id?: string }[]
  if (seen.some(one => !one.id)) throw new Error('A look is recorded at nothing')
  return seen as { id: string }[]
}

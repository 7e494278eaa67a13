import type { NamePart } from '../../vault'

/** Longer names are titles and whole families; their first parts will do. */
const longest = 6

/**
 * In what two rows about one human being meet: any two parts of a name, whatever their order; and, for who is known as "Оспанов С.К.",
 * one part with the first letters of the given name and the father's.
 */
export function meetingsOf(names: readonly (readonly NamePart[])[]): string[] {
  return [...new Set(names.flatMap(parts => [...pairsOf(parts), ...initialsOf(parts)]))]
}

function pairsOf(parts: readonly NamePart[]): string[] {
  const keys = [...new Set(parts.filter(part => part.kind !== 'initial').map(part => part.key))]
    .slice(0, longest)
    .sort()
  return keys.flatMap((one, at) => keys.slice(at + 1).map(other => `${one}|${other}`))
}

function initialsOf(parts: readonly NamePart[]): string[] {
  const of = (kind: NamePart['kind']) => parts.filter(part => part.kind === kind).slice(0, longest)
  const names = of('name')
  const [given, father] = of('initial')
  if (given && father) return names.map(({ key }) => `${key}|${given.key}.${father.key}.`)
  const [patronymic] = of('patronymic')
  if (!patronymic) return []
  return names.flatMap(one =>
    names
      .filter(other => other !== one)
      .map(other => `${one.key}|${other.key.slice(0, 1)}.${patronymic.key.slice(0, 1)}.`),
  )
}

import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../src/core'
import { languages, readTexts } from '../../src/i18n'

type Tree = { [key: string]: string | Tree }

const flat = (tree: Tree, before = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${before}${key}`, value] as [string, string]] : flat(value, `${before}${key}.`),
  )
const texts = Object.fromEntries(languages.map(language => [language, new Map(flat(readTexts(language)))]))
const many = /_(zero|one|two|few|many|other)$/
const keysOf = (language: string) => new Set([...texts[language]!.keys()].map(key => key.replace(many, '')))

const filesIn = (folder: string): string[] =>
  readdirSync(folder).flatMap(name => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesIn(path) : [path]
  })

describe('texts', () => {
  it.each(['ru', 'kk'])('are there in %s as in English, none more and none less', language => {
    const [here, english] = [keysOf(language), keysOf('en')]
    expect([...english].filter(key => !here.has(key))).toEqual([])
    expect([...here].filter(key => !english.has(key))).toEqual([])
  })

  it.each(languages)('have in %s one name for deadlines and another for legal clocks', language => {
    const [deadlines, entry, clocks, limits] = ['deadlines.title', 'entries.deadline.list', 'entries.clocks.title', 'codebook.pages.clocks'].map(key => texts[language]!.get(key)!.toLowerCase()) // prettier-ignore
    expect(entry).toBe(deadlines)
    expect(clocks!.startsWith(deadlines!) || deadlines!.startsWith(clocks!)).toBe(false)
    expect(limits!.startsWith(clocks!)).toBe(true)
  })

  it.each(['ru', 'kk'])('say the same values in %s as in English', language => {
    const values = (text: string) => [...new Set([...text.matchAll(/\{\{\s*([\w.]+)/g)].map(found => found[1]!))].sort()
    const wanted = (key: string) => texts.en!.get(key) ?? texts.en!.get(key.replace(many, '_other'))
    const other = [...texts[language]!].filter(([key, text]) => {
      const english = wanted(key)
      return english !== undefined && !/_(zero|one)$/.test(key) && values(english).join() !== values(text).join()
    })
    expect(other.map(([key]) => key)).toEqual([])
  })

  it.each(languages)('are never empty in %s, and without a blank at either end', language => {
    const odd = [...texts[language]!].filter(([, text]) => text.trim() === '' || text !== text.trim())
    expect(odd.map(([key]) => key)).toEqual([])
  })

  it('have every key that a page or the program names', () => {
    const names = readdirSync(join(packageRoot, 'src', 'i18n', 'en')).map(name => name.replace('.json', ''))
    const key = new RegExp(`['"\`]((?:${names.join('|')})(?:\\.[\\w-]+)+)['"\`]`, 'g')
    const files = ['views', 'src'].flatMap(folder => filesIn(join(packageRoot, folder))).filter(file => /\.(njk|ts)$/.test(file)).map(file => readFileSync(file, 'utf8'))
    // What the trail is told is a deed, no text.
    const deeds = new Set(files.flatMap(text => [...text.matchAll(/record(?:s: |\()'([\w.]+)'/g)].map(found => found[1]!)))
    const english = keysOf('en')
    const isThere = (name: string) => english.has(name) || deeds.has(name) || [...english].some(known => known.startsWith(`${name}.`))
    const missing = files.flatMap(text => [...text.matchAll(key)].map(found => found[1]!).filter(name => !/\.(njk|ts|json)$/.test(name) && !isThere(name)))
    expect(new Set(missing)).toEqual(new Set())
  }) // prettier-ignore
})

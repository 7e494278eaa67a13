import nunjucks from 'nunjucks'
import { optionTags } from '../../src/web/option-tags'

describe('the options of a select', () => {
  const drawn = (...given: Parameters<typeof optionTags>) => optionTags(...given).toString()

  it('are escaped, whoever typed them', () => {
    const typed = `"><script>alert('1')</script>`
    expect(drawn([{ value: typed, text: typed }])).toBe(
      '<option value="&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;">&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;</option>',
    )
  })

  it('leave alone what a template has escaped', () => {
    expect(drawn([{ value: 'a', text: new nunjucks.runtime.SafeString('<b>A</b>') }])).toBe(
      '<option value="a"><b>A</b></option>',
    )
  })

  it.each([
    ['a word', 'b', 'b'],
    ['a number', '2', 2],
    ['a word that a template has escaped', 'b', new nunjucks.runtime.SafeString('b')],
  ] as const)('mark the chosen one: %s', (_, value, chosen) => {
    const tags = drawn([{ value: 'a', text: 'A' }, { value, text: 'B' }], chosen) // prettier-ignore
    expect(tags).toBe(`<option value="a">A</option><option value="${value}" selected>B</option>`)
  })

  it.each([[undefined], [null], ['']])('mark none where nothing is chosen (%p)', chosen => {
    expect(drawn([{ value: '', text: 'none' }], chosen)).toBe('<option value="">none</option>')
    expect(drawn(undefined, chosen)).toBe('')
  })
})

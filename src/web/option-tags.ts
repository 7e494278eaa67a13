import nunjucks from 'nunjucks'

type Text = string | number | nunjucks.runtime.SafeString

const escaped = new nunjucks.Environment().getFilter('escape') as (text: Text) => string

/** The options of a select, each escaped, the chosen one marked. A loop in the template takes many times as long, and a form has hundreds. */
export function optionTags(
  options: readonly { readonly value: Text; readonly text: Text }[] = [],
  chosen?: Text | null,
): nunjucks.runtime.SafeString {
  const wanted = String(chosen ?? '')
  const mark = (value: Text) => (wanted !== '' && String(value) === wanted ? ' selected' : '')
  const tags = options.map(
    ({ value, text }) => `<option value="${escaped(value)}"${mark(value)}>${escaped(text)}</option>`,
  )
  return new nunjucks.runtime.SafeString(tags.join(''))
}

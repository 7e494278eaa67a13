import type { Field } from '../fields'
import { moneyType, numberType } from './amounts'
import { answerType, codesType, codeType } from './codes'
import type { FieldType, Value } from './field-type'
import { linkType } from './links'
import { momentType } from './moments'
import { textType } from './texts'

export type { Carried, Cell, Columns, Countable, FieldType, Money, Reading, Row, Value, Words } from './field-type'
export { answers } from './codes'

const types = {
  moment: momentType,
  answer: answerType,
  code: codeType,
  codes: codesType,
  number: numberType,
  money: moneyType,
  person: linkType,
  entry: linkType,
  text: textType,
}

/** A question's type; its field and its values are those of the declaration it came from. */
export const typeOf = ({ type }: Field) => types[type] as unknown as FieldType<Field, Value>

import { z } from 'zod'
import type { EntitySchemaColumnOptions } from 'typeorm'
import { codebook } from '../../../codebook'
import { big } from '../../../database/columns'
import { choice } from '../../../web'
import { columnOf, type Field } from '../fields'
import { inOnePlace, textIn } from './carried'
import type { Carried, FieldType, Money } from './field-type'
import { maybe, plain } from './plain'

const whole = (digits: number, most: number) =>
  z.preprocess(
    value => value ?? '',
    z
      .string('common.form.twice')
      .transform(text => text.replace(/[\s\u00a0]/g, ''))
      .refine(
        text => text === '' || (/^\d+$/.test(text) && text.length <= digits && Number(text) <= most),
        'entries.number',
      ) // prettier-ignore
      .transform(text => (text === '' ? null : Number(text))),
  )

export const numberType: FieldType<Extract<Field, { type: 'number' }>, number | null> = {
  columns: name => ({ [name]: { type: 'integer', nullable: true } }),
  read: (name, { most }, form) => plain(() => whole(6, most), name, form),
  write: (name, value, row) => {
    row[name] = value
  },
  open: (name, row) => (row[name] ?? null) as number | null,
  typed: (name, value) => (value === null ? {} : { [name]: String(value) }),
  countable: name => [{ column: columnOf(name), type: 'number' }],
  cells: name => [{ name, type: 'number' }],
  ...inOnePlace,
}

const mostMoney = 999_999_999_999

export const moneyType: FieldType<Extract<Field, { type: 'money' }>, Money | null> = {
  columns: name => ({
    [`${name}Amount`]: big({ nullable: true }) as EntitySchemaColumnOptions,
    [`${name}Currency`]: maybe,
  }),
  read(name, _field, form) {
    const amount = plain(() => whole(12, mostMoney), name, form)
    const currency = plain(() => choice(codebook.codes('currencies')), `${name}-currency`, form)
    return amount === null ? null : { amount, currency: currency ?? 'KZT' }
  },
  write(name, money, row) {
    row[`${name}Amount`] = money?.amount ?? null
    row[`${name}Currency`] = money?.currency ?? null
  },
  open(name, row) {
    const amount = (row[`${name}Amount`] ?? null) as number | null
    return amount === null ? null : { amount, currency: row[`${name}Currency`] as string }
  },
  typed: (name, money) => (money ? { [name]: String(money.amount), [`${name}-currency`]: money.currency } : {}),
  countable: name => [{ column: `${columnOf(name)}_amount`, type: 'number' }],
  cells: name => [
    { name, type: 'number' },
    {
      name: `${name}.currency`,
      type: 'code',
      codes: codebook.codes('currencies'),
      list: 'currencies',
      part: 'currency',
    },
  ],
  carried: (name, money): Carried => (money ? { [name]: money.amount, [`${name}.currency`]: money.currency } : {}),
  taken: (name, places) => ({ [name]: textIn(places, name), [`${name}-currency`]: textIn(places, `${name}.currency`) }),
}

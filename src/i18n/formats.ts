import { dayInAlmaty, minuteInAlmaty } from '../core'
import type { Language } from './index'

/** Dates, durations and numbers as the guide writes them; office time is that of Almaty. */
const noBreak = '\u00a0'

const months: Record<Language, string[]> = {
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
  ru: [
    'января',
    'февраля',
    'марта',
    'апреля',
    'мая',
    'июня',
    'июля',
    'августа',
    'сентября',
    'октября',
    'ноября',
    'декабря',
  ],
  kk: [
    'қаңтар',
    'ақпан',
    'наурыз',
    'сәуір',
    'мамыр',
    'маусым',
    'шілде',
    'тамыз',
    'қыркүйек',
    'қазан',
    'қараша',
    'желтоқсан',
  ],
}

const monthsAlone: Record<Language, string[]> = {
  ...months,
  ru: [
    'январь',
    'февраль',
    'март',
    'апрель',
    'май',
    'июнь',
    'июль',
    'август',
    'сентябрь',
    'октябрь',
    'ноябрь',
    'декабрь',
  ],
}

const nameOf = (month: string, names: readonly string[]): string => names[Number(month) - 1] ?? ''

/** A calendar day, `2024-12-17`: 17 December 2024, 17 декабря 2024 г., 2024 жылғы 17 желтоқсан. */
export function dayText(language: Language, day: string | null | undefined): string {
  const [year, month, date] = (day ?? '').split('-')
  if (!year || !month || !date) return ''
  const name = nameOf(month, months[language])
  if (language === 'kk') return `${year}${noBreak}жылғы ${Number(date)}${noBreak}${name}`
  const text = `${Number(date)}${noBreak}${name} ${year}`
  return language === 'ru' ? `${text}${noBreak}г.` : text
}

/** The month of a day: March 2024, март 2024 г., 2024 жылғы наурыз. */
export function monthText(language: Language, day: string | null | undefined): string {
  const [year = '', month = ''] = (day ?? '').split('-')
  const name = nameOf(month, monthsAlone[language])
  if (language === 'kk') return `${year}${noBreak}жылғы ${name}`
  return language === 'ru' ? `${name} ${year}${noBreak}г.` : `${name} ${year}`
}

const shortMonths: Record<Language, string[]> = {
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  ru: ['янв.', 'февр.', 'мар.', 'апр.', 'мая', 'июн.', 'июл.', 'авг.', 'сент.', 'окт.', 'нояб.', 'дек.'],
  kk: ['қаң.', 'ақп.', 'нау.', 'сәу.', 'мам.', 'мау.', 'шіл.', 'там.', 'қыр.', 'қаз.', 'қар.', 'жел.'],
}

/** The same day where many stand in a table: 17 Dec 2024, 17 дек. 2024, 2024 ж. 17 жел. */
export function shortDayText(language: Language, day: string | null | undefined): string {
  const [year, month, date] = (day ?? '').split('-')
  if (!year || !month || !date) return ''
  const name = nameOf(month, shortMonths[language])
  const text = `${Number(date)}${noBreak}${name}`
  return language === 'kk' ? `${year}${noBreak}ж. ${text}` : `${text}${noBreak}${year}`
}

/** The day an instant falls on, short, in office time. */
export const shortDayOf = (language: Language, at: Date | null | undefined): string =>
  at ? shortDayText(language, dayInAlmaty(at)) : ''

/** An instant in office time; one that lies among words is ISO 8601. */
export function instantText(language: Language, at: Date | string | null | undefined): string {
  if (!at) return ''
  const [day, minute] = minuteInAlmaty(new Date(at)).split(' ')
  return `${dayText(language, day)}, ${minute}`
}

const units: Record<Language, [string, string]> = { en: ['h', 'min'], ru: ['ч', 'мин'], kk: ['сағ', 'мин'] }

/** Minutes as hours and minutes: 13 h 35 min. */
export function durationText(language: Language, minutes: number): string {
  const [hour, minute] = units[language]
  const whole = Math.abs(Math.round(minutes))
  const parts = [
    ...(whole >= 60 ? [`${numberText(language, Math.floor(whole / 60))}${noBreak}${hour}`] : []),
    ...(whole % 60 || whole < 60 ? [`${whole % 60}${noBreak}${minute}`] : []),
  ]
  return (minutes < 0 ? '−' : '') + parts.join(noBreak)
}

/** 1,200 and 1.8; 1 200 and 1,8. */
export function numberText(language: Language, value: number): string {
  const [whole = '', part] = String(Math.abs(value)).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, language === 'en' ? ',' : noBreak)
  return (value < 0 ? '−' : '') + grouped + (part ? (language === 'en' ? '.' : ',') + part : '')
}

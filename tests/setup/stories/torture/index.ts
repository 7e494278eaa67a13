import { at, type Story } from '../story'
import { custody } from './custody'
import { health } from './health'
import { evidence, persons } from './persons'
import { remedies } from './remedies'

/** A night in an office of the police, a confession, and seven steps towards a remedy that gave none. Everybody is invented. */
export const torture: Story = {
  title: 'Ночь в кабинете полиции, Караганда, март 2024 года',
  receivedOn: '2024-03-14',
  secrecy: { secrecyAsked: ['Подписки о неразглашении никто не давал', 'no'] },
  words: [
    'Мені подъездің алдынан алып кетті, үш адам, формасыз.',
    'Сначала просто держали, руки пристегнули к батарее.',
    'Потом капитан сказал: «Сейчас ты всё вспомнишь», и надели пакет.',
    'Били по пяткам дубинкой, я трижды терял сознание.',
    'Под утро я подписал, не читая.',
    'Судье я сказал, что меня били. Она спросила только, признаю ли я вину.',
  ],
  about: {
    stage: ['Все ступени внутри страны пройдены, дело готовят в Комитет', 'S_TERMINATED'],
    risk: ['Родных уже пугали', 'high'],
    riskReason: ['В чём риск', 'Брата уволили после жалобы; жене звонят с незнакомых номеров.'],
    source: ['Он обратился через адвоката', 'client'],
    contentWarnings: ['В деле есть сцены насилия', ['violence']],
  },
  persons,
  evidence,
  entries: [...custody, ...health, ...remedies],
  versions: [
    {
      entry: 'detention',
      field: 'relativeNotifiedAt',
      says: 'В протоколе написано, что жене сообщили в 03:00',
      answer: at('2024-03-12 03:00', 'protocol'),
      source: 'protocol',
      item: 'protocol',
    },
    {
      entry: 'detention',
      field: 'rightsExplained',
      says: 'В протоколе стоит, что права разъяснены',
      answer: 'yes',
      source: 'protocol',
      item: 'protocol',
    },
    {
      entry: 'beating',
      field: 'perpetratorCount',
      says: 'По рапорту в кабинете был один сотрудник',
      answer: '1',
      source: 'register',
    },
  ],
  clinician: {
    soles: ['Врач: следы подошв характерны именно для таких ударов', 'IP5'],
    wrists: ['Врач: следы на запястьях согласуются с наручниками', 'IP3'],
  },
  classified: {
    detention: ['V09.02', 'V09.05', 'V09.06', 'V09.07'],
    beating: ['V07.01', 'V14.13'],
    sanction: ['V09.08', 'V14.14'],
  },
  region: 'Карагандинская область',
  reads: [
    ['detention', '6 ч 50 мин – 3 ч 3 ч 50 мин превышен'],
    ['detention', '13 ч 35 мин 6 ч 45 мин 24 ч ? – в срок'],
    ['detention', '68 ч 40 мин 61 ч 50 мин 48 ч 20 ч 40 мин превышен'],
    ['detention', 'оспаривается'],
    ['act', 'Сарманов Д., майор полиции (не предотвратил)'],
    ['act', 'Трижды терял сознание'],
    ['injury', 'Диагностически характерно'],
    ['remedy_step', 'Цепочка 1 Жалоба, заявление: Прокуратура 14 марта 2024 г.'],
    ['remedy_step', 'зарегистрировано через 14 дней решено через 47 дней'],
    ['remedy_step', 'Здесь дело находится сейчас. Отказано решено через 99 дней'],
    ['remedy_step', 'Заявлено: 5 000 000 тенге'],
    ['proceeding', 'Об исключении доказательства; Защита; Удовлетворено: Нет'],
    ['reprisal', 'Мерекенов Нұрлан'],
  ],
}

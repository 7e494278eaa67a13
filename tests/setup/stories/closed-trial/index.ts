import type { Story } from '../story'
import { court } from './court'
import { custody } from './custody'
import { evidence, persons } from './persons'
import { remedies } from './remedies'

/** A trial behind closed doors with a lawyer nobody chose, and papers nobody was given. Everybody is invented. */
export const closedTrial: Story = {
  title: 'Закрытый процесс без выбранного адвоката, Астана, 2022–2023 годы',
  receivedOn: '2022-09-07',
  secrecy: {
    secrecyAsked: ['Адвокат дала подписку', 'yes'],
    secrecyKind: ['Это подписка по статье 201', 'undertaking'],
    secrecyBound: ['Связана адвокат', 'lawyer'],
    secrecySignedOn: ['Она подписана 9 сентября 2022 года', { when: { on: '2022-09-09' } }],
    secrecyBlanket: ['О чём молчать, в ней не сказано', ['yes']],
    secrecyNote: ['Что сказал следователь', '«Всё, что узнаете здесь, — тайна». Дело с грифом «секретно».'],
  },
  words: [
    'Таңертең есік қаққанда, күйеуім жұмысқа жиналып жатқан.',
    'Алты адам кірді, оны еденге жатқызды, қолына кісен салды.',
    'Ол бірден Тасболатованы шақыруды өтінді, бірақ «рұқсаты жоқ» деді.',
    'Другого адвоката он не просил, его привели сами.',
    'Сотта біз дәлізде тұрдық: он бір рет келдік, бір рет те кіргізбеді.',
    'Приговор мне прочли по телефону одной фразой, копии до сих пор нет.',
  ],
  about: {
    stage: ['Сообщение зарегистрировано в Комитете', 'S_UN_REGISTERED'],
    risk: ['Риск высокий', 'high'],
    riskReason: ['В чём риск', 'Адвокату напоминают о подписке; жену уже уволили.'],
    source: ['Обратилась жена', 'relative'],
  },
  persons,
  evidence,
  entries: [...custody, ...court, ...remedies],
  versions: [
    {
      entry: 'detention',
      field: 'lawyerChoice',
      says: 'В протоколе сказано, что адвоката он выбрал сам',
      answer: 'own',
      source: 'protocol',
    },
    {
      entry: 'trialCase',
      field: 'judgmentCopyGiven',
      says: 'В материалах суда отмечено, что копия вручена',
      answer: 'yes',
      source: 'court',
      item: 'noCopy',
    },
    {
      entry: 'trial',
      field: 'closed',
      says: 'В протоколе заседание названо закрытым частично',
      answer: 'partly',
      source: 'court',
      item: 'closing',
    },
  ],
  clinician: { wrists: ['Врач: следы на руках согласуются с наручниками', 'IP2'] },
  classified: {
    trialCase: ['V14.04', 'V14.07', 'V14.09'],
    trial: ['V14.03'],
    lawyerSigned: ['V14.19'],
    offCase: ['V14.18'],
  },
  region: 'г. Астана',
  reads: [
    ['detention', '4 ч 35 мин – 3 ч 1 ч 35 мин превышен'],
    ['detention', 'от 9 ч 45 мин до 11 ч 45 мин'],
    ['detention', '51 ч 25 мин 46 ч 50 мин 48 ч 3 ч 25 мин превышен по бумагам: в срок'],
    ['detention', 'оспаривается'],
    ['hearing', 'Очно; Закрыто полностью; Обвинительный приговор'],
    ['proceeding', 'В выбранном адвокате отказали: Да'],
    ['proceeding', 'Об открытом заседании; Защита; Удовлетворено: Нет'],
    ['remedy_step', 'решено через 54–87 дней'],
    ['remedy_step', 'Здесь дело находится сейчас. ответа нет, день 440 зарегистрировано через 77 дней'],
    ['undertaking', 'Шайкенова Гүлмира'],
    ['lawyer_measure', 'Отстранение от дела Требование встречи с доверителем; Выведен(а) из дела'],
    ['reprisal', 'Родственник; Публикация Шайкенова Гүлмира'],
  ],
}

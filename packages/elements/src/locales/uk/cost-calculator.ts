import { createFormat } from '../../core/format.js';
import type { CostCalculatorMessages } from '../messages.js';

const { plural } = createFormat('uk');

export const costCalculator: CostCalculatorMessages = {
  heading: 'Скільки це коштуватиме',
  headingHeating: 'Скільки коштуватиме опалення',
  service: 'Послуга',
  knownOfYou: 'Ваші тариф і пільги вже враховано.',
  way: 'Як рахують спожите',
  wayTotal: 'За звичайним лічильником',
  wayZones: (zones) => `За зонами: ${zones}`,
  wayNorm: 'Лічильника немає, плачу за нормою',
  use: (unit) => `Скільки за місяць, ${unit}`,
  useOfZone: (zone, unit) => `${zone}: скільки за місяць, ${unit}`,
  useHint: (example) => `Різниця між двома показаннями, наприклад ${example}`,
  useExample: { kWh: '250', m3: '45', Gcal: '1,2' },
  measure: {
    area: { label: () => 'Площа житла, м²', hint: (example) => `Вона є на квитанції, наприклад ${example}` },
    residents: { label: () => 'Скільки людей зареєстровано', hint: (example) => `Наприклад ${example}` },
    capacity: {
      label: (unit) => `Замовлена потужність, ${unit} на рік`,
      hint: (example) => `Вона є на квитанції за доставку, наприклад ${example}`,
    },
  },
  period: (months) => `Період: ${months}`,
  month: 'Місяць',
  year: 'Рік',
  monthCount: 'Скільки місяців',
  months: (count) => `${count} ${plural(count, { one: 'місяць', few: 'місяці', many: 'місяців', other: 'місяця' })}`,
  calculate: 'Порахувати',
  summaryTitle: 'Перевірте введене',
  newQuestion: (question) => `З’явилося запитання: ${question}`,
  enterNumber: (example) => `Введіть число цифрами, наприклад ${example}`,
  tooManyDigits: (example) => `Перевірте, чи на місці кома: забагато цифр. Приклад: ${example}`,
  chooseAnswer: 'Оберіть одну з відповідей',
  empty: { title: 'Цін ще немає', text: 'Постачальник ще не опублікував тарифів. Зателефонуйте, щоб дізнатися ціну.' },
  noService: (service) => ({
    title: `${service}: цін немає`,
    text: 'Цей постачальник не має тарифів на цю послугу. Зателефонуйте, щоб дізнатися, хто її надає.',
  }),
  notOfAccount: (service) => ({
    title: `${service}: на цьому рахунку такої послуги немає`,
    text: 'Перевірте, чи той рахунок обрано, або зателефонуйте.',
  }),
  byLocality: {
    title: 'Ціна залежить від населеного пункту',
    text: 'Тут його не вказано. Зателефонуйте, щоб дізнатися свою ціну.',
  },
  noHeating: {
    title: 'Цей постачальник не надає опалення',
    text: 'Ціну опалення знає той, хто надсилає вам квитанцію за тепло. Його назва й телефон є на цій квитанції.',
  },
};

import { createFormat } from '../../core/format.js';
import type { CostCalculatorMessages } from '../messages.js';

const { plural } = createFormat('ru');

export const costCalculator: CostCalculatorMessages = {
  heading: 'Сколько это будет стоить',
  headingHeating: 'Сколько будет стоить отопление',
  service: 'Услуга',
  knownOfYou: 'Ваши тариф и льготы уже учтены.',
  way: 'Как считают потребление',
  wayTotal: 'По обычному счётчику',
  wayZones: (zones) => `По зонам: ${zones}`,
  wayNorm: 'Счётчика нет, плачу по норме',
  use: (unit) => `Сколько за месяц, ${unit}`,
  useOfZone: (zone, unit) => `${zone}: сколько за месяц, ${unit}`,
  useHint: (example) => `Разница между двумя показаниями, например ${example}`,
  useExample: { kWh: '250', m3: '45', Gcal: '1,2' },
  measure: {
    area: { label: () => 'Площадь жилья, м²', hint: (example) => `Она есть на квитанции, например ${example}` },
    residents: { label: () => 'Сколько людей зарегистрировано', hint: (example) => `Например ${example}` },
    capacity: {
      label: (unit) => `Заказанная мощность, ${unit} в год`,
      hint: (example) => `Она есть на квитанции за доставку, например ${example}`,
    },
  },
  period: (months) => `Период: ${months}`,
  month: 'Месяц',
  year: 'Год',
  monthCount: 'Сколько месяцев',
  months: (count) => `${count} ${plural(count, { one: 'месяц', few: 'месяца', many: 'месяцев', other: 'месяца' })}`,
  calculate: 'Посчитать',
  summaryTitle: 'Проверьте введённое',
  newQuestion: (question) => `Появился вопрос: ${question}`,
  enterNumber: (example) => `Введите число цифрами, например ${example}`,
  tooManyDigits: (example) => `Проверьте, на месте ли запятая: слишком много цифр. Пример: ${example}`,
  chooseAnswer: 'Выберите один из ответов',
  empty: { title: 'Цен ещё нет', text: 'Поставщик ещё не опубликовал тарифы. Позвоните, чтобы узнать цену.' },
  noService: (service) => ({
    title: `${service}: цен нет`,
    text: 'У этого поставщика нет тарифов на эту услугу. Позвоните, чтобы узнать, кто её предоставляет.',
  }),
  notOfAccount: (service) => ({
    title: `${service}: на этом счёте такой услуги нет`,
    text: 'Проверьте, тот ли счёт выбран, или позвоните.',
  }),
  byLocality: {
    title: 'Цена зависит от населённого пункта',
    text: 'Здесь он не указан. Позвоните, чтобы узнать свою цену.',
  },
  noHeating: {
    title: 'Этот поставщик не предоставляет отопление',
    text: 'Цену отопления знает тот, кто присылает вам квитанцию за тепло. Его название и телефон есть на этой квитанции.',
  },
};

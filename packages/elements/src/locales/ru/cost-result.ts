import { createFormat } from '../../core/format.js';
import type { CostResultMessages } from '../messages.js';

const { plural } = createFormat('ru');

export const costResult: CostResultMessages = {
  forPeriod: (months) => `За ${months}`,
  how: 'Как посчитано',
  howEach: 'Как посчитан каждый месяц',
  used: (formula) => `Потреблено: ${formula}`,
  source: (title) => `Основание: ${title}`,
  noPrice: (months) => ({
    title: `За ${months} цены нет`,
    text: 'Поставщик её не опубликовал. Выберите другой месяц или позвоните.',
  }),
  cannotTell: {
    title: 'Сумму посчитать не удалось',
    text: 'Проверьте введённые числа или позвоните: сколько это будет стоить, скажет поставщик.',
  },
  month: 'Месяц',
  charged: 'Без субсидии',
  subsidyTaken: 'Субсидия',
  toPay: 'К оплате',
  total: 'Итого',
  days: (days, of) => `${days}\u00a0из\u00a0${of}\u00a0${plural(of, { one: 'дня', other: 'дней' })}`,
  nothing: 'нет',
  heatWay: 'Как считают тепло',
  heatByMeter: 'По счётчику тепла',
  heatByArea: 'По площади',
  heatUse: (unit) => `Сколько тепла за месяц, ${unit}`,
  heatUseHint: (example) => `Посмотрите на прошлогодней квитанции, например ${example}`,
  heatArea: 'Отапливаемая площадь, м²',
  heatAreaHint: (example) => `Она есть на квитанции за отопление, например ${example}`,
  norm: (unit) => `Норма, ${unit} на м² за месяц`,
  normHint: (example) => `Она есть на квитанции или у поставщика, например ${example}`,
  normName: 'Норма',
  normKnown: (norm) => `${norm} на м² за месяц`,
  price: 'Цена',
  season: 'Отопление',
  seasonDays: (from, to) => `с ${from} до ${to}`,
  subsidy: (currency) => `Субсидия на месяц, ${currency} (если есть)`,
  subsidyHint: (example) => `Сумма из уведомления о субсидии, например ${example}`,
  subsidyName: 'субсидия',
  aMonth: 'За полный месяц',
  aMonthFromTo: (from, to) => `от ${from} до ${to}`,
  aSeason: (years) => `За сезон ${years}`,
  subsidySaves: (sum, without) => `Субсидия уменьшает сумму за сезон на ${sum}. Без неё было бы ${without}.`,
};

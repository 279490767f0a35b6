import { createFormat } from '../../core/format.js';
import type { CostResultMessages } from '../messages.js';

const { plural } = createFormat('uk');

export const costResult: CostResultMessages = {
  forPeriod: (months) => `За ${months}`,
  how: 'Як пораховано',
  howEach: 'Як пораховано кожен місяць',
  used: (formula) => `Спожито: ${formula}`,
  source: (title) => `Підстава: ${title}`,
  noPrice: (months) => ({
    title: `За ${months} ціни немає`,
    text: 'Постачальник її не опублікував. Оберіть інший місяць або зателефонуйте.',
  }),
  cannotTell: {
    title: 'Суму порахувати не вдалося',
    text: 'Перевірте введені числа або зателефонуйте: скільки це коштуватиме, скаже постачальник.',
  },
  month: 'Місяць',
  charged: 'Без субсидії',
  subsidyTaken: 'Субсидія',
  toPay: 'До сплати',
  total: 'Разом',
  days: (days, of) => `${days}\u00a0з\u00a0${of}\u00a0${plural(of, { one: 'дня', other: 'днів' })}`,
  nothing: 'немає',
  heatWay: 'Як рахують тепло',
  heatByMeter: 'За лічильником тепла',
  heatByArea: 'За площею',
  heatUse: (unit) => `Скільки тепла за місяць, ${unit}`,
  heatUseHint: (example) => `Подивіться на торішній квитанції, наприклад ${example}`,
  heatArea: 'Опалювана площа, м²',
  heatAreaHint: (example) => `Вона є на квитанції за опалення, наприклад ${example}`,
  norm: (unit) => `Норма, ${unit} на м² за місяць`,
  normHint: (example) => `Вона є на квитанції або в постачальника, наприклад ${example}`,
  normName: 'Норма',
  normKnown: (norm) => `${norm} на м² за місяць`,
  price: 'Ціна',
  season: 'Опалення',
  seasonDays: (from, to) => `з ${from} до ${to}`,
  subsidy: (currency) => `Субсидія на місяць, ${currency} (якщо є)`,
  subsidyHint: (example) => `Сума з повідомлення про субсидію, наприклад ${example}`,
  subsidyName: 'субсидія',
  aMonth: 'За повний місяць',
  aMonthFromTo: (from, to) => `від ${from} до ${to}`,
  aSeason: (years) => `За сезон ${years}`,
  subsidySaves: (sum, without) => `Субсидія зменшує суму за сезон на ${sum}. Без неї було б ${without}.`,
};

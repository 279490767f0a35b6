import type { PaymentButtonMessages } from '../messages.js';

export const paymentButton: PaymentButtonMessages = {
  heading: 'Оплата',
  due: (sum, date) => `К оплате ${sum}${date === null ? '.' : ` до ${date}.`}`,
  overdue: (sum, date) => `К оплате ${sum}, срок оплаты истёк ${date}.`,
  nothingDue: 'Долга нет, платить не нужно.',
  credit: (sum) => `Переплата ${sum}, платить не нужно.`,
  onTheWay: (sum) => `Ваша оплата ${sum} уже поступает.`,
  limit: {
    most: (sum) => `За один раз можно заплатить не больше ${sum}: остальное следующим платежом.`,
    least: (sum) => `Наименьшая сумма платежа ${sum}: разница пойдёт наперёд.`,
  },
  pay: (sum) => `Оплатить ${sum}`,
  payAny: 'Оплатить',
  payAhead: 'Заплатить наперёд',
  change: 'Другая сумма',
  changeMany: 'Другая сумма или несколько счетов',
  slip: 'Реквизиты для перевода',
  method: 'Как заплатить',
  percent: (percent) => `комиссия ${percent} %`,
  noFee: 'Без комиссии.',
  fee: (fee) => `Вместе с комиссией ${fee}.`,
  feeLater: 'Комиссия будет видна, как только вы введёте сумму.',
  goesTo: {
    before: 'Карту вы введёте на странице',
    after: '. Проверьте, что именно этот адрес вверху браузера.',
  },
  test: 'Это пробная оплата: настоящие деньги не списываются.',
  preparing: 'Готовим оплату…',
};

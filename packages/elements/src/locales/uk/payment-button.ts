import type { PaymentButtonMessages } from '../messages.js';

export const paymentButton: PaymentButtonMessages = {
  heading: 'Оплата',
  due: (sum, date) => `До сплати ${sum}${date === null ? '.' : ` до ${date}.`}`,
  overdue: (sum, date) => `До сплати ${sum}, строк сплати минув ${date}.`,
  nothingDue: 'Боргу немає, платити не треба.',
  credit: (sum) => `Переплата ${sum}, платити не треба.`,
  onTheWay: (sum) => `Ваша оплата ${sum} уже надходить.`,
  limit: {
    most: (sum) => `За один раз можна сплатити не більше ніж ${sum}: решту наступним платежем.`,
    least: (sum) => `Найменша сума платежу ${sum}: різниця піде наперед.`,
  },
  pay: (sum) => `Сплатити ${sum}`,
  payAny: 'Сплатити',
  payAhead: 'Сплатити наперед',
  change: 'Інша сума',
  changeMany: 'Інша сума або кілька рахунків',
  slip: 'Реквізити для переказу',
  method: 'Як заплатити',
  percent: (percent) => `комісія ${percent} %`,
  noFee: 'Без комісії.',
  fee: (fee) => `Разом із комісією ${fee}.`,
  feeLater: 'Комісію буде видно, щойно введете суму.',
  goesTo: {
    before: 'Картку ви введете на сторінці',
    after: '. Перевірте, що саме ця адреса вгорі браузера.',
  },
  test: 'Це пробна оплата: справжні гроші не списуються.',
  preparing: 'Готуємо оплату…',
};

import type { PaymentHistoryMessages } from '../messages.js';

export const paymentHistory: PaymentHistoryMessages = {
  heading: 'История оплат',
  empty: {
    title: 'Оплат ещё не было',
    text: 'Как только вы заплатите, здесь будут день, сумма и квитанция об оплате.',
  },
  onTheWay: (sum, date) => `Оплата ${sum} от ${date} ещё поступает`,
  onTheWayNote: 'Обычно это занимает до трёх рабочих дней. Не платите второй раз.',
  share: (service, month) => (month ? `${service}, ${month}` : service),
  ahead: (sum) => `В счёт будущих начислений: ${sum}`,
  refunded: 'Возвращено вам',
  source: { cabinet: 'Оплачено в кабинете', billing: 'Оплачено через банк, почту или кассу' },
  number: (number) => `номер ${number}`,
  receipt: 'Квитанция об оплате',
  receiptOf: (date) => `Квитанция об оплате ${date}`,
  more: 'Показать предыдущие',
  file: 'Сохранить файлом для Excel',
};

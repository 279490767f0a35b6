import type { PaymentHistoryMessages } from '../messages.js';

export const paymentHistory: PaymentHistoryMessages = {
  heading: 'Історія оплат',
  empty: { title: 'Оплат ще не було', text: 'Щойно ви сплатите, тут будуть день, сума та квитанція про оплату.' },
  onTheWay: (sum, date) => `Оплата ${sum} від ${date} ще надходить`,
  onTheWayNote: 'Зазвичай це триває до трьох робочих днів. Не сплачуйте вдруге.',
  share: (service, month) => (month ? `${service}, ${month}` : service),
  ahead: (sum) => `На наступні рахунки: ${sum}`,
  refunded: 'Повернено вам',
  source: { cabinet: 'Сплачено в кабінеті', billing: 'Сплачено через банк, пошту чи касу' },
  number: (number) => `номер ${number}`,
  receipt: 'Квитанція про оплату',
  receiptOf: (date) => `Квитанція про оплату ${date}`,
  more: 'Показати попередні',
  file: 'Зберегти файлом для Excel',
};

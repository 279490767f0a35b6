import { createFormat } from '../../core/format.js';
import type { PaymentExportMessages } from '../messages.js';

const { plural } = createFormat('uk');

export const paymentExport: PaymentExportMessages = {
  span: 'За який час',
  year: (year) => `За ${year} рік`,
  all: 'За весь час',
  days: 'Обрати дні',
  from: 'З якого дня',
  to: 'До якого дня',
  daysWrong: 'Оберіть два дні: спочатку раніший, потім пізніший',
  save: 'Зберегти файл',
  note: 'Файл CSV відкриється в Excel чи іншій програмі з таблицями. Його створює ваш пристрій: файл бачите лише ви.',
  reading: (count) => (count > 0 ? `Готуємо файл… Прочитано записів: ${count}` : 'Готуємо файл…'),
  done: (count) =>
    `Файл готовий: ${count} ${plural(count, { one: 'запис', few: 'записи', many: 'записів', other: 'запису' })}`,
  paidOnly: (paid) => `Зараховано оплат на ${paid}.`,
  sums: (paid, refunded, net) => `Зараховано оплат на ${paid}, повернено вам ${refunded}, разом ${net}.`,
  besides: (onTheWay) => `Ще надходить ${onTheWay}: у підсумок це не входить.`,
  nothing: { title: 'За цей час оплат не було', text: 'Оберіть інший час.' },
  fileName: 'oplaty',
  columns: ['Дата', 'Вид', 'Стан', 'Зараховано', 'Ще надходить', 'Валюта', 'На що', 'Де сплачено', 'Номер'],
  kind: { payment: 'оплата', refund: 'повернення' },
  status: { posted: 'зараховано', pending: 'надходить' },
  spanOf: (from, to) => `Оплати з ${from} до ${to}`,
  paid: 'Оплачено',
  refunded: 'Повернено',
  net: 'Разом',
};

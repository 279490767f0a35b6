import { createFormat } from '../../core/format.js';
import type { PaymentExportMessages } from '../messages.js';

const { plural } = createFormat('ru');

export const paymentExport: PaymentExportMessages = {
  span: 'За какое время',
  year: (year) => `За ${year} год`,
  all: 'За всё время',
  days: 'Выбрать дни',
  from: 'С какого дня',
  to: 'По какой день',
  daysWrong: 'Выберите два дня: сначала более ранний, потом более поздний',
  save: 'Сохранить файл',
  note: 'Файл CSV откроется в Excel или другой программе с таблицами. Его создаёт ваше устройство: файл видите только вы.',
  reading: (count) => (count > 0 ? `Готовим файл… Прочитано записей: ${count}` : 'Готовим файл…'),
  done: (count) =>
    `Файл готов: ${count} ${plural(count, { one: 'запись', few: 'записи', many: 'записей', other: 'записи' })}`,
  paidOnly: (paid) => `Зачислено оплат на ${paid}.`,
  sums: (paid, refunded, net) => `Зачислено оплат на ${paid}, возвращено вам ${refunded}, итого ${net}.`,
  besides: (onTheWay) => `Ещё поступает ${onTheWay}: в итог это не входит.`,
  nothing: { title: 'За это время оплат не было', text: 'Выберите другое время.' },
  fileName: 'oplaty',
  columns: ['Дата', 'Вид', 'Состояние', 'Зачислено', 'Ещё поступает', 'Валюта', 'За что', 'Где оплачено', 'Номер'],
  kind: { payment: 'оплата', refund: 'возврат' },
  status: { posted: 'зачислено', pending: 'поступает' },
  spanOf: (from, to) => `Оплаты с ${from} по ${to}`,
  paid: 'Оплачено',
  refunded: 'Возвращено',
  net: 'Итого',
};

import { createFormat } from '../../core/format.js';
import type { BillMessages } from '../messages.js';

const { plural } = createFormat('ru');

export const bill: BillMessages = {
  total: 'Итого',
  vat: (rate, sum) => `в т. ч. НДС ${rate} %: ${sum}`,
  billedBy: (provider) => `Квитанцию присылает ${provider}`,
  dates: (from, to) => (from === to ? from : `С ${from} до ${to}`),
  share: (days, of) => `${days}\u00a0из\u00a0${of}\u00a0${plural(of, { one: 'дня', other: 'дней' })}`,
  perMonth: (price) => `${price} за месяц`,
  perUnits: (price, units) => `${price} за ${units}`,
  area: (area) => `${area} м²`,
  residents: (count) => `${count} ${plural(count, { few: 'человека', other: 'человек' })}`,
  capacity: (capacity) => `${capacity} мощности в месяц`,
  blockUpTo: (upTo) => `до ${upTo} в месяц`,
  blockOver: (over) => `свыше ${over} в месяц`,
  wholeUpTo: (upTo) => `цена за весь объём, если он не больше ${upTo} в месяц`,
  wholeOver: (over) => `цена за весь объём, если он больше ${over} в месяц`,
  discount: (name) => `Скидка: ${name}`,
  atMost: 'не больше, чем начислено',
  gap: (service, from, to) =>
    `${service}: нет цены ${from === to ? `на ${from}` : `с ${from} до ${to}`}. За эти дни ничего не посчитано.`,
  missing: {
    area: 'Не посчитана плата, которая зависит от площади: площадь неизвестна.',
    residents: 'Не посчитана плата, которая зависит от числа жильцов: их число неизвестно.',
    capacity: 'Не посчитана плата, которая зависит от заказанной мощности: мощность неизвестна.',
  },
  unused: (name, sum) => `${name}: ${sum} не использовано, потому что начислено меньше.`,
};

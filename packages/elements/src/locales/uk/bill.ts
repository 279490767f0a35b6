import { createFormat } from '../../core/format.js';
import type { BillMessages } from '../messages.js';

const { plural } = createFormat('uk');

export const bill: BillMessages = {
  total: 'Разом',
  vat: (rate, sum) => `у т. ч. ПДВ ${rate} %: ${sum}`,
  billedBy: (provider) => `Квитанцію надсилає ${provider}`,
  dates: (from, to) => (from === to ? from : `З ${from} до ${to}`),
  share: (days, of) => `${days}\u00a0з\u00a0${of}\u00a0${plural(of, { one: 'дня', other: 'днів' })}`,
  perMonth: (price) => `${price} за місяць`,
  perUnits: (price, units) => `${price} за ${units}`,
  area: (area) => `${area} м²`,
  residents: (count) => `${count} ${plural(count, { one: 'особа', few: 'особи', other: 'осіб' })}`,
  capacity: (capacity) => `${capacity} потужності на місяць`,
  blockUpTo: (upTo) => `до ${upTo} на місяць`,
  blockOver: (over) => `понад ${over} на місяць`,
  wholeUpTo: (upTo) => `ціна за весь обсяг, якщо він не більший за ${upTo} на місяць`,
  wholeOver: (over) => `ціна за весь обсяг, якщо він більший за ${over} на місяць`,
  discount: (name) => `Знижка: ${name}`,
  atMost: 'не більше, ніж нараховано',
  gap: (service, from, to) =>
    `${service}: немає ціни ${from === to ? `на ${from}` : `з ${from} до ${to}`}. За ці дні нічого не пораховано.`,
  missing: {
    area: 'Не пораховано плату, що залежить від площі: площа невідома.',
    residents: 'Не пораховано плату, що залежить від кількості мешканців: їх кількість невідома.',
    capacity: 'Не пораховано плату, що залежить від замовленої потужності: потужність невідома.',
  },
  unused: (name, sum) => `${name}: ${sum} не використано, бо нараховано менше.`,
};

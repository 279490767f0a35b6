import { createFormat } from '../../core/format.js';
import type { BillMessages } from '../messages.js';

const { plural } = createFormat('en');

export const bill: BillMessages = {
  total: 'Total',
  vat: (rate, sum) => `including VAT ${rate}%: ${sum}`,
  billedBy: (provider) => `Billed by ${provider}`,
  dates: (from, to) => (from === to ? from : `From ${from} to ${to}`),
  share: (days, of) => `${days}\u00a0of\u00a0${of}\u00a0${plural(of, { one: 'day', other: 'days' })}`,
  perMonth: (price) => `${price} a month`,
  perUnits: (price, units) => `${price} per ${units}`,
  area: (area) => `${area} m²`,
  residents: (count) => `${count} ${plural(count, { one: 'person', other: 'people' })}`,
  capacity: (capacity) => `${capacity} of capacity a month`,
  blockUpTo: (upTo) => `up to ${upTo} a month`,
  blockOver: (over) => `over ${over} a month`,
  wholeUpTo: (upTo) => `the price of everything when it is no more than ${upTo} a month`,
  wholeOver: (over) => `the price of everything when it is over ${over} a month`,
  discount: (name) => `Discount: ${name}`,
  atMost: 'no more than was charged',
  gap: (service, from, to) =>
    `${service}: there is no price ${from === to ? `for ${from}` : `from ${from} to ${to}`}. Nothing is counted for these days.`,
  missing: {
    area: 'What depends on the area is not counted: the area is not known.',
    residents: 'What depends on the number of residents is not counted: it is not known.',
    capacity: 'What depends on the ordered capacity is not counted: it is not known.',
  },
  unused: (name, sum) => `${name}: ${sum} was not used, because less was charged.`,
};

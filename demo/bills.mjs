// @ts-check
// Bills as they come by post, to people of the sample who are not in the cabinet yet: whoever tries the demo has one in hand.

import { escapeHtml } from './escape-html.mjs';

/**
 * As `customers.json` has it.
 * @typedef {object} SampleBill
 * @property {'household' | 'entrepreneur' | 'legal_entity'} kind
 * @property {string} accountNumber
 * @property {string} holder
 * @property {string} address
 * @property {string} [pin]
 * @property {string} [lastPayment] as printed, such as `358,20 грн`
 * @property {string} meterNumber
 * @property {string} due what is to be paid, as printed
 * @property {string} [dueOn] the day to pay it by, as printed, such as `20.11.2026`
 */

const WORDS = {
  uk: {
    title: 'Квитанція за послуги',
    household: 'побутовий споживач',
    entrepreneur: 'ФОП',
    legal_entity: 'юридична особа',
    holder: 'Споживач',
    address: 'Адреса',
    accountNumber: 'Особовий рахунок',
    meterNumber: 'Лічильник №',
    lastPayment: 'Остання оплата',
    pin: 'PIN для кабінету',
    due: 'До сплати',
    by: 'до',
  },
  ru: {
    title: 'Квитанция за услуги',
    household: 'бытовой потребитель',
    entrepreneur: 'ИП',
    legal_entity: 'юридическое лицо',
    holder: 'Потребитель',
    address: 'Адрес',
    accountNumber: 'Лицевой счёт',
    meterNumber: 'Счётчик №',
    lastPayment: 'Последняя оплата',
    pin: 'PIN для кабинета',
    due: 'К оплате',
    by: 'до',
  },
};

/** @type {(bills: readonly SampleBill[], language: 'uk' | 'ru') => string} */
export function renderBills(bills, language) {
  const words = WORDS[language];
  const facts = /** @type {const} */ (['holder', 'address', 'accountNumber', 'meterNumber', 'lastPayment', 'pin']);
  const rendered = bills.map((bill) => {
    const rows = facts.map((fact) => {
      const value = bill[fact];
      return !value ? '' : `<div><dt>${words[fact]}</dt><dd>${escapeHtml(value)}</dd></div>`;
    });
    const due = `${escapeHtml(bill.due)}${bill.dueOn ? ` <small>${words.by} ${escapeHtml(bill.dueOn)}</small>` : ''}`;
    rows.push(`<div class="due"><dt>${words.due}</dt><dd>${due}</dd></div>`);
    return `<article class="card bill"><h2>${words.title}, ${words[bill.kind]}</h2><dl>${rows.join('')}</dl></article>`;
  });
  // As they were printed, whatever language the page is read in.
  return `<div class="bills" lang="${language}">${rendered.join('')}</div>`;
}

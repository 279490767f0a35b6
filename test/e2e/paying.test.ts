import { randomUUID } from 'node:crypto';
import { compactVerify, importJWK, type JWK } from 'jose';
import type { Locator } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { Bank, BankPage, CARDS } from './support/bank.js';
import type { Customer } from './support/cabinet.js';
import type { Device } from './support/device.js';
import { everythingWritten } from './support/everything-written.js';
import { fillInSignIn } from './support/let-in-hosted.js';
import { useCabinet } from './support/use-cabinet.js';

// Paying for real across processes: the supplier's page, the service, and a bank that is somebody else's system with its own page, its own
// callbacks and its own mind. Whatever goes wrong on the way, money is credited once and nobody is told "paid" before it is.

const GAS = 'prydesnianskgaz';
const TVER = 'verkhnevolzhsk-energo';
const house = useCabinet({ accounts: 400, suppliers: [GAS, TVER] });

/** What only somebody whose payment is credited may be told. */
const PAID = /Платіж [^.]{0,30}прийнято|Гроші зараховано/;

let bank: Bank;
/** Minor units, by account: what is owed by who owes a few hundred and has nothing on its way. */
let owed: ReadonlyMap<string, number>;

beforeAll(async () => {
  bank = new Bank(house.cabinet.bankUrl);
  const rows = await house.cabinet.query<{ accountId: string; owed: string }>(
    `select account_id as "accountId", sum(amount) as owed from ledger_entries
     group by account_id having sum(amount) between 1000 and 99999 and bool_and(status = 'posted')`,
  );
  owed = new Map(rows.map((row) => [row.accountId, Number(row.owed)]));
});

beforeEach(() => bank.tells('usual'));

const debtor = (at: typeof GAS | typeof TVER = GAS): Customer =>
  house.cabinet.newCustomer({ at, whom: ({ accountId }) => owed.has(accountId) });
const debtOf = ({ accountId }: Customer) => owed.get(accountId) ?? 0;

/** As the page shows it, with plain spaces. */
function sumOf(amount: number, unit = 'грн', locale = 'uk-UA'): string {
  const figure = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(amount / 100);
  return `${figure} ${unit}`.replace(/\s+/g, ' ');
}

interface StoredOrder {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly total: number;
}

/** The orders that the account is in, oldest first. */
const ordersOf = ({ accountId }: Customer) =>
  house.cabinet.query<StoredOrder>(
    `select o.id, o.number, o.status, o.total::int as total from payment_orders o
     join payment_order_lines l on l.supplier_id = o.supplier_id and l.order_id = o.id
     where l.account_id = $1 order by o.created_at`,
    [accountId],
  );

/** What the ledger says of the account: what is owed, and what our payments took off it. */
async function ledgerOf({ accountId }: Customer): Promise<{ owed: number; paidHere: number }> {
  const [row] = await house.cabinet.query<{ owed: number; paidHere: number }>(
    `select sum(amount)::int as owed, coalesce(-sum(amount) filter (where order_movement = 'paid'), 0)::int as "paidHere"
     from ledger_entries where account_id = $1 and status = 'posted'`,
    [accountId],
  );
  if (!row) throw new Error('The account has no ledger.');
  return row;
}

/** From where the service had the word that an order was paid. */
const heardOfPaid = async (number: string) =>
  (
    await house.cabinet.query<{ source: string; outcome: string }>(
      `select e.source, e.outcome from payment_events e join payment_orders o on o.supplier_id = e.supplier_id and o.id = e.order_id
       where o.number = $1 and e.kind = 'paid'`,
      [number],
    )
  ).map(({ source, outcome }) => `${source}: ${outcome}`);

/** Paid in full once, by the ledger's word. */
async function isPaidOnce(customer: Customer): Promise<void> {
  expect(await ledgerOf(customer)).toEqual({ owed: 0, paidHere: debtOf(customer) });
  const paid = (await ordersOf(customer)).filter(({ status }) => status === 'paid');
  expect(paid).toEqual([expect.objectContaining({ total: debtOf(customer) })]);
}

/** A customer in front of the supplier's page, with the button. */
class Payer {
  readonly button: Locator;
  readonly bankPage: BankPage;

  constructor(
    readonly device: Device,
    readonly customer: Customer,
  ) {
    this.button = device.page.locator('kabinet-payment-button');
    this.bankPage = new BankPage(device.page);
  }

  press(name: string | RegExp): Promise<void> {
    return this.button.getByRole('button', { name, exact: true }).click();
  }

  sees(...texts: readonly (string | RegExp)[]): Promise<void> {
    return this.device.sees(this.button, ...texts);
  }

  /** Presses the one button with the sum; answers with the number that the bank's page shows. */
  async goesToBank(): Promise<string> {
    await this.sees(`Сплатити ${sumOf(debtOf(this.customer))}`);
    await this.press(/^Сплатити \d/);
    return this.bankPage.arrives(bank);
  }

  /** From the bank back to the supplier's page, and sees there that it is paid. */
  async comesBackPaid(): Promise<void> {
    await this.bankPage.goBack();
    await this.device.page.waitForURL(`${house.cabinet.siteUrl}/kabinet.html*`);
    await this.sees(`Платіж ${sumOf(debtOf(this.customer))} прийнято`);
  }

  /** The receipt of the payment: anybody can check it by the supplier's public keys, and the page does before it shows anything of it. */
  async hasReceipt(number: string): Promise<void> {
    const [receipt] = await house.cabinet.query<{ signed: string }>(
      `select r.signed from receipts r join payment_orders o on o.supplier_id = r.supplier_id and o.id = r.subject_id where o.number = $1`,
      [number],
    );
    const { keys } = (await (await fetch(`${house.cabinet.apiBase}/receipt-keys`)).json()) as { keys: JWK[] };
    const { payload } = await compactVerify(receipt?.signed ?? '', async ({ kid }) => {
      const jwk = keys.find((key) => key.kid === kid);
      if (!jwk) throw new Error(`no key ${kid}`);
      return importJWK(jwk, 'EdDSA');
    });
    const { accountNumber } = this.customer;
    const amount = debtOf(this.customer);
    expect(JSON.parse(new TextDecoder().decode(payload))).toMatchObject({
      iss: GAS,
      kind: 'payment',
      number,
      payment: { total: { amount, currency: 'UAH' }, lines: [{ accountNumber, amount: { amount } }] },
    });
    await this.button.getByRole('link', { name: 'Квитанція про оплату' }).click();
    const shown = this.device.page.locator('kabinet-receipt');
    await shown.waitFor();
    await this.device.sees(
      shown,
      'Підпис постачальника перевірено',
      `Особовий рахунок ${accountNumber}`,
      sumOf(amount),
    );
  }
}

async function payer(customer = debtor()): Promise<Payer> {
  const device = await house.device(onTestFinished, { as: customer });
  await device.goTo('/kabinet.html');
  return new Payer(device, customer);
}

describe('a bill is paid', () => {
  it('from the balance by one button, on the bank’s page, and back with a receipt that anybody can check', async () => {
    const customer = debtor();
    const sum = sumOf(debtOf(customer));
    const { device, ...paying } = await payer(customer);
    const { page } = device;
    const one = Object.assign(new Payer(device, customer), paying);
    const addresses: string[] = [];
    page.on('request', (request) => void addresses.push(request.url()));
    await device.sees(device.balance, 'До сплати', sum);
    await one.sees(`Сплатити ${sum}`, 'Без комісії.', new URL(bank.url).host, 'справжні гроші не списуються');

    const number = await one.goesToBank();
    expect(await page.locator('body').innerText()).toContain('справжні гроші не списуються');
    expect((await page.locator('dd.sum').innerText()).replace(/\s+/g, ' ')).toBe(sum);
    await one.bankPage.payBy(CARDS.asksForCode);
    await page.getByLabel('Код із повідомлення банку').fill('1234');
    await page.getByRole('button', { name: 'Підтвердити' }).click();
    await page.getByRole('heading', { name: 'Сплачено' }).waitFor();
    await bank.wasHeard(number);
    await one.comesBackPaid();

    await one.sees(number, 'Гроші зараховано', sum);
    await device.sees(device.balance, 'Боргу немає');
    // A reload or a link that is shown to others does not tell it again.
    expect(new URL(page.url()).search).toBe('');
    await isPaidOnce(customer);
    expect(await heardOfPaid(number)).toEqual(['callback: applied']);

    await one.hasReceipt(number);
    expect(device.complaints).toEqual([]);

    // No address has anything personal in it; and no log has that, nor what opened the way to the bank.
    const { accountNumber, name, address } = customer;
    const personal = [accountNumber, accountNumber.replace(/\D/g, ''), ...name.split(' '), address];
    const [link = ''] = addresses.flatMap((each) => /\/pay\/[\w-]{36}\/([\w-]{20,})$/.exec(each)?.[1] ?? []);
    expect(link).not.toBe('');
    expect(personal.filter((each) => decodeURIComponent(addresses.join('\n')).includes(each))).toEqual([]);
    const log = await house.cabinet.log();
    expect(log).toContain('pay:callback');
    expect([...personal, link].filter((each) => log.includes(each))).toEqual([]);
  });

  it('when the bank’s callback is lost: the service asks by itself', async () => {
    await bank.tells('lost');
    const one = await payer();
    const number = await one.goesToBank();
    await one.bankPage.payBy(CARDS.pays);
    await one.comesBackPaid();
    await one.device.sees(one.device.balance, 'Боргу немає');
    expect(await bank.told(number)).toEqual([]);
    expect(await heardOfPaid(number)).toEqual(['answer: applied']);
    await isPaidOnce(one.customer);
    await one.hasReceipt(number);
  });

  it('once, when the callback comes twice at the same time and twice more later', async () => {
    await bank.tells('doubled');
    const one = await payer();
    const number = await one.goesToBank();
    await one.bankPage.payBy(CARDS.pays);
    await bank.wasHeard(number, 2);
    await one.comesBackPaid();
    for (let time = 0; time < 2; time++) {
      expect((await bank.tellAgain(number)).map(({ status }) => status)).toEqual([200]);
    }
    expect(await heardOfPaid(number)).toEqual(['callback: applied']);
    await isPaidOnce(one.customer);
  });

  it('for good, when the bank says “pending” after it said “paid”', async () => {
    await bank.tells('reordered');
    const one = await payer();
    const number = await one.goesToBank();
    await one.bankPage.payBy(CARDS.pending);
    await one.bankPage.goBack();
    await one.sees(`Банк обробляє ваш платіж ${sumOf(debtOf(one.customer))}`, 'Не платіть удруге');
    await one.device.sees(one.device.balance, 'уже надходить');
    expect(await ledgerOf(one.customer)).toEqual({ owed: debtOf(one.customer), paidHere: 0 });

    await bank.settle(number, 'succeeded');
    await bank.wasHeard(number, 2);
    expect((await bank.told(number)).map(({ type }) => type)).toEqual(['payment.succeeded', 'payment.pending']);
    // The page that waits finds out by itself.
    await one.sees(`Платіж ${sumOf(debtOf(one.customer))} прийнято`);
    await isPaidOnce(one.customer);
  });

  it('only by the bank: who forges its callbacks is told no, and nothing is paid', async () => {
    const one = await payer();
    const number = await one.goesToBank();
    const forgeries = await bank.forge(number);
    expect(forgeries.map(({ forgery, status }) => [forgery, status])).toEqual([
      ['another_key', 400],
      ['changed_body', 400],
      ['no_signature', 400],
      ['old_moment', 400],
    ]);
    await one.device.goTo('/kabinet.html');
    await one.sees('Оплату ще не підтверджено');
    expect(await ledgerOf(one.customer)).toEqual({ owed: debtOf(one.customer), paidHere: 0 });
    expect((await ordersOf(one.customer)).map(({ status }) => status)).toEqual(['created']);
    const [{ events } = { events: -1 }] = await house.cabinet.query<{ events: number }>(
      `select count(*)::int as events from payment_events e join payment_orders o on o.supplier_id = e.supplier_id and o.id = e.order_id
       where o.number = $1`,
      [number],
    );
    expect(events).toBe(0);

    // The payment itself can still be made.
    await one.press('Продовжити оплату');
    expect(await one.bankPage.arrives(bank)).toBe(number);
    await one.bankPage.payBy(CARDS.pays);
    await one.comesBackPaid();
    await isPaidOnce(one.customer);
  });

  it('by another card after the first was declined, and anew after giving up', async () => {
    const one = await payer();
    const { page } = one.device;
    const first = await one.goesToBank();
    await one.bankPage.payBy(CARDS.declined);
    await page.getByRole('alert').getByText('Банк відмовив у платежі. Гроші не списано.').waitFor();
    await one.bankPage.payBy(CARDS.insufficientFunds);
    await page.getByRole('alert').getByText('На картці не вистачає грошей. Гроші не списано.').waitFor();
    await one.bankPage.giveUp();
    await bank.wasHeard(first);
    await one.bankPage.goBack();
    await one.sees('Оплата не пройшла', 'На картці не вистачає грошей', 'За цю спробу гроші не списано');
    expect(await ledgerOf(one.customer)).toEqual({ owed: debtOf(one.customer), paidHere: 0 });

    await one.press(/^Спробувати ще раз: \d/);
    const second = await one.bankPage.arrives(bank);
    expect(second).not.toBe(first);
    await one.bankPage.payBy(CARDS.pays);
    await one.comesBackPaid();
    expect((await ordersOf(one.customer)).map(({ status }) => status)).toEqual(['failed', 'paid']);
    await isPaidOnce(one.customer);
  });
});

describe('the way is cut', () => {
  it('by a browser that is closed at the bank: who opens the page later does not pay again', async () => {
    await bank.tells('lost');
    const one = await payer();
    const { context, page } = one.device;
    const number = await one.goesToBank();
    await one.bankPage.payBy(CARDS.pays);
    await page.getByRole('heading', { name: 'Сплачено' }).waitFor();
    await page.close();

    // The service has not heard anything yet. Whoever presses the button again is stopped, and the bank is asked.
    const later = new Payer(await one.device.anotherTab(), one.customer);
    expect(context.pages()).toHaveLength(1);
    await later.device.goTo('/kabinet.html');
    await later.press(/^Сплатити \d/);
    await later.sees(number);
    await expect.poll(async () => (await ordersOf(one.customer)).map(({ status }) => status)).toEqual(['paid']);
    await later.device.goTo('/kabinet.html');
    await later.device.sees(later.device.balance, 'Боргу немає');
    await isPaidOnce(one.customer);
  });

  it('by the end of the API while the payer is at the bank: it is credited once it is back', async () => {
    const one = await payer();
    const number = await one.goesToBank();
    process.kill(house.cabinet.apiPid(), 'SIGKILL');
    await one.bankPage.payBy(CARDS.pays);
    await one.device.page.getByRole('heading', { name: 'Сплачено' }).waitFor();
    await expect.poll(async () => (await bank.told(number)).map(({ status }) => status)).toContain(null);
    await house.cabinet.restartApi();
    await one.comesBackPaid();
    // What nobody heard is told again, and known already.
    expect((await bank.tellAgain(number)).map(({ status }) => status)).toEqual([200]);
    expect(await heardOfPaid(number)).toHaveLength(1);
    await isPaidOnce(one.customer);
  });

  it('by the end of the API while the payer comes back: opening the address again is enough', async () => {
    await bank.tells('lost');
    const one = await payer();
    await one.goesToBank();
    await one.bankPage.payBy(CARDS.pays);
    const link = one.device.page.locator('main a.button');
    const back = (await link.getAttribute('href')) ?? '';
    process.kill(house.cabinet.apiPid(), 'SIGKILL');
    await expect(one.device.page.goto(back)).rejects.toThrow();
    await house.cabinet.restartApi();
    await one.device.page.goto(back);
    await one.sees(`Платіж ${sumOf(debtOf(one.customer))} прийнято`);
    await isPaidOnce(one.customer);
  });

  it('by the end of the bank: our own page says so, and once it is back it remembers what was paid', async () => {
    await bank.tells('lost');
    const one = await payer();
    const { page } = one.device;
    await one.sees(/Сплатити \d/);
    process.kill(house.cabinet.bankPid(), 'SIGKILL');
    await one.press(/^Сплатити \d/);
    await page.getByRole('heading', { name: 'Сторінка оплати не відповідає' }).waitFor();
    await house.cabinet.restartBank();
    await bank.tells('lost');
    await page.getByRole('link', { name: 'Спробувати ще раз' }).click();
    const number = await one.bankPage.arrives(bank);
    await one.bankPage.payBy(CARDS.pays);
    await page.getByRole('heading', { name: 'Сплачено' }).waitFor();

    await house.cabinet.restartBank();
    await one.comesBackPaid();
    expect(await heardOfPaid(number)).toEqual(['answer: applied']);
    await isPaidOnce(one.customer);
  });

  it('by another tab with the same bill: both lead to the same payment', async () => {
    const one = await payer();
    const two = new Payer(await one.device.anotherTab(), one.customer);
    await two.device.goTo('/kabinet.html');
    await two.sees(/Сплатити \d/);
    const number = await one.goesToBank();

    await two.press(/^Сплатити \d/);
    await two.sees('Ви вже почали платити', number);
    await two.press('Продовжити оплату');
    expect(await two.bankPage.arrives(bank)).toBe(number);
    await one.bankPage.payBy(CARDS.pays);
    await one.comesBackPaid();
    // The other one is at the bank still, with a card in the form.
    await two.bankPage.payBy(CARDS.pays);
    await two.device.page.getByRole('heading', { name: 'Сплачено' }).waitFor();
    await two.comesBackPaid();
    await isPaidOnce(one.customer);
  });
});

describe('an address to come back to', () => {
  it('that is forged says nothing, and never “paid” before it is', async () => {
    const one = await payer();
    const { page } = one.device;
    await one.goesToBank();
    const [order] = await ordersOf(one.customer);
    const returnTo = (id: string) => `${house.cabinet.apiUrl}/${GAS}/pay/${id}/return`;

    await page.goto(`${returnTo(order?.id ?? '')}?status=success&paid=true&kabinet-order=${order?.id}`);
    await one.sees('Оплату ще не підтверджено');
    expect(await everythingWritten(page)).not.toMatch(PAID);

    const answer = await page.goto(returnTo(randomUUID()));
    expect(answer?.status()).toBe(404);
    expect(await page.locator('body').innerText()).not.toMatch(PAID);
  });

  it('that is shared shows others nothing, and its owner the same as before', async () => {
    const one = await payer();
    const number = await one.goesToBank();
    await one.bankPage.payBy(CARDS.pays);
    const back = (await one.device.page.locator('main a.button').getAttribute('href')) ?? '';
    await one.comesBackPaid();
    const told = [number, sumOf(debtOf(one.customer)), one.customer.accountNumber];

    const stranger = await payer();
    await stranger.device.page.goto(back);
    await stranger.sees('Серед ваших платежів такого немає');
    const strangers = (await everythingWritten(stranger.device.page)).replace(/\s+/g, ' ');
    // Their own debt may be the same sum by chance.
    const own = new Set([sumOf(debtOf(stranger.customer)), stranger.customer.accountNumber]);
    expect(told.filter((text) => !own.has(text) && strangers.includes(text))).toEqual([]);
    expect(strangers).not.toMatch(PAID);

    const nobody = await house.device(onTestFinished);
    await nobody.page.goto(back);
    await nobody.page.getByRole('heading', { name: 'Увійти як…' }).waitFor();
    const nobodys = (await everythingWritten(nobody.page)).replace(/\s+/g, ' ');
    expect(nobodys).not.toContain(number);
    expect(nobodys).not.toMatch(PAID);

    await one.device.page.goto(back);
    await one.sees(`Платіж ${sumOf(debtOf(one.customer))} прийнято`, number);
    await isPaidOnce(one.customer);
  });
});

describe('on a site that is not the API’s own', () => {
  it('the page is left for the bank and comes back: one press signs in, and it tells what became of the payment', async () => {
    const customer = debtor(TVER);
    const person = await house.cabinet.addPerson({
      at: TVER,
      name: 'Фёдор Осенний',
      accountNumbers: [customer.accountNumber],
    });
    const device = await house.device(onTestFinished, { at: TVER });
    const { page } = device;
    const widget = page.locator('kabinet-payment-button');
    const sum = sumOf(debtOf(customer), 'руб.', 'ru-RU');
    const signIn = widget.getByRole('button', { name: 'Войти', exact: true });

    await device.goTo('/kabinet.html');
    const [popup] = await Promise.all([page.waitForEvent('popup'), signIn.click()]);
    await fillInSignIn(popup, person);
    if (!popup.isClosed()) await popup.waitForEvent('close');
    await widget.getByRole('button', { name: /^Оплатить / }).click();
    const bankPage = new BankPage(page);
    const number = await bankPage.arrives(bank);
    await bankPage.payBy(CARDS.pays);
    await bankPage.goBack();
    await page.waitForURL(`${house.cabinet.siteOf(TVER).siteUrl}/kabinet.html*`);

    // The tokens were in the page's memory alone. The service's own cookie still knows who it is: no typing.
    const [window] = await Promise.all([page.waitForEvent('popup'), signIn.click()]);
    if (!window.isClosed()) await window.waitForEvent('close');
    await device.sees(widget, number, new RegExp(`Платёж ${sum.replace('.', '\\.')} принят`));
    await isPaidOnce(customer);
    expect(page.url()).not.toContain('kabinet-order');
  });
});

import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openPostgres } from '../../packages/server/src/db/database.js';
import { SupplierDirectory } from '../../packages/server/src/domain/supplier-directory.js';
import { settleGuestReadings } from '../../packages/server/src/jobs/settle-guest-readings.js';
import type { Customer } from './support/cabinet.js';
import { useCabinet } from './support/use-cabinet.js';
import { Visitor } from './support/visitor.js';

// People on both sides of the counter: a customer who asks to have an account added by hand and the staff member who answers, and somebody
// who hands in a reading without signing in, up to what billing is given of it.

const POWER = 'prydniprovski-merezhi';
const LIST = 'staff/link-requests';
const house = useCabinet({ accounts: 120, suppliers: [POWER] });

const PASSWORD = 'Зелена гора над рікою';
/** Of the right form, and nobody's. */
const UNKNOWN_ACCOUNT = 'А99-99999/9';

let people = 0;
const newEmail = () => `mariia.${(people += 1)}@example.com`;

async function newVisitor({ javaScriptEnabled = true } = {}): Promise<Visitor> {
  const context = await house.browser.newContext({
    javaScriptEnabled,
    locale: 'uk-UA',
    timezoneId: 'Europe/Kyiv',
    viewport: { width: 390, height: 844 },
  });
  onTestFinished(() => context.close());
  return new Visitor(await context.newPage(), house.cabinet, POWER);
}

/** Somebody new, signed in with a password and a code. */
async function newPerson(): Promise<{ visitor: Visitor; email: string }> {
  const visitor = await newVisitor();
  const email = newEmail();
  await visitor.goToHosted('sign-up');
  await visitor.type('Телефон або e-mail', email);
  await visitor.type('Пароль', PASSWORD);
  await visitor.press('Отримати код');
  await visitor.reads('Введіть код');
  await visitor.enterCode(email);
  await visitor.reads('Який номер особового рахунку?');
  return { visitor, email };
}

/** As it stands on the bill. */
const addressOf = ({ locality, address }: Customer) => `${locality}, ${address}`;

async function askByHand({ visitor }: { visitor: Visitor }, account: Customer): Promise<string> {
  await visitor.goToHosted('link/request');
  await visitor.type('Особовий рахунок', account.accountNumber);
  await visitor.page.getByRole('radio', { name: 'Мій' }).check();
  await visitor.type('На кого рахунок', account.name);
  await visitor.type('Адреса', addressOf(account));
  await visitor.type('Телефон', '067 123 45 67');
  await visitor.press('Надіслати запит');
  await visitor.reads('надіслано');
  const [, number = ''] = /Запит (\S+) надіслано/.exec(await visitor.words()) ?? [];
  expect(number).not.toBe('');
  return number;
}

const grantStaff = (email: string) =>
  house.cabinet.command([
    ...['staff', 'grant', '--supplier', POWER],
    ...['--contact', email, '--role', 'link_requests'],
  ]);

/** What the books say was done with a request. */
const actsOn = async (number: string) =>
  (
    await house.cabinet.query<{ action: string }>(
      'select distinct a.action from audit_events a join link_requests r on r.id = a.subject_id where r.number = $1',
      [number],
    )
  ).map(({ action }) => action);

describe('a request to add an account by hand', () => {
  it('is found and approved by a staff member, and the customer sees the account on the supplier’s page', async () => {
    const account = house.cabinet.newCustomer();
    const customer = await newPerson();
    const number = await askByHand(customer, account);

    const { visitor: staff, email } = await newPerson();
    expect((await grantStaff(email)).output).toContain('granted link_requests');
    await staff.goToHosted('profile');
    await staff.press('Запити на додавання рахунку');
    await staff.reads('Чекають на відповідь');
    await staff.press(`Запит ${number}`);
    // What was asked for, beside what the base has.
    await staff.reads('У базі');
    for (const fact of [account.name, addressOf(account)]) {
      const row = staff.page.getByRole('row').filter({ hasText: fact });
      await row.getByText('збігається').waitFor();
    }
    await staff.press('Додати рахунок');
    await staff.reads('Запити на додавання рахунку', 'З відповіддю');

    expect(await actsOn(number)).toEqual(expect.arrayContaining(['link_request.viewed', 'link_request.approved']));

    const messages = await customer.visitor.messages(customer.email);
    expect(messages.map(({ body }) => body).join('\n')).toContain(`За запитом ${number} рахунок додано`);
    await customer.visitor.goToSite('/kabinet.html');
    await customer.visitor.page.locator('kabinet-link-account').getByText(account.accountNumber).first().waitFor();
    const form = customer.visitor.page.locator('kabinet-reading-form');
    await form.getByText(account.serialNumber).first().waitFor();
  });

  it('is nothing that somebody without the role can see', async () => {
    const account = house.cabinet.newCustomer();
    const customer = await newPerson();
    const number = await askByHand(customer, account);
    const [request] = await house.cabinet.query<{ id: string }>('select id from link_requests where number = $1', [
      number,
    ]);
    const { visitor } = await newPerson();
    await visitor.goToHosted('profile');
    await visitor.reads('Профіль');
    expect(await visitor.words()).not.toContain('Запити на додавання');
    for (const page of [LIST, `${LIST}/${request?.id ?? ''}`]) {
      const answer = await visitor.page.goto(visitor.hosted(page));
      expect(answer?.status()).toBe(404);
      expect(await visitor.page.locator('body').innerText()).not.toContain(account.name);
    }
    expect(await actsOn(number)).not.toContain('link_request.viewed');
  });
});

/** A row of readings handed in without signing in. */
const keptAside = (number: string) =>
  house.cabinet.query<{ status: string; proof: string; values: readonly { zone: string; value: string }[] }>(
    'select status, proof, reading_values as values from provisional_readings where number = $1',
    [number],
  );

/** Does what the server does every minute: finds whose the readings are. */
async function settle(): Promise<void> {
  const database = openPostgres({ url: house.cabinet.databaseUrl, poolSize: 2 });
  onTestFinished(() => database.close());
  const supplier = await new SupplierDirectory(database).find(POWER);
  if (!supplier) throw new Error('The supplier is not there.');
  await settleGuestReadings({ database, logger: pino({ level: 'silent' }), now: () => new Date() }, supplier);
}

/** What billing is given of the account's readings. */
async function exported(accountNumber: string): Promise<readonly Record<string, unknown>[]> {
  const { code, output } = await house.cabinet.command([
    ...['export', 'readings', '--supplier', POWER],
    ...['--format', 'jsonl'],
  ]);
  expect(code, output).toBe(0);
  return output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter((row) => row['account_number'] === accountNumber);
}

interface GuestReading {
  readonly account: string;
  readonly proof: string;
  readonly value: string;
}

/** On the supplier's own page; answers with what the form says when it is done. */
async function handInByWidget(visitor: Visitor, { account, proof, value }: GuestReading): Promise<string> {
  await visitor.goToSite('/bez-vkhodu.html');
  const form = visitor.page.locator('kabinet-guest-reading-form');
  await form.getByLabel('Особовий рахунок').fill(account);
  await form.getByLabel('Номер лічильника').fill(proof);
  await form.getByRole('textbox', { name: 'Показання' }).fill(value);
  await form.getByRole('button', { name: 'Передати показання' }).click();
  await form.getByText('Показання отримано').waitFor();
  return form.locator('[part=receipt]').innerText();
}

/** On the hosted page; the same. */
async function handInByPage(visitor: Visitor, { account, proof, value }: GuestReading): Promise<string> {
  await visitor.goToHosted('reading');
  await visitor.type('Особовий рахунок', account);
  await visitor.type('Номер лічильника', proof);
  await visitor.type('Показання', value);
  await visitor.press('Передати показання');
  await visitor.page.getByRole('heading', { name: 'Показання отримано' }).waitFor();
  return visitor.words();
}

const numberIn = (words: string) => /\d{1,4}(-\d{1,4}){1,4}/.exec(words)?.[0] ?? '';

describe('a reading without signing in', () => {
  it.for([
    { where: 'on the supplier’s page', handIn: handInByWidget, javaScriptEnabled: true },
    { where: 'on the hosted page without JavaScript', handIn: handInByPage, javaScriptEnabled: false },
  ])('is put aside $where, and the same is said of an account nobody has', async ({ handIn, javaScriptEnabled }) => {
    const account = house.cabinet.newCustomer();
    const value = String(account.lastReading + 7);
    const said: string[] = [];
    for (const number of [account.accountNumber, UNKNOWN_ACCOUNT]) {
      const visitor = await newVisitor({ javaScriptEnabled });
      const words = await handIn(visitor, { account: number, proof: account.serialNumber, value });
      const given = numberIn(words);
      const [kept] = await keptAside(given);
      expect(kept).toMatchObject({ status: 'waiting', values: [{ zone: 'total', value }] });
      expect(words).not.toContain(account.name);
      said.push(words.replace(given, 'N').replace(/\d{2}:\d{2}/, 'T'));
    }
    expect(said[1]).toBe(said[0]);
    expect(await house.cabinet.readingsOf(account.accountId)).toEqual([]);
  });

  it('goes to billing as provisional, until somebody signed in has read the meter', async () => {
    const account = house.cabinet.newCustomer();
    const guest = await newVisitor({ javaScriptEnabled: false });
    const words = await handInByPage(guest, {
      account: account.accountNumber,
      proof: account.serialNumber,
      value: String(account.lastReading + 7),
    });
    await settle();
    expect(await exported(account.accountNumber)).toMatchObject([
      { cabinet_number: numberIn(words), status: 'provisional', value_total: String(account.lastReading + 7) },
    ]);

    const { visitor } = await newPerson();
    const answer = visitor.page.locator('main #answer');
    await answer.fill(`${account.accountNumber}, лічильник ${account.serialNumber}`);
    await visitor.press('Далі');
    await visitor.press('Мій');
    await visitor.reads('Рахунок додано');
    await visitor.goToSite('/kabinet.html');
    const form = visitor.page.locator('kabinet-reading-form');
    await form.locator('input[inputmode="decimal"]').fill(String(account.lastReading + 9));
    await form.getByRole('button', { name: 'Передати показання' }).click();
    await form.getByText('Показання прийнято').waitFor();
    expect((await exported(account.accountNumber)).map((row) => [row['status'], row['value_total']])).toEqual([
      ['accepted', String(account.lastReading + 9)],
    ]);
  });
});

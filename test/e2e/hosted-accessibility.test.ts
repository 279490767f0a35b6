import { describe, expect, it } from 'vitest';
import { Bank, BankPage, CARDS } from './support/bank.js';
import { type Inspector, inspectorAt, type Language, type WhenOver } from './support/inspector.js';
import { tabTo } from './support/keyboard.js';
import { useCabinet } from './support/use-cabinet.js';

// Every hosted page and the states it can be in, gone through as a customer and as staff, once in each language: nothing for axe to find,
// nothing for the policy to forbid, no sideways scroll, and the keyboard always where something is to be read.

const POWER = 'prydniprovski-merezhi';
const house = useCabinet({ accounts: 120, suppliers: [POWER] });

const PASSWORD = 'Зелена гора над рікою';
const NO_SUCH_ACCOUNT = '00000000-0000-4000-8000-000000000000';

const newInspector = (language: Language, whenOver: WhenOver) => inspectorAt(house, POWER, language, whenOver);

/** Through signing up, with everything that can be wrong on the way. */
async function signUp(inspector: Inspector, email: string): Promise<void> {
  await inspector.lookAt('sign-up/code');
  await inspector.lookAt('sign-up');
  await inspector.send({ contact: 'abc', password: '123' });
  await inspector.look('sign-up with errors');
  await inspector.send({ contact: email, password: PASSWORD });
  await inspector.look('sign-up/code with its countdown');
  const code = await inspector.visitor.code(email);
  await inspector.enterCode(code === '000000' ? '111111' : '000000');
  await inspector.look('sign-up/code with a wrong code');
  await inspector.send({ code });
  expect(inspector.page.url()).toBe(inspector.visitor.hosted('link'));
}

const answer = (inspector: Inspector, text: string) =>
  inspector.send({ answer: text }, 'main form:has(#answer) button.primary');
const say = (inspector: Inspector, what: string) => inspector.press(`main button[value="${what}"]`);

/** The talk that links an account: each question, refused, by hand, and done. */
async function link(inspector: Inspector, bill: { accountNumber: string; serialNumber: string }): Promise<void> {
  await inspector.look('link');
  await answer(inspector, '12');
  await inspector.look('link with a number that is none');
  await answer(inspector, bill.accountNumber);
  await inspector.look('link, whose it is');
  await say(inspector, 'relation owner');
  await inspector.look('link, what proves it');
  await say(inspector, 'kind meter_number');
  await inspector.page.locator('main details.where > summary').first().click();
  await inspector.look('link, where the meter number is');
  await answer(inspector, '99999999');
  await inspector.look('link, refused');

  await inspector.lookAt('link/request');
  await inspector.send({ address: '', phone: '' });
  await inspector.look('link/request with errors');
  await inspector.send({ holderName: 'Олена Шевченко', address: 'вул. Набережна, 14', phone: '067 123 45 67' });
  await inspector.look('link/request, sent');

  await inspector.goTo('link');
  await inspector.look('link with a request');
  await say(inspector, 'change meter_number');
  await answer(inspector, bill.serialNumber);
  await inspector.look('link, done');
}

/** The list of accounts, what can be done there, and somebody let in to help. */
async function manageAccounts(inspector: Inspector, helper: Inspector, accountId: string): Promise<void> {
  await inspector.lookAt('accounts');
  await inspector.lookAt(`accounts/${accountId}/invite`);
  await inspector.page.locator('#grants-0').uncheck();
  await inspector.send({ label: 'Андрій Костянтинович Перебийніс-Новоселицький' });
  await inspector.look('invite with errors');
  await inspector.page.locator('#grants-0').check();
  await inspector.send();
  await inspector.look('invited, with the link');
  const words = await inspector.page.locator('#words').inputValue();
  const token = /invitation\/([\w-]+)/.exec(words)?.[1] ?? '';
  await inspector.lookAt(`invitation/${token}`);
  await inspector.lookAt('accounts/invited');

  await helper.lookAt(`invitation/${token}`);
  await helper.lookAt('invitation/no-such-token');

  await inspector.lookAt('accounts');
  await inspector.press('main button[value="revoke"]');
  await inspector.look('accounts, a helper revoked');
  await inspector.lookAt(`invitation/${token}`);
  await inspector.goTo('accounts');
  await inspector.openAll();
  await inspector.press('main button[value="unlink"]');
  await inspector.look('accounts, one taken off');
  await inspector.press('main button[value="restore"]');
}

/** Who signed in just now is not asked for the password; who did so a while ago is. */
const signedInLongAgo = (email: string) =>
  house.cabinet.query(
    `update sessions set created_at = created_at - interval '20 minutes'
     where person_id = (select person_id from contacts where address = $1)`,
    [email],
  );

/** What a person can see and change of themselves. */
async function manageProfile(inspector: Inspector, email: string): Promise<void> {
  const { page, visitor } = inspector;
  await inspector.lookAt('profile');
  await inspector.send({ name: 'О'.repeat(300) });
  await inspector.look('profile with errors');
  await inspector.send({ name: 'Олена' });
  await inspector.look('profile, saved');
  const contact = await page.locator('main a[href*="/profile/contact/"]').first().getAttribute('href');
  const own = (contact ?? '').split('/my/')[1] ?? '';
  await inspector.lookAt(own);
  await inspector.lookAt(`${own}/removal`);
  await inspector.lookAt('profile/password');
  await signedInLongAgo(email);
  await inspector.lookAt('profile/contact');
  await inspector.send({ contact: 'abc' });
  await inspector.look('profile/contact with errors');
  const other = newEmail();
  await inspector.send({ contact: other, password: PASSWORD });
  await inspector.look('profile/contact, the code');
  const code = await visitor.code(other);
  await inspector.enterCode(code === '000000' ? '111111' : '000000');
  await inspector.look('profile/contact, a wrong code');
  await inspector.send({ code });
  await inspector.look('profile, a contact added');
  await inspector.lookAt(`${own}/removal`);
  await inspector.lookAt('profile/password');
  await inspector.send({ password: 'не той', 'new-password': '123' });
  await inspector.look('profile/password with errors');
  for (const path of ['profile/passkeys/new', 'profile/download', 'profile/erasure', 'devices', 'sign-out']) {
    await inspector.lookAt(path);
  }
}

/** Staff at the requests to link by hand: not staff yet, the list, one request, and what can be wrong with an answer. */
async function workAsStaff(inspector: Inspector, email: string): Promise<void> {
  const LIST = 'staff/link-requests';
  await inspector.lookAt(LIST);
  const granted = await house.cabinet.command([
    ...['staff', 'grant', '--supplier', POWER],
    ...['--contact', email, '--role', 'link_requests'],
  ]);
  expect(granted.output).toContain('granted link_requests');
  await inspector.lookAt(LIST);
  await inspector.press(`main a[href*="${LIST}/"]`);
  await inspector.look('staff, a request');
  await inspector.press('main button[value="refuse"]');
  await inspector.look('staff, a request refused without a word');
}

/** Staff at the receptions: the days ahead, one day, another day that there is not, a day closed and opened again. */
async function workAtReceptions(inspector: Inspector, email: string): Promise<void> {
  const granted = await house.cabinet.command([
    ...['staff', 'grant', '--supplier', POWER],
    ...['--contact', email, '--role', 'receptions'],
  ]);
  expect(granted.output).toContain('granted receptions');
  await inspector.lookAt('staff/receptions');
  // A day of each language's own: they go through it side by side.
  const day = { uk: 2, ru: 3, en: 4 }[inspector.language];
  await inspector.press(`main li:nth-child(${day}) a[href*="staff/receptions/"]`);
  await inspector.look('staff, a day of a reception');
  await inspector.page.locator('main details').evaluate((details) => ((details as HTMLDetailsElement).open = true));
  await inspector.press('main button[value="close"]');
  await inspector.look('staff, a day closed without a reason');
  await inspector.send({ reason: 'Немає світла' }, 'main button[value="close"]');
  await inspector.look('staff, a closed day');
  await inspector.press('main button[value="open"]');
  await inspector.look('staff, a day opened again');
}

/** The ways in for somebody who is not signed in, and the pages that are not there. */
async function lookFromOutside(inspector: Inspector, email: string): Promise<void> {
  const { visitor } = inspector;
  await inspector.goTo('sign-out');
  await inspector.press('main form button.primary');
  await inspector.look('signed-out');
  await inspector.lookAt('sign-in');
  await inspector.send();
  await inspector.look('sign-in with errors');
  await inspector.send({ contact: email, password: 'не той' });
  await inspector.look('sign-in, refused');
  const before = (await visitor.messages(email)).length;
  await inspector.send({ contact: email, password: PASSWORD });
  await inspector.look('sign-in/code');
  await inspector.enterCode(await visitor.code(email, before));
  // Signed out elsewhere while a form was open.
  await inspector.goTo('profile');
  await inspector.page.context().clearCookies({ name: /^__Host-kabinet-/ });
  await inspector.send({ name: 'Олена' });
  await inspector.look('a session that is over');

  await inspector.lookAt('reset-password');
  await inspector.send();
  await inspector.look('reset-password with errors');
  await inspector.send({ contact: email });
  await inspector.look('reset-password/code');
  await inspector.send({ code: 'abc', password: '123' });
  await inspector.look('reset-password/code with errors');
  for (const path of ['reading', 'profile/erased', 'authorize', 'no-such-page', `accounts/${NO_SUCH_ACCOUNT}/invite`]) {
    await inspector.lookAt(path);
  }
  await inspector.goTo('reading');
  await inspector.send();
  await inspector.look('reading with errors');
  await inspector.send({ account: house.cabinet.newCustomer().accountNumber, proof: '123456', total: '01234' });
  await inspector.look('reading, received');
  await inspector.lookAt('receipt');
  await inspector.send();
  await inspector.look('receipt with errors');
  await inspector.send({ text: SIGNED_BY_NOBODY });
  await inspector.look('receipt, signed by nobody');
}

/** A receipt in form, of a key and a supplier that there are not. */
const SIGNED_BY_NOBODY = [{ alg: 'EdDSA', kid: 'none' }, { iss: 'nobody' }, {}]
  .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  .join('.');

let people = 0;
const newEmail = (): string => `ivanna.${(people += 1)}@example.com`;

describe.concurrent('nothing is wrong on any hosted page', () => {
  it.for(['uk', 'ru', 'en'] as const)('in %s', { timeout: 120_000 }, async (language, { onTestFinished }) => {
    const inspector = await newInspector(language, onTestFinished);
    const helper = await newInspector(language, onTestFinished);
    const email = newEmail();
    const bill = house.cabinet.newCustomer();
    await signUp(inspector, email);
    await inspector.lookAt('accounts');
    await inspector.goTo('link');
    await link(inspector, bill);
    await manageAccounts(inspector, helper, bill.accountId);
    await manageProfile(inspector, email);
    await workAsStaff(inspector, email);
    await workAtReceptions(inspector, email);
    await lookFromOutside(inspector, email);
    expect([...inspector.faults, ...helper.faults]).toEqual([]);
  });
});

it('nothing is wrong on the pages of paying and of reminders, and they lead from an added account to the receipt', async ({
  onTestFinished,
}) => {
  const inspector = await newInspector('uk', onTestFinished);
  const { page, visitor } = inspector;
  const [email, bill] = [newEmail(), house.cabinet.newCustomer()];
  await inspector.goTo('sign-up');
  await inspector.send({ contact: email, password: PASSWORD });
  await inspector.enterCode(await visitor.code(email));
  await answer(inspector, bill.accountNumber);
  await say(inspector, 'relation owner');
  await say(inspector, 'kind meter_number');
  await answer(inspector, bill.serialNumber);

  await inspector.press('main a[href$="/my/reminders"]');
  await inspector.look('reminders');
  await inspector.send({ days: '15' });
  await inspector.look('reminders with errors');
  await inspector.send({ days: '5' });
  await inspector.look('reminders, saved');
  await inspector.press('main section button.secondary');
  await inspector.look('reminders, with the address of the calendar');

  await inspector.press('nav.own a[href$="/my/pay"]');
  await inspector.look('pay');
  await inspector.send({ 'sum-0': 'багато' });
  await inspector.look('pay with errors');
  await inspector.send({ 'sum-0': '250' });
  await inspector.look('pay, shown back');
  await page.locator('main form button.primary').click();
  const bank = new BankPage(page);
  const number = await bank.arrives(new Bank(house.cabinet.bankUrl));
  await bank.payBy(CARDS.pays);
  await bank.goBack();
  await visitor.reads(`номер ${number}`);
  await inspector.look('pay, paid');
  const [receipt] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('main a[href$="/receipt"]').click(),
  ]);
  expect(receipt.suggestedFilename()).toBe(`receipt-${number}.pdf`);
  expect(inspector.faults).toEqual([]);
});

it('the keyboard alone leads from signing up to the linked account', async ({ onTestFinished }) => {
  const { visitor, page, faults } = await newInspector('uk', onTestFinished);
  const [email, bill] = [newEmail(), house.cabinet.newCustomer()];
  await visitor.goToHosted('sign-up');
  await tabTo(visitor, 'Телефон або e-mail');
  await page.keyboard.type(email);
  await tabTo(visitor, 'Пароль');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await visitor.reads('Введіть код');
  await tabTo(visitor, 'Код з повідомлення');
  await page.keyboard.type(await visitor.code(email));
  await visitor.reads('Який номер особового рахунку?');
  await tabTo(visitor, 'Який номер особового рахунку?');
  await page.keyboard.type(bill.accountNumber);
  await page.keyboard.press('Enter');
  await visitor.reads('Чий це рахунок?');
  await tabTo(visitor, 'Мій');
  await page.keyboard.press('Enter');
  await visitor.reads('Що з цього є у вас під рукою?');
  await tabTo(visitor, 'Номер лічильника');
  await page.keyboard.press('Enter');
  await visitor.reads('Який номер лічильника?');
  await tabTo(visitor, 'Який номер лічильника?');
  await page.keyboard.type(bill.serialNumber);
  await page.keyboard.press('Enter');
  await visitor.reads('Рахунок додано');
  expect(faults).toEqual([]);
});

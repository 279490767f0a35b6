import { describe, expect, it, onTestFinished } from 'vitest';
import type { BrowserContext } from 'playwright-core';
import { useCabinet } from './support/use-cabinet.js';
import { Visitor } from './support/visitor.js';

// From a bill in hand to the first reading, and the ways back in: on the pages of the service's own origin, as a customer comes to them
// from the supplier's site.

const POWER = 'prydniprovski-merezhi';
const house = useCabinet({ accounts: 120, suppliers: [POWER] });

const PASSWORD = 'Зелена-гора7';
const NEW_PASSWORD = 'Синє море навесні';

let people = 0;
const newEmail = () => `olena.${(people += 1)}@example.com`;

/** What stands on the bill of an account with one meter of one dial that nobody has in the cabinet. */
interface BillInHand {
  readonly accountId: string;
  readonly accountNumber: string;
  readonly meterNumber: string;
  readonly lastReading: number;
}

function newBill(): BillInHand {
  const { accountId, accountNumber, serialNumber, lastReading } = house.cabinet.newCustomer();
  return { accountId, accountNumber, meterNumber: serialNumber, lastReading };
}

async function newVisitor({ javaScriptEnabled = true, width = 390 } = {}): Promise<Visitor> {
  const context: BrowserContext = await house.browser.newContext({
    javaScriptEnabled,
    locale: 'uk-UA',
    timezoneId: 'Europe/Kyiv',
    viewport: { width, height: 844 },
  });
  onTestFinished(() => context.close());
  return new Visitor(await context.newPage(), house.cabinet, POWER);
}

/** From the sign-up page to the question for an account number. */
async function signUp(
  visitor: Visitor,
  contact: string,
  { password = PASSWORD, reachedAt = contact } = {},
): Promise<void> {
  await visitor.reads('Реєстрація');
  await visitor.type('Телефон або e-mail', contact);
  await visitor.type('Пароль', password);
  await visitor.press('Отримати код');
  await visitor.reads('Введіть код');
  await visitor.enterCode(reachedAt);
  await visitor.reads('Який номер особового рахунку?');
}

/** The dialogue of linking, by the number of the meter. */
async function link(visitor: Visitor, bill: BillInHand): Promise<void> {
  await visitor.page.locator('main input[type=text]').first().pressSequentially(bill.accountNumber);
  visitor.effort.keystrokes += bill.accountNumber.length;
  await visitor.press('Далі');
  await visitor.press('Мій');
  await visitor.reads('Що з цього є у вас під рукою?');
  await visitor.page.locator('main input[type=text]').first().pressSequentially(bill.meterNumber);
  visitor.effort.keystrokes += bill.meterNumber.length;
  await visitor.press('Далі');
  await visitor.reads('Рахунок додано');
}

/** Who may do what with an account by the service's own books. */
const linksOf = (accountId: string) =>
  house.cabinet.query<{ role: string; proven_by: string; address: string }>(
    `select l.role, l.proven_by, c.address from account_links l
     join contacts c on 'kabinet:' || c.person_id = l.customer_ref
     where l.account_id = $1 and l.ended_at is null`,
    [accountId],
  );

describe('with a bill in hand', () => {
  it('somebody signs up, links the account and hands in the first reading', async () => {
    const bill = newBill();
    const email = newEmail();
    const visitor = await newVisitor();
    await visitor.goToSite('/kabinet.html');
    const form = visitor.page.locator('kabinet-reading-form');
    const hosted = await visitor.newTab(form.getByRole('link', { name: 'Зареєструватися' }));
    await signUp(hosted, email);
    await link(hosted, bill);

    expect(await linksOf(bill.accountId)).toEqual([{ role: 'owner', proven_by: 'meter_number', address: email }]);

    // Back on the supplier's page, which stayed open: the window tells it and closes.
    await hosted.press('Повернутися на сайт');
    const field = form.locator('input[inputmode="decimal"]');
    await field.waitFor();
    const reading = String(bill.lastReading + 7);
    await field.pressSequentially(reading);
    visitor.effort.keystrokes += reading.length;
    await form.getByRole('button', { name: 'Передати показання' }).click();
    visitor.effort.steps += 1;
    await form.getByText('Показання прийнято').waitFor();

    const [stored] = await house.cabinet.readingsOf(bill.accountId);
    expect(stored?.value).toBe(reading);
    const { steps, keystrokes } = visitor.effort;
    console.log(`From the bill to the first reading: ${steps} steps, ${keystrokes} keystrokes.`);
    expect(steps).toBeLessThanOrEqual(10);
  });

  it('does all of it on the service’s pages without JavaScript', async () => {
    const bill = newBill();
    const email = newEmail();
    const visitor = await newVisitor({ javaScriptEnabled: false });
    await visitor.goToHosted('sign-up');
    await visitor.press('Отримати код');
    await visitor.page.getByRole('link', { name: 'Придумайте пароль' }).waitFor();
    await visitor.type('Телефон або e-mail', email);
    await visitor.type('Пароль', PASSWORD);
    await visitor.press('Отримати код');
    await visitor.page.locator('input[autocomplete="one-time-code"]').fill('000000');
    await visitor.press('Підтвердити');
    await visitor.page.getByText('Код не підходить').first().waitFor();
    await visitor.page.locator('input[autocomplete="one-time-code"]').fill(await visitor.code(email));
    await visitor.press('Підтвердити');
    const answer = visitor.page.locator('main input[type=text]').first();
    await answer.fill(`рахунок ${bill.accountNumber}, лічильник ${bill.meterNumber}`);
    await visitor.press('Далі');
    await visitor.press('Близької людини');
    await visitor.page.getByRole('heading', { name: 'Рахунок додано' }).waitFor();
    expect(await linksOf(bill.accountId)).toEqual([{ role: 'payer', proven_by: 'meter_number', address: email }]);
  });

  it('asks a person to add it where the facts do not fit, and nothing typed is asked for again', async () => {
    const bill = newBill();
    const email = newEmail();
    const visitor = await newVisitor();
    await visitor.goToHosted('sign-up');
    await signUp(visitor, email);
    await visitor.page.locator('main input[type=text]').first().fill(`${bill.accountNumber} лічильник 99999999`);
    await visitor.press('Далі');
    await visitor.press('Мій');
    await visitor.reads('Не вдалося підтвердити рахунок', 'нову квитанцію чи оплату ще не завантажено');
    await visitor.press('Попросити додати вручну');
    await visitor.reads('Попросити додати рахунок вручну');
    const number = visitor.page.getByRole('textbox', { name: /рахун/i }).first();
    expect(await number.inputValue()).toBe(bill.accountNumber);
    expect(await linksOf(bill.accountId)).toEqual([]);
  });
});

describe('the ways back in', () => {
  it('lead over a new password where the old one is forgotten, and end what was open elsewhere', async () => {
    const email = newEmail();
    const elsewhere = await newVisitor();
    await elsewhere.goToHosted('sign-up');
    await signUp(elsewhere, email);

    const visitor = await newVisitor();
    await visitor.goToHosted('sign-in');
    await visitor.type('Телефон або e-mail', email);
    await visitor.type('Пароль', 'не той пароль');
    await visitor.press('Увійти');
    await visitor.reads('Не вдалося увійти');
    await visitor.press('Забули пароль?');
    await visitor.type('Телефон або e-mail', email);
    const before = (await visitor.messages(email)).length;
    await visitor.press('Отримати код');
    await visitor.page.locator('input[autocomplete="one-time-code"]').waitFor();
    const code = await visitor.code(email, before);
    await visitor.page.locator('input[autocomplete="one-time-code"]').fill(code);
    await visitor.type('Новий пароль', NEW_PASSWORD);
    await visitor.press('Зберегти пароль і увійти');
    await visitor.page
      .getByRole('link', { name: 'Вийти' })
      .or(visitor.page.getByRole('button', { name: 'Вийти' }))
      .first()
      .waitFor();

    await elsewhere.goToHosted('devices');
    await elsewhere.reads('Вхід');
    const again = await newVisitor();
    await again.goToHosted('sign-in');
    await again.type('Телефон або e-mail', email);
    await again.type('Пароль', NEW_PASSWORD);
    await again.press('Увійти');
    await again.page.waitForURL(/my\/(link|accounts)/);
  });

  it('lead over the new phone once it is changed, and not over the old one', async () => {
    const visitor = await newVisitor();
    const [oldPhone, newPhone] = ['+380671112233', '+380671112244'];
    await visitor.goToHosted('sign-up');
    await signUp(visitor, '067 111 22 33', { password: NEW_PASSWORD, reachedAt: oldPhone });
    await visitor.goToHosted('profile');
    await visitor.press(/^Змінити/);
    await visitor.type('Телефон або e-mail', '0671112244');
    await visitor.press('Надіслати код');
    await visitor.reads('Введіть код');
    await visitor.enterCode(newPhone);
    await visitor.reads('Контакт змінено');
    expect((await visitor.message(oldPhone, 1)).body).not.toContain(newPhone);

    const again = await newVisitor();
    await again.goToHosted('sign-in');
    await again.type('Телефон або e-mail', '067 111 22 33');
    await again.type('Пароль', NEW_PASSWORD);
    await again.press('Увійти');
    await again.reads('Не вдалося увійти');
    await again.type('Телефон або e-mail', '+38 (067) 111-22-44');
    await again.type('Пароль', NEW_PASSWORD);
    await again.press('Увійти');
    await again.page.waitForURL(/my\/(link|accounts)/);
  });

  it('are shown to who presses Back after signing out, and nothing of the person', async () => {
    const email = newEmail();
    const visitor = await newVisitor();
    await visitor.goToHosted('sign-up');
    await signUp(visitor, email);
    await visitor.goToHosted('profile');
    await visitor.reads(email);
    await visitor.press('Вийти');
    await visitor.reads('Ви вийшли');
    for (let step = 0; step < 3; step++) {
      await visitor.page.goBack({ waitUntil: 'load' });
      expect(await visitor.page.locator('body').innerText()).not.toContain(email);
    }
  });

  it('survive Back and Forward while signing up: no code is used twice, nothing is asked for nothing', async () => {
    const email = newEmail();
    const visitor = await newVisitor();
    await visitor.goToHosted('sign-up');
    await visitor.type('Телефон або e-mail', email);
    await visitor.type('Пароль', PASSWORD);
    await visitor.press('Отримати код');
    await visitor.reads('Введіть код');
    await visitor.page.goBack();
    await visitor.reads('Реєстрація');
    await visitor.page.goForward();
    await visitor.reads('Введіть код');
    await visitor.enterCode(email);
    await visitor.reads('Який номер особового рахунку?');
    await visitor.page.goBack();
    await visitor.page.goForward();
    await visitor.reads('Який номер особового рахунку?');
    const people = await house.cabinet.query('select 1 from contacts where address = $1', [email]);
    expect(people).toHaveLength(1);
  });

  it('survive Back and Forward after a form with a mistake in it', async () => {
    const visitor = await newVisitor();
    await visitor.goToHosted('sign-up');
    await visitor.type('Телефон або e-mail', newEmail());
    await visitor.type('Пароль', 'мало');
    await visitor.press('Отримати код');
    await visitor.page.getByRole('link', { name: 'Додайте знаків' }).waitFor();
    await visitor.type('Пароль', PASSWORD);
    await visitor.press('Отримати код');
    await visitor.reads('Введіть код');
    const back = await visitor.page.goBack();
    expect(back?.request().method()).toBe('GET');
    await visitor.reads('Реєстрація');
    await visitor.page.goForward();
    await visitor.reads('Введіть код');
  });
});

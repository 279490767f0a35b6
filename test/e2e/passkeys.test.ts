import type { BrowserContext, CDPSession } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { useCabinet } from './support/use-cabinet.js';
import { Visitor } from './support/visitor.js';

// Passkeys in a real browser, with an authenticator made of software in it: a phone that unlocks by a finger, and nobody has to touch.

const POWER = 'prydniprovski-merezhi';
const house = useCabinet({ accounts: 40, suppliers: [POWER] });

interface Equipped {
  readonly visitor: Visitor;
  readonly context: BrowserContext;
  readonly cdp: CDPSession;
  readonly authenticatorId: string;
  /** What the browser's console complained of. */
  readonly complaints: string[];
}

/** A browser whose device unlocks passkeys at once; `offersPasskeys` false is one that does not put them among names yet. */
async function equip({ javaScriptEnabled = true, offersPasskeys = true } = {}): Promise<Equipped> {
  const context = await house.browser.newContext({ javaScriptEnabled, locale: 'uk-UA', timezoneId: 'Europe/Kyiv' });
  onTestFinished(() => context.close());
  if (!offersPasskeys) {
    await context.addInitScript(() => Reflect.deleteProperty(PublicKeyCredential, 'isConditionalMediationAvailable'));
  }
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (/Content.Security.Policy|Trusted ?Type/i.test(message.text())) complaints.push(message.text());
  });
  const cdp = await context.newCDPSession(page);
  await cdp.send('WebAuthn.enable', { enableUI: false });
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { visitor: new Visitor(page, house.cabinet, POWER), context, cdp, authenticatorId, complaints };
}

const credentials = async ({ cdp, authenticatorId }: Equipped) =>
  (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials;

const rowsOf = (email: string) =>
  house.cabinet.query<{ label: string; hasPassword: boolean; signCount: string }>(
    `select k.label, p.password_hash is not null as "hasPassword", k.sign_count as "signCount"
     from passkeys k join people p on p.supplier_id = k.supplier_id and p.id = k.person_id
     join contacts c on c.supplier_id = p.supplier_id and c.person_id = p.id where c.address = $1`,
    [email],
  );

let people = 0;
const newEmail = () => `iryna.${(people += 1)}@example.com`;
const PASSWORD = 'Жовтий ліхтар над рікою';
const SIGN_IN = 'Увійти з ключем доступу';
const WHERE_ACCOUNTS = 'Який номер особового рахунку?';

/** From the sign-up page to the question for an account number, without a password. */
async function signUpWithPasskey({ visitor }: Equipped, email: string): Promise<void> {
  await visitor.goToHosted('sign-up');
  await visitor.type('Телефон або e-mail', email);
  await visitor.press('Без пароля, з ключем доступу');
  await visitor.reads('Введіть код');
  await visitor.enterCode(email);
  await visitor.reads('Як ви входитимете', email);
  await visitor.press('Створити ключ доступу');
  await visitor.reads(WHERE_ACCOUNTS);
}

async function signUpWithPassword({ visitor }: Equipped, email: string): Promise<void> {
  await visitor.goToHosted('sign-up');
  await visitor.type('Телефон або e-mail', email);
  await visitor.type('Пароль', PASSWORD);
  await visitor.press('Отримати код');
  await visitor.reads('Введіть код');
  await visitor.enterCode(email);
  await visitor.page.waitForURL(/\/my\/link/);
}

async function signOut({ visitor }: Equipped): Promise<void> {
  await visitor.press('Вийти');
  await visitor.reads('Ви вийшли');
}

async function signInByButton({ visitor }: Equipped): Promise<void> {
  await visitor.goToHosted('sign-in');
  await visitor.press(SIGN_IN);
}

describe('with a passkey', () => {
  it('somebody signs up without a password, comes back with it, and takes it away once they have a password', async () => {
    const email = newEmail();
    const equipped = await equip({ offersPasskeys: false });
    const { visitor, complaints } = equipped;
    await signUpWithPasskey(equipped, email);
    expect(await rowsOf(email)).toMatchObject([{ label: 'Linux', hasPassword: false }]);
    // One that is found without a name typed, and says in the browser's list of whom and of which supplier it is.
    expect(await credentials(equipped)).toMatchObject([{ isResidentCredential: true, rpId: 'localhost' }]);

    await signOut(equipped);
    await signInByButton(equipped);
    await visitor.page.waitForURL(/\/my\/accounts/);
    expect(await rowsOf(email)).not.toMatchObject([{ signCount: '0' }]);

    await visitor.goToHosted('profile');
    await visitor.press(/^Прибрати.*:/);
    await visitor.reads('Це ваш єдиний спосіб увійти');
    await visitor.press('Створити пароль');
    await visitor.type('Новий пароль', PASSWORD);
    await visitor.press('Створити пароль');
    await visitor.reads('Пароль змінено');
    await visitor.press(/^Прибрати.*:/);
    await visitor.press('Прибрати');
    await visitor.reads('Ключ доступу прибрано', 'Ключів доступу ще немає');
    expect(await rowsOf(email)).toEqual([]);

    // The device still has it; here it opens nothing, and the password does.
    await signOut(equipped);
    await signInByButton(equipped);
    await visitor.reads('Цей ключ доступу тут не діє');
    await visitor.type('Телефон або e-mail', email);
    await visitor.type('Пароль', PASSWORD);
    await visitor.press('Увійти');
    await visitor.page.waitForURL(/\/my\/accounts/);
    expect(complaints).toEqual([]);
  });

  it('somebody is offered it by the browser where names are offered', async () => {
    const email = newEmail();
    const equipped = await equip();
    const { visitor } = equipped;
    await signUpWithPasskey(equipped, email);
    await signOut(equipped);
    await visitor.goToHosted('sign-in');
    // The software's device takes what is offered at once, as somebody does who touches their name.
    await visitor.page.waitForURL(/\/my\/accounts/);
    expect(equipped.complaints).toEqual([]);
  });

  it('somebody who has a password adds one, names it, and hears of it', async () => {
    const email = newEmail();
    const equipped = await equip();
    const { visitor } = equipped;
    await signUpWithPassword(equipped, email);
    await visitor.goToHosted('profile');
    await visitor.press('Додати ключ доступу');
    await visitor.type('Назва ключа', 'Робочий ноутбук');
    await visitor.press('Створити ключ доступу');
    await visitor.reads('Ключ доступу додано', 'Робочий ноутбук');
    expect((await visitor.message(email, 1)).subject).toBe('Додано ключ доступу');

    // The device has one already: it says so, and the page stays.
    await visitor.press('Додати ключ доступу');
    await visitor.press('Створити ключ доступу');
    await visitor.reads('На цьому пристрої вже є ваш ключ доступу');

    await visitor.goToHosted('profile');
    await visitor.press(/^Перейменувати.*: Робочий ноутбук/);
    await visitor.type('Назва ключа', 'Домашній');
    await visitor.press('Зберегти');
    await visitor.reads('Ключ доступу перейменовано', 'Домашній');
  });

  it('somebody whose device refuses is told so, and finishes with a password', async () => {
    const email = newEmail();
    const equipped = await equip();
    const { visitor, cdp, authenticatorId } = equipped;
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    await visitor.goToHosted('sign-up');
    await visitor.type('Телефон або e-mail', email);
    await visitor.press('Без пароля, з ключем доступу');
    await visitor.reads('Введіть код');
    await visitor.enterCode(email);
    await visitor.reads('Як ви входитимете');
    await visitor.press('Створити ключ доступу');
    await visitor.reads('Ключ доступу не створено. Спробуйте ще раз');
    await visitor.type('Пароль', PASSWORD);
    await visitor.press('Завершити з паролем');
    await visitor.reads(WHERE_ACCOUNTS);
    expect(await rowsOf(email)).toEqual([]);
  });

  it('nobody sees buttons that cannot work without JavaScript', async () => {
    const { visitor } = await equip({ javaScriptEnabled: false });
    for (const page of ['sign-in', 'sign-up']) {
      await visitor.goToHosted(page);
      expect([page, await visitor.words()]).not.toEqual([page, expect.stringContaining('ключ') as string]);
    }
  });

  it('nobody meets code for them that is not what the server found when it began', async () => {
    const { visitor, context } = await equip();
    const refused: string[] = [];
    visitor.page.on('console', (message) => {
      if (/integrity/i.test(message.text())) refused.push(message.text());
    });
    await visitor.goToHosted('sign-in');
    await visitor.page.getByRole('button', { name: SIGN_IN }).waitFor();
    expect(refused).toEqual([]);
    // One byte more, as a cache or somebody else on the way may have it.
    await context.route('**/assets/*/passkey-*.js', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `${await response.text()} ` });
    });
    await visitor.page.reload();
    await expect.poll(() => refused).toEqual([expect.stringContaining('passkey-')]);
    expect(await visitor.page.getByRole('button', { name: SIGN_IN }).count()).toBe(0);
    await visitor.page.getByRole('button', { name: 'Увійти', exact: true }).waitFor();
  });
});

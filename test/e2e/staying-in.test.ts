import type { BrowserContext, Locator, Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Customer, Person, SupplierId } from './support/cabinet.js';
import { everythingWritten } from './support/everything-written.js';
import { fillInSignIn, letInHosted } from './support/let-in-hosted.js';
import { useCabinet } from './support/use-cabinet.js';
import { Visitor } from './support/visitor.js';

// A session on the suppliers' own sites, from its beginning to its end: nothing typed is lost, nothing is sent twice, nothing of the
// person stays. To a browser the first site is the API's own, the second is another: there the page has tokens in its memory.

const house = useCabinet({ accounts: 40, suppliers: ['prydniprovski-merezhi', 'verkhnevolzhsk-energo'] });

const WORDS = {
  'prydniprovski-merezhi': {
    signIn: 'Увійти',
    submit: 'Передати показання',
    accepted: 'Показання прийнято',
    ended: 'Те, що ви ввели, не втрачено',
    stay: 'Залишитися',
    stayed: 'Ви залишаєтеся в кабінеті',
    signOut: 'Вийти',
    signOutEverywhere: 'Вийти на всіх пристроях',
  },
  'verkhnevolzhsk-energo': {
    signIn: 'Войти',
    submit: 'Передать показание',
    accepted: 'Показание принято',
    ended: 'То, что вы ввели, не потеряно',
    stay: 'Остаться',
    stayed: 'Вы остаётесь в кабинете',
    signOut: 'Выйти',
    signOutEverywhere: 'Выйти на всех устройствах',
  },
} as const;

/** What only the person and the pages they signed in on may have. */
const SECRETS = /kat_|krt_|kac_|verifier|code=/;

/** A tab with the supplier's own page, and somebody in front of it. */
class Tab {
  readonly page: Page;
  readonly words: (typeof WORDS)[keyof typeof WORDS];
  readonly form: Locator;
  readonly field: Locator;
  readonly menu: Locator;

  constructor(
    readonly visitor: Visitor,
    supplier: keyof typeof WORDS,
  ) {
    this.page = visitor.page;
    this.words = WORDS[supplier];
    this.form = this.page.locator('kabinet-reading-form');
    this.field = this.form.locator('input[inputmode]');
    this.menu = this.page.locator('kabinet-account-menu');
  }

  get signInButton(): Locator {
    return this.form.getByRole('button', { name: this.words.signIn, exact: true });
  }

  /** Types a reading of the account's meter; where the account has several, chooses it first. */
  async fill(account: Customer, reading: string): Promise<void> {
    await this.field.first().waitFor();
    const choice = this.form.getByRole('radio', { name: account.serialNumber });
    if ((await choice.count()) > 0) await choice.check();
    await this.field.fill(reading);
  }

  async submit(): Promise<void> {
    await this.form.getByRole('button', { name: this.words.submit }).click();
  }

  /** Presses "sign in" and types what the service's window asks for; it closes itself. */
  async signIn(person: Person): Promise<void> {
    const [popup] = await Promise.all([this.page.waitForEvent('popup'), this.signInButton.click()]);
    await fillInSignIn(popup, person);
    if (!popup.isClosed()) await popup.waitForEvent('close');
  }

  async openMenu(): Promise<void> {
    // Browsers let the tabs behind draw once a second.
    await this.page.bringToFront();
    await this.menu.locator('#toggle').click();
    await this.menu.locator('#panel').waitFor();
  }

  async isSignedOut(): Promise<void> {
    await this.signInButton.waitFor();
    await this.menu.getByRole('button', { name: this.words.signIn, exact: true }).waitFor();
  }

  /** What any script of the page can read of address and storage. */
  async readable(): Promise<string> {
    return this.page.evaluate(() =>
      JSON.stringify([location.href, history.state, document.cookie, { ...localStorage }, { ...sessionStorage }]),
    );
  }
}

type Supplier = keyof typeof WORDS;

async function newContext(): Promise<BrowserContext> {
  const context = await house.browser.newContext({ locale: 'uk-UA', timezoneId: 'Europe/Kyiv' });
  onTestFinished(() => context.close());
  return context;
}

async function openTab(context: BrowserContext, supplier: Supplier): Promise<Tab> {
  const visitor = new Visitor(await context.newPage(), house.cabinet, supplier);
  await visitor.goToSite('/kabinet.html');
  return new Tab(visitor, supplier);
}

/** Somebody with accounts of their own, each with one meter of one dial. */
async function newOwner(
  supplier: SupplierId,
  count = 1,
): Promise<{ owner: Person; accounts: [Customer, ...Customer[]] }> {
  const accounts = Array.from({ length: count }, () => house.cabinet.newCustomer({ at: supplier }));
  const accountNumbers = accounts.map(({ accountNumber }) => accountNumber);
  const owner = await house.cabinet.addPerson({ at: supplier, name: 'Соломія Вербова', accountNumbers });
  return { owner, accounts: accounts as [Customer, ...Customer[]] };
}

/** The person's sessions, as the service has them. */
const OF_PERSON = `person_id = (select person_id from contacts where address = $1 and supplier_id = sessions.supplier_id)
  and supplier_id = $2`;
const endSessions = ({ contact, supplier }: Person) =>
  house.cabinet.query(`update sessions set ended_at = now() where ${OF_PERSON}`, [contact, supplier]);
const secondsLeft = async ({ contact, supplier }: Person) => {
  const [row] = await house.cabinet.query<{ left: number }>(
    `select extract(epoch from expires_at - now())::int as left from sessions where ended_at is null and ${OF_PERSON}`,
    [contact, supplier],
  );
  return row?.left ?? 0;
};

describe.each([
  ['the API’s own site', 'prydniprovski-merezhi'],
  ['another site than the API', 'verkhnevolzhsk-energo'],
] as const)('on %s', (_site, supplier) => {
  it('a session that ends while a reading is typed costs a sign-in, not the reading, and it is sent once', async () => {
    const { owner, accounts } = await newOwner(supplier);
    const [account] = accounts;
    const context = await newContext();
    const tab = await openTab(context, supplier);
    await tab.signIn(owner);
    const reading = String(account.lastReading + 7);
    await tab.fill(account, reading);

    await endSessions(owner);
    await tab.submit();
    await tab.form.getByText(tab.words.ended).waitFor();
    expect(await house.cabinet.readingsOf(account.accountId)).toEqual([]);

    // They sign in in another tab; this one goes on by itself.
    const other = await openTab(context, supplier);
    await other.signIn(owner);
    await tab.field.waitFor();
    expect(await tab.field.inputValue()).toBe(reading);
    await tab.submit();
    await tab.form.getByText(tab.words.accepted).waitFor();
    expect(await house.cabinet.readingsOf(account.accountId)).toMatchObject([{ status: 'accepted', value: reading }]);
    expect(await tab.readable()).not.toMatch(SECRETS);
  });

  it('tells two minutes before the end, and who stays goes on typing', async () => {
    const { owner, accounts } = await newOwner(supplier);
    const context = await newContext();
    const visitor = new Visitor(await context.newPage(), house.cabinet, supplier);
    await visitor.page.clock.install();
    await visitor.goToSite('/kabinet.html');
    const tab = new Tab(visitor, supplier);
    await tab.signIn(owner);
    await tab.fill(accounts[0], '12');
    expect(await secondsLeft(owner)).toBeGreaterThan(25 * 60);

    // Nobody did anything for a while: by the service's clock and by the page's.
    await house.cabinet.query(
      `update sessions set seen_at = now(), expires_at = now() + interval '100 seconds' where ${OF_PERSON}`,
      [owner.contact, owner.supplier],
    );
    await tab.page.clock.fastForward('28:30');
    const stay = tab.menu.getByRole('button', { name: tab.words.stay });
    await stay.waitFor();
    // It takes nothing from who is typing.
    await tab.page.keyboard.type('34');
    expect(await tab.field.inputValue()).toBe('1234');

    await stay.click();
    await tab.menu.getByText(tab.words.stayed).waitFor({ state: 'attached' });
    await stay.waitFor({ state: 'detached' });
    expect(await secondsLeft(owner)).toBeGreaterThan(25 * 60);
    expect(await tab.field.inputValue()).toBe('1234');
  });

  it('shows one account in all tabs, and nothing of the person in any once they sign out in one', async () => {
    const { owner, accounts } = await newOwner(supplier, 2);
    const context = await newContext();
    const one = await openTab(context, supplier);
    await one.signIn(owner);
    const two = await openTab(context, supplier);
    await two.field.waitFor();

    for (const { accountNumber, serialNumber } of accounts) {
      await one.openMenu();
      await one.menu.locator('#panel').getByRole('button').filter({ hasText: accountNumber }).click();
      for (const tab of [one, two]) await tab.form.getByText(serialNumber).first().waitFor();
    }
    const personal = [
      'Вербова',
      ...accounts.flatMap((each) => [each.accountNumber, each.serialNumber, each.address, String(each.lastReading)]),
    ];
    const written = await everythingWritten(two.page);
    expect(personal.filter((each) => written.includes(each))).toEqual(expect.arrayContaining(['Вербова']));

    await one.openMenu();
    await one.menu.getByRole('button', { name: one.words.signOut, exact: true }).click();
    for (const tab of [one, two]) {
      await tab.isSignedOut();
      const left = await everythingWritten(tab.page);
      expect(personal.filter((each) => left.includes(each))).toEqual([]);
      expect(await tab.readable()).not.toMatch(SECRETS);
    }
    expect(await secondsLeft(owner)).toBe(0);
  });

  it('signs out everywhere: a page that is open elsewhere takes nothing any more', async () => {
    const { owner, accounts } = await newOwner(supplier);
    const [account] = accounts;
    const elsewhere = await openTab(await newContext(), supplier);
    await elsewhere.signIn(owner);
    await elsewhere.fill(account, String(account.lastReading + 3));

    const here = await openTab(await newContext(), supplier);
    await here.signIn(owner);
    await here.field.waitFor();
    await here.openMenu();
    await here.menu.getByRole('button', { name: here.words.signOutEverywhere }).click();
    await here.isSignedOut();

    await elsewhere.submit();
    await elsewhere.form.getByText(elsewhere.words.ended).waitFor();
    expect(await house.cabinet.readingsOf(account.accountId)).toEqual([]);
    await elsewhere.visitor.goToSite('/kabinet.html');
    await elsewhere.isSignedOut();
  });
});

describe('a page on another site than the API', () => {
  const supplier = 'verkhnevolzhsk-energo';

  it('needs one press after a reload, and no typing', async () => {
    const { owner } = await newOwner(supplier);
    const tab = await openTab(await newContext(), supplier);
    await tab.signIn(owner);
    await tab.field.waitFor();
    await tab.page.reload();
    const [popup] = await Promise.all([tab.page.waitForEvent('popup'), tab.signInButton.click()]);
    if (!popup.isClosed()) await popup.waitForEvent('close');
    await tab.field.waitFor();
    expect(await tab.readable()).not.toMatch(SECRETS);
  });

  it('is left and come back to where the browser opens no window, with no code in any address afterwards', async () => {
    const { owner } = await newOwner(supplier);
    const context = await newContext();
    await context.addInitScript(() => {
      window.open = () => null;
    });
    const tab = await openTab(context, supplier);
    const address = tab.page.url();
    await tab.signInButton.click();
    await tab.page.waitForURL(/\/my\/sign-in/);
    await fillInSignIn(tab.page, owner);
    await tab.page.waitForURL(address);
    await tab.field.waitFor();
    expect(await tab.readable()).not.toMatch(SECRETS);
    expect(await tab.page.evaluate(() => document.referrer)).not.toMatch(SECRETS);
  });
});

describe('a page on the API’s own site', () => {
  it('knows the person after a reload, and who signed in on the service’s pages', async () => {
    const supplier = 'prydniprovski-merezhi';
    const { owner } = await newOwner(supplier);
    const context = await newContext();
    await letInHosted(context, house.cabinet, owner);
    const tab = await openTab(context, supplier);
    await tab.field.waitFor();
    await tab.page.reload();
    await tab.field.waitFor();
    expect(await tab.readable()).not.toMatch(SECRETS);
  });
});

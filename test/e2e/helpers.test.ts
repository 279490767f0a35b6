import type { BrowserContext, Page, Response } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Customer, Person } from './support/cabinet.js';
import { everythingWritten } from './support/everything-written.js';
import { fillInSignIn, letInHosted } from './support/let-in-hosted.js';
import { useCabinet } from './support/use-cabinet.js';
import { Visitor } from './support/visitor.js';

// Somebody helps with another's account: invited by a link, lets in nobody else, sees no more than they need, and is out when the
// holder says so.

const POWER = 'prydniprovski-merezhi';
const house = useCabinet({ accounts: 60, suppliers: [POWER] });

/** The words by which a helper would know whose account it is. */
const namesOf = ({ name }: Customer) => name.split(/\s+/).filter((word) => word.length > 3);

interface Owned {
  readonly account: Customer;
  readonly owner: Person;
}

let helper: Person;
beforeAll(async () => {
  helper = await house.cabinet.addPerson({ name: 'Сусідка Галя' });
});

async function ownedAccount(): Promise<Owned> {
  const account = house.cabinet.newCustomer();
  return {
    account,
    owner: await house.cabinet.addPerson({ name: account.name, accountNumbers: [account.accountNumber] }),
  };
}

/** A browser of its own, of somebody who is signed in on the service's pages, or of nobody. */
async function newContext(person: Person | null): Promise<BrowserContext> {
  const context = await house.browser.newContext({ locale: 'uk-UA', timezoneId: 'Europe/Kyiv' });
  if (person) await letInHosted(context, house.cabinet, person);
  return context;
}

async function newVisitor(person: Person | null): Promise<Visitor> {
  const context = await newContext(person);
  onTestFinished(() => context.close());
  return new Visitor(await context.newPage(), house.cabinet, POWER);
}

/** Invites a helper on the list of accounts, and takes the link out of the message that is ready to be sent. */
async function invite(holder: Visitor, label: string): Promise<string> {
  await holder.goToHosted('accounts');
  await holder.press('Запросити помічника');
  await holder.type('Для кого це', label);
  await holder.press('Створити посилання');
  await holder.reads('Посилання готове');
  const message = await holder.page.getByLabel('Текст для повідомлення').inputValue();
  const link = /http\S+\/my\/invitation\/\S+/.exec(message)?.[0];
  if (!link) throw new Error(`There is no link in “${message}”.`);
  return link;
}

/** Everything that the API told the page: what about, and in which words. */
function listenTo(page: Page): { told: () => Promise<{ paths: string[]; words: string }> } {
  const answers: Promise<{ path: string; words: string }>[] = [];
  const handleResponse = (response: Response) => {
    const [, path = ''] = response.url().split('/v1/');
    const method = response.request().method();
    if (!path || !response.ok() || method === 'OPTIONS') return;
    const what = `${method} ${path.replace(/[\da-f]{8}-[\da-f-]{27}/g, '*')}`;
    answers.push(response.text().then((words) => ({ path: what, words })));
  };
  page.on('response', handleResponse);
  return {
    async told() {
      page.off('response', handleResponse);
      const all = await Promise.all(answers);
      const paths = [...new Set(all.map(({ path }) => path))].sort();
      return { paths, words: all.map(({ words }) => words).join('\n') };
    },
  };
}

describe('a helper', () => {
  it('is let in by a link, hands in a reading, learns nothing else, and is out at the holder’s word', async () => {
    const { account, owner } = await ownedAccount();
    const holder = await newVisitor(owner);
    const link = await invite(holder, 'Галя з третього поверху');

    // The link leads over the sign-in back to the invitation.
    const visitor = await newVisitor(null);
    await visitor.page.goto(link);
    await visitor.reads('Вас просять допомогти', 'увійдіть або зареєструйтеся');
    const secrets = [...namesOf(account), account.accountNumber, account.address, account.serialNumber];
    const shown = await visitor.page.content();
    expect(secrets.filter((each) => shown.includes(each))).toEqual([]);
    await visitor.page.locator('main').getByRole('link', { name: 'Увійти' }).click();
    await fillInSignIn(visitor.page, helper);
    await visitor.press('Прийняти запрошення');
    await visitor.reads('тепер ви можете допомагати', account.accountNumber);
    expect(visitor.page.url()).not.toContain('invitation');

    // On the supplier's page: the reading, and nothing of the holder.
    const { told } = listenTo(visitor.page);
    await visitor.goToSite('/kabinet.html');
    const form = visitor.page.locator('kabinet-reading-form');
    const field = form.locator('input[inputmode]');
    await field.waitFor();
    await visitor.page.locator('kabinet-balance-card').getByText('Власник рахунку не відкрив вам цих даних').waitFor();
    await field.fill(String(account.lastReading + 6));
    await form.getByRole('button', { name: 'Передати показання' }).click();
    await form.getByText('Показання прийнято').waitFor();
    expect(await house.cabinet.readingsOf(account.accountId)).toMatchObject([
      { status: 'accepted', value: String(account.lastReading + 6) },
    ]);
    const written = await everythingWritten(visitor.page);
    expect(written).toContain(account.accountNumber);
    expect(namesOf(account).filter((word) => written.includes(word))).toEqual([]);
    expect(written).not.toMatch(/до сплати|переплата|борг|Попередні показання/i);
    const { paths, words } = await told();
    expect(words).toContain(account.serialNumber);
    expect(namesOf(account).filter((word) => words.includes(word))).toEqual([]);
    // Neither the balance nor the history nor the tariff, which tells of benefits. The keys of receipts are everybody's.
    expect(paths).toEqual([
      'GET accounts',
      'GET accounts/*/meters',
      'GET accounts/*/reading-windows',
      'GET receipt-keys',
      'GET session',
      'GET supplier',
      'POST accounts/*/readings',
    ]);

    // The holder sees who helps, and ends it; the page that stayed open learns it at the next try.
    await holder.goToHosted('accounts');
    await holder.reads('Галя з третього поверху: передавати показання', 'має доступ до');
    await form.getByRole('button', { name: 'Виправити' }).click();
    await field.fill(String(account.lastReading + 9));
    await holder.press(/^Скасувати доступ/);
    await holder.reads('Доступ скасовано');
    await form.getByRole('button', { name: 'Передати виправлене' }).click();
    await form.getByText(/Цей рахунок не знайдено|не додано особовий рахунок/).waitFor();
    expect(await house.cabinet.readingsOf(account.accountId)).toMatchObject([
      { status: 'accepted', value: String(account.lastReading + 6) },
    ]);
    await visitor.goToHosted('accounts');
    expect(await visitor.words()).not.toContain(account.accountNumber);
  });
});

describe('the link of an invitation', () => {
  let account: Customer;
  let contexts: BrowserContext[];
  let holder: Visitor;
  let visitor: Visitor;
  beforeAll(async () => {
    const owned = await ownedAccount();
    ({ account } = owned);
    contexts = await Promise.all([owned.owner, helper].map((person) => newContext(person)));
    const pages = await Promise.all(contexts.map((context) => context.newPage()));
    [holder, visitor] = pages.map((page) => new Visitor(page, house.cabinet, POWER)) as [Visitor, Visitor];
  });
  afterAll(() => Promise.all(contexts.map((context) => context.close())));

  it('says to its holder that it is for somebody else, and to somebody else nothing when it was cut', async () => {
    const link = await invite(holder, '');
    await holder.page.goto(link);
    await holder.reads('Це ваше запрошення', 'прийняти його може лише інша людина');
    await visitor.page.goto(link.slice(0, -3));
    await visitor.reads('Такого запрошення немає');
  });

  const ENDS = {
    expired: {
      says: 'Посилання застаріло',
      come: () => house.cabinet.query(`update helper_invitations set expires_at = now() where label = 'expired'`),
    },
    revoked: {
      says: 'Запрошення скасовано',
      come: async () => {
        await holder.goToHosted('accounts');
        await holder.press(/^Скасувати доступ\s*: revoked$/);
        await holder.reads('Доступ скасовано');
      },
    },
    used: {
      says: 'Посилання вже використано',
      come: async (link: string) => {
        const other = await newVisitor(await house.cabinet.addPerson());
        await other.page.goto(link);
        await other.press('Прийняти запрошення');
        await other.reads('тепер ви можете допомагати');
      },
    },
  };

  it.each(['expired', 'revoked', 'used'] as const)(
    'lets nobody in who opened it in time once it is %s',
    async (end) => {
      const link = await invite(holder, end);
      await visitor.page.goto(link);
      await visitor.reads('Вас просять допомогти');
      await ENDS[end].come(link);

      await visitor.press('Прийняти запрошення');
      await visitor.reads(ENDS[end].says);
      await visitor.page.goto(link);
      await visitor.reads(ENDS[end].says);
      const links = await house.cabinet.query(
        `select 1 from account_links l join contacts c on 'kabinet:' || c.person_id = l.customer_ref
       where l.account_id = $1 and c.address = $2`,
        [account.accountId, helper.contact],
      );
      expect(links).toEqual([]);
    },
  );
});

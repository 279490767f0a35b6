import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../app.js';
import { type DatabaseUnderTest, openTestPGlite } from '../../testing/databases.js';
import { seedSupplier, type SeededSupplier, testContext } from '../../testing/index.js';
import { sessionCookie } from '../../http/session-cookie.js';
import { PageBrowser, type VisitedPage } from '../../testing/page-browser.js';
import { signedInPerson } from '../../testing/signed-in.js';

describe('the page for a reading without signing in', () => {
  let under: DatabaseUnderTest;
  let supplier: SeededSupplier;
  let browser: PageBrowser;
  beforeAll(async () => {
    under = await openTestPGlite();
  });
  afterAll(() => under.close());
  const serve = async (profile: Partial<SeededSupplier['profile']> = {}) => {
    supplier = await seedSupplier(under.database, { profile: { hostedSignIn: true, ...profile } });
    browser = new PageBrowser(createApp(testContext(under.database)), { supplierId: supplier.id });
  };
  beforeEach(() => serve());

  const typed = (changes: Record<string, string> = {}) => {
    const [gas] = supplier.customer.accounts;
    return { account: gas.accountNumber, proof: gas.meters[0]!.serialNumber, total: '01279', ...changes };
  };
  const keyOf = ({ html }: VisitedPage) => /name="key" value="([^"]+)"/.exec(html)?.[1] ?? '';
  const kept = () =>
    under.database.transaction(supplier.id, (tx) =>
      tx.selectFrom('provisional_readings').select(['number', 'reading_values', 'account_number_key']).execute(),
    );

  it('asks for the number, the second fact and the digits, and answers with a number', async () => {
    const form = await browser.visit('reading');
    expect(form.status).toBe(200);
    expect(form.text).toContain('Номер лічильника');
    // Where both stand, on a drawing of the bill.
    expect(form.html.match(/<svg class="bill"/g)).toHaveLength(2);
    const done = await browser.send('reading', { ...typed({ total: ' О1279,5 ' }), key: keyOf(form) });
    const [row] = await kept();
    expect(row).toMatchObject({ reading_values: [{ zone: 'total', value: '1279.5' }] });
    expect(done.status).toBe(200);
    expect(done.text).toContain(`Номер ${row?.number}`);
    // Its address says nothing but that number.
    expect(done.address).toBe(`reading?received=${row?.number}`);
  });

  it('leads who is signed in to their accounts, and others to signing in', async () => {
    expect((await browser.visit('reading')).text).toContain('Увійти');
    const { token } = await signedInPerson(under.database, { supplierId: supplier.id });
    const cookie = sessionCookie(supplier.id, token);
    browser = new PageBrowser(createApp(testContext(under.database)), { supplierId: supplier.id, cookie });
    const page = await browser.visit('reading');
    expect(page.text).toContain('До моїх рахунків');
    expect(page.text).not.toContain('Увійти');
  });

  it('answers the same whatever account it is for', async () => {
    const real = await browser.send('reading', typed());
    const none = await browser.send('reading', typed({ account: '0999999999' }));
    const numbers = (await kept()).map(({ number }) => number);
    expect(numbers).toHaveLength(2);
    const bare = ({ html, status }: VisitedPage) =>
      numbers.reduce((text, number) => text.replaceAll(number, 'N'), `${status} ${html.replace(/nonce="[^"]*"/g, '')}`);
    expect(bare(real)).toBe(bare(none));
  });

  it('takes a form once that is sent twice, and again when it was changed', async () => {
    const key = keyOf(await browser.visit('reading'));
    const first = await browser.send('reading', { ...typed(), key });
    expect((await browser.send('reading', { ...typed(), key })).address).toBe(first.address);
    expect(await kept()).toHaveLength(1);
    const other = await browser.send('reading', { ...typed({ total: '1281' }), key });
    expect(other.status).toBe(200);
    expect(await kept()).toHaveLength(2);
  });

  it('takes a meter of several zones by its zones', async () => {
    await browser.send('reading', typed({ total: '', day: '5020', night: '2510' }));
    expect(await kept()).toMatchObject([
      {
        reading_values: [
          { zone: 'day', value: '5020' },
          { zone: 'night', value: '2510' },
        ],
      },
    ]);
  });

  it('says all that is wrong at once, beside what was typed, and keeps it', async () => {
    const page = await browser.send('reading', typed({ account: '12<3', proof: '', total: 'сто' }));
    expect(page.status).toBe(422);
    for (const id of ['account', 'proof', 'total']) {
      expect(page.html).toContain(`href="#${id}"`);
      expect(page.html).toContain(`id="${id}-error"`);
    }
    expect(page.html).toContain('value="12&lt;3"');
    expect(page.html).toContain('value="сто"');
    expect(await kept()).toEqual([]);
  });

  it.each([
    ['nothing typed', { total: '' }, 'Введіть показання цифрами'],
    ['a minus', { total: '-5' }, 'тільки цифрами'],
    ['more digits than any meter has', { total: '12345678901234' }, 'стільки цифр немає'],
    ['both ways at once', { total: '1279', day: '5' }, 'або одне показання'],
  ])('asks again for %s', async (_what, changes, words) => {
    const page = await browser.send('reading', typed(changes));
    expect([page.status, page.text.includes(words)]).toEqual([422, true]);
    expect(await kept()).toEqual([]);
  });

  it('asks for the sum of the last payment where the supplier goes by that', async () => {
    await serve({ guestReadings: { proof: 'last_payment' }, serviceKinds: ['gas'] });
    const form = await browser.visit('reading');
    expect(form.text).toContain('Сума останньої оплати');
    // A gas meter has one dial.
    expect(form.text).not.toContain('Ніч');
    const page = await browser.send('reading', typed({ proof: '358,20 грн' }));
    expect(page.address).toMatch(/^reading\?received=/);
  });

  it('is not there where the supplier takes none', async () => {
    await serve({ guestReadings: null });
    expect((await browser.visit('reading')).status).toBe(404);
    expect((await browser.send('reading', typed())).status).toBe(404);
    expect((await browser.visit('reading?received=1000-0008')).status).toBe(404);
  });
});

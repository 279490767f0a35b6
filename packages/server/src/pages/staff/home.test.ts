import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StaffRole } from '@kabinet/api/contract';
import { createApp } from '../../app.js';
import type { Context } from '../../context.js';
import { insertContact } from '../../db/contacts.js';
import { insertPerson } from '../../db/people.js';
import { grantRole, revokeRole } from '../../db/staff-roles.js';
import { hashPassword } from '../../domain/passwords.js';
import { cookieName } from '../../http/session-cookie.js';
import { type DatabaseUnderTest, openTestPGlite } from '../../testing/databases.js';
import { SEED_NOW, seedSupplier, type SeededSupplier, testContext } from '../../testing/index.js';
import { PageBrowser } from '../../testing/page-browser.js';
import { lastCodeTo, LONG_PASSWORD_FOR_TESTS as PASSWORD } from '../../testing/people.js';
import { allPages } from '../index.js';

describe('at a supplier whose customers sign in on its own site', () => {
  let under: DatabaseUnderTest;
  let context: Context;
  let app: ReturnType<typeof createApp>;
  let supplier: SeededSupplier;
  let count = 0;
  beforeAll(async () => {
    under = await openTestPGlite();
    context = testContext(under.database);
    app = createApp(context);
    supplier = await seedSupplier(under.database);
    await context.suppliers.all();
  });
  afterAll(() => under.close());

  /** Somebody with a password, as the command `people add` puts them in. */
  async function somebody(roles: readonly StaffRole[], at = supplier) {
    const contact = `somebody.${(count += 1)}@example.com`;
    const supplierId = at.id;
    const passwordHash = await hashPassword(PASSWORD);
    const now = SEED_NOW;
    const personId = await under.database.transaction(supplierId, async (tx) => {
      const id = await insertPerson(tx, { supplierId, language: 'uk', passwordHash, isPasswordShort: false, now });
      await insertContact(tx, { supplierId, personId: id, contact: { kind: 'email', address: contact }, now });
      for (const role of roles) await grantRole(tx, { supplierId, personId: id, role });
      return id;
    });
    return { contact, personId };
  }
  const browserAt = (at = supplier) => new PageBrowser(app, { supplierId: at.id });
  async function signedIn(contact: string, page: string) {
    const browser = browserAt();
    await browser.visit(page);
    await browser.send('sign-in', { contact, password: PASSWORD });
    const code = await lastCodeTo(context, supplier.id, contact);
    return { browser, landed: await browser.send('sign-in/code', { code: code ?? '' }) };
  }

  it('staff sign in with a password and a code, find their work, and sign out', async () => {
    const { contact } = await somebody(['payments', 'link_requests']);
    const door = await browserAt().visit('staff/link-requests');
    expect([door.status, door.address, door.text.includes('Тут входять лише працівники')]).toEqual([
      200,
      'sign-in',
      true,
    ]);
    const asked = await signedIn(contact, 'staff/link-requests');
    expect([asked.landed.status, asked.landed.address]).toEqual([200, 'staff/link-requests']);
    const { browser, landed } = await signedIn(contact, 'sign-in');
    expect([landed.status, landed.address]).toEqual([200, 'staff']);
    expect([...landed.html.matchAll(/class="button[^"]*" href="([^"]*)"/g)].map(([, to]) => to)).toEqual(
      ['link-requests', 'payments'].map((page) => `/${supplier.id}/my/staff/${page}`),
    );
    // Nothing leads to what is not there.
    expect(landed.html).not.toMatch(/\/my\/(accounts|profile|devices|pay)"/);
    expect((await browser.visit('sign-in')).address).toBe('staff');
    expect((await browser.visit('sign-out')).html).toContain(`/${supplier.id}/my/staff"`);
    expect((await browser.send('sign-out', {})).address).toBe('signed-out');
    expect((await browser.visit('staff')).address).toBe('sign-in');
  });

  it('nobody else gets in, and is told no more than with a wrong password', async () => {
    const customer = await somebody([]);
    const wrong = await browserAt().send('sign-in', { contact: 'nobody@example.com', password: PASSWORD });
    const refused = await browserAt().send('sign-in', { contact: customer.contact, password: PASSWORD });
    expect([wrong.status, refused.status, refused.text]).toEqual([422, 422, wrong.text]);
    expect(await lastCodeTo(context, supplier.id, customer.contact)).toBe(null);
    const passkey = await browserAt().send('sign-in', { passkey: '{}', contact: '', password: '' });
    expect([passkey.status, passkey.text.includes('Введіть пароль')]).toEqual([422, true]);
    const gone = await somebody(['payments']);
    const { browser } = await signedIn(gone.contact, 'staff');
    const supplierId = supplier.id;
    await under.database.transaction(supplierId, (tx) =>
      revokeRole(tx, { supplierId, personId: gone.personId, role: 'payments' }),
    );
    for (const page of ['staff', 'staff/payments']) expect((await browser.visit(page)).status, page).toBe(404);
  });

  it('none of the customers’ pages is there, whoever asks, nor the API by the cookie', async () => {
    const { contact } = await somebody(['payments']);
    const { browser, landed } = await signedIn(contact, 'staff');
    // The hashes of all parts of the pages' script name those of other pages too.
    const offered = (html: string) => html.replace(/<script[^>]* type="importmap".*?<\/script>/s, '');
    expect(offered(landed.html)).not.toMatch(/sign-up|reset-password|passkey/);
    expect(offered((await browserAt().visit('sign-in')).html)).not.toMatch(/sign-up|reset-password|passkey/);
    const there: string[] = [];
    for (const { path, get, needs } of allPages.filter((page) => page.needs !== 'staff')) {
      const page = path.replace(/:\w+/g, '00000000-0000-0000-0000-000000000000');
      const isJson = async (from: PageBrowser) =>
        (await (get ? from.visit(page) : from.send(page, {}))).headers.get('content-type')?.includes('json');
      const [asStaff, asNobody] = [await isJson(browser), await isJson(browserAt())];
      expect(asStaff, path).toBe(asNobody);
      // A page of ours, were it only one that says what is missing.
      if (!asStaff) there.push(`${path} ${needs}`);
    }
    expect(there).toEqual([
      'sign-in anyone',
      'sign-in/code anyone',
      'sign-out anyone',
      'signed-out anyone',
      'confirm-appeal anyone',
      'appeal-files anyone',
      'appeal/:id anyone',
      'appeal/:id/file/:fileId anyone',
      'receipt anyone',
    ]);
    const Cookie = `${cookieName(supplier.id)}=${browser.cookies.get(cookieName(supplier.id))}`;
    for (const operation of ['accounts', 'staff/payment-differences', 'session']) {
      const response = await app.fetch(
        new Request(`https://api.kabinet.test/${supplier.id}/v1/${operation}`, {
          headers: { Cookie, 'X-Kabinet-Session': 'cookie', 'Sec-Fetch-Site': 'same-origin' },
        }),
      );
      expect([operation, response.status]).toEqual([operation, 401]);
    }
  });

  it('and where customers sign in here, they do so as before', async () => {
    const hosted = await seedSupplier(under.database, { profile: { hostedSignIn: true } });
    await context.suppliers.all();
    const { contact } = await somebody([], hosted);
    const browser = browserAt(hosted);
    const door = await browser.visit('sign-in');
    expect([door.html.includes('/my/sign-up"'), door.text.includes('лише працівники')]).toEqual([true, false]);
    const landed = await browser.send('sign-in', { contact, password: PASSWORD });
    expect([landed.status, landed.address]).toEqual([200, 'accounts']);
    expect((await browser.visit('staff')).status).toBe(404);
  });
});

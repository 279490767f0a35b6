import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../app.js';
import { grantRole } from '../../db/staff-roles.js';
import { HOSTED_REF } from '../../domain/customer.js';
import { sessionCookie } from '../../http/session-cookie.js';
import { call } from '../../testing/call.js';
import { type DatabaseUnderTest, openTestPGlite } from '../../testing/databases.js';
import { seedSupplier, type SeededSupplier, testContext } from '../../testing/index.js';
import { seedLinkRequest } from '../../testing/link-requests.js';
import { PageBrowser } from '../../testing/page-browser.js';
import { signedInPerson } from '../../testing/signed-in.js';

const LIST = 'staff/link-requests';

describe('the pages of staff', () => {
  let under: DatabaseUnderTest;
  let supplier: SeededSupplier;
  let app: ReturnType<typeof createApp>;
  let staff: PageBrowser;
  let staffCookie: string;
  let asker: string;
  beforeAll(async () => {
    under = await openTestPGlite();
  });
  afterAll(() => under.close());
  beforeEach(async () => {
    supplier = await seedSupplier(under.database, { profile: { hostedSignIn: true } });
    app = createApp(testContext(under.database));
    staffCookie = (await somebody({ isStrong: true, isStaff: true })).cookie;
    staff = new PageBrowser(app, { supplierId: supplier.id, cookie: staffCookie });
    asker = (await somebody()).ref;
  });

  async function somebody({ isStrong = false, isStaff = false } = {}) {
    const supplierId = supplier.id;
    const { personId, token } = await signedInPerson(under.database, { supplierId, isStrong });
    if (isStaff) {
      await under.database.transaction(supplierId, (tx) =>
        grantRole(tx, { supplierId, personId, role: 'link_requests' }),
      );
    }
    return { personId, ref: `${HOSTED_REF}${personId}`, cookie: sessionCookie(supplierId, token) };
  }

  const looksAt = (id: string) =>
    under.database.transaction(supplier.id, (tx) =>
      tx.selectFrom('audit_events').select('action').where('subject_id', '=', id).execute(),
    );

  it('are found from the profile of who has the role, and of nobody else', async () => {
    expect((await staff.visit('profile')).html).toContain(`/my/${LIST}"`);
    const browser = new PageBrowser(app, { supplierId: supplier.id, cookie: (await somebody()).cookie });
    expect((await browser.visit('profile')).html).not.toContain(LIST);
  });

  it('list what waits, without anybody’s data, and so without a look at it', async () => {
    const { id, number } = await seedLinkRequest(under.database, supplier, {
      customerRef: asker,
      comment: 'Телефон не працює',
    });
    const page = await staff.visit(LIST);
    expect(page.status).toBe(200);
    expect(page.text).toContain(`Запит ${number}`);
    expect(page.text).toContain('збігається з базою');
    for (const word of [
      'Власник',
      'Річкова',
      '123 45 67',
      'Телефон не працює',
      supplier.customer.accounts[0].accountNumber,
    ]) {
      expect(page.html.toLowerCase()).not.toContain(word.toLowerCase());
    }
    expect(await looksAt(id)).toEqual([]);
  });

  it('show one request beside the base, say in words what differs, and write the look down', async () => {
    const { id } = await seedLinkRequest(under.database, supplier, {
      customerRef: asker,
      address: 'вул. Річкова, 7, кв. 13',
      comment: '<b>дім</b>',
    });
    const page = await staff.visit(`${LIST}/${id}`);
    expect(page.text).toContain('Власник рахунку рахунку ВЛАСНИК Власник Рахунку (збігається)');
    expect(page.text).toContain('вул. Річкова, 7, кв. 13 Чернігів, вул. Річкова, 7, кв. 12 (відрізняється)');
    expect(page.html).toContain('&lt;b&gt;дім&lt;/b&gt;');
    expect(await looksAt(id)).toEqual([{ action: 'link_request.viewed' }]);
  });

  it('say so where the base has no such account', async () => {
    const { id } = await seedLinkRequest(under.database, supplier, { customerRef: asker, accountNumber: '123' });
    expect((await staff.visit(`${LIST}/${id}`)).text).toContain('Рахунку з таким номером у базі немає');
  });

  it('approve by a form without a script, and lead back to the list', async () => {
    const { id, number } = await seedLinkRequest(under.database, supplier, { customerRef: asker });
    const page = await staff.send(`${LIST}/${id}`, { decision: 'approve', 'account-number': '', answer: '' });
    expect(page.address).toBe(`${LIST}?done=approved`);
    expect(page.text).toContain('Рахунок додано, споживача повідомлено');
    expect(page.text).toContain(`Запит ${number} додано`);
    const again = await staff.send(`${LIST}/${id}`, { decision: 'refuse', answer: 'Пізно' });
    expect(again.status).toBe(409);
    expect(again.text).toContain('На цей запит уже відповіли');
    expect(again.html).not.toContain('name="decision"');
  });

  it('keep what was typed when it cannot be taken, with the error beside its field', async () => {
    const { id } = await seedLinkRequest(under.database, supplier, { customerRef: asker });
    const silent = await staff.send(`${LIST}/${id}`, { decision: 'refuse', 'account-number': '', answer: ' ' });
    expect(silent.status).toBe(422);
    expect(silent.html).toContain('href="#answer"');
    const wrong = await staff.send(`${LIST}/${id}`, {
      decision: 'approve',
      'account-number': '0000000001',
      answer: 'Додали інший рахунок',
    });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('href="#account-number"');
    expect(wrong.html).toContain('value="0000000001"');
    expect(wrong.html).toContain('Додали інший рахунок');
  });

  it('are not there for who is no staff, and need a second factor of who is', async () => {
    const { id } = await seedLinkRequest(under.database, supplier, { customerRef: asker });
    const statuses = async (cookie: string | undefined) => {
      const browser = new PageBrowser(app, { supplierId: supplier.id, ...(cookie !== undefined && { cookie }) });
      const pages = [
        await browser.visit(LIST),
        await browser.visit(`${LIST}/${id}`),
        await browser.send(`${LIST}/${id}`, { decision: 'approve', answer: '' }),
      ];
      return pages.map(({ status, address }) => (address.startsWith('staff') ? status : 'elsewhere'));
    };
    expect(await statuses((await somebody({ isStrong: true })).cookie)).toEqual([404, 404, 404]);
    expect(await statuses((await somebody({ isStaff: true })).cookie)).toEqual([403, 403, 403]);
    // To sign in; what was sent without a session is given back and does nothing.
    expect(await statuses(undefined)).toEqual(['elsewhere', 'elsewhere', 403]);
    expect(await looksAt(id)).toEqual([]);
  });

  it('of another supplier’s request do not exist', async () => {
    const other = await seedSupplier(under.database, { profile: { hostedSignIn: true } });
    const { id } = await seedLinkRequest(under.database, other, { customerRef: asker });
    expect((await staff.visit(`${LIST}/${id}`)).status).toBe(404);
    expect((await staff.send(`${LIST}/${randomUUID()}`, { decision: 'approve', answer: '' })).status).toBe(404);
  });

  describe('over the API', () => {
    const headers = () => ({
      Cookie: staffCookie.split(';')[0] ?? '',
      'X-Kabinet-Session': 'cookie',
      Origin: testContext(under.database).publicUrl(),
    });
    const answer = (requestId: string, body: unknown) =>
      call(app, 'answerLinkRequest', { supplierId: supplier.id, params: { requestId }, body, headers: headers() });

    it('the same rules answer', async () => {
      const { id, number } = await seedLinkRequest(under.database, supplier, { customerRef: asker });
      const list = await call(app, 'listLinkRequests', {
        supplierId: supplier.id,
        query: { status: 'open' },
        headers: headers(),
      });
      expect(list.status).toBe(200);
      expect(list.body).toMatchObject({ items: [{ id, number, found: { status: 'open' } }] });
      expect(list.text).not.toContain(asker);
      expect(await answer(id, { decision: 'refuse', answer: '' })).toMatchObject({
        status: 400,
        body: { code: 'invalid_request', issues: [{ pointer: '/answer', code: 'answer_missing' }] },
      });
      expect(await answer(id, { decision: 'approve', answer: '', accountNumber: '77' })).toMatchObject({
        status: 400,
        body: { issues: [{ pointer: '/accountNumber', code: 'account_unknown' }] },
      });
      expect(await answer(id, { decision: 'approve', answer: 'Вітаємо' })).toMatchObject({
        status: 200,
        body: { status: 'approved', answer: 'Вітаємо' },
      });
      expect(await answer(id, { decision: 'approve', answer: '' })).toMatchObject({
        status: 409,
        body: { code: 'link_request_answered' },
      });
      expect((await answer(randomUUID(), { decision: 'approve', answer: '' })).status).toBe(404);
    });
  });
});

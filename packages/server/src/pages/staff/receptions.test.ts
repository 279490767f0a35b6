import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../app.js';
import { grantRole } from '../../db/staff-roles.js';
import { sessionCookie } from '../../http/session-cookie.js';
import { call } from '../../testing/call.js';
import { type DatabaseUnderTest, openTestPGlite } from '../../testing/databases.js';
import { SEED_NOW, seedSupplier, type SeededSupplier, testContext } from '../../testing/index.js';
import { writtenMessages } from '../../testing/messages.js';
import { PageBrowser } from '../../testing/page-browser.js';
import { testReceptions } from '../../testing/receptions.js';
import { signedInPerson } from '../../testing/signed-in.js';

const DAY = '2026-11-05';
const PAGE = `staff/receptions/network/${DAY}`;

describe('the pages of staff about receptions', () => {
  let under: DatabaseUnderTest;
  let supplier: SeededSupplier;
  let now: Date;
  let app: ReturnType<typeof createApp>;
  let staff: PageBrowser;
  beforeAll(async () => {
    under = await openTestPGlite();
  });
  afterAll(() => under.close());
  beforeEach(async () => {
    now = SEED_NOW;
    app = createApp(testContext(under.database, { now: () => now }));
    supplier = await seedSupplier(under.database, {
      profile: { receptions: testReceptions(), hostedSignIn: true, holidays: ['2026-11-10'] },
    });
    staff = await browserOf('receptions');
  });

  async function browserOf(role: 'receptions' | 'payments'): Promise<PageBrowser> {
    const supplierId = supplier.id;
    const { personId, token } = await signedInPerson(under.database, { supplierId, isStrong: true, now });
    await under.database.transaction(supplierId, (tx) => grantRole(tx, { supplierId, personId, role }));
    return new PageBrowser(app, { supplierId, cookie: sessionCookie(supplierId, token) });
  }
  async function book(
    startsAt = `${DAY}T08:00:00Z`,
    topic = 'Тиск <b>газу</b>',
    phone = '067 123 45 67',
  ): Promise<string> {
    const { ref, accounts } = supplier.customer;
    const { body, status, text } = await call(app, 'bookAppointment', {
      supplierId: supplier.id,
      token: await supplier.mint({ customerRef: ref, now }),
      body: { receptionId: 'network', startsAt, topic, accountId: accounts[0].id, phone },
    });
    if (status !== 201) throw new Error(text);
    return body.id;
  }
  const acts = (action: string) =>
    under.database.transaction(supplier.id, (tx) =>
      tx.selectFrom('audit_events').select('subject_id').where('action', '=', action).execute(),
    );

  it('are found from the profile of who has the role, and of nobody else', async () => {
    expect((await staff.visit('profile')).html).toContain('/my/staff/receptions"');
    const colleague = await browserOf('payments');
    expect((await colleague.visit('profile')).html).not.toContain('staff/receptions');
    for (const page of ['staff/receptions', PAGE]) expect((await colleague.visit(page)).status).toBe(404);
  });

  it('tell the days ahead of each reception, with how many come', async () => {
    await book();
    const { text, html } = await staff.visit('staff/receptions');
    expect(text).toContain('Прийом начальника дільниці');
    expect(text).toContain('четвер, 5 листопада 2026 року 1 запис');
    expect(text).toContain('вівторок, 10 листопада 2026 року прийому немає');
    expect(html).toContain(`/my/${PAGE}"`);
    expect(text).not.toContain(supplier.customer.name);
  });

  it('show who comes on a day, in plain text whatever they wrote, and write the look down', async () => {
    const id = await book();
    const { text, html, status } = await staff.visit(PAGE);
    expect(status).toBe(200);
    expect(text).toContain(`10:00–11:00, ${supplier.customer.name}`);
    expect(text).toContain('Тиск <b>газу</b>');
    expect(html).not.toContain('<b>газу');
    expect(text).toContain(supplier.customer.accounts[0].accountNumber);
    expect(text).toContain('+380671234567');
    expect(text).not.toContain('нікуди надіслати');
    // Nobody can have come yet.
    expect(html).not.toContain('value="attended"');
    expect(await acts('appointment.viewed')).toEqual([{ subject_id: id }]);
    expect(await acts('reception_day.viewed')).toHaveLength(1);
    expect((await staff.visit('staff/receptions/network/2026-02-30')).status).toBe(404);
    expect((await staff.visit(`staff/receptions/nowhere/${DAY}`)).status).toBe(404);
  });

  it('mark whom only staff can tell, having nowhere to write to', async () => {
    await book(undefined, undefined, '');
    expect((await staff.visit(PAGE)).text).toContain('нікуди надіслати: якщо скасуєте запис, повідомте самі');
  });

  it('go to another day however it is typed', async () => {
    expect((await staff.send(PAGE, { step: 'go', day: '12.11.2026' })).address).toBe(
      'staff/receptions/network/2026-11-12',
    );
    const wrong = await staff.send(PAGE, { step: 'go', day: 'завтра' });
    expect([wrong.status, wrong.html.includes('href="#day"')]).toEqual([422, true]);
  });

  it('close a day with a reason that people are told, and open it again', async () => {
    await book();
    const empty = await staff.send(PAGE, { step: 'close', reason: ' ' });
    expect([empty.status, empty.html.includes('href="#reason"')]).toEqual([422, true]);
    const closed = await staff.send(PAGE, { step: 'close', reason: 'Немає світла' });
    expect(closed.address).toBe(`${PAGE}?done=closed`);
    expect(closed.text).toContain('Прийому немає: Немає світла');
    expect(closed.text).toContain('скасовано нами');
    expect(await writtenMessages(under.database, supplier.id)).toMatchObject([{ purpose: 'appointment_called_off' }]);
    const opened = await staff.send(PAGE, { step: 'open' });
    expect(opened.text).not.toContain('Прийому немає');
    // A holiday is the profile's.
    const holiday = await staff.visit('staff/receptions/network/2026-11-10');
    expect(holiday.text).toContain('Вихідний день');
    expect(holiday.html).not.toContain('value="open"');
    const past = await staff.send('staff/receptions/network/2026-10-29', { step: 'close', reason: 'Пізно' });
    expect([past.status, past.text.includes('уже минув')]).toEqual([409, true]);
  });

  it('call one appointment off, once', async () => {
    const id = await book();
    const page = `staff/receptions/appointment/${id}/call-off`;
    expect((await staff.visit(PAGE)).html).toContain(page);
    expect((await staff.visit(page)).text).toContain(supplier.customer.name);
    expect((await staff.send(page, { reason: '' })).status).toBe(422);
    expect((await staff.send(page, { reason: 'Хворіє' })).address).toBe(`${PAGE}?done=called_off`);
    const again = await staff.send(page, { reason: 'Хворіє' });
    expect([again.status, again.text.includes('уже не можна')]).toEqual([409, true]);
  });

  it('let an appointment be called off while it lasts, and not once it is over', async () => {
    const page = `staff/receptions/appointment/${await book()}/call-off`;
    const offered = async (moment: string) => {
      now = new Date(moment);
      staff = await browserOf('receptions');
      return (await staff.visit(PAGE)).html.includes(page);
    };
    expect(await offered(`${DAY}T08:59:59Z`)).toBe(true);
    expect(await offered(`${DAY}T09:00:00Z`)).toBe(false);
    expect((await staff.send(page, { reason: 'Хворіє' })).status).toBe(409);
  });

  it('say who came once it has begun, and put it right', async () => {
    const appointment = await book();
    now = new Date(`${DAY}T08:00:00Z`);
    staff = await browserOf('receptions');
    expect((await staff.send(PAGE, { step: 'missed', appointment })).text).toContain('не прийшли');
    const came = await staff.send(PAGE, { step: 'attended', appointment });
    expect(came.address).toBe(`${PAGE}?done=attended`);
    expect(came.html).not.toContain('value="attended"');
    expect((await staff.send(PAGE, { step: 'attended', appointment: 'nothing' })).status).toBe(404);
  });
});

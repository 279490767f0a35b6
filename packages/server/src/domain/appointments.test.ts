import type { AppointmentSlot, OperationName, StaffAppointment } from '@kabinet/api/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../app.js';
import { grantRole } from '../db/staff-roles.js';
import { remindOfAppointments, turnAllWaitingLists } from '../jobs/appointments.js';
import { byCookieFromUs } from '../testing/authorisation/stage.js';
import { databasesUnderTest, type DatabaseUnderTest } from '../testing/databases.js';
import { call, type CallAnswer, SEED_NOW, seedSupplier, type SeededSupplier, testContext } from '../testing/index.js';
import { writtenMessages } from '../testing/messages.js';
import { testReceptions } from '../testing/receptions.js';
import { signedInPerson } from '../testing/signed-in.js';

/** The next Tuesday and Thursday after the seeded suppliers' moment, a Tuesday at noon in Kyiv. */
const THURSDAY = '2026-11-05';
const TUESDAY = '2026-11-10';
/** Ten o'clock in Kyiv. */
const AT_TEN = `${THURSDAY}T08:00:00.000Z`;
const AT_ELEVEN = `${THURSDAY}T09:00:00.000Z`;

describe.each(databasesUnderTest)('appointments, in %s', (_name, open) => {
  let under: DatabaseUnderTest;
  let supplier: SeededSupplier;
  let now: Date;
  let context: ReturnType<typeof testContext>;
  let app: ReturnType<typeof createApp>;
  let customers = 0;

  beforeAll(async () => {
    under = await open();
  });
  afterAll(() => under.close());
  beforeEach(async () => {
    now = SEED_NOW;
    context = testContext(under.database, { now: () => now });
    app = createApp(context);
    supplier = await seedSupplier(under.database, {
      profile: { receptions: testReceptions(), holidays: ['11-12'], hostedSignIn: true },
    });
  });

  /** Somebody of the supplier's own sign-on, whom we know nothing of. */
  const newCustomer = () => `C-${(customers += 1)}`;
  async function as(
    customerRef: string,
    name: OperationName,
    options: Omit<Parameters<typeof call>[2], 'supplierId'> = {},
  ): Promise<CallAnswer> {
    const token = await supplier.mint({ customerRef, now });
    return call(app, name, { supplierId: supplier.id, token, ...options });
  }
  const book = (customerRef: string, startsAt = AT_TEN, changes: object = {}) =>
    as(customerRef, 'bookAppointment', {
      body: { receptionId: 'network', startsAt, topic: 'Тиск газу', accountId: null, phone: '', ...changes },
    });
  const join = (customerRef: string, changes: object = {}) =>
    as(customerRef, 'joinWaitingList', {
      params: { receptionId: 'network' },
      body: { topic: 'Тиск газу', accountId: null, phone: '067 123 45 67', ...changes },
    });
  const mine = async (customerRef: string) => (await as(customerRef, 'listAppointments')).body;
  const slots = async (receptionId = 'network', from?: string) =>
    (
      await call(app, 'listAppointmentSlots', {
        supplierId: supplier.id,
        params: { receptionId },
        ...(from !== undefined && { query: { from } }),
      })
    ).body;
  const tx = <T>(work: Parameters<typeof under.database.transaction<T>>[1]) =>
    under.database.transaction(supplier.id, work);
  const known = async () => {
    const found = await context.suppliers.find(supplier.id);
    if (!found) throw new Error('no supplier');
    return found;
  };
  const messages = () => writtenMessages(under.database, supplier.id);
  async function staffHeaders() {
    const someone = await signedInPerson(under.database, { supplierId: supplier.id, isStrong: true, now });
    await tx((in_) => grantRole(in_, { supplierId: supplier.id, personId: someone.personId, role: 'receptions' }));
    return byCookieFromUs({ under, supplier, other: supplier }, someone);
  }

  it('tells who receives people, and the slots of two weeks with the days off', async () => {
    const { body } = await call(app, 'listReceptions', { supplierId: supplier.id });
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual(['network', 'supply']);
    expect(body.items[0]).not.toHaveProperty('capacity');
    const list = await slots();
    // Tuesdays and Thursdays from ten to twelve; today it is too late for the notice of a day.
    expect(list.items.map(({ startsAt }: { startsAt: string }) => startsAt)).toEqual([
      AT_TEN,
      AT_ELEVEN,
      `${TUESDAY}T08:00:00.000Z`,
      `${TUESDAY}T09:00:00.000Z`,
    ]);
    expect(list.closedDays).toEqual([{ on: '2026-11-12', why: null }]);
    expect(list.bookableUntil).toBe('2026-11-17');
    expect(list.nextFree).toHaveLength(5);
    expect((await slots('network', '2026-11-17')).items).toHaveLength(2);
    expect((await slots('network', '2027-01-01')).items).toEqual([]);
    const wrong = await call(app, 'listAppointmentSlots', {
      supplierId: supplier.id,
      params: { receptionId: 'network' },
      query: { from: '2026-02-30' },
    });
    expect([wrong.status, wrong.body.issues]).toEqual([400, [{ pointer: '/from', code: 'not_a_date' }]]);
  });

  it('books a slot, and shows it to nobody else', async () => {
    const [one, other] = [newCustomer(), newCustomer()];
    const booked = await book(one, AT_TEN, { topic: ' Тиск\u202e газу ', phone: '067 123-45-67' });
    expect(booked.status, booked.text).toBe(201);
    expect(booked.body).toMatchObject({
      startsAt: AT_TEN,
      endsAt: AT_ELEVEN,
      topic: 'Тиск газу',
      status: 'booked',
      canChange: true,
    });
    expect(booked.body.number).toMatch(/^7\d{3}-\d{4}$/);
    expect((await mine(one)).items).toEqual([booked.body]);
    expect((await mine(other)).items).toEqual([]);
    expect((await slots()).items[0]).toEqual({ startsAt: AT_TEN, endsAt: AT_ELEVEN, free: 1 });
    for (const [name, body] of [
      ['moveAppointment', { startsAt: AT_ELEVEN }],
      ['cancelAppointment', {}],
    ] as const) {
      const foreign = await as(other, name, { params: { appointmentId: booked.body.id }, body });
      expect([foreign.status, foreign.body.code]).toEqual([404, 'not_found']);
    }
  });

  it('refuses what cannot be booked, and says what can', async () => {
    const someone = newCustomer();
    const wrongs: readonly [object, string][] = [
      [{ topic: ' \u200b ' }, '/topic'],
      [{ phone: '12' }, '/phone'],
      [{ phone: '+7 912 345-67-89' }, '/phone'],
    ];
    for (const [changes, pointer] of wrongs) {
      const answer = await book(someone, AT_TEN, changes);
      expect([answer.status, answer.body.issues?.[0]?.pointer]).toEqual([400, pointer]);
    }
    const foreign = await book(someone, AT_TEN, { accountId: supplier.customer.accounts[0].id });
    expect([foreign.status, foreign.body.code]).toEqual([404, 'not_found']);
    expect((await book(someone, AT_TEN, { receptionId: 'nowhere' })).status).toBe(404);
    // No slot begins then: over, too soon, too far, between two, a holiday.
    for (const moment of [
      '2026-11-03T08:00:00Z',
      '2026-11-04T09:59:00Z',
      '2027-03-02T08:00:00Z',
      `${THURSDAY}T08:30:00Z`,
      '2026-11-12T08:00:00Z',
      '9999-99-99T99:99:99Z',
    ]) {
      const answer = await book(someone, moment);
      expect([moment, answer.status, answer.body.code]).toEqual([moment, 409, 'slot_taken']);
      expect(answer.body.nextFree).toHaveLength(5);
    }
  });

  it('lets one customer have as many there as the supplier allows, and one at a time', async () => {
    const someone = newCustomer();
    const first = await book(someone);
    expect((await book(someone)).body.code).toBe('appointment_limit');
    expect((await book(someone, AT_ELEVEN)).status).toBe(201);
    expect((await book(someone, `${TUESDAY}T08:00:00Z`)).body.code).toBe('appointment_limit');
    expect((await join(someone)).body.code).toBe('appointment_limit');
    await as(someone, 'cancelAppointment', { params: { appointmentId: first.body.id } });
    expect((await book(someone, `${TUESDAY}T08:00:00Z`)).status).toBe(201);
  });

  it('moves an appointment and keeps the old slot until the new one is booked', async () => {
    const [one, others] = [newCustomer(), [newCustomer(), newCustomer()]];
    for (const other of others) expect((await book(other, AT_ELEVEN)).status).toBe(201);
    const { body } = await book(one);
    const params = { appointmentId: body.id };
    const full = await as(one, 'moveAppointment', { params, body: { startsAt: AT_ELEVEN } });
    expect([full.status, full.body.code]).toEqual([409, 'slot_taken']);
    expect(full.body.nextFree.map((slot: AppointmentSlot) => slot.startsAt)).not.toContain(AT_ELEVEN);
    expect((await mine(one)).items[0].startsAt).toBe(AT_TEN);
    const moved = await as(one, 'moveAppointment', { params, body: { startsAt: `${TUESDAY}T10:00:00+02:00` } });
    expect(moved.body).toMatchObject({ id: body.id, number: body.number, startsAt: `${TUESDAY}T08:00:00.000Z` });
    expect((await slots()).items[0].free).toBe(2);
    // Once it has begun, nothing can be changed.
    now = new Date(`${TUESDAY}T08:00:00Z`);
    for (const name of ['moveAppointment', 'cancelAppointment'] as const) {
      const late = await as(one, name, { params, body: name === 'moveAppointment' ? { startsAt: AT_ELEVEN } : {} });
      expect(late.body.code).toBe('appointment_not_changeable');
    }
  });

  it('gives 10 places to 10 of 100 who book at once, and tells the others where there are more', async () => {
    const everybody = Array.from({ length: 100 }, newCustomer);
    const receptionId = 'supply';
    const startsAt = `${THURSDAY}T12:00:00.000Z`;
    const answers = await Promise.all(everybody.map((someone) => book(someone, startsAt, { receptionId })));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array<number>(10).fill(201), ...Array<number>(90).fill(409)]);
    for (const { body } of answers.filter(({ status }) => status === 409)) {
      expect(body.code).toBe('slot_taken');
      expect(body.nextFree).toHaveLength(5);
      expect(body.nextFree.every((slot: { free: number }) => slot.free === 10)).toBe(true);
    }
    const rows = await tx((in_) =>
      in_
        .selectFrom('appointments')
        .select(['customer_ref', 'place', 'status'])
        .where('starts_at', '=', startsAt)
        .where('supplier_id', '=', supplier.id)
        .execute(),
    );
    expect(new Set(rows.map(({ customer_ref }) => customer_ref)).size).toBe(10);
    expect(rows.map(({ place }) => place).sort((a, b) => Number(a) - Number(b))).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
    ]);
    expect((await slots('supply')).items[0]).toMatchObject({ startsAt, free: 0 });
  });

  let filled: string[] = [];
  /** Books everything that can be booked. */
  async function fill() {
    filled = [];
    for (let from: string | undefined; ;) {
      const { items, bookableUntil } = await slots('network', from);
      for (const { startsAt, free } of items) {
        for (let place = 0; place < free; place += 1) {
          const someone = newCustomer();
          filled.push(someone);
          expect((await book(someone, startsAt)).status).toBe(201);
        }
      }
      const last = items.at(-1)?.startsAt.slice(0, 10);
      if (last === undefined || last >= bookableUntil) return;
      from = new Date(Date.parse(last) + 86_400_000).toISOString().slice(0, 10);
    }
  }

  describe('when all is full', () => {
    const [first, second] = ['C-first', 'C-second'] as const;
    beforeEach(async () => {
      await fill();
      expect((await slots()).nextFree).toEqual([]);
      expect((await join(first)).body).toMatchObject({ ahead: 0, offer: null });
      expect((await join(second)).body).toMatchObject({ ahead: 1, offer: null });
    });
    const cancel = async (someone: string) => {
      const { items } = await mine(someone);
      const answer = await as(someone, 'cancelAppointment', { params: { appointmentId: items[0].id } });
      expect(answer.status).toBe(200);
      return items[0].startsAt as string;
    };
    const offerOf = async (someone: string) => (await mine(someone)).waiting[0]?.offer ?? null;

    it('joining again keeps the place, with what is said now', async () => {
      expect((await join(first, { topic: 'Інше' })).body).toMatchObject({ ahead: 0, topic: 'Інше' });
      expect((await mine(first)).waiting).toHaveLength(1);
    });

    it('a place that becomes free is held for the first, who is told and takes it', async () => {
      const startsAt = await cancel(filled[5] ?? '');
      expect(await offerOf(first)).toMatchObject({ startsAt, heldUntil: '2026-11-04T10:00:00.000Z' });
      expect(await offerOf(second)).toBeNull();
      expect((await mine(second)).waiting[0].ahead).toBe(0);
      expect(await messages()).toMatchObject([
        { purpose: 'appointment_offered', channel: 'sms', recipient: '+380671234567' },
      ]);
      // It is nobody else's.
      expect((await book(newCustomer(), startsAt)).body.code).toBe('slot_taken');
      const taken = await book(first, startsAt, { topic: 'Тиск', phone: '067 765 43 21' });
      expect(taken.status).toBe(201);
      expect(taken.body).toMatchObject({ startsAt, topic: 'Тиск', status: 'booked' });
      expect(await mine(first)).toMatchObject({ items: [{ id: taken.body.id }], waiting: [] });
    });

    it('what is not taken in time, or let go, goes to the next', async () => {
      const startsAt = await cancel(filled[5] ?? '');
      now = new Date(Date.parse('2026-11-04T10:00:00Z'));
      await turnAllWaitingLists(context, await known());
      expect(await offerOf(first)).not.toBeNull();
      now = new Date(now.getTime() + 1000);
      await turnAllWaitingLists(context, await known());
      await turnAllWaitingLists(context, await known());
      expect((await mine(first)).waiting).toEqual([]);
      expect(await offerOf(second)).toMatchObject({ startsAt });
      // Who comes a moment too late is told so.
      expect((await book(first, startsAt)).body.code).toBe('slot_taken');
      const { waiting } = await mine(second);
      const left = await as(second, 'leaveWaitingList', { params: { placeId: waiting[0].id } });
      expect(left.body).toEqual({ items: [], waiting: [] });
      expect((await slots('network', startsAt.slice(0, 10))).items[0].free).toBe(1);
    });

    it('booking another slot there lets the offered one go to the next', async () => {
      const startsAt = await cancel(filled[5] ?? '');
      const other = filled[0] ?? '';
      const { items } = await mine(other);
      // Too near to be held for anybody, and yet it can be booked.
      now = new Date(Date.parse(items[0].startsAt) - 24 * 3_600_000 - 600_000);
      expect(await cancel(other)).toBe(AT_TEN);
      expect(await offerOf(second)).toBeNull();
      expect((await book(first, AT_TEN)).status).toBe(201);
      expect((await mine(first)).waiting).toEqual([]);
      expect(await offerOf(second)).toMatchObject({ startsAt });
    });

    it('those who come at the same moment get nothing of what is held', async () => {
      const someone = filled[5] ?? '';
      const [booked] = (await mine(someone)).items;
      const [given, ...rivals] = await Promise.all([
        as(someone, 'cancelAppointment', { params: { appointmentId: booked.id } }),
        ...Array.from({ length: 8 }, () => book(newCustomer(), booked.startsAt)),
      ]);
      expect(given?.status).toBe(200);
      expect(rivals.map(({ body }) => body.code)).toEqual(Array(8).fill('slot_taken'));
      expect(await offerOf(first)).toMatchObject({ startsAt: booked.startsAt });
    });

    it('a new day that can be booked is offered to those who wait', async () => {
      now = new Date('2026-11-04T20:00:00Z');
      await turnAllWaitingLists(context, await known());
      expect(await offerOf(first)).toBeNull();
      // In Kyiv it is the fifth already, and the nineteenth is two weeks on.
      now = new Date('2026-11-04T22:00:00Z');
      await turnAllWaitingLists(context, await known());
      expect(await offerOf(first)).toMatchObject({ startsAt: '2026-11-19T08:00:00.000Z' });
      expect(await offerOf(second)).toMatchObject({ startsAt: '2026-11-19T08:00:00.000Z' });
      expect(await messages()).toHaveLength(2);
    });

    it('a reception that the supplier gave up keeps nobody waiting', async () => {
      await under.database.asOwner((in_) =>
        in_
          .updateTable('suppliers')
          .set({ profile: JSON.stringify({ ...supplier.profile, receptions: [] }), profile_hash: 'changed' })
          .where('id', '=', supplier.id)
          .execute(),
      );
      expect((await context.suppliers.all()).find(({ id }) => id === supplier.id)?.profile.receptions).toEqual([]);
      await turnAllWaitingLists(context, await known());
      const rows = await tx((in_) => in_.selectFrom('waiting_places').select('ended_at').execute());
      expect(rows.every(({ ended_at }) => ended_at !== null)).toBe(true);
    });

    it('a closed day calls everybody off with why and when else, and takes back what was offered', async () => {
      const startsAt = await cancel(filled[0] ?? '');
      const on = startsAt.slice(0, 10);
      const headers = await staffHeaders();
      const params = { receptionId: 'network', date: on };
      const empty = await call(app, 'changeReceptionDay', {
        supplierId: supplier.id,
        headers,
        params,
        body: { isClosed: true, reason: ' ' },
      });
      expect(empty.body.issues).toEqual([{ pointer: '/reason', code: 'reason_missing' }]);
      const closed = await call(app, 'changeReceptionDay', {
        supplierId: supplier.id,
        headers,
        params,
        body: { isClosed: true, reason: 'Немає світла' },
      });
      expect(closed.status, closed.text).toBe(200);
      expect(closed.body).toMatchObject({ on, isClosed: true, why: { uk: 'Немає світла' }, waiting: 2 });
      expect(closed.body.items).toHaveLength(3);
      expect(closed.body.items.every(({ appointment }: StaffAppointment) => appointment.status === 'called_off')).toBe(
        true,
      );
      expect(await offerOf(first)).toBeNull();
      expect((await mine(first)).waiting[0].ahead).toBe(0);
      expect((await slots('network', on)).closedDays[0]).toEqual({ on, why: { uk: 'Немає світла' } });
      expect((await mine(filled[1] ?? '')).items[0]).toMatchObject({ status: 'called_off', reason: 'Немає світла' });
      const opened = await call(app, 'changeReceptionDay', {
        supplierId: supplier.id,
        headers,
        params,
        body: { isClosed: false, reason: '' },
      });
      expect(opened.body).toMatchObject({ isClosed: false, why: null });
      // All of it is free again, and those who wait come first.
      expect(await offerOf(first)).toMatchObject({ startsAt });
      expect(await offerOf(second)).toMatchObject({ startsAt });
    });
  });

  it('staff see who comes, say who came, and call off', async () => {
    const someone = await signedInPerson(under.database, { supplierId: supplier.id });
    await tx((in_) =>
      in_
        .insertInto('contacts')
        .values({
          supplier_id: supplier.id,
          person_id: someone.personId,
          kind: 'email',
          address: 'ivha@example.com',
          verified_at: now,
        })
        .execute(),
    );
    const headers = await byCookieFromUs({ under, supplier, other: supplier }, someone);
    const body = { receptionId: 'network', startsAt: AT_TEN, topic: 'Тиск', accountId: null, phone: '' };
    const booked = await call(app, 'bookAppointment', { supplierId: supplier.id, headers, body });
    const { ref, accounts } = supplier.customer;
    const other = await book(ref, AT_ELEVEN, { accountId: accounts[0].id, phone: '0671234567' });
    const staff = await staffHeaders();
    const day = await call(app, 'getReceptionDay', {
      supplierId: supplier.id,
      headers: staff,
      params: { receptionId: 'network', date: THURSDAY },
    });
    expect(day.body.items).toMatchObject([
      { customerName: 'Ївга', accountNumber: null, phone: '' },
      { customerName: supplier.customer.name, accountNumber: accounts[0].accountNumber, phone: '+380671234567' },
    ]);
    const settle = (id: string, outcome: string, reason = '') =>
      call(app, 'settleAppointment', {
        supplierId: supplier.id,
        headers: staff,
        params: { appointmentId: id },
        body: { outcome, reason },
      });
    expect((await settle(booked.body.id, 'attended')).body.code).toBe('appointment_not_changeable');
    expect((await settle(booked.body.id, 'called_off')).body.issues).toEqual([
      { pointer: '/reason', code: 'reason_missing' },
    ]);
    expect((await settle(booked.body.id, 'called_off', 'Начальник хворіє')).status).toBe(200);
    const [told] = await messages();
    expect(told).toMatchObject({ purpose: 'appointment_called_off', channel: 'email', recipient: 'ivha@example.com' });
    expect(told?.body).toContain('Начальник хворіє');
    expect(told?.body).toContain('5 листопада об 11:00');
    // Nobody else is given that time.
    expect((await slots()).items[0]).toMatchObject({ startsAt: AT_TEN, free: 1 });
    expect((await settle(booked.body.id, 'attended')).body.code).toBe('appointment_not_changeable');
    now = new Date(`${THURSDAY}T09:30:00Z`);
    const late = await staffHeaders();
    const outcome = (value: string) =>
      call(app, 'settleAppointment', {
        supplierId: supplier.id,
        headers: late,
        params: { appointmentId: other.body.id },
        body: { outcome: value, reason: '' },
      });
    expect((await outcome('missed')).body.items[1].appointment.status).toBe('missed');
    expect((await outcome('attended')).body.items[1].appointment.status).toBe('attended');
    const acts = await tx((in_) =>
      in_.selectFrom('audit_events').select('action').where('actor', '=', 'staff').execute(),
    );
    expect(new Set(acts.map(({ action }) => action))).toEqual(
      new Set(['reception_day.viewed', 'appointment.viewed', 'appointment.called_off', 'appointment.settled']),
    );
  });

  it('reminds of an appointment once, the day before, at hours at which people may be written to', async () => {
    const someone = newCustomer();
    await book(someone, AT_TEN, { phone: '067 123 45 67' });
    const late = newCustomer();
    const remind = async (at: string) => {
      now = new Date(at);
      await Promise.all([1, 2, 3].map(async () => remindOfAppointments(context, await known())));
      return (await messages()).length;
    };
    expect(await remind('2026-11-03T10:00:00Z')).toBe(0);
    expect(await remind('2026-11-04T07:00:00Z')).toBe(0);
    expect(await remind('2026-11-04T08:00:00Z')).toBe(1);
    // Booked less than a day ahead of it: they know.
    now = new Date('2026-11-04T12:30:00Z');
    const body = { phone: '067 123 45 68', receptionId: 'supply' };
    expect((await book(late, `${THURSDAY}T12:00:00Z`, body)).status).toBe(201);
    expect(await remind('2026-11-04T13:00:00Z')).toBe(1);
    expect(await remind('2026-11-05T09:00:00Z')).toBe(1);
    expect(await messages()).toMatchObject([
      { purpose: 'appointment_reminder', channel: 'sms', recipient: '+380671234567' },
    ]);
  });

  it('reminds on the day itself where nothing could be sent the day before, and not in the last hour', async () => {
    await book(newCustomer(), AT_TEN, { phone: '067 123 45 67' });
    await book(newCustomer(), `${THURSDAY}T12:00:00Z`, { phone: '067 123 45 68', receptionId: 'supply' });
    for (const at of ['2026-11-05T06:59:00Z', '2026-11-05T11:01:00Z']) {
      now = new Date(at);
      await remindOfAppointments(context, await known());
      expect(await messages()).toEqual([]);
    }
    now = new Date('2026-11-05T10:59:00Z');
    await remindOfAppointments(context, await known());
    expect(await messages()).toMatchObject([{ recipient: '+380671234568' }]);
  });

  it('writes to a phone that nobody has proven few times a day', async () => {
    const headers = await staffHeaders();
    for (let time = 0; time < 9; time += 1) {
      const someone = newCustomer();
      const { body } = await book(someone, AT_TEN, { phone: '067 123 45 67' });
      expect(body.status).toBe('booked');
      await call(app, 'settleAppointment', {
        supplierId: supplier.id,
        headers,
        params: { appointmentId: body.id },
        body: { outcome: 'called_off', reason: 'Хворіє' },
      });
      // A place that was called off stays taken: the supplier gives it back by hand here.
      await tx((in_) => in_.updateTable('appointments').set({ place: null }).where('id', '=', body.id).execute());
    }
    expect(await messages()).toHaveLength(6);
  });

  it('gives a calendar file with the moment in UTC, which is the same event as in the personal calendar', async () => {
    const someone = newCustomer();
    const { body } = await book(someone);
    const file = await as(someone, 'getAppointmentFile', { params: { appointmentId: body.id } });
    expect(file.body.name).toBe(`${body.number}.ics`);
    const text = (file.body.content as string).replace(/\r\n[ \t]/g, '');
    expect(text).toContain('DTSTART:20261105T080000Z');
    expect(text).toContain('DTEND:20261105T090000Z');
    expect(text).toContain('SUMMARY:Прийом начальника дільниці');
    expect(text).toContain('LOCATION:вул. Шевченка\\, 1\\, каб. 12');
    expect(text).not.toContain('Тиск');
    const feed = await as(someone, 'createCalendarFeed', { body: { language: 'uk' } });
    const calendar = await (await app.fetch(new Request(feed.body.url))).text();
    const uid = /UID:(.*)/.exec(text)?.[1];
    expect(uid).toBeTruthy();
    expect(calendar).toContain(uid);
    await as(someone, 'cancelAppointment', { params: { appointmentId: body.id } });
    expect((await as(someone, 'getAppointmentFile', { params: { appointmentId: body.id } })).status).toBe(404);
    expect(await (await app.fetch(new Request(feed.body.url))).text()).not.toContain(uid);
  });
});

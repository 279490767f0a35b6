import type { AppointmentSlot } from '@kabinet/api/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { remindOfAppointments } from '../jobs/appointments.js';
import { AppointmentBench, AT_ELEVEN, AT_TEN, THURSDAY, TUESDAY } from '../testing/appointment-bench.js';
import { databasesUnderTest, type DatabaseUnderTest } from '../testing/databases.js';
import { call } from '../testing/index.js';
import { testReceptions } from '../testing/receptions.js';
import { slotList } from './receptions.js';

describe.each(databasesUnderTest)('appointments, in %s', (_name, open) => {
  let under: DatabaseUnderTest;
  let at: AppointmentBench;
  beforeAll(async () => {
    under = await open();
  });
  afterAll(() => under.close());
  beforeEach(async () => {
    at = await AppointmentBench.open(under);
  });

  it('tells who receives people, and the slots of two weeks with the days off', async () => {
    const { body } = await call(at.app, 'listReceptions', { supplierId: at.supplier.id });
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual(['network', 'supply']);
    expect(body.items[0]).not.toHaveProperty('capacity');
    const list = await at.slots();
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
    expect((await at.slots('network', '2026-11-17')).items).toHaveLength(2);
    expect((await at.slots('network', '2027-01-01')).items).toEqual([]);
    const wrong = await call(at.app, 'listAppointmentSlots', {
      supplierId: at.supplier.id,
      params: { receptionId: 'network' },
      query: { from: '2026-02-30' },
    });
    expect([wrong.status, wrong.body.issues]).toEqual([400, [{ pointer: '/from', code: 'invalid_format' }]]);
  });

  it('books a slot, and shows it to nobody else', async () => {
    const [one, other] = [at.newCustomer(), at.newCustomer()];
    const booked = await at.book(one, AT_TEN, { topic: ' Тиск\u202e газу ', phone: '067 123-45-67' });
    expect(booked.status, booked.text).toBe(201);
    expect(booked.body).toMatchObject({
      startsAt: AT_TEN,
      endsAt: AT_ELEVEN,
      topic: 'Тиск газу',
      status: 'booked',
      canChange: true,
    });
    expect(booked.body.number).toMatch(/^7\d{3}-\d{4}$/);
    expect((await at.mine(one)).items).toEqual([booked.body]);
    expect((await at.mine(other)).items).toEqual([]);
    expect((await at.slots()).items[0]).toEqual({ startsAt: AT_TEN, endsAt: AT_ELEVEN, free: 1 });
    for (const [name, body] of [
      ['moveAppointment', { startsAt: AT_ELEVEN }],
      ['cancelAppointment', {}],
    ] as const) {
      const foreign = await at.as(other, name, { params: { appointmentId: booked.body.id }, body });
      expect([foreign.status, foreign.body.code]).toEqual([404, 'not_found']);
    }
  });

  it('refuses what cannot be booked, and says what can', async () => {
    const someone = at.newCustomer();
    const wrongs: readonly [object, string][] = [
      [{ topic: ' \u200b ' }, '/topic'],
      [{ phone: '12' }, '/phone'],
      [{ phone: '+7 912 345-67-89' }, '/phone'],
    ];
    for (const [changes, pointer] of wrongs) {
      const answer = await at.book(someone, AT_TEN, changes);
      expect([answer.status, answer.body.issues?.[0]?.pointer]).toEqual([400, pointer]);
    }
    const foreign = await at.book(someone, AT_TEN, { accountId: at.supplier.customer.accounts[0].id });
    expect([foreign.status, foreign.body.code]).toEqual([404, 'not_found']);
    expect((await at.book(someone, AT_TEN, { receptionId: 'nowhere' })).status).toBe(404);
    // No slot begins then: over, too soon, too far, between two, a holiday.
    for (const moment of [
      '2026-11-03T08:00:00Z',
      '2026-11-04T09:59:00Z',
      '2027-03-02T08:00:00Z',
      `${THURSDAY}T08:30:00Z`,
      '2026-11-12T08:00:00Z',
      '9999-12-31T23:59:59Z',
    ]) {
      const answer = await at.book(someone, moment);
      expect([moment, answer.status, answer.body.code]).toEqual([moment, 409, 'slot_taken']);
      expect(answer.body.nextFree).toHaveLength(5);
    }
    const never = await at.book(someone, '9999-99-99T99:99:99Z');
    expect([never.status, never.body.issues]).toEqual([400, [{ pointer: '/startsAt', code: 'invalid_format' }]]);
  });

  it('lets one customer have as many there as the supplier allows, and one at a time', async () => {
    const someone = at.newCustomer();
    const first = await at.book(someone);
    expect((await at.book(someone)).body.code).toBe('appointment_overlap');
    expect((await at.book(someone, AT_ELEVEN)).status).toBe(201);
    expect((await at.book(someone, `${TUESDAY}T08:00:00Z`)).body.code).toBe('appointment_limit');
    expect((await at.join(someone)).body.code).toBe('appointment_limit');
    await at.as(someone, 'cancelAppointment', { params: { appointmentId: first.body.id } });
    expect((await at.book(someone, `${TUESDAY}T08:00:00Z`)).status).toBe(201);
  });

  it('moves an appointment and keeps the old slot until the new one is booked', async () => {
    const [one, others] = [at.newCustomer(), [at.newCustomer(), at.newCustomer()]];
    for (const other of others) expect((await at.book(other, AT_ELEVEN)).status).toBe(201);
    const { body } = await at.book(one);
    const params = { appointmentId: body.id };
    const full = await at.as(one, 'moveAppointment', { params, body: { startsAt: AT_ELEVEN } });
    expect([full.status, full.body.code]).toEqual([409, 'slot_taken']);
    expect(full.body.nextFree.map((slot: AppointmentSlot) => slot.startsAt)).not.toContain(AT_ELEVEN);
    expect((await at.mine(one)).items[0].startsAt).toBe(AT_TEN);
    const moved = await at.as(one, 'moveAppointment', { params, body: { startsAt: `${TUESDAY}T10:00:00+02:00` } });
    expect(moved.body).toMatchObject({ id: body.id, number: body.number, startsAt: `${TUESDAY}T08:00:00.000Z` });
    expect((await at.slots()).items[0].free).toBe(2);
    // Once it has begun, nothing can be changed.
    at.now = new Date(`${TUESDAY}T08:00:00Z`);
    for (const name of ['moveAppointment', 'cancelAppointment'] as const) {
      const late = await at.as(one, name, { params, body: name === 'moveAppointment' ? { startsAt: AT_ELEVEN } : {} });
      expect(late.body.code).toBe('appointment_not_changeable');
    }
  });

  it('lets nobody be in two places at once, however fast they are', async () => {
    const receptions = testReceptions().map((each) =>
      each.id === 'supply'
        ? { ...each, hours: [{ weekday: 4, from: '10:30', to: '12:30' }] }
        : { ...each, capacity: 10 },
    );
    at = await AppointmentBench.open(under, { receptions });
    const [halfPastTen, halfPastEleven] = [`${THURSDAY}T08:30:00.000Z`, `${THURSDAY}T09:30:00.000Z`];
    const atSupply = (someone: string, startsAt: string) => at.book(someone, startsAt, { receptionId: 'supply' });
    const someone = at.newCustomer();
    const visit = await at.book(someone, AT_TEN);
    expect((await atSupply(someone, halfPastTen)).body.code).toBe('appointment_overlap');
    const other = await atSupply(someone, halfPastEleven);
    expect(other.status).toBe(201);
    expect((await at.move(someone, visit.body.id, AT_ELEVEN)).body.code).toBe('appointment_overlap');
    expect((await at.move(someone, other.body.id, halfPastTen)).body.code).toBe('appointment_overlap');
    const hasty = Array.from({ length: 5 }, () => at.newCustomer());
    for (const each of hasty) {
      const both = await Promise.all([at.book(each, AT_ELEVEN), atSupply(each, halfPastEleven)]);
      const codes = both.map(({ status, body }) => (status === 201 ? 'booked' : String(body.code))).sort();
      expect(codes).toEqual(['appointment_overlap', 'booked']);
    }
  });

  it('receives nobody beside who was booked when hours and length were others', async () => {
    await at.book(at.newCustomer(), AT_ELEVEN);
    const receptions = testReceptions().map((each) => ({ ...each, capacity: 1, slotMinutes: 40 }));
    await at.changeProfile({ receptions });
    const supplier = await at.known();
    const [reception] = supplier.profile.receptions;
    if (!reception) throw new Error('no reception');
    const { items } = await at.tx((tx) => slotList(tx, { supplier, reception, now: at.now, from: THURSDAY }));
    // From ten, from twenty to eleven, from twenty past eleven; somebody is there from eleven to twelve.
    expect(items.slice(0, 3).map(({ free }) => free)).toEqual([1, 0, 0]);
  });

  it('gives the last places to as many as there are, of those who move there and those who book', async () => {
    const movers = await Promise.all(
      [0, 0, 1, 1].map(async (hour) => {
        const ref = at.newCustomer();
        const { body } = await at.book(ref, `${TUESDAY}T0${8 + hour}:00:00.000Z`);
        return { ref, id: body.id as string, startsAt: body.startsAt as string };
      }),
    );
    const answers = await Promise.all([
      ...movers.map(({ ref, id }) => at.move(ref, id, AT_TEN)),
      ...Array.from({ length: 4 }, () => at.book(at.newCustomer(), AT_TEN)),
    ]);
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(2);
    const refused = answers.filter(({ status }) => status >= 300);
    expect(refused.map(({ body }) => body.code)).toEqual(Array(6).fill('slot_taken'));
    expect((await at.slots()).items[0]).toMatchObject({ startsAt: AT_TEN, free: 0 });
    for (const [index, { ref, startsAt }] of movers.entries()) {
      const [visit] = (await at.mine(ref)).items;
      expect(visit.startsAt).toBe(answers[index]?.status === 200 ? AT_TEN : startsAt);
    }
  });

  it('gives 10 places to 10 of 100 who book at once, and tells the others where there are more', async () => {
    const everybody = Array.from({ length: 100 }, () => at.newCustomer());
    const receptionId = 'supply';
    const startsAt = `${THURSDAY}T12:00:00.000Z`;
    const answers = await Promise.all(everybody.map((someone) => at.book(someone, startsAt, { receptionId })));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array<number>(10).fill(201), ...Array<number>(90).fill(409)]);
    for (const { body } of answers.filter(({ status }) => status === 409)) {
      expect(body.code).toBe('slot_taken');
      expect(body.nextFree).toHaveLength(5);
      expect(body.nextFree.every((slot: { free: number }) => slot.free === 10)).toBe(true);
    }
    const rows = await at.tx((in_) =>
      in_
        .selectFrom('appointments')
        .select(['customer_ref', 'place', 'status'])
        .where('starts_at', '=', startsAt)
        .where('supplier_id', '=', at.supplier.id)
        .execute(),
    );
    expect(new Set(rows.map(({ customer_ref }) => customer_ref)).size).toBe(10);
    expect(rows.map(({ place }) => place).sort((a, b) => Number(a) - Number(b))).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
    ]);
    expect((await at.slots('supply')).items[0]).toMatchObject({ startsAt, free: 0 });
  });

  it('reminds of an appointment once, the day before, at hours at which people may be written to', async () => {
    const someone = at.newCustomer();
    await at.book(someone, AT_TEN, { phone: '067 123 45 67' });
    const late = at.newCustomer();
    const remind = async (moment: string) => {
      at.now = new Date(moment);
      await Promise.all([1, 2, 3].map(async () => remindOfAppointments(at.context, await at.known())));
      return (await at.messages()).length;
    };
    expect(await remind('2026-11-03T10:00:00Z')).toBe(0);
    expect(await remind('2026-11-04T07:00:00Z')).toBe(0);
    expect(await remind('2026-11-04T08:00:00Z')).toBe(1);
    // Booked less than a day ahead of it: they know.
    at.now = new Date('2026-11-04T12:30:00Z');
    const body = { phone: '067 123 45 68', receptionId: 'supply' };
    expect((await at.book(late, `${THURSDAY}T12:00:00Z`, body)).status).toBe(201);
    expect(await remind('2026-11-04T13:00:00Z')).toBe(1);
    expect(await remind('2026-11-05T09:00:00Z')).toBe(1);
    expect(await at.messages()).toMatchObject([
      { purpose: 'appointment_reminder', channel: 'sms', recipient: '+380671234567' },
    ]);
  });

  it('reminds on the day itself where nothing could be sent the day before, and not in the last hour', async () => {
    await at.book(at.newCustomer(), AT_TEN, { phone: '067 123 45 67' });
    await at.book(at.newCustomer(), `${THURSDAY}T12:00:00Z`, { phone: '067 123 45 68', receptionId: 'supply' });
    for (const moment of ['2026-11-05T06:59:00Z', '2026-11-05T11:01:00Z']) {
      at.now = new Date(moment);
      await remindOfAppointments(at.context, await at.known());
      expect(await at.messages()).toEqual([]);
    }
    at.now = new Date('2026-11-05T10:59:00Z');
    await remindOfAppointments(at.context, await at.known());
    expect(await at.messages()).toMatchObject([{ recipient: '+380671234568' }]);
  });

  it('says whether it will remind: not of what was booked within a day, nor who can be written to nowhere', async () => {
    const isReminded = async (changes: object, startsAt = AT_TEN) =>
      (await at.book(at.newCustomer(), startsAt, changes)).body.isReminded;
    expect(await isReminded({ phone: '067 123 45 67' })).toBe(true);
    expect(await isReminded({})).toBe(false);
    for (const [email, says] of [
      ['ivha@example.com', true],
      [null, false],
    ] as const) {
      const { body } = await call(at.app, 'bookAppointment', {
        supplierId: at.supplier.id,
        headers: (await at.person(email)).headers,
        body: { receptionId: 'network', startsAt: AT_ELEVEN, topic: 'Тиск', accountId: null, phone: '' },
      });
      expect(body.isReminded).toBe(says);
    }
    at.now = new Date('2026-11-04T12:30:00Z');
    const soon = { receptionId: 'supply', phone: '067 123 45 67' };
    expect(await isReminded(soon, `${THURSDAY}T12:00:00Z`)).toBe(false);
  });

  it('gives a calendar file with the moment in UTC, which is the same event as in the personal calendar', async () => {
    const someone = at.newCustomer();
    const { body } = await at.book(someone);
    const file = await at.as(someone, 'getAppointmentFile', { params: { appointmentId: body.id } });
    expect(file.body.name).toBe(`${body.number}.ics`);
    const text = (file.body.content as string).replace(/\r\n[ \t]/g, '');
    expect(text).toContain('DTSTART:20261105T080000Z');
    expect(text).toContain('DTEND:20261105T090000Z');
    expect(text).toContain('SUMMARY:Прийом начальника дільниці');
    expect(text).toContain('LOCATION:вул. Шевченка\\, 1\\, каб. 12');
    expect(text).not.toContain('Тиск');
    const feed = await at.as(someone, 'createCalendarFeed', { body: { language: 'uk' } });
    const calendar = await (await at.app.fetch(new Request(feed.body.url))).text();
    const uid = /UID:(.*)/.exec(text)?.[1];
    expect(uid).toBeTruthy();
    expect(calendar).toContain(uid);
    // Who has it in a calendar already gets the same event at its new time.
    const sequence = (ics: string) => Number(/SEQUENCE:(\d+)/.exec(ics)?.[1]);
    at.now = new Date(at.now.getTime() + 60_000);
    await at.move(someone, body.id, AT_ELEVEN);
    const moved = await at.as(someone, 'getAppointmentFile', { params: { appointmentId: body.id } });
    expect(moved.body.content).toContain('DTSTART:20261105T090000Z');
    expect(moved.body.content.replace(/\r\n[ \t]/g, '')).toContain(uid);
    expect(sequence(moved.body.content)).toBeGreaterThan(sequence(text));
    await at.as(someone, 'cancelAppointment', { params: { appointmentId: body.id } });
    expect((await at.as(someone, 'getAppointmentFile', { params: { appointmentId: body.id } })).status).toBe(404);
    expect(await (await at.app.fetch(new Request(feed.body.url))).text()).not.toContain(uid);
  });
});

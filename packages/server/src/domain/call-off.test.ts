import type { StaffAppointment } from '@kabinet/api/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { callOffHolidays, remindOfAppointments } from '../jobs/appointments.js';
import { AppointmentBench, AT_ELEVEN, AT_TEN, THURSDAY, TUESDAY } from '../testing/appointment-bench.js';
import { databasesUnderTest, type DatabaseUnderTest } from '../testing/databases.js';
import { call } from '../testing/index.js';

describe.each(databasesUnderTest)('what staff do with receptions, in %s', (_name, open) => {
  let under: DatabaseUnderTest;
  let at: AppointmentBench;
  beforeAll(async () => {
    under = await open();
  });
  afterAll(() => under.close());
  beforeEach(async () => {
    at = await AppointmentBench.open(under);
  });

  it('a closed day calls everybody off with why and when else, and takes back what was offered', async () => {
    const filled = await at.fill();
    const [first, second] = [at.newCustomer(), at.newCustomer()];
    for (const someone of [first, second]) await at.join(someone);
    const startsAt = await at.cancel(filled[0] ?? '');
    const on = startsAt.slice(0, 10);
    expect((await at.closeDay(on, ' ')).body.issues).toEqual([{ pointer: '/reason', code: 'reason_missing' }]);
    const closed = await at.closeDay(on, 'Немає світла');
    expect(closed.status, closed.text).toBe(200);
    expect(closed.body).toMatchObject({ on, isClosed: true, why: { uk: 'Немає світла' }, waiting: 2 });
    expect(closed.body.items).toHaveLength(3);
    expect(closed.body.items.every(({ appointment }: StaffAppointment) => appointment.status === 'called_off')).toBe(
      true,
    );
    expect(await at.offerOf(first)).toBeNull();
    expect((await at.mine(first)).waiting[0].ahead).toBe(0);
    expect((await at.slots('network', on)).closedDays[0]).toEqual({ on, why: { uk: 'Немає світла' } });
    expect((await at.mine(filled[1] ?? '')).items[0]).toMatchObject({ status: 'called_off', reason: 'Немає світла' });
    const opened = await at.closeDay(on, null);
    expect(opened.body).toMatchObject({ isClosed: false, why: null });
    // All of it is free again, and those who wait come first.
    expect(await at.offerOf(first)).toMatchObject({ startsAt });
    expect(await at.offerOf(second)).toMatchObject({ startsAt });
    const acts = await at.tx((tx) =>
      tx.selectFrom('audit_events').select(['action', 'about']).where('action', 'like', 'reception_day.%').execute(),
    );
    expect(acts.map(({ action }) => action).sort()).toEqual([
      'reception_day.closed',
      'reception_day.opened',
      'reception_day.viewed',
      'reception_day.viewed',
    ]);
    expect(new Set(acts.map(({ about }) => about))).toEqual(new Set([`network ${on}`]));
  });

  it('staff see who comes, say who came, and call off', async () => {
    const { headers } = await at.person('ivha@example.com');
    const body = { receptionId: 'network', startsAt: AT_TEN, topic: 'Тиск', accountId: null, phone: '' };
    const booked = await call(at.app, 'bookAppointment', { supplierId: at.supplier.id, headers, body });
    const { ref, accounts } = at.supplier.customer;
    const other = await at.book(ref, AT_ELEVEN, { accountId: accounts[0].id, phone: '0671234567' });
    const unknown = at.newCustomer();
    await at.book(unknown, AT_TEN);
    const staff = await at.staffHeaders();
    const day = await call(at.app, 'getReceptionDay', {
      supplierId: at.supplier.id,
      headers: staff,
      params: { receptionId: 'network', date: THURSDAY },
    });
    expect(day.body.items).toMatchObject([
      { customerName: 'Ївга', accountNumber: null, phone: '', canBeTold: true },
      { customerName: '', accountNumber: null, phone: '', canBeTold: false },
      { customerName: at.supplier.customer.name, accountNumber: accounts[0].accountNumber, phone: '+380671234567' },
    ]);
    expect((await at.settle(booked.body.id, 'attended')).body.code).toBe('appointment_not_changeable');
    expect((await at.settle(booked.body.id, 'called_off')).body.issues).toEqual([
      { pointer: '/reason', code: 'reason_missing' },
    ]);
    expect((await at.settle(booked.body.id, 'called_off', 'Начальник хворіє')).status).toBe(200);
    const [told] = await at.messages();
    expect(told).toMatchObject({ purpose: 'appointment_called_off', channel: 'email', recipient: 'ivha@example.com' });
    expect(told?.body).toContain('Начальник хворіє');
    expect(told?.body).toContain('5 листопада об 11:00');
    // Nobody else is given that time.
    expect((await at.slots()).items[0]).toMatchObject({ startsAt: AT_TEN, free: 0 });
    expect((await at.settle(booked.body.id, 'attended')).body.code).toBe('appointment_not_changeable');
    at.now = new Date(`${THURSDAY}T09:30:00Z`);
    const outcome = (value: string) => at.settle(other.body.id, value);
    expect((await outcome('missed')).body.items[2].appointment.status).toBe('missed');
    expect((await outcome('attended')).body.items[2].appointment.status).toBe('attended');
    const acts = await at.tx((in_) =>
      in_.selectFrom('audit_events').select('action').where('actor', '=', 'staff').execute(),
    );
    expect(new Set(acts.map(({ action }) => action))).toEqual(
      new Set(['reception_day.viewed', 'appointment.viewed', 'appointment.called_off', 'appointment.settled']),
    );
  });

  it('writes to a phone that nobody has proven few times a day', async () => {
    for (let time = 0; time < 9; time += 1) {
      const someone = at.newCustomer();
      const { body } = await at.book(someone, AT_TEN, { phone: '067 123 45 67' });
      expect(body.status).toBe('booked');
      await at.settle(body.id, 'called_off', 'Хворіє');
      // A place that was called off stays taken: the supplier gives it back by hand here.
      await at.tx((in_) => in_.updateTable('appointments').set({ place: null }).where('id', '=', body.id).execute());
    }
    expect(await at.messages()).toHaveLength(6);
  });

  it('a day that becomes a holiday calls everybody off, once, and reminds nobody to come', async () => {
    const [one, other] = [at.newCustomer(), at.newCustomer()];
    const visit = await at.book(one, AT_TEN, { phone: '067 123 45 67' });
    await at.book(other, `${TUESDAY}T08:00:00Z`, { phone: '067 123 45 68' });
    await callOffHolidays(at.context, await at.known());
    expect((await at.mine(one)).items[0].status).toBe('booked');
    await at.changeProfile({ holidays: ['11-12', THURSDAY] });
    for (let round = 0; round < 2; round += 1) await callOffHolidays(at.context, await at.known());
    const called = { status: 'called_off', reason: 'Цей день став вихідним.', isReminded: false };
    expect((await at.mine(one)).items).toMatchObject([called]);
    expect((await at.mine(other)).items).toMatchObject([{ status: 'booked' }]);
    const [told, ...more] = await at.messages();
    expect([told?.purpose, told?.recipient, more]).toEqual(['appointment_called_off', '+380671234567', []]);
    at.now = new Date('2026-11-04T08:00:00Z');
    await remindOfAppointments(at.context, await at.known());
    expect(await at.messages()).toHaveLength(1);
    const acts = await at.tx((tx) =>
      tx
        .selectFrom('audit_events')
        .select(['actor', 'subject_id'])
        .where('action', '=', 'appointment.called_off')
        .execute(),
    );
    expect(acts).toEqual([{ actor: 'system', subject_id: visit.body.id }]);
  });

  it('wakes nobody up at night to say so, unless it would be too late in the morning', async () => {
    await at.book(at.newCustomer(), AT_TEN, { phone: '067 123 45 67' });
    await at.book(at.newCustomer(), `${TUESDAY}T08:00:00Z`, { phone: '067 123 45 68' });
    const sentAt = () =>
      at.tx((tx) => tx.selectFrom('outgoing_messages').select(['next_try_at', 'expires_at']).orderBy('id').execute());
    at.now = new Date('2026-11-03T20:30:00Z');
    await at.closeDay(TUESDAY, 'Немає світла');
    at.now = new Date('2026-11-04T20:30:00Z');
    await at.closeDay(THURSDAY, 'Немає світла');
    expect(await sentAt()).toEqual([
      { next_try_at: '2026-11-04T08:00:00.000Z', expires_at: `${TUESDAY}T09:00:00.000Z` },
      { next_try_at: '2026-11-04T20:30:00.000Z', expires_at: AT_ELEVEN },
    ]);
  });
});

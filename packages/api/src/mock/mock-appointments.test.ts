import { beforeEach, describe, expect, it } from 'vitest';
import { AppointmentList, CalendarFile, ReceptionList, SlotList } from '../schemas/index.js';
import type { UtilityApi } from '../utility-api.js';
import { createMockApi } from './mock-api.js';
import { type MockAppointmentsData, sampleReceptions } from './sample-appointments.js';
import { sampleData } from './sample-base.js';
import { sampleNow } from './samples.js';

let clock: Date;
let api: UtilityApi;
let keys = 0;
const key = () => ({ idempotencyKey: `key-of-the-test-${(keys += 1)}` });
const problemOf = (call: Promise<unknown>) =>
  call.then(
    () => null,
    (error: { problem: { code: string } }) => error.problem,
  );
const begin = (appointments: Partial<MockAppointmentsData> = {}) => {
  clock = new Date(sampleNow);
  api = createMockApi({ now: () => clock, data: sampleData({ now: clock, appointments }) });
};
/** Anew, at the same time. */
const begun = (appointments: Partial<MockAppointmentsData>) => {
  api = createMockApi({ now: () => clock, data: sampleData({ now: clock, appointments }) });
};
beforeEach(() => begin());

const slots = (receptionId = 'network-head') => api.listAppointmentSlots({ receptionId });
const firstFree = async () => (await slots()).nextFree[0]?.startsAt ?? '';
const book = (startsAt: string, receptionId = 'network-head') =>
  api.bookAppointment(
    { body: { receptionId, startsAt, topic: 'Тиск газу', accountId: 'gas', phone: '067 123 45 67' } },
    key(),
  );
const join = () =>
  api.joinWaitingList({ receptionId: 'network-head', body: { topic: 'Тиск газу', accountId: null, phone: '' } }, key());

describe('appointments of the mock', () => {
  it('answer by the contract', async () => {
    begin({ taken: 'all', begins: 'offered' });
    expect(ReceptionList.parse(await api.listReceptions({})).items).toHaveLength(2);
    const list = SlotList.parse(await slots());
    expect(list.items.every(({ free }) => free === 0)).toBe(true);
    expect(list.nextFree).toEqual([]);
    const own = AppointmentList.parse(await api.listAppointments({}));
    expect(own.waiting[0]?.offer?.heldUntil).toBe('2026-11-04T08:00:00.000Z');
  });

  it('are booked once a slot, and listed', async () => {
    const startsAt = await firstFree();
    const booked = await book(startsAt);
    expect(booked).toMatchObject({ startsAt, topic: 'Тиск газу', status: 'booked', canChange: true });
    expect((await slots()).items.find((slot) => slot.startsAt === startsAt)?.free).toBe(0);
    expect((await api.listAppointments({})).items).toEqual([booked]);
    expect(await problemOf(book(await firstFree()))).toMatchObject({ code: 'appointment_limit' });
    const { name, content } = CalendarFile.parse(await api.getAppointmentFile({ appointmentId: booked.id }));
    expect([name, content.includes(startsAt.slice(0, 4))]).toEqual([`${booked.number}.ics`, true]);
  });

  it('are never two at once, and say whether there will be a reminder', async () => {
    const startsAt = await firstFree();
    expect((await book(startsAt)).isReminded).toBe(true);
    // Both receptions at one time: nobody can be at both.
    const [head, office] = sampleReceptions;
    if (!head || !office) throw new Error('no receptions');
    const reception = { ...office.reception, hours: head.reception.hours, slotMinutes: 30 };
    begun({ receptions: [head, { ...office, reception }] });
    await book(startsAt);
    expect(await problemOf(book(startsAt, office.reception.id))).toMatchObject({ code: 'appointment_overlap' });
    begun({ hasContact: false });
    expect((await book(await firstFree())).isReminded).toBe(false);
  });

  it('say which slots are next when one is full', async () => {
    begin({ isSnatched: true });
    const startsAt = await firstFree();
    const problem = await problemOf(book(startsAt));
    expect(problem).toMatchObject({
      code: 'slot_taken',
      nextFree: Array(5).fill({ free: expect.any(Number) as number }),
    });
    expect((await book(await firstFree())).status).toBe('booked');
  });

  it('are moved and cancelled until they begin', async () => {
    const { id, startsAt } = await book(await firstFree());
    const later = (await slots()).nextFree.at(-1)?.startsAt ?? '';
    const moved = await api.moveAppointment({ appointmentId: id, body: { startsAt: later } }, key());
    expect([moved.id, moved.startsAt]).toEqual([id, later]);
    expect((await slots()).nextFree[0]?.startsAt).toBe(startsAt);
    clock = new Date(later);
    expect(await problemOf(api.cancelAppointment({ appointmentId: id, body: {} }, key()))).toMatchObject({
      code: 'appointment_not_changeable',
    });
    clock = new Date(sampleNow);
    expect((await api.cancelAppointment({ appointmentId: id, body: {} }, key())).status).toBe('cancelled');
    expect(await problemOf(api.getAppointmentFile({ appointmentId: id }))).toMatchObject({ code: 'not_found' });
  });

  it('are waited for, and taken when they are offered', async () => {
    begin({ taken: 'all' });
    const place = await join();
    expect(place).toMatchObject({ ahead: 2, offer: null });
    expect((await join()).id).toBe(place.id);
    expect((await api.leaveWaitingList({ placeId: place.id, body: {} }, key())).waiting).toEqual([]);
    begin({ taken: 'all', begins: 'offered' });
    const [{ offer } = { offer: null }] = (await api.listAppointments({})).waiting;
    expect((await book(offer?.startsAt ?? '')).startsAt).toBe(offer?.startsAt);
    expect((await api.listAppointments({})).waiting).toEqual([]);
  });

  it('refuse what is said badly, or about somebody else’s account', async () => {
    const startsAt = await firstFree();
    const body = { receptionId: 'network-head', startsAt, topic: 'Тиск', accountId: null, phone: '' };
    for (const [change, code, pointer] of [
      [{ topic: ' ' }, 'invalid_request', '/topic'],
      [{ phone: '12' }, 'invalid_request', '/phone'],
      [{ accountId: 'nobody’s' }, 'not_found', undefined],
      [{ receptionId: 'nowhere' }, 'not_found', undefined],
    ] as const) {
      const problem = await problemOf(api.bookAppointment({ body: { ...body, ...change } }, key()));
      expect(problem).toMatchObject({ code, ...(pointer && { issues: [{ pointer }] }) });
    }
  });
});

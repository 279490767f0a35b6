import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { forgetAppointments } from '../db/my-appointments.js';
import { turnAllWaitingLists } from '../jobs/appointments.js';
import { AppointmentBench, AT_TEN } from '../testing/appointment-bench.js';
import { databasesUnderTest, type DatabaseUnderTest } from '../testing/databases.js';
import { call } from '../testing/index.js';

describe.each(databasesUnderTest)('who waits where all is full, in %s', (_name, open) => {
  let under: DatabaseUnderTest;
  let at: AppointmentBench;
  beforeAll(async () => {
    under = await open();
  });
  afterAll(() => under.close());
  /** Who has what there is: two places each on Thursday at ten and eleven, then on two Tuesdays. */
  let filled: string[] = [];
  const [first, second] = ['C-first', 'C-second'] as const;
  beforeEach(async () => {
    at = await AppointmentBench.open(under);
    filled = await at.fill();
    expect((await at.slots()).nextFree).toEqual([]);
    expect((await at.join(first)).body).toMatchObject({ ahead: 0, offer: null });
    expect((await at.join(second)).body).toMatchObject({ ahead: 1, offer: null });
  });
  /** What the job does every minute. */
  const round = async () => turnAllWaitingLists(at.context, await at.known());

  it('joining again keeps the place, with what is said now', async () => {
    expect((await at.join(first, { topic: 'Інше' })).body).toMatchObject({ ahead: 0, topic: 'Інше' });
    expect((await at.mine(first)).waiting).toHaveLength(1);
  });

  it('a place that becomes free is held for the first, who is told and takes it', async () => {
    const startsAt = await at.cancel(filled[5] ?? '');
    expect(await at.offerOf(first)).toMatchObject({ startsAt, heldUntil: '2026-11-04T10:00:00.000Z' });
    expect(await at.offerOf(second)).toBeNull();
    expect((await at.mine(second)).waiting[0].ahead).toBe(0);
    expect(await at.messages()).toMatchObject([
      { purpose: 'appointment_offered', channel: 'sms', recipient: '+380671234567' },
    ]);
    // It is nobody else's.
    expect((await at.book(at.newCustomer(), startsAt)).body.code).toBe('slot_taken');
    const taken = await at.book(first, startsAt, { topic: 'Тиск', phone: '067 765 43 21' });
    expect(taken.status).toBe(201);
    expect(taken.body).toMatchObject({ startsAt, topic: 'Тиск', status: 'booked' });
    expect(await at.mine(first)).toMatchObject({ items: [{ id: taken.body.id }], waiting: [] });
  });

  it('what is not taken in time, or let go, goes to the next', async () => {
    const startsAt = await at.cancel(filled[5] ?? '');
    at.now = new Date(Date.parse('2026-11-04T10:00:00Z'));
    await round();
    expect(await at.offerOf(first)).not.toBeNull();
    at.now = new Date(at.now.getTime() + 1000);
    await round();
    await round();
    expect((await at.mine(first)).waiting).toEqual([]);
    expect(await at.offerOf(second)).toMatchObject({ startsAt });
    // Who comes a moment too late is told so.
    expect((await at.book(first, startsAt)).body.code).toBe('slot_taken');
    const { waiting } = await at.mine(second);
    const left = await at.as(second, 'leaveWaitingList', { params: { placeId: waiting[0].id } });
    expect(left.body).toEqual({ items: [], waiting: [] });
    expect((await at.slots('network', startsAt.slice(0, 10))).items[0].free).toBe(1);
  });

  it('booking another slot there lets the offered one go to the next', async () => {
    const startsAt = await at.cancel(filled[5] ?? '');
    const other = filled[0] ?? '';
    const { items } = await at.mine(other);
    // Too near to be held for anybody, and yet it can be booked.
    at.now = new Date(Date.parse(items[0].startsAt) - 24 * 3_600_000 - 600_000);
    expect(await at.cancel(other)).toBe(AT_TEN);
    expect(await at.offerOf(second)).toBeNull();
    expect((await at.book(first, AT_TEN)).status).toBe(201);
    expect((await at.mine(first)).waiting).toEqual([]);
    expect(await at.offerOf(second)).toMatchObject({ startsAt });
  });

  it('those who come at the same moment get nothing of what is held', async () => {
    const someone = filled[5] ?? '';
    const [booked] = (await at.mine(someone)).items;
    const [given, ...rivals] = await Promise.all([
      at.as(someone, 'cancelAppointment', { params: { appointmentId: booked.id } }),
      ...Array.from({ length: 8 }, () => at.book(at.newCustomer(), booked.startsAt)),
    ]);
    expect(given?.status).toBe(200);
    expect(rivals.map(({ body }) => body.code)).toEqual(Array(8).fill('slot_taken'));
    expect(await at.offerOf(first)).toMatchObject({ startsAt: booked.startsAt });
  });

  it('a new day that can be booked is offered to those who wait', async () => {
    at.now = new Date('2026-11-04T20:00:00Z');
    await round();
    expect(await at.offerOf(first)).toBeNull();
    // In Kyiv it is the fifth already, and the nineteenth is two weeks on.
    at.now = new Date('2026-11-04T22:00:00Z');
    await round();
    expect(await at.offerOf(first)).toMatchObject({ startsAt: '2026-11-19T08:00:00.000Z' });
    expect(await at.offerOf(second)).toMatchObject({ startsAt: '2026-11-19T08:00:00.000Z' });
    // Nobody is woken up for that.
    expect(await at.messages()).toEqual([]);
    at.now = new Date('2026-11-05T08:00:00Z');
    await round();
    expect(await at.messages()).toHaveLength(2);
  });

  it('a reception that the supplier gave up keeps nobody waiting', async () => {
    await at.changeProfile({ receptions: [] });
    await round();
    const rows = await at.tx((tx) => tx.selectFrom('waiting_places').select('ended_at').execute());
    expect(rows.every(({ ended_at }) => ended_at !== null)).toBe(true);
  });

  it('a reception whose last day has gone by keeps nobody waiting, and lets nobody begin', async () => {
    const [network] = at.supplier.profile.receptions;
    await at.changeProfile({ receptions: network ? [{ ...network, validTo: '2026-11-02' }] : [] });
    await round();
    const rows = await at.tx((tx) => tx.selectFrom('waiting_places').select('ended_at').execute());
    expect(rows.every(({ ended_at }) => ended_at !== null)).toBe(true);
    expect((await at.join(first)).body.code).toBe('not_found');
  });

  it('who has another time there may move to the one that is held for them', async () => {
    for (const someone of [first, second]) {
      const { waiting } = await at.mine(someone);
      await at.as(someone, 'leaveWaitingList', { params: { placeId: waiting[0].id } });
    }
    const someone = filled[0] ?? '';
    await at.join(someone);
    const startsAt = await at.cancel(filled[5] ?? '');
    expect(await at.offerOf(someone)).toMatchObject({ startsAt });
    const [{ id }] = (await at.mine(someone)).items;
    expect((await at.move(someone, id, startsAt)).body).toMatchObject({ id, startsAt });
    expect((await at.mine(someone)).waiting).toEqual([]);
    expect((await at.slots()).items[0]).toMatchObject({ startsAt: AT_TEN, free: 1 });
  });

  it('who has themselves erased while they are offered a place leaves none behind that nobody has', async () => {
    const person = await at.person('ivha@example.com');
    for (const someone of [first, second]) {
      const { waiting } = await at.mine(someone);
      await at.as(someone, 'leaveWaitingList', { params: { placeId: waiting[0].id } });
    }
    const joined = await call(at.app, 'joinWaitingList', {
      supplierId: at.supplier.id,
      headers: person.headers,
      params: { receptionId: 'network' },
      body: { topic: 'Тиск газу', accountId: null, phone: '067 123 45 67' },
    });
    expect(joined.status, joined.text).toBe(201);
    await Promise.all([
      ...filled.slice(4, 8).map((someone) => at.cancel(someone)),
      at.tx((tx) => forgetAppointments(tx, { supplierId: at.supplier.id, customerRef: person.ref, now: at.now })),
    ]);
    const left = await at.tx((tx) =>
      tx.selectFrom('appointments').select(['topic', 'place']).where('customer_ref', '=', person.ref).execute(),
    );
    for (const row of left) expect(row).toEqual({ topic: '', place: null });
  });

  it('an offer that is over is nobody’s, though no round has come by since', async () => {
    const startsAt = await at.cancel(filled[5] ?? '');
    await at.cancel(filled[7] ?? '');
    expect(await at.offerOf(second)).not.toBeNull();
    const other = await at.cancel(filled[9] ?? '');
    at.now = new Date('2026-11-04T10:00:01Z');
    expect((await at.book(first, other)).status).toBe(201);
    for (const someone of [first, second]) expect((await at.mine(someone)).waiting).toEqual([]);
    const { items } = await at.slots('network', startsAt.slice(0, 10));
    expect(items.map(({ free }: { free: number }) => free)).toEqual([1, 1, 0, 0]);
    expect((await at.book(at.newCustomer(), startsAt)).status).toBe(201);
  });

  it('who did not answer in time and joins again comes after the others', async () => {
    const startsAt = await at.cancel(filled[5] ?? '');
    at.now = new Date('2026-11-04T10:00:01Z');
    expect((await at.join(first)).body).toMatchObject({ ahead: 0, offer: null });
    expect(await at.offerOf(second)).toMatchObject({ startsAt });
  });

  it('is told in the morning of what became free at night, and has a day from then', async () => {
    at.now = new Date('2026-11-03T20:30:00Z');
    const startsAt = await at.cancel(filled[5] ?? '');
    // It is theirs at once, should they look.
    expect(await at.offerOf(first)).toMatchObject({ startsAt, heldUntil: '2026-11-05T08:00:00.000Z' });
    const toldAt = async (moment: string) => {
      at.now = new Date(moment);
      await round();
      return (await at.messages()).map(({ body }) => body);
    };
    expect(await toldAt('2026-11-04T07:59:59Z')).toEqual([]);
    const [told, ...more] = await toldAt('2026-11-04T08:00:00Z');
    expect(told).toContain('до 10:00 5 листопада');
    expect(more).toEqual([]);
    expect(await toldAt('2026-11-04T08:01:00Z')).toHaveLength(1);
  });

  it('is not told of what they took, or let go, before the morning', async () => {
    at.now = new Date('2026-11-03T20:30:00Z');
    const startsAt = await at.cancel(filled[5] ?? '');
    expect((await at.book(first, startsAt)).status).toBe(201);
    await at.cancel(filled[7] ?? '');
    const { waiting } = await at.mine(second);
    await at.as(second, 'leaveWaitingList', { params: { placeId: waiting[0].id } });
    at.now = new Date('2026-11-04T08:00:00Z');
    await round();
    expect(await at.messages()).toEqual([]);
  });

  it('is offered no time at which they are booked already', async () => {
    for (const someone of [first, second]) {
      const { waiting } = await at.mine(someone);
      await at.as(someone, 'leaveWaitingList', { params: { placeId: waiting[0].id } });
    }
    const someone = filled[4] ?? '';
    await at.join(someone);
    const own = await at.cancel(filled[5] ?? '');
    expect((await at.mine(someone)).items[0].startsAt).toBe(own);
    expect(await at.offerOf(someone)).toBeNull();
    const next = await at.cancel(filled[6] ?? '');
    expect(await at.offerOf(someone)).toMatchObject({ startsAt: next });
  });
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { AppointmentBench, AT_TEN } from '../testing/appointment-bench.js';
import { databasesUnderTest, type DatabaseUnderTest } from '../testing/databases.js';
import { purgeAppointments } from './purge-appointments.js';

const open = databasesUnderTest[0]?.[1];
let under: DatabaseUnderTest;
beforeAll(async () => {
  if (!open) throw new Error('no database');
  under = await open();
});
afterAll(() => under.close());

it('what was said of a visit is forgotten ninety days after it, and that there was one stays', async () => {
  const at = await AppointmentBench.open(under);
  const [visitor, calledOff, waiting] = [at.newCustomer(), at.newCustomer(), at.newCustomer()];
  await at.book(visitor, AT_TEN, { phone: '067 123 45 67' });
  const { body } = await at.book(calledOff, AT_TEN);
  await at.settle(body.id, 'called_off', 'Начальник хворіє');
  await at.join(waiting);
  const place = (await at.mine(waiting)).waiting[0];
  await at.as(waiting, 'leaveWaitingList', { params: { placeId: place.id } });
  const said = () =>
    at.tx(async (tx) => [
      ...(await tx.selectFrom('appointments').select(['topic', 'phone', 'reason']).orderBy('number').execute()),
      ...(await tx.selectFrom('waiting_places').select(['topic', 'phone']).execute()),
    ]);
  const before = await said();
  expect(JSON.stringify(before)).toContain('хворіє');
  // The last time of that day, which was held for who waited, is over at noon.
  at.now = new Date('2027-02-01T10:00:00Z');
  await purgeAppointments(at.context);
  expect((await said()).slice(0, 2)).toEqual(before.slice(0, 2));
  at.now = new Date('2027-02-03T10:00:01Z');
  await purgeAppointments(at.context);
  expect(new Set((await said()).flatMap((row) => Object.values(row)))).toEqual(new Set(['']));
  expect((await at.mine(visitor)).items).toMatchObject([{ startsAt: AT_TEN, topic: '' }]);
});

import { describe, expect, it } from 'vitest';
import { GAS_RECEPTIONS, POWER_RECEPTIONS } from '../sample/suppliers/receptions.js';
import { ProfileReceptions } from './reception-profile.js';

const RECEPTION = {
  id: 'head',
  name: { uk: 'Прийом' },
  address: { uk: 'вул. Річкова, 4' },
  hours: [{ weekday: 2, from: '09:00', to: '12:00' }],
  slotMinutes: 30,
};
const faultsOf = (...receptions: readonly object[]) =>
  (ProfileReceptions.safeParse(receptions).error?.issues ?? []).map(
    ({ path, message }) => `${path.join('/')}: ${message}`,
  );

describe('the receptions of a profile', () => {
  it('leave out what has a default', () => {
    expect(ProfileReceptions.parse([RECEPTION])).toEqual([
      {
        ...RECEPTION,
        company: null,
        manager: null,
        topics: null,
        phone: null,
        note: null,
        capacity: 1,
        bookableDays: 30,
        noticeHours: 2,
        atMostPerCustomer: 1,
        validFrom: null,
        validTo: null,
      },
    ]);
    expect(ProfileReceptions.parse(undefined)).toEqual([]);
  });

  it('of both companies of the sample gas supplier are right', () => {
    expect(faultsOf(...GAS_RECEPTIONS, ...POWER_RECEPTIONS)).toEqual([]);
    expect(new Set(GAS_RECEPTIONS.map(({ company }) => company['uk'])).size).toBe(2);
  });

  it('are told where they are wrong', () => {
    expect(faultsOf(RECEPTION, RECEPTION)).toEqual([': two receptions have the same id']);
    for (const [change, where] of [
      [{ id: 'Head' }, '0/id'],
      [{ hours: [] }, '0/hours'],
      [{ hours: [{ weekday: 0, from: '09:00', to: '12:00' }] }, '0/hours/0/weekday'],
      [{ hours: [{ weekday: 2, from: '9:00', to: '12:00' }] }, '0/hours/0/from'],
      [{ hours: [{ weekday: 2, from: '12:00', to: '12:00' }] }, '0/hours/0'],
      [{ slotMinutes: 0 }, '0/slotMinutes'],
      [{ capacity: 0 }, '0/capacity'],
      [{ validFrom: '2027-01-01', validTo: '2026-01-01' }, '0'],
    ] as const) {
      expect(faultsOf({ ...RECEPTION, ...change })[0]).toMatch(new RegExp(`^${where}: `));
    }
  });
});

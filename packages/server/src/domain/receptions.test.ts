import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freePlacesOf } from './receptions.js';

const MORNING = Date.parse('2026-11-05T08:00:00Z');
const time = (from: number, to: number) => ({
  startsAt: new Date(MORNING + from * 60_000).toISOString(),
  endsAt: new Date(MORNING + to * 60_000).toISOString(),
});

describe('the free places of a slot', () => {
  it('are those that nobody has at any moment of it', () => {
    const taken = [
      { ...time(0, 30), place: 0 },
      { ...time(45, 60), place: 2 },
    ];
    expect(freePlacesOf(time(0, 30), { taken, capacity: 3 })).toEqual([1, 2]);
    expect(freePlacesOf(time(30, 45), { taken, capacity: 3 })).toEqual([0, 1, 2]);
    // Of hours that were others when it was booked.
    expect(freePlacesOf(time(20, 50), { taken, capacity: 3 })).toEqual([1]);
  });

  it('are fewer where fewer people are received at once than were before', () => {
    expect(freePlacesOf(time(0, 30), { taken: [{ ...time(0, 30), place: 4 }], capacity: 1 })).toEqual([]);
  });

  it('let nobody in beside others, however often hours, length and capacity change', () => {
    const grid = fc.record({
      length: fc.integer({ min: 5, max: 60 }),
      offset: fc.integer({ min: 0, max: 59 }),
      capacity: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(grid, fc.array(fc.nat(20), { maxLength: 8 })), { maxLength: 4 }), (times) => {
        const taken: { startsAt: string; endsAt: string; place: number }[] = [];
        for (const [{ length, offset, capacity }, tries] of times) {
          for (const each of tries) {
            const slot = time(offset + each * length, offset + (each + 1) * length);
            const [place] = freePlacesOf(slot, { taken, capacity });
            if (place !== undefined) taken.push({ ...slot, place });
          }
        }
        for (const one of taken) {
          const others = taken.filter(
            (each) => each !== one && each.startsAt < one.endsAt && one.startsAt < each.endsAt,
          );
          expect(others.map(({ place }) => place)).not.toContain(one.place);
        }
      }),
    );
  });
});

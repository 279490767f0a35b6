import { describe, expect, it } from 'vitest';
import { isSensibleHour, nextSensibleMoment } from './sensible-hours.js';

describe('people are written to who do not wait for it', () => {
  it('from ten in the morning until eight in the evening by the supplier’s clock, in summer and in winter', () => {
    const at = (moment: string) => isSensibleHour(new Date(moment), 'Europe/Kyiv');
    const winter = ['2026-11-18T07:59:00Z', '2026-11-18T08:00:00Z', '2026-11-18T17:59:59Z', '2026-11-18T18:00:00Z'];
    expect(winter.map(at)).toEqual([false, true, true, false]);
    expect(['2026-07-18T06:59:00Z', '2026-07-18T07:00:00Z'].map(at)).toEqual([false, true]);
  });

  it.each([
    ['in the middle of the day, at once', 'Europe/Kyiv', '2026-11-18T12:34:56.789Z', '2026-11-18T12:34:56.789Z'],
    ['in the evening, the next morning', 'Europe/Kyiv', '2026-11-18T18:00:00Z', '2026-11-19T08:00:00.000Z'],
    ['before ten, at ten', 'Europe/Kyiv', '2026-11-18T05:07:00Z', '2026-11-18T08:00:00.000Z'],
    ['over the night in which the clocks go on', 'Europe/Kyiv', '2026-03-28T21:00:00Z', '2026-03-29T07:00:00.000Z'],
    ['over the night in which they go back', 'Europe/Kyiv', '2026-10-24T21:00:00Z', '2026-10-25T08:00:00.000Z'],
    ['where clocks differ by three quarters', 'Asia/Kathmandu', '2026-11-18T00:00:00Z', '2026-11-18T04:15:00.000Z'],
  ])('%s', (_when, timeZone, now, then) => {
    expect(nextSensibleMoment(new Date(now), timeZone).toISOString()).toBe(then);
  });
});

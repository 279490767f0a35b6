import { hourIn } from '../words/local-hours.js';

/** By the supplier's clock: what nobody waits for is written from ten in the morning until eight in the evening. */
const FIRST_HOUR = 10;
const LAST_HOUR = 19;
/** Every zone's hours begin at a quarter of an hour of UTC. */
const QUARTER_MS = 15 * 60_000;

/** Whether people may be written to now who do not wait for it. */
export function isSensibleHour(moment: Date, timeZone: string): boolean {
  const hour = hourIn(moment, timeZone);
  return hour >= FIRST_HOUR && hour <= LAST_HOUR;
}

/** The first moment from now on at which they may be. */
export function nextSensibleMoment(now: Date, timeZone: string): Date {
  if (isSensibleHour(now, timeZone)) return now;
  let moment = Math.ceil(now.getTime() / QUARTER_MS) * QUARTER_MS;
  while (!isSensibleHour(new Date(moment), timeZone)) moment += QUARTER_MS;
  return new Date(moment);
}

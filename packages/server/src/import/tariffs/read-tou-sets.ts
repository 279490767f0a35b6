import type { Tariff } from '@kabinet/api/contract';
import type { YamlEntry } from '../yaml-entry.js';

type TouSet = Tariff['touSets'][number];

export const ZONES = ['day', 'night', 'peak', 'half_peak'] as const;

const HOURS = /^(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})$/;
const MINUTES_OF_DAY = 24 * 60;

/** The book's sets of time-of-use periods by their name. */
export function readTouSets(book: YamlEntry): ReadonlyMap<string, TouSet> {
  const sets = book.entry('touSets');
  for (const name of sets.namesWithoutValue) sets.fault(name, 'has no periods');
  return new Map(sets.names.map((name) => [name, readSet(sets, name)]));
}

function readSet(sets: YamlEntry, name: string): TouSet {
  const zoneOfMinute = new Array<string | null>(MINUTES_OF_DAY).fill(null);
  const zones = new Set<string>();
  const periods = sets.entries(name).map((entry) => {
    const zone = entry.word('zone', ZONES);
    if (zones.has(zone)) entry.fault('zone', `"${zone}" stands in this set before: give it all its hours there`);
    zones.add(zone);
    const hours = entry.words('hours', null).flatMap((text) => readHours(entry, text) ?? []);
    if (!entry.has('hours')) entry.fault('hours', 'is missing');
    for (const each of hours) occupy(entry, zoneOfMinute, zone, each);
    const coefficient = entry.decimal('coefficient');
    entry.done();
    return { zone, hours: hours.map(({ from, to }) => ({ from: clock(from), to: clock(to) })), coefficient };
  });
  const free = zoneOfMinute.indexOf(null);
  if (periods.length === 0) sets.fault(name, 'has no periods');
  else if (free !== -1) {
    const next = zoneOfMinute.findIndex((zone, minute) => minute > free && zone !== null);
    sets.fault(name, `the time from ${clock(free)} to ${clock(next === -1 ? 0 : next)} belongs to no zone`);
  }
  return periods;
}

interface Minutes {
  readonly from: number;
  readonly to: number;
}

function readHours(entry: YamlEntry, text: string): Minutes | null {
  const match = HOURS.exec(text.trim());
  const [fromHour, fromMinute, toHour, toMinute] = (match ?? []).slice(1).map(Number);
  const from = (fromHour ?? NaN) * 60 + (fromMinute ?? NaN);
  const to = (toHour ?? NaN) * 60 + (toMinute ?? NaN);
  const isRight = from < MINUTES_OF_DAY && to <= MINUTES_OF_DAY && (fromMinute ?? 60) < 60 && (toMinute ?? 60) < 60;
  if (isRight) return { from, to: to % MINUTES_OF_DAY };
  entry.fault('hours', `"${text}" is not a time of the day such as "07:00-23:00"`);
  return null;
}

/** Gives the minutes to the zone; the ones up to midnight and after it when the time runs over it. */
function occupy(entry: YamlEntry, zoneOfMinute: (string | null)[], zone: string, { from, to }: Minutes): void {
  const length = (to - from + MINUTES_OF_DAY) % MINUTES_OF_DAY || MINUTES_OF_DAY;
  for (let step = 0; step < length; step += 1) {
    const minute = (from + step) % MINUTES_OF_DAY;
    const before = zoneOfMinute[minute] ?? null;
    if (before !== null) {
      entry.fault('hours', `at ${clock(minute)} it is "${before}" already`);
      return;
    }
    zoneOfMinute[minute] = zone;
  }
}

/** `HH:MM` of a minute of the day. */
function clock(minute: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

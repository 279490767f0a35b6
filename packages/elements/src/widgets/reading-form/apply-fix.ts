import type { Meter } from '@kabinet/api';
import type { SlipAdvice } from '@kabinet/rules';
import type { Format } from '../../core/format.js';
import { typedOf } from './reading-coach.js';
import type { ReadingEntry } from './reading-entry.js';
import type { Typed } from './reading-form.model.js';

/** The other meters whose readings may have been exchanged with this one's, with what is typed for them. */
export function coachable(
  meter: Meter,
  meters: readonly Meter[],
  entries: ReadonlyMap<string, ReadingEntry>,
): readonly { meter: Meter; typed: Typed }[] {
  if (entries.get(meter.id)?.correcting) return [];
  return meters.flatMap((each) => {
    const entry = entries.get(each.id);
    // What is handed in, or may be, is not changed behind the person's back.
    const isTaken = entry
      ? entry.standing(each) !== null || entry.action.state.status !== 'idle'
      : each.submitted !== null;
    return each.id === meter.id || isTaken ? [] : [{ meter: each, typed: entry?.typed ?? {} }];
  });
}

/** Puts in what the coach proposes. What belongs to another meter goes there, and the person along with it. */
export function applyFix({
  advice: { fix },
  meter,
  meters,
  entryOf,
  show,
  format,
}: {
  advice: SlipAdvice;
  meter: Meter;
  meters: readonly Meter[];
  entryOf: (meter: Meter) => ReadingEntry;
  show: (meter: Meter) => void;
  format: Format;
}): void {
  const here = fix.find(({ meterId }) => meterId === meter.id);
  const there = fix.find(({ meterId }) => meterId !== meter.id);
  const other = meters.find(({ id }) => id === there?.meterId);
  const fixHere = () =>
    entryOf(meter).fix(
      typedOf(meter, here?.values ?? [], format),
      other ? { kind: 'exchanged_with', meterId: other.id } : { kind: 'here' },
    );
  if (!other || !there) return fixHere();
  const fixThere = () =>
    entryOf(other).fix(typedOf(other, there.values, format), {
      kind: here ? 'exchanged_with' : 'moved_from',
      meterId: meter.id,
    });
  if (!here) show(other);
  // The one that is shown comes last: the focus goes there.
  for (const fixOne of here ? [fixThere, fixHere] : [fixHere, fixThere]) fixOne();
}

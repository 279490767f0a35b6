import type { Reading, ServiceKind, Unit } from '@kabinet/api/contract';
import { canonicalDecimal, recentUseOf } from '@kabinet/rules';
import { metersOfAccount } from '../../db/meters.js';
import { monthsByService, plausibilityOf, readingOf } from '../../domain/readings.js';
import { accountOperation, READ_LIMIT } from '../operation.js';

/** The meters of an account; without the household's use for who may only hand in readings. */
export const listMeters = accountOperation('listMeters', {
  rateLimit: READ_LIMIT,
  handle: async (tx, { supplier, now }, { account, grants }) => {
    // Who only hands in readings needs the dials and where they stood, not how the household lives.
    const seesUse = grants.includes('view');
    const { profile } = supplier;
    const place = { profile, locality: account.locality, at: now };
    const meters = await metersOfAccount(tx, {
      supplierId: supplier.id,
      accountId: account.id,
      months: monthsByService(place),
    });
    return {
      items: meters.map(({ baseline, earlier, submitted, ...meter }) => ({
        ...meter,
        serviceKind: meter.serviceKind as ServiceKind,
        unit: meter.unit as Unit,
        multiplier: canonicalDecimal(meter.multiplier),
        registers: [...meter.registers],
        baseline: baseline && shownTo(seesUse, readingOf(baseline, meter.serviceKind, place)),
        submitted: submitted && readingOf(submitted, meter.serviceKind, place),
        maxDailyUse: profile.maxDailyUse?.[meter.serviceKind as ServiceKind] ?? null,
        recentUse: seesUse ? recentUseOf({ readings: earlier, ...meter, timeZone: profile.timeZone }) : [],
        plausibility: plausibilityOf(profile, meter.serviceKind as ServiceKind),
      })),
    };
  },
});

function shownTo(seesUse: boolean, reading: Reading): Reading {
  if (seesUse) return reading;
  return { ...reading, values: reading.values.map((value) => ({ ...value, consumption: null })) };
}

import type { ServiceKind, Unit } from '@kabinet/api/contract';
import { canonicalDecimal, recentUseOf } from '@kabinet/rules';
import { metersOfAccount } from '../../db/meters.js';
import { monthsByService, plausibilityOf, readingOf } from '../../domain/readings.js';
import { customerOperation, ownAccount, READ_LIMIT } from '../operation.js';

/** The meters of the customer's own account. */
export const listMeters = customerOperation('listMeters', {
  rateLimit: READ_LIMIT,
  authorise: ownAccount,
  handle: async (tx, { supplier, now }, account) => {
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
        baseline: baseline && readingOf(baseline, meter.serviceKind, place),
        submitted: submitted && readingOf(submitted, meter.serviceKind, place),
        maxDailyUse: profile.maxDailyUse?.[meter.serviceKind as ServiceKind] ?? null,
        recentUse: recentUseOf({ readings: earlier, ...meter, timeZone: profile.timeZone }),
        plausibility: plausibilityOf(profile, meter.serviceKind as ServiceKind),
      })),
    };
  },
});

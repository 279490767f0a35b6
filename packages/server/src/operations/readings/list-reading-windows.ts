import type { ServiceKind } from '@kabinet/api/contract';
import { servicesOfAccount } from '../../db/meters.js';
import { readingWindowAt } from '../../domain/reading-windows.js';
import { accountOperation, READ_LIMIT } from '../operation.js';

/** The reading windows of the customer's own account. */
export const listReadingWindows = accountOperation('listReadingWindows', {
  rateLimit: READ_LIMIT,
  handle: async (tx, { supplier: { id, profile }, now }, { account }) => {
    const services = await servicesOfAccount(tx, { supplierId: id, accountId: account.id });
    return {
      items: services.map((serviceKind) =>
        readingWindowAt({ profile, serviceKind: serviceKind as ServiceKind, locality: account.locality, at: now }),
      ),
    };
  },
});

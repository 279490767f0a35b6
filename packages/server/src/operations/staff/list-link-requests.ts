import { lookAtLinkRequests } from '../../domain/link-requests.js';
import { READ_LIMIT, staffOperation } from '../operation.js';

/** The requests to link an account by hand, each beside what the base has. Every one shown is written down as looked at. */
export const listLinkRequests = staffOperation('listLinkRequests', {
  rateLimit: READ_LIMIT,
  handle: async (tx, { supplier, customer, args: { status }, now, requestId }) => ({
    items: await lookAtLinkRequests(tx, {
      supplier,
      staff: { ref: customer.ref, personId: customer.hosted.personId },
      status,
      now,
      requestId,
    }),
  }),
});

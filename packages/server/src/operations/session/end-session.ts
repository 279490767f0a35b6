import { recordAct } from '../../db/audit.js';
import { endOtherSessions, endSession as end } from '../../domain/sessions.js';
import { customerOperation, signedIn, WRITE_LIMIT } from '../operation.js';

/**
 * Signs out, here or on every device. A token of the supplier's own sign-on cannot be ended here: it ends by itself within minutes, and
 * the page forgets it.
 */
export const endSession = customerOperation('endSession', {
  rateLimit: WRITE_LIMIT,
  authorise: signedIn,
  handle: async (tx, { supplier, customer, args, now, requestId }) => {
    if (customer.hosted) {
      const { personId, sessionId } = customer.hosted;
      const whose = { supplierId: supplier.id, personId, now };
      if (args.body.everywhere) await endOtherSessions(tx, { ...whose, keptSessionId: null });
      else await end(tx, { ...whose, sessionId });
      await recordAct(tx, {
        supplierId: supplier.id,
        at: now,
        customerRef: customer.ref,
        action: args.body.everywhere ? 'sessions.ended' : 'session.ended',
        subjectId: sessionId,
        requestId,
      });
    }
    return { endedAt: now.toISOString() };
  },
});

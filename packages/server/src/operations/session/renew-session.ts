import { renewSession as putOff } from '../../domain/sessions.js';
import { customerOperation, signedIn, WRITE_LIMIT } from '../operation.js';
import { sessionOf } from './session-of.js';

/** The person asked to stay. Where the supplier's sign-on vouches for them, its next token lets them. */
export const renewSession = customerOperation('renewSession', {
  rateLimit: WRITE_LIMIT,
  authorise: signedIn,
  handle: async (tx, call) => {
    const { supplier, customer, now } = call;
    if (customer.hosted) {
      await putOff(tx, { supplierId: supplier.id, sessionId: customer.hosted.sessionId, now });
    }
    return sessionOf(tx, call);
  },
});

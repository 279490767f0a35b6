import { customerOperation, READ_LIMIT, signedIn } from '../operation.js';
import { sessionOf } from './session-of.js';

/** Who is signed in, and until when. Asking puts the end off no further. */
export const getSession = customerOperation('getSession', {
  rateLimit: READ_LIMIT,
  authorise: signedIn,
  handle: sessionOf,
});

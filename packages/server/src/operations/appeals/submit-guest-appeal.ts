import { takeGuestAppeal } from '../../domain/guest-appeals.js';
import { guestOperation, WRITE_LIMIT } from '../operation.js';

/** Takes an appeal of somebody who is not signed in: it is sent once they have typed the code that goes to their contact. */
export const submitGuestAppeal = guestOperation('submitGuestAppeal', {
  rateLimit: WRITE_LIMIT,
  // Whoever has the address of the confirmation can try codes, and is led to the appeal for a day.
  tellsSecret: true,
  handle: (tx, { args: { body }, ...call }) => takeGuestAppeal(tx, { ...call, submission: body }),
});

import { closeDifference } from '../../domain/staff-payments.js';
import { invalidRequest, ProblemError } from '../../problem.js';
import { staffOperation, WRITE_LIMIT } from '../operation.js';
import { paymentStaff } from './payment-staff.js';

/** Says what a difference was, once. */
export const closePaymentDifference = staffOperation('closePaymentDifference', {
  rateLimit: WRITE_LIMIT,
  handle: async (tx, call) => {
    const { differenceId: id, body } = call.args;
    const outcome = await closeDifference(tx, { ...paymentStaff(call), id, note: body.note });
    switch (outcome.kind) {
      case 'closed':
        return outcome.difference;
      case 'not_found':
        throw new ProblemError('not_found');
      case 'closed_before':
        throw new ProblemError('payment_difference_closed');
      case 'note_missing':
        throw invalidRequest('/note', 'note_missing');
    }
  },
});

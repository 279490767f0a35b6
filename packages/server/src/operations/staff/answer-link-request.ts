import { answerLinkRequest as answer, type DecisionFault } from '../../domain/link-requests.js';
import { invalidRequest, ProblemError } from '../../problem.js';
import { staffOperation, WRITE_LIMIT } from '../operation.js';

/** Where the fault is in what was sent. */
const FAULT_PLACES: Readonly<Record<DecisionFault, string>> = {
  answer_missing: '/answer',
  account_unknown: '/accountNumber',
  account_closed: '/accountNumber',
};

/** Links the account to the customer, or refuses in words; once. */
export const answerLinkRequest = staffOperation('answerLinkRequest', {
  rateLimit: WRITE_LIMIT,
  handle: async (tx, { supplier, customer, args, now, requestId }) => {
    const outcome = await answer(tx, {
      supplier,
      staff: { ref: customer.ref, personId: customer.hosted.personId },
      id: args.requestId,
      decision: args.body,
      now,
      requestId,
    });
    switch (outcome.kind) {
      case 'answered':
        return outcome.linkRequest;
      case 'not_found':
        throw new ProblemError('not_found');
      case 'answered_before':
        throw new ProblemError('link_request_answered');
      case 'own_request':
        throw new ProblemError('forbidden');
      case 'fault':
        throw invalidRequest(FAULT_PLACES[outcome.fault], outcome.fault);
    }
  },
});

import type { OperationName, StaffAppealDetails } from '@kabinet/api/contract';
import type { Tx } from '../../db/database.js';
import * as answering from '../../domain/answer-appeal.js';
import * as queue from '../../domain/staff-appeals.js';
import { invalidRequest, ProblemError } from '../../problem.js';
import { READ_LIMIT, type StaffCall, staffOperation, WRITE_LIMIT } from '../operation.js';

/** Whoever calls, as the domain's functions about appeals take them. */
export function appealStaff({
  context,
  supplier,
  customer,
  now,
  requestId,
}: StaffCall<OperationName>): queue.AppealStaff {
  return { context, supplier, staff: { ref: customer.ref, personId: customer.hosted.personId }, now, requestId };
}

async function shown(tx: Tx, work: queue.AppealStaff, appealId: string): Promise<StaffAppealDetails> {
  const details = await queue.lookAtAppeal(tx, { ...work, appealId });
  if (!details) throw new ProblemError('not_found');
  return details;
}

/** The queue; each appeal on the page is written down as looked at. */
export const listStaffAppeals = staffOperation('listStaffAppeals', {
  rateLimit: READ_LIMIT,
  handle: async (tx, call) => {
    const page = await queue.lookAtQueue(tx, { ...appealStaff(call), wish: call.args });
    if (!page) throw invalidRequest('/cursor', 'unknown_cursor');
    return page;
  },
});

/** One appeal with its conversation, notes and trail. */
export const getStaffAppeal = staffOperation('getStaffAppeal', {
  rateLimit: READ_LIMIT,
  handle: (tx, call) => shown(tx, appealStaff(call), call.args.appealId),
});

/** Texts to begin an answer with. */
export const listReplyTemplates = staffOperation('listReplyTemplates', {
  rateLimit: READ_LIMIT,
  handle: async (tx, call) => {
    const items = await queue.replyTemplates(tx, { ...appealStaff(call), appealId: call.args.appealId });
    if (!items) throw new ProblemError('not_found');
    return { items };
  },
});

/** Writes to the customer. */
export const answerAppeal = staffOperation('answerAppeal', {
  rateLimit: WRITE_LIMIT,
  handle: async (tx, call) => {
    const { appealId, body } = call.args;
    const work = appealStaff(call);
    refuse(await answering.answerAppeal(tx, { ...work, appealId, answer: body }));
    return shown(tx, work, appealId);
  },
});

/** Changes all else of an appeal. */
export const changeAppeal = staffOperation('changeAppeal', {
  rateLimit: WRITE_LIMIT,
  handle: async (tx, call) => {
    const { appealId, body } = call.args;
    const work = appealStaff(call);
    refuse(await answering.changeAppeal(tx, { ...work, appealId, change: body }));
    return shown(tx, work, appealId);
  },
});

/** Throws what a refusal is on the wire. */
function refuse(outcome: answering.StaffAppealOutcome): void {
  switch (outcome.kind) {
    case 'done':
      return;
    case 'not_found':
      throw new ProblemError('not_found');
    case 'own_appeal':
      throw new ProblemError('forbidden');
    case 'closed':
      throw new ProblemError('appeal_closed');
    case 'changed':
      throw new ProblemError('appeal_changed');
    case 'fault':
      throw invalidRequest(outcome.pointer, outcome.code);
  }
}

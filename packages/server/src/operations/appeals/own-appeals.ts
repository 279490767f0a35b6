import type { AppealRow } from '../../db/appeals.js';
import type { Tx } from '../../db/database.js';
import * as appeals from '../../domain/appeals.js';
import { spendOrRefuse } from '../../domain/budgets.js';
import { type CustomerCall, customerOperation, READ_LIMIT, WRITE_LIMIT } from '../operation.js';

/** What is done with an appeal of one's own. */
type OwnAppealOperation =
  'getAppeal' | 'replyToAppeal' | 'reopenAppeal' | 'withdrawAppeal' | 'rateAppeal' | 'markAppealSeen';

/** The caller's own appeal, to look at; somebody else's does not exist. */
function toRead(tx: Tx, { supplier, customer, args }: CustomerCall<OwnAppealOperation>): Promise<AppealRow> {
  return appeals.ownAppeal(tx, { supplier, customerRef: customer.ref, appealId: args.appealId });
}

/** The same, held until it is changed. */
function toChange(tx: Tx, { supplier, customer, args }: CustomerCall<OwnAppealOperation>): Promise<AppealRow> {
  return appeals.ownAppeal(tx, { supplier, customerRef: customer.ref, appealId: args.appealId, forChange: true });
}

/** The same, to be written in, or of: so much a day. */
async function toWrite(tx: Tx, call: CustomerCall<OwnAppealOperation>): Promise<AppealRow> {
  const appeal = await toChange(tx, call);
  const { supplier, customer, now } = call;
  const budget = 'appeal_message_customer';
  await spendOrRefuse(tx, { supplierId: supplier.id, budget, who: customer.ref, now });
  return appeal;
}

/** An appeal with its conversation. */
export const getAppeal = customerOperation('getAppeal', {
  rateLimit: READ_LIMIT,
  authorise: toRead,
  handle: (tx, call, appeal) => appeals.shownAppeal(tx, call, appeal.id),
});

/** Writes on in the conversation. */
export const replyToAppeal = customerOperation('replyToAppeal', {
  rateLimit: WRITE_LIMIT,
  authorise: toWrite,
  handle: async (tx, call, appeal) => {
    await appeals.addMessage(tx, { ...call, appeal, ...call.args.body, channel: 'cabinet' });
    return appeals.shownAppeal(tx, call, appeal.id);
  },
});

/** Takes an appeal up again. */
export const reopenAppeal = customerOperation('reopenAppeal', {
  rateLimit: WRITE_LIMIT,
  authorise: toWrite,
  handle: async (tx, call, appeal) => {
    await appeals.reopenAppeal(tx, { ...call, appeal, ...call.args.body, channel: 'cabinet' });
    return appeals.shownAppeal(tx, call, appeal.id);
  },
});

/** Takes an appeal back. */
export const withdrawAppeal = customerOperation('withdrawAppeal', {
  rateLimit: WRITE_LIMIT,
  authorise: toChange,
  handle: async (tx, call, appeal) => {
    await appeals.withdrawAppeal(tx, { ...call, appeal });
    return appeals.shownAppeal(tx, call, appeal.id);
  },
});

/** Says how much the answer helped. */
export const rateAppeal = customerOperation('rateAppeal', {
  rateLimit: WRITE_LIMIT,
  authorise: toWrite,
  handle: async (tx, call, appeal) => {
    await appeals.rateAppeal(tx, { ...call, appeal, ...call.args.body });
    return appeals.shownAppeal(tx, call, appeal.id);
  },
});

/** Says up to which message the conversation was read. */
export const markAppealSeen = customerOperation('markAppealSeen', {
  rateLimit: WRITE_LIMIT,
  authorise: toRead,
  handle: async (tx, call, appeal) => {
    await appeals.markAppealSeen(tx, { ...call, appeal, messageId: call.args.body.messageId });
    return appeals.shownAppeal(tx, call, appeal.id);
  },
});

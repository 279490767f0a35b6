import type { AccountAccess } from '../../db/account-access.js';
import { changePlan, createPlan, listPlans } from '../../domain/payment-plans.js';
import { accountOperation, type CustomerCall, READ_LIMIT, WRITE_LIMIT } from '../operation.js';

type PlanOperation = 'listPaymentPlans' | 'createPaymentPlan' | 'changePaymentPlan';

function planCall(
  { context, supplier, customer, now, requestId }: CustomerCall<PlanOperation>,
  { account, grants }: AccountAccess,
) {
  return { context, supplier, customerRef: customer.ref, accountId: account.id, grants, now, requestId };
}

/** The customer's own planned payments for an account. */
export const listPaymentPlans = accountOperation('listPaymentPlans', {
  rateLimit: READ_LIMIT,
  handle: async (tx, call, access) => ({ items: await listPlans(tx, planCall(call, access)) }),
});

/** Plans a payment for every month. */
export const createPaymentPlan = accountOperation('createPaymentPlan', {
  rateLimit: WRITE_LIMIT,
  handle: (tx, call, access) => createPlan(tx, { ...planCall(call, access), request: call.args.body }),
});

/** Changes, pauses, resumes or ends a planned payment. */
export const changePaymentPlan = accountOperation('changePaymentPlan', {
  rateLimit: WRITE_LIMIT,
  handle: (tx, call, access) => {
    const { planId, body } = call.args;
    return changePlan(tx, { ...planCall(call, access), planId, status: body.status, terms: body.terms });
  },
});

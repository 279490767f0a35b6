import type { AppealKind } from '@kabinet/api/contract';
import { accessTo } from '../../db/account-access.js';
import type { Tx } from '../../db/database.js';
import { kindOf } from '../../domain/appeal-profile.js';
import { todayAt } from '../../domain/appeal-rules.js';
import { createAppeal, shownAppeal } from '../../domain/appeals.js';
import { spendOrRefuse } from '../../domain/budgets.js';
import { type AppealIssue, appealIssues, readAppeal } from '../../domain/read-appeal.js';
import { invalidRequest, ProblemError } from '../../problem.js';
import { languagesOf, toPageLanguage } from '../../words/languages.js';
import { type CustomerCall, customerOperation, WRITE_LIMIT } from '../operation.js';

/** Takes an appeal of somebody who is signed in. An account that it is about must be one of theirs, by whatever right. */
export const submitAppeal = customerOperation('submitAppeal', {
  rateLimit: WRITE_LIMIT,
  authorise: async (tx, call) => {
    const { supplier, customer, args, now } = call;
    const kind = kindOf(supplier.profile, args.body.kindId);
    if (!kind) throw invalidRequest('/kindId', 'unknown_kind');
    const found = await accountIssues(tx, call, kind);
    const issues = appealIssues(kind, args.body, { today: todayAt(supplier, now), found });
    if (issues.length > 0) throw new ProblemError('invalid_request', { issues });
    await spendOrRefuse(tx, { supplierId: supplier.id, budget: 'appeal_customer', who: customer.ref, now });
    return kind;
  },
  handle: async (tx, { customer, args, ...call }, kind) => {
    const { supplier, now } = call;
    const { accountId, uploadIds, language } = args.body;
    const { id } = await createAppeal(tx, {
      ...call,
      customerRef: customer.ref,
      channel: 'cabinet',
      kind,
      accountId,
      uploadIds,
      language: toPageLanguage(language) ?? languagesOf(supplier.profile)[0] ?? 'uk',
      ...readAppeal(kind, args.body, todayAt(supplier, now)),
    });
    return shownAppeal(tx, call, id);
  },
});

/** What is wrong with the account that it is about; throws `not_found` for one that is not theirs. */
async function accountIssues(
  tx: Tx,
  { supplier, customer, args, now }: CustomerCall<'submitAppeal'>,
  { account }: AppealKind,
): Promise<AppealIssue[]> {
  const { accountId } = args.body;
  if (accountId === null) return account === 'required' ? [{ pointer: '/accountId', code: 'required' }] : [];
  if (account === 'none') return [{ pointer: '/accountId', code: 'not_offered' }];
  const who = { supplierId: supplier.id, customerRef: customer.ref, today: todayAt(supplier, now) };
  if (!(await accessTo(tx, { ...who, accountId }))) throw new ProblemError('not_found');
  return [];
}

import type { PaymentMethod } from '@kabinet/api/contract';
import { dateInTimeZone, minorDigits, paymentFee, plainSum, readPaymentSum } from '@kabinet/rules';
import { html } from 'hono/html';
import { dueOf, stillDue } from '../../db/account-due.js';
import { accountsOfCustomer } from '../../db/account-access.js';
import { isId, newId } from '../../db/ids.js';
import { type PlanRow, plansOf } from '../../db/payment-plans.js';
import { createOrder } from '../../domain/payment-orders.js';
import { once } from '../../http/idempotency.js';
import { ProblemError } from '../../problem.js';
import { paymentTerms } from '../../payments/methods.js';
import { pagePath, pageUrl } from '../../domain/page-addresses.js';
import {
  actions,
  buttonLink,
  errorSummary,
  form,
  type FormError,
  hidden,
  notice,
  submit,
  summaryList,
} from '../form.js';
import type { HostedPage, Markup, PageAnswer, PageCall } from '../page.js';
import { signedInPerson } from '../person.js';
import { textIn } from '../../words/languages.js';
import { sumInWords } from '../../words/sums.js';
import { orderPages } from './order.js';
import { accountField, accountName, type Chosen, keepCardChoice, methodChoice, type Payable } from './pay-fields.js';
import { payTexts } from './texts.js';

interface Shown {
  readonly chosen?: Chosen;
  readonly errors?: readonly FormError[];
  /** Above the form. */
  readonly said?: Markup;
  /** Pays although another payment may be on its way. */
  readonly isAnew?: boolean;
}

async function payableAccounts({ context, supplier, now, ...call }: PageCall): Promise<Payable[]> {
  const { ref: customerRef } = signedInPerson({ context, supplier, now, ...call });
  const supplierId = supplier.id;
  const today = dateInTimeZone(now, supplier.profile.timeZone);
  return context.database.transaction(supplierId, async (tx) => {
    const payable: Payable[] = [];
    for (const account of await accountsOfCustomer(tx, { supplierId, customerRef, today })) {
      if (!account.grants.includes('payments')) continue;
      const accountId = account.id;
      const due = account.grants.includes('view') ? await dueOf(tx, { supplierId, accountId }) : null;
      const [plan = null] = await plansOf(tx, { supplierId, customerRef, accountId });
      payable.push({ account, due, plan });
    }
    return payable;
  });
}

/** What stands in the fields before anybody types: what is due, or what was planned. */
function prepared(payable: readonly Payable[], methods: readonly PaymentMethod[], currency: string): Chosen {
  const planned = payable.find(({ plan }) => plan && plan.cardId === null)?.plan ?? null;
  const sums = payable.map(({ account, due, plan }): [string, string] => {
    const amount = plan?.amount ?? (due ? stillDue(due) : 0n);
    return [account.id, amount === 0n ? '' : plainSum(amount, currency, ',')];
  });
  const methodId = methods.find(({ id }) => id === planned?.methodId)?.id ?? methods[0]?.id ?? '';
  // Whether a card is kept is for its owner to say.
  return { sums: new Map(sums), methodId, keepsCardFor: null };
}

/** What is to be paid by what was chosen, and what is wrong with it. */
function reckon(call: PageCall, payable: readonly Payable[], { sums, methodId }: Chosen) {
  const { currency, paying } = call.supplier.profile;
  const { errors: said } = payTexts[call.language];
  const most = { minorDigits: minorDigits(currency), atLeast: 1, atMost: paying?.atMost ?? 0 };
  const errors: FormError[] = [];
  const lines: { accountId: string; amount: bigint }[] = [];
  const inWords = (amount: number) => sumInWords({ amount, currency }, call.language);
  const outOfRange = said.outOfRange(inWords(paying?.atLeast ?? 0), inWords(paying?.atMost ?? 0));
  payable.forEach(({ account }, index) => {
    const read = readPaymentSum(sums.get(account.id) ?? '', most);
    if (read.kind === 'value') lines.push({ accountId: account.id, amount: BigInt(read.amount) });
    else if (read.kind !== 'empty') {
      errors.push({ id: `sum-${index}`, text: read.kind === 'too_much' ? outOfRange : said.notASum });
    }
  });
  const amount = lines.reduce((sum, line) => sum + line.amount, 0n);
  if (errors.length === 0) {
    if (lines.length === 0) errors.push({ id: 'sum-0', text: said.none });
    else if (amount < BigInt(paying?.atLeast ?? 0) || amount > BigInt(paying?.atMost ?? 0)) {
      errors.push({ id: 'sum-0', text: outOfRange });
    }
  }
  const fee = paymentFee(amount, paying?.methods.find(({ id }) => id === methodId)?.fee ?? null);
  return { lines, amount, fee, total: amount + fee, errors };
}

async function show(call: PageCall, { chosen, errors = [], said, isAnew = false }: Shown = {}): Promise<PageAnswer> {
  const { context, supplier, language } = call;
  const texts = payTexts[language];
  const { currency } = supplier.profile;
  // Back from the provider's page: what became of it is told on the order's own page.
  const back = call.query.get('kabinet-order');
  if (back !== null) return { kind: 'redirect', to: pagePath(supplier.id, `pay/${encodeURIComponent(back)}`) };
  const methods = paymentTerms(context.payments, supplier)?.methods ?? [];
  const payable = await payableAccounts(call);
  const reason = methods.length === 0 ? texts.unavailable : payable.length === 0 ? texts.noAccounts : null;
  if (reason !== null) {
    const link =
      payable.length === 0 ? actions(buttonLink(pagePath(supplier.id, 'link'), texts.toAccounts)) : undefined;
    return { kind: 'document', title: texts.title, body: notice({ title: reason, actions: link }) };
  }
  const filled = chosen ?? prepared(payable, methods, currency);
  const { total, errors: wrong } = reckon(call, payable, filled);
  return {
    kind: 'document',
    title: texts.title,
    status: errors.length > 0 ? 422 : 200,
    body: html`
      ${errorSummary(language, errors)} ${said ?? ''}
      ${form({
        language,
        body: html`
          ${payable.map((each, index) => accountField(call, each, { index, isOnly: payable.length === 1, filled, errors }))}
          ${methodChoice(call, methods, filled)} ${keepCardChoice(call, payable, filled)}
          ${hidden('shown', String(total))} ${hidden('wish', newId(call.now))} ${isAnew ? hidden('anew', '1') : ''}
          ${actions(
            submit(
              wrong.length > 0 ? texts.next : texts.pay(sumInWords({ amount: Number(total), currency }, language)),
            ),
          )}
        `,
      })}
    `,
  };
}

function chosenOf({ form: sent }: PageCall, payable: readonly Payable[]): Chosen {
  const sums = new Map<string, string>();
  payable.forEach((_, index) => {
    const accountId = sent.get(`account-${index}`);
    if (accountId !== null) sums.set(accountId, sent.get(`sum-${index}`) ?? '');
  });
  return { sums, methodId: sent.get('method') ?? '', keepsCardFor: sent.get('plan') };
}

/** What was typed, with the fee, shown back: one press away from being paid. */
function confirmation(
  call: PageCall,
  payable: readonly Payable[],
  { chosen, isAnew }: { readonly chosen: Chosen; readonly isAnew: boolean },
): PageAnswer {
  const { context, supplier, language } = call;
  const texts = payTexts[language];
  const { currency } = supplier.profile;
  const { lines, fee, total } = reckon(call, payable, chosen);
  const inWords = (amount: bigint) => sumInWords({ amount: Number(amount), currency }, language);
  const method = paymentTerms(context.payments, supplier)?.methods.find(({ id }) => id === chosen.methodId);
  const planId = planToKeepCardFor(payable, chosen)?.id ?? null;
  const known = lines.flatMap(({ accountId, amount }) => {
    const paid = payable.find(({ account }) => account.id === accountId);
    return paid ? [{ name: accountName(call, paid), value: inWords(amount) }] : [];
  });
  return {
    kind: 'document',
    title: texts.confirmTitle,
    body: html`
      ${summaryList([
        ...known,
        { name: texts.feeRow, value: fee > 0n ? inWords(fee) : texts.none },
        ...(fee > 0n || known.length > 1 ? [{ name: texts.total, value: inWords(total) }] : []),
        ...(method ? [{ name: texts.method, value: textIn(method.name, language, supplier.profile) }] : []),
      ])}
      ${
        method
          ? html`<p>
              ${texts.leads(method.site)} ${method.isTest ? texts.test : ''} ${planId === null ? '' : texts.keepsCard}
            </p>`
          : ''
      }
      ${form({
        language,
        body: html`
          ${payable.map(
            ({ account }, index) =>
              html`${hidden(`account-${index}`, account.id)}
              ${hidden(`sum-${index}`, chosen.sums.get(account.id) ?? '')}`,
          )}
          ${hidden('method', chosen.methodId)} ${planId === null ? '' : hidden('plan', planId)}
          ${hidden('shown', String(total))} ${hidden('wish', newId(call.now))} ${isAnew ? hidden('anew', '1') : ''}
          ${actions(
            submit(texts.pay(inWords(total))),
            submit(texts.change, { tone: 'plain', name: 'do', value: 'change' }),
          )}
        `,
      })}
    `,
  };
}

/** The plan whose card is to be kept by this payment; null for a payment that is not the plan's. */
function planToKeepCardFor(payable: readonly Payable[], { sums, methodId, keepsCardFor }: Chosen): PlanRow | null {
  const plan = payable.find((each) => each.plan?.id === keepsCardFor)?.plan ?? null;
  return plan?.methodId === methodId && (sums.get(plan.accountId) ?? '').trim() !== '' ? plan : null;
}

/** Fixes the sum, once it is what was shown on the button; else it is shown first, with the fee. A form that is sent twice makes one order. */
async function pay(call: PageCall): Promise<PageAnswer> {
  const { context, supplier, language, form: sent, now, requestId } = call;
  const { ref: customerRef } = signedInPerson(call);
  const payable = await payableAccounts(call);
  const chosen = chosenOf(call, payable);
  const isAnew = sent.get('anew') === '1';
  if (sent.get('do') === 'change') return show(call, { chosen, isAnew });
  const { lines, total, errors } = reckon(call, payable, chosen);
  if (errors.length > 0) return show(call, { chosen, errors, isAnew });
  if (sent.get('shown') !== String(total)) return confirmation(call, payable, { chosen, isAnew });
  const planId = planToKeepCardFor(payable, chosen)?.id ?? null;
  const { methodId } = chosen;
  const wish = sent.get('wish') ?? '';
  const intent = {
    supplierId: supplier.id,
    customerRef,
    key: isId(wish) ? wish : newId(now),
    operation: 'my/pay',
    content: { lines: lines.map((line) => ({ ...line, amount: String(line.amount) })), methodId, planId, isAnew },
    requestId,
    now,
  };
  try {
    const { body: orderId } = await once(context.database, intent, async (tx) => {
      const returnUrl = pageUrl(context, supplier.id, 'pay');
      const wished = { context, supplier, customerRef, lines, methodId, returnUrl, language, planId, now, requestId };
      const order = await createOrder(tx, { ...wished, anew: isAnew }).catch((error: unknown) => {
        throw error instanceof ProblemError ? new OrderRefused(error) : error;
      });
      return { status: 303, body: order.id };
    });
    return { kind: 'redirect', to: pagePath(supplier.id, `pay/${orderId}?go=1`) };
  } catch (error) {
    // The form was sent before, and says something else now.
    if (error instanceof ProblemError && error.code === 'idempotency_key_reused')
      return confirmation(call, payable, { chosen, isAnew });
    if (error instanceof OrderRefused) return refusedPage(call, chosen, error.problem);
    throw error;
  }
}

/** Why there is no order. It may be otherwise a moment later: nothing of it is kept for the form that was sent. */
class OrderRefused extends Error {
  constructor(readonly problem: ProblemError) {
    super(problem.code);
  }
}

/** What is said where the order cannot be. */
async function refusedPage(call: PageCall, chosen: Chosen, error: ProblemError): Promise<PageAnswer> {
  const texts = payTexts[call.language];
  if (error.code === 'payment_method_unavailable') {
    return show(call, { chosen, said: notice({ tone: 'warn', title: texts.unavailable, takesFocus: true }) });
  }
  if (error.code !== 'payment_in_progress') throw error;
  const { orderId } = error.details;
  const link = orderId ? buttonLink(pagePath(call.supplier.id, `pay/${orderId}`), texts.seeOrder) : '';
  return {
    kind: 'document',
    title: texts.title,
    status: 409,
    body: html`
      ${notice({ tone: 'warn', title: texts.inProgress, text: texts.inProgressText, takesFocus: true })}
      ${form({
        language: call.language,
        body: html`
          ${[...call.form].filter(([name]) => name !== 'anew').map(([name, value]) => hidden(name, value))}
          ${hidden('anew', '1')} ${actions(link, submit(texts.anew, { tone: 'secondary' }))}
        `,
      })}
    `,
  };
}

/** Paying what is due: the page that messages lead to. */
export const payPages: readonly HostedPage[] = [
  { path: 'pay', needs: 'person', get: (call) => show(call), post: pay },
  ...orderPages,
];

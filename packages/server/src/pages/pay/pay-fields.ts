import type { PaymentMethod } from '@kabinet/api/contract';
import { dateInTimeZone } from '@kabinet/rules';
import { html } from 'hono/html';
import type { ListedAccount } from '../../db/account-access.js';
import { type AccountDue, stillDue } from '../../db/account-due.js';
import type { PlanRow } from '../../db/payment-plans.js';
import { canCharge } from '../../domain/payment-plans.js';
import { choices, field, type FormError, hidden, keepTogether, together } from '../form.js';
import { textIn } from '../../words/languages.js';
import type { Markup, PageCall } from '../page.js';
import { dayAndMonth } from '../../words/moments.js';
import { currencySign, sumInWords } from '../../words/sums.js';
import { payTexts } from './texts.js';

/** An account that the person may pay for, with what they may know of it. */
export interface Payable {
  readonly account: ListedAccount;
  /** Null for who may pay and not see. */
  readonly due: AccountDue | null;
  /** What the person planned for it. */
  readonly plan: PlanRow | null;
}

/** What was chosen in the form. */
export interface Chosen {
  /** By the account's id, as typed. */
  readonly sums: ReadonlyMap<string, string>;
  readonly methodId: string;
  readonly keepsCardFor: string | null;
}

/** How the person knows the account: by the name they gave it, else by its number. */
export function accountName({ language }: PageCall, { account }: Payable): string | Markup {
  return account.nickname || html`${payTexts[language].account} ${together(account.accountNumber)}`;
}

/** Where the sum for an account is typed, with what is due. */
export function accountField(
  call: PageCall,
  payable: Payable,
  { index, isOnly, filled, errors }: { index: number; isOnly: boolean; filled: Chosen; errors: readonly FormError[] },
): Markup {
  const { supplier, language } = call;
  const texts = payTexts[language];
  const { account } = payable;
  const { currency } = supplier.profile;
  const about = [account.nickname ? account.accountNumber : '', account.address ?? ''].filter(Boolean).join(', ');
  return html`<fieldset class="field">
    <legend>${accountName(call, payable)}</legend>
    ${about === '' ? '' : html`<p class="hint">${keepTogether(about, account.accountNumber)}</p>`}
    ${hidden(`account-${index}`, account.id)}
    ${field({
      id: `sum-${index}`,
      label: texts.sum(currencySign(currency, language)),
      hint: hintsOf(call, payable, index === 0 ? (isOnly ? texts.sumHint : texts.sumHintMany) : null),
      inputmode: 'decimal',
      size: 'short',
      value: filled.sums.get(account.id) ?? '',
      error: errors.find(({ id }) => id === `sum-${index}`)?.text,
    })}
  </fieldset>`;
}

function hintsOf({ supplier, language, now }: PageCall, { due, plan }: Payable, sumHint: string | null): string {
  const texts = payTexts[language];
  const { currency, timeZone } = supplier.profile;
  const inWords = (amount: bigint) => sumInWords({ amount: Number(amount), currency }, language);
  const hints: string[] = [];
  if (due) {
    const open = stillDue(due);
    const isAhead = due.bill !== null && due.bill.dueOn >= dateInTimeZone(now, timeZone);
    const day = due.bill && isAhead ? dayAndMonth(due.bill.dueOn, language) : null;
    hints.push(open === 0n ? texts.nothingDue : texts.due(inWords(open), day));
    if (due.onTheWay > 0n) hints.push(texts.onTheWay(inWords(due.onTheWay)));
  }
  if (plan?.amount != null) hints.push(texts.planned);
  if (sumHint !== null) hints.push(sumHint);
  return hints.join(' ');
}

/** How to pay, with where it leads and what it costs. */
export function methodChoice(
  { supplier, language }: PageCall,
  methods: readonly PaymentMethod[],
  filled: Chosen,
): Markup {
  const texts = payTexts[language];
  const { currency } = supplier.profile;
  const about = ({ fee, site, isTest }: PaymentMethod) => {
    const least = fee && fee.atLeast > 0 ? sumInWords({ amount: fee.atLeast, currency }, language) : null;
    const percent = language === 'en' ? fee?.percent : fee?.percent.replace('.', ',');
    const cost = fee ? texts.fee(percent ?? '', least) : texts.noFee;
    return [texts.leads(site), cost, isTest ? texts.test : ''].filter(Boolean).join(' ');
  };
  const name = (method: PaymentMethod) => textIn(method.name, language, supplier.profile);
  const [only] = methods;
  if (only && methods.length === 1) {
    return html`${hidden('method', only.id)}
      <p><strong>${name(only)}.</strong> ${about(only)}</p>`;
  }
  return choices({
    id: 'method',
    legend: texts.method,
    options: methods.map((method) => ({ value: method.id, label: name(method), hint: about(method) })),
    value: filled.methodId,
  });
}

/** Offered to who plans a payment and has left no card for it yet, with what will be charged: ticked by nobody but them. */
export function keepCardChoice(call: PageCall, payable: readonly Payable[], filled: Chosen): Markup | '' {
  const { context, supplier, language } = call;
  const texts = payTexts[language];
  const plan = payable.find(
    (each) => each.plan && each.plan.cardId === null && canCharge(context, supplier, each.plan.methodId),
  )?.plan;
  if (!plan) return '';
  const inWords = (amount: bigint) =>
    sumInWords({ amount: Number(amount), currency: supplier.profile.currency }, language);
  const sum = plan.amount === null ? null : inWords(plan.amount);
  const most = plan.atMost === null ? null : inWords(plan.atMost);
  return choices({
    id: 'plan',
    legend: texts.plan,
    kind: 'several',
    options: [
      {
        value: plan.id,
        label: texts.keepCard,
        hint: `${texts.willCharge(sum, most, texts.chargedOn[plan.timing.kind](plan.timing.days))} ${texts.keepCardHint}`,
      },
    ],
    value: filled.keepsCardFor === null ? [] : [plan.id],
  });
}

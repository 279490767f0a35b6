import type { Account, Money, PaymentOrderLine } from '@kabinet/api';
import { minorDigits, type PaymentSumInput, plainSum, readPaymentSum } from '@kabinet/rules';
import { html, nothing, type TemplateResult } from 'lit';
import { accountName } from '../../core/account-name.js';
import { Query } from '../../core/query.js';
import { type FieldError, renderErrorSummary } from '../../parts/error-summary.js';
import { renderDigitsField } from '../../parts/field.js';
import { icons } from '../../parts/icons.js';
import type { KabinetPaymentButton } from './payment-button.js';
import { dueOf, totalOf } from './payment-button.model.js';
import { renderMethods, renderSubmit } from './render-offer.js';

/** Accounts that one order may be for. */
const MOST_ACCOUNTS = 20;

/** Another sum than the whole of what is due: a part, ahead, or for several accounts at once. */
export class PaymentForm {
  readonly #host: KabinetPaymentButton;
  /** What was typed, by account; what was not is what is due. It stays, whatever goes wrong. */
  readonly #typed = new Map<string, string>();
  /** What is due on the accounts beside the one on show. */
  readonly #balances = new Map<string, Query<'getBalance'>>();
  /** Null while the person has chosen nothing else than the account on show. */
  #chosen: ReadonlySet<string> | null = null;
  #faults: readonly FieldError[] = [];

  constructor(host: KabinetPaymentButton) {
    this.#host = host;
  }

  get #texts() {
    return this.#host.localize.texts('paymentSteps');
  }

  get #limits() {
    const { profile } = this.#host;
    const { atLeast = 1, atMost = Number.MAX_SAFE_INTEGER } = profile?.payments ?? {};
    return { minorDigits: minorDigits(profile?.currency ?? ''), atLeast, atMost };
  }

  #isChosen({ id }: Account): boolean {
    return this.#chosen ? this.#chosen.has(id) : id === this.#host.payable[0]?.id;
  }

  get #accounts(): readonly Account[] {
    return this.#host.payable.filter((account) => this.#isChosen(account));
  }

  /** What is due on the account; null where the customer may not see it, and while it is not known. */
  #due(account: Account): Money | null {
    if (account.id === this.#host.payable[0]?.id) return this.#host.due;
    if (!account.grants.includes('view')) return null;
    let query = this.#balances.get(account.id);
    if (!query) {
      query = new Query(this.#host, 'getBalance', () => ({ accountId: account.id }));
      this.#balances.set(account.id, query);
      this.#host.requestUpdate();
    }
    return query.value ? dueOf(query.value) : null;
  }

  /** What stands in the account's field. */
  #text(account: Account): string {
    const typed = this.#typed.get(account.id);
    if (typed !== undefined) return typed;
    const sum = account.id === this.#host.payable[0]?.id ? this.#host.offered : this.#due(account);
    return sum && sum.amount > 0 ? this.#plain(sum) : '';
  }

  /** `358,20`, without the currency. */
  #plain({ amount, currency }: Money): string {
    return this.#host.localize.format.number(plainSum(amount, currency));
  }

  /** `грн` */
  get #sign(): string {
    const { profile, localize } = this.#host;
    return localize.format.money({ amount: 0, currency: profile?.currency ?? '' }).replace(/[\d.,\s]/g, '');
  }

  #read(account: Account): PaymentSumInput {
    return readPaymentSum(this.#text(account), { ...this.#limits, atLeast: 1 });
  }

  /** What would be paid as it stands. */
  get #lines(): PaymentOrderLine[] {
    const currency = this.#host.profile?.currency ?? '';
    return this.#accounts.flatMap((account) => {
      const read = this.#read(account);
      return read.kind === 'value' ? [{ accountId: account.id, amount: { amount: read.amount, currency } }] : [];
    });
  }

  #type(account: Account, text: string): void {
    this.#typed.set(account.id, text);
    this.#changed((fault) => fault.fieldId !== fieldOf(account));
  }

  #choose(account: Account, isChosen: boolean): void {
    const chosen = new Set(this.#accounts.map(({ id }) => id));
    if (isChosen) chosen.add(account.id);
    else chosen.delete(account.id);
    this.#chosen = chosen;
    this.#changed((fault) => fault.fieldId !== 'accounts' && fault.fieldId !== fieldOf(account));
  }

  #changed(stays: (fault: FieldError) => boolean): void {
    this.#faults = this.#faults.filter(stays);
    // Another intent: it goes out under another key.
    if (!this.#host.action.isSending && this.#host.action.state.status !== 'idle') this.#host.action.reset();
    this.#host.requestUpdate();
  }

  #judge(): FieldError[] {
    const texts = this.#texts;
    const accounts = this.#accounts;
    const [first] = accounts;
    if (!first) return [{ fieldId: 'accounts', text: texts.chooseAccount }];
    const example = this.#plain({ amount: 358_20, currency: this.#host.profile?.currency ?? '' });
    const faults = accounts.flatMap((account) => {
      const { kind } = this.#read(account);
      const text = {
        empty: texts.enterSum(example),
        not_a_sum: texts.notASum(example),
        too_fine: texts.tooFine(this.#limits.minorDigits, example),
        too_little: texts.enterSum(example),
      };
      if (kind === 'value') return [];
      return [{ fieldId: fieldOf(account), text: kind === 'too_much' ? this.#range : text[kind] }];
    });
    if (faults.length > 0) return faults;
    const { sum } = totalOf(this.#lines, null, '');
    const { atLeast, atMost } = this.#limits;
    return sum.amount < atLeast || sum.amount > atMost ? [{ fieldId: fieldOf(first), text: this.#range }] : [];
  }

  get #range(): string {
    return rangeText(this.#host);
  }

  readonly #handleSubmit = (event: Event) => {
    event.preventDefault();
    if (this.#host.action.isSending) return;
    this.#faults = this.#judge();
    if (this.#faults.length > 0) this.#host.callToFaults();
    else void this.#host.pay(this.#lines);
  };

  render(): TemplateResult {
    const { payable } = this.#host;
    const several = payable.length > 1;
    const [shown] = payable;
    const canGoBack = this.#host.offered !== null || this.#host.due !== null;
    return html`
      <form class="stack wide-gap" novalidate @submit=${this.#handleSubmit}>
        ${this.#faults.length > 1 ? renderErrorSummary(this.#texts.check, this.#faults) : nothing}
        ${several ? this.#renderAccounts(payable) : shown ? this.#renderField(shown) : nothing}
        ${renderMethods(this.#host)} ${renderSubmit(this.#host, this.#lines, null)}
        ${
          canGoBack
            ? html`<div class="row actions">
                <button type="button" class="plain" @click=${() => this.#host.show('offer')}>
                  ${this.#texts.back}
                </button>
              </div>`
            : nothing
        }
      </form>
    `;
  }

  #renderAccounts(payable: readonly Account[]): TemplateResult {
    const texts = this.#texts;
    const fault = this.#faults.find(({ fieldId }) => fieldId === 'accounts');
    return html`
      <fieldset class="accounts" aria-describedby=${fault ? 'accounts-error' : nothing}>
        <legend>${texts.accounts}</legend>
        ${fault ? html`<p class="error" id="accounts-error">${icons.error()}<span>${fault.text}</span></p>` : nothing}
        <ul>
          ${payable.slice(0, MOST_ACCOUNTS).map((account, index) => this.#renderAccount(account, index === 0))}
        </ul>
      </fieldset>
    `;
  }

  #renderAccount(account: Account, isFirst: boolean): TemplateResult {
    const texts = this.#texts;
    const { format } = this.#host.localize;
    const isChosen = this.#isChosen(account);
    const due = this.#due(account);
    const rest = [account.nickname && account.accountNumber, account.premise.address].filter(Boolean).join(' · ');
    const handle = (event: Event) => this.#choose(account, (event.currentTarget as HTMLInputElement).checked);
    return html`
      <li>
        <label class="check">
          <input type="checkbox" id=${isFirst ? 'accounts' : nothing} .checked=${isChosen} @change=${handle} />
          <span>
            <strong>${accountName(account)}</strong>
            <span class="muted">${rest}</span>
            ${due && !isChosen ? html`<span class="muted">${due.amount > 0 ? texts.dueShort(format.money(due)) : texts.nothingShort}</span>` : nothing}
          </span>
        </label>
        ${isChosen ? html`<div class="sum">${this.#renderField(account)}</div>` : nothing}
      </li>
    `;
  }

  #dueText(sum: string, due: Money): string {
    return due.amount > 0 ? this.#texts.due(sum) : this.#texts.nothingDue;
  }

  #renderField(account: Account): TemplateResult {
    const texts = this.#texts;
    const { format } = this.#host.localize;
    const due = this.#due(account);
    const id = fieldOf(account);
    return renderDigitsField({
      id,
      label: `${texts.sum}, ${this.#sign}`,
      hint: due ? this.#dueText(format.money(due), due) : texts.sumFromBill,
      inputMode: 'decimal',
      error: this.#faults.find(({ fieldId }) => fieldId === id)?.text ?? null,
      value: this.#text(account),
      isBusy: this.#host.action.isSending,
      note: this.#noteOf(account, due),
      enterKeyHint: 'done',
      onInput: (text) => this.#type(account, text),
    });
  }

  /** What the sum amounts to: a part, or something ahead. */
  #noteOf(account: Account, due: Money | null): string {
    const read = this.#read(account);
    if (read.kind !== 'value' || due === null || read.amount === due.amount) return '';
    if (due.amount <= 0) return this.#texts.allAhead;
    const rest = this.#host.localize.format.money({ ...due, amount: Math.abs(read.amount - due.amount) });
    return read.amount < due.amount ? this.#texts.left(rest) : this.#texts.ahead(rest);
  }
}

const fieldOf = ({ id }: Account) => `sum-${id}`;

/** Between which sums one payment may be. */
export function rangeText({ profile, localize }: KabinetPaymentButton): string {
  const { atLeast = 0, atMost = 0 } = profile?.payments ?? {};
  const money = (amount: number) => localize.format.money({ amount, currency: profile?.currency ?? '' });
  return localize.texts('paymentSteps').range(money(atLeast), money(atMost));
}

import type { ApiError, Money, PaymentPlan, Supplier } from '@kabinet/api';
import { Action } from '../../core/action.js';
import type { KabinetElement } from '../../core/base-element.js';
import { KabinetErrorEvent } from '../../core/error.events.js';
import { isWebAddress } from '../../core/web-address.js';
import { keepOrder, returnAddress } from '../payment-button/payment-trip.js';

/** The first payment of a plan: made on the provider's page like any other, and the provider keeps the card of it. */
export class FirstPayment {
  readonly #host: KabinetElement;
  readonly #order: Action<'createPaymentOrder'>;
  readonly #onSettled: () => void;
  #supplierId = '';
  planId: string | null = null;
  isLeaving = false;

  constructor(host: KabinetElement, onSettled: () => void) {
    this.#host = host;
    this.#onSettled = onSettled;
    this.#order = new Action(host, 'createPaymentOrder', (state) => {
      if (state.status === 'done') this.#leave(state.value);
      else if ('error' in state) {
        host.dispatchEvent(new KabinetErrorEvent(state.error));
        this.#onSettled();
      }
    });
  }

  get isBusy(): boolean {
    return this.isLeaving || this.#order.isSending;
  }

  get error(): ApiError | null {
    return 'error' in this.#order.state ? this.#order.state.error : null;
  }

  pay({
    supplier,
    plan,
    amount,
    paymentUrl,
    language,
  }: {
    readonly supplier: Supplier;
    readonly plan: PaymentPlan;
    readonly amount: Money;
    /** Where the payment button is, which tells what became of the payment. */
    readonly paymentUrl: string;
    readonly language: string;
  }): void {
    if (this.isBusy) return;
    this.planId = plan.id;
    this.#supplierId = supplier.id;
    void this.#order.run({
      body: {
        lines: [{ accountId: plan.accountId, amount }],
        methodId: plan.methodId,
        returnUrl: returnAddress(paymentUrl),
        language,
        planId: plan.id,
      },
    });
  }

  /** The browser goes to the provider's page; whoever comes back by its own button finds the card as it was. */
  #leave({ id, payUrl }: { readonly id: string; readonly payUrl: string | null }): void {
    this.#order.reset();
    if (payUrl === null || !isWebAddress(payUrl)) return this.#onSettled();
    keepOrder(this.#supplierId, id);
    this.isLeaving = true;
    this.#host.requestUpdate();
    const comeBack = () => {
      this.isLeaving = false;
      this.#host.requestUpdate();
    };
    window.addEventListener('pageshow', comeBack, { once: true });
    location.assign(payUrl);
  }
}

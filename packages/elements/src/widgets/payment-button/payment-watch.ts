import type { PaymentOrder, Supplier } from '@kabinet/api';
import type { ReactiveController } from 'lit';
import type { KabinetElement } from '../../core/base-element.js';
import { Query } from '../../core/query.js';
import { isWebAddress } from '../../core/web-address.js';
import { PaymentSettledEvent } from './payment-button.events.js';
import { isSettled } from './payment-button.model.js';
import { cameByBack, forgetOrder, keepOrder, keptOrder, orderInAddress, returnAddress } from './payment-trip.js';

/** Seconds between questions after a payment that is not settled: often at first, about two minutes in all. */
const PAUSES = [2, 2, 3, ...Array<number>(22).fill(5)] as const;

/** Until an order that failed is asked for once more. */
const ONCE_MORE_MS = 4000;

/** On a page with several payment buttons one tells what became of a payment: the first that is there. */
const watches = new Set<PaymentWatch>();

/**
 * One payment of this page: the way to the provider's page, and what became of it when the person is back, by whatever way. What the
 * address says is only which payment to ask for.
 */
export class PaymentWatch implements ReactiveController {
  readonly order: Query<'getPaymentOrder'>;
  readonly #host: KabinetElement;
  readonly #supplier: () => Supplier | null;
  readonly #onSettled: () => void;
  /** Which order is asked for. */
  #orderId: string | null = null;
  /** It came with the address, which anybody may have written. */
  #isFromAddress = false;
  #hasLooked = false;
  /** The person has come from the provider's page, and has not been led to what became of the payment yet. */
  #isArrival = false;
  /** Only to say what stands in the way of another payment. */
  #isAside = false;
  #leaving: PaymentOrder | null = null;
  /** Which order was told as what. */
  #told: string | null = null;
  #askedOnceMore: string | null = null;
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #handlePageShow = ({ persisted }: PageTransitionEvent) => {
    if (persisted) this.#comeBack();
  };
  readonly #handleVisible = () => {
    if (document.visibilityState !== 'visible') return;
    // A bank's app may have come before the page without the page having gone.
    if (this.isLeaving) this.#comeBack();
    else this.askAgain();
  };

  constructor(host: KabinetElement, options: { supplier: () => Supplier | null; onSettled: () => void }) {
    this.#host = host;
    this.#supplier = options.supplier;
    this.#onSettled = options.onSettled;
    this.order = new Query(host, 'getPaymentOrder', () =>
      this.#orderId === null || this.isLeaving ? null : { orderId: this.#orderId },
    );
    host.addController(this);
  }

  hostConnected(): void {
    watches.add(this);
    window.addEventListener('pageshow', this.#handlePageShow);
    document.addEventListener('visibilitychange', this.#handleVisible);
  }

  hostDisconnected(): void {
    watches.delete(this);
    window.removeEventListener('pageshow', this.#handlePageShow);
    document.removeEventListener('visibilitychange', this.#handleVisible);
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** The browser is on its way to the provider's page. */
  get isLeaving(): boolean {
    return this.#leaving !== null;
  }

  /** The order that the browser is on its way to pay. */
  get leaving(): PaymentOrder | null {
    return this.#leaving;
  }

  /** Whether it only stands in the way of another payment. */
  get isAside(): boolean {
    return this.#isAside;
  }

  /** Whether a payment is what the widget tells of. */
  get isShown(): boolean {
    return this.isLeaving || (this.#orderId !== null && !this.isNotOurs && !this.#isAside);
  }

  /** The address names a payment that this customer has not made: then nothing is told of it. */
  get isNotOurs(): boolean {
    return this.#isFromAddress && this.order.state.error?.kind === 'not-found';
  }

  /** Whether it was asked for often enough: it takes longer than anybody should wait for. */
  get takesLong(): boolean {
    return this.#asked >= PAUSES.length;
  }

  hostUpdate(): void {
    const supplier = this.#supplier();
    const [teller] = watches;
    if (!supplier || this.#hasLooked || teller !== this) return;
    this.#hasLooked = true;
    const named = orderInAddress();
    this.#isFromAddress = named !== null;
    this.#orderId = named ?? keptOrder(supplier.id);
    this.#isArrival = named !== null || (this.#orderId !== null && cameByBack());
  }

  hostUpdated(): void {
    const { status, value, error } = this.order.state;
    const supplier = this.#supplier();
    if (this.#orderId === null || !supplier || status === 'loading') return;
    if (error?.kind === 'not-found') return this.#dropStranger(supplier);
    if (!value) return;
    // Whoever wanted to pay once more sees by itself that it is paid.
    if (this.#isAside && value.status === 'paid') {
      this.#isAside = false;
      this.#isArrival = true;
      this.#host.requestUpdate();
    }
    if (isSettled(value)) {
      this.#settle(value, supplier);
      if (value.status === 'failed') this.#askOnceMore(value);
    } else this.#planNextQuestion();
  }

  /** There is no such payment of this customer: nothing is said of one that only this tab remembers. */
  #dropStranger(supplier: Supplier): void {
    forgetOrder(supplier.id);
    if (this.#isFromAddress) return;
    this.#orderId = null;
    this.#host.requestUpdate();
  }

  #settle(order: PaymentOrder, supplier: Supplier): void {
    const told = `${order.id} ${order.status}`;
    if (this.#told === told) return;
    this.#told = told;
    clearTimeout(this.#timer);
    if (!this.#isAside) forgetOrder(supplier.id);
    this.#host.dispatchEvent(new PaymentSettledEvent(order.status));
    this.#onSettled();
  }

  /** It may have been tried again at the provider's page: the service asks there behind its answer. */
  #askOnceMore({ id }: PaymentOrder): void {
    if (this.#askedOnceMore === id || this.#isAside) return;
    this.#askedOnceMore = id;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#orderId === id) this.order.reload();
    }, ONCE_MORE_MS);
  }

  #planNextQuestion(): void {
    const pause = PAUSES[this.#asked];
    if (this.#timer !== undefined || pause === undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#asked += 1;
      // A page that nobody looks at asks when it is looked at.
      if (document.visibilityState === 'visible') this.order.reload();
    }, pause * 1000);
  }

  /** Asks now, and often from now on. */
  askAgain(): void {
    const { value, status } = this.order.state;
    if (this.#orderId === null || status === 'loading' || (value && isSettled(value))) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#asked = 0;
    this.order.reload();
  }

  /** Whether the person is to be led to what became of the payment, because they came for it: true once. */
  takeArrival(): boolean {
    const isArrival = this.#isArrival;
    this.#isArrival = false;
    return isArrival;
  }

  returnAddress(named: string): string {
    return returnAddress(named);
  }

  /** Goes to the provider's page with the order; to what became of it, where there is nothing to pay any more. */
  leave(order: PaymentOrder): void {
    const supplier = this.#supplier();
    const canPay = order.payUrl !== null && isWebAddress(order.payUrl);
    if (canPay) this.#leaving = order;
    this.#follow(order.id);
    if (order.payUrl === null || !canPay) return;
    if (supplier) keepOrder(supplier.id, order.id);
    location.assign(order.payUrl);
  }

  /** Tells of this order. */
  follow(order: Pick<PaymentOrder, 'id'>): void {
    this.#follow(order.id);
  }

  /** Asks for an order that stands in the way of another one. */
  lookAt(orderId: string): void {
    this.#follow(orderId);
    this.#isAside = true;
  }

  #follow(orderId: string): void {
    this.#hasLooked = true;
    this.#isAside = false;
    this.#isFromAddress = false;
    this.#orderId = orderId;
    this.#asked = 0;
    this.#host.requestUpdate();
  }

  /** The browser's "back" shows the page as it was left. */
  #comeBack(): void {
    const left = this.#leaving;
    this.#leaving = null;
    this.#host.requestUpdate();
    if (left) {
      this.#follow(left.id);
      this.#isArrival = true;
    }
    void this.#host.updateComplete.then(() => this.askAgain());
  }

  /** The person is done with it. */
  close(): void {
    const supplier = this.#supplier();
    if (supplier) forgetOrder(supplier.id);
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#orderId = null;
    this.#leaving = null;
    this.#isAside = false;
    this.#host.requestUpdate();
  }
}

import { randomBytes } from 'node:crypto';
import {
  type ChargeRequest,
  type Failure,
  isExpired,
  type Payment,
  type PaymentRequest,
  type Refund,
  refundedOf,
  type RefundRequest,
  viewOf,
} from './payment.js';
import type { BankEvent, BankState } from './state.js';
import { type CardBehaviour, cardLabel, CONFIRMATION_CODE, type TestCard } from './test-cards.js';

/** The merchant asks for what cannot be. */
export class Impossible extends Error {
  override readonly name = 'Impossible';
}

export interface BankOptions {
  readonly state: BankState;
  readonly now: () => Date;
  /** How long a payment that is `pending` is looked at before it succeeds; it is settled by hand without it. */
  readonly pendingForMs: number | null;
  /** Is told of each event, once. */
  readonly onEvent: (event: BankEvent, payment: Payment) => void;
  /** Is told that something was changed. */
  readonly onChange: () => void;
}

/** The bank itself: payments, kept cards and refunds. It knows neither HTTP nor who listens. */
export class Bank {
  readonly #options: BankOptions;
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(options: BankOptions) {
    this.#options = options;
    for (const payment of this.payments) if (payment.status === 'processing') this.#settleLater(payment);
  }

  get payments(): readonly Payment[] {
    return this.#options.state.payments;
  }

  find(merchant: string, orderNumber: string): Payment | null {
    return this.payments.find((each) => each.merchant === merchant && each.orderNumber === orderNumber) ?? null;
  }

  findByPage(pageKey: string): Payment | null {
    return this.payments.find((each) => each.pageKey === pageKey) ?? null;
  }

  /** A payment that somebody is to make on the bank's page. Asked again under the same number, it is the same payment. */
  open(merchant: string, request: PaymentRequest): Payment {
    const known = this.find(merchant, request.orderNumber);
    if (known) return sameSum(known, request);
    const { returnUrl, keepCard, expiresAt } = request;
    return this.#add(merchant, request, { returnUrl, keepCard, expiresAt: new Date(expiresAt).toISOString() });
  }

  /** Charges a card that is kept. Asked again under the same number, it is the same payment. */
  charge(merchant: string, request: ChargeRequest): Payment {
    const known = this.find(merchant, request.orderNumber);
    if (known) return sameSum(known, request);
    const card = this.#options.state.cards[request.token];
    if (card?.merchant !== merchant) throw new Impossible('no such card');
    const expiresAt = this.#options.now().toISOString();
    const payment = this.#add(merchant, request, { returnUrl: null, keepCard: false, expiresAt });
    payment.paidWith = { label: card.label, behaviour: card.behaviour };
    this.#try(payment, laterBehaviour(card.behaviour as CardBehaviour), { isFinal: true });
    return payment;
  }

  /** The payer's card: what happens next shows in the payment's status. Nothing happens to one that is no longer open. */
  pay(payment: Payment, card: TestCard): void {
    if (payment.status !== 'open' || isExpired(payment, this.#options.now())) return;
    payment.paidWith = { label: cardLabel(card.number), behaviour: card.behaviour };
    this.#try(payment, card.behaviour, { isFinal: false });
  }

  /** The code that the payer was asked for. A wrong one is as if the card were declined. */
  confirm(payment: Payment, code: string): void {
    if (payment.status !== 'confirming' || isExpired(payment, this.#options.now())) return;
    if (code === CONFIRMATION_CODE) this.#succeed(payment);
    else this.#refuse(payment, 'declined', { isFinal: false });
  }

  /** The payer goes back without having paid: for good, so that nobody pays an order that the merchant has given up. */
  cancel(payment: Payment): void {
    if (payment.status !== 'open' && payment.status !== 'confirming') return;
    this.#refuse(payment, payment.failure ?? 'cancelled', { isFinal: true });
  }

  /** Ends the looking at a payment. */
  settle(payment: Payment, outcome: 'succeeded' | 'failed'): void {
    if (payment.status !== 'processing') throw new Impossible('not being processed');
    if (outcome === 'succeeded') this.#succeed(payment);
    else this.#refuse(payment, 'declined', { isFinal: true });
  }

  /** Gives money back. Asked again under the same id, it is the same refund. */
  refund(payment: Payment, request: RefundRequest): Refund {
    const known = payment.refunds.find(({ id }) => id === request.id);
    if (known) {
      if (known.amount !== request.amount) throw new Impossible('another refund has this id');
      return known;
    }
    if (payment.status !== 'succeeded') throw new Impossible('not paid');
    if (refundedOf(payment) + request.amount > payment.amount) throw new Impossible('more than was paid');
    const refund = { ...request, createdAt: this.#options.now().toISOString() };
    payment.refunds.push(refund);
    this.#tell(payment, 'payment.refunded', refund);
    return refund;
  }

  /** Stops all clocks. */
  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #add(
    merchant: string,
    { orderNumber, amount, currency, description, language, callbackUrl }: PaymentRequest | ChargeRequest,
    rest: Pick<Payment, 'returnUrl' | 'keepCard' | 'expiresAt'>,
  ): Payment {
    const payment: Payment = {
      id: `sb_${randomBytes(9).toString('base64url')}`,
      pageKey: randomBytes(16).toString('base64url'),
      ...{ merchant, orderNumber, amount, currency, description, language, callbackUrl, ...rest },
      createdAt: this.#options.now().toISOString(),
      status: 'open',
      failure: null,
      settledAt: null,
      paidWith: null,
      token: null,
      refunds: [],
    };
    this.#options.state.payments.push(payment);
    this.#options.onChange();
    return payment;
  }

  #try(payment: Payment, behaviour: CardBehaviour, { isFinal }: { isFinal: boolean }): void {
    switch (behaviour) {
      case 'pays':
      case 'pays_once':
        this.#succeed(payment);
        return;
      case 'asks_for_code':
        payment.status = 'confirming';
        this.#options.onChange();
        return;
      case 'pending':
        payment.status = 'processing';
        this.#tell(payment, 'payment.pending', null);
        this.#settleLater(payment);
        return;
      case 'declined':
      case 'insufficient_funds':
      case 'card_expired':
      case 'limit_exceeded':
        this.#refuse(payment, behaviour, { isFinal });
    }
  }

  #settleLater(payment: Payment): void {
    const { pendingForMs } = this.#options;
    if (pendingForMs === null) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      if (payment.status === 'processing') this.settle(payment, 'succeeded');
    }, pendingForMs);
    this.#timers.add(timer);
  }

  #succeed(payment: Payment): void {
    payment.status = 'succeeded';
    payment.failure = null;
    payment.settledAt = this.#options.now().toISOString();
    if (payment.keepCard && payment.paidWith) {
      payment.token = `card_${randomBytes(16).toString('base64url')}`;
      this.#options.state.cards[payment.token] = { merchant: payment.merchant, ...payment.paidWith };
    }
    this.#tell(payment, 'payment.succeeded', null);
  }

  #refuse(payment: Payment, failure: Failure, { isFinal }: { isFinal: boolean }): void {
    payment.failure = failure;
    payment.status = isFinal ? 'failed' : 'open';
    if (!isFinal) return this.#options.onChange();
    payment.settledAt = this.#options.now().toISOString();
    this.#tell(payment, 'payment.failed', null);
  }

  #tell(payment: Payment, type: BankEvent['type'], refund: Refund | null): void {
    const createdAt = this.#options.now();
    const id = [payment.id, type.slice('payment.'.length), ...(refund ? [refund.id] : [])].join('_');
    const body = JSON.stringify({
      id,
      type,
      createdAt: createdAt.toISOString(),
      payment: viewOf(payment, createdAt),
      refund,
    });
    const event = { id, paymentId: payment.id, type, body, createdAt: createdAt.toISOString(), heardAt: null };
    const kept: BankEvent = { ...event, isLost: false };
    this.#options.state.events.push(kept);
    this.#options.onChange();
    this.#options.onEvent(kept, payment);
  }
}

/** The same number with another sum is another payment, and that cannot be. */
function sameSum(known: Payment, { amount, currency }: { amount: number; currency: string }): Payment {
  if (known.amount !== amount || known.currency !== currency) throw new Impossible('another payment has this number');
  return known;
}

/** Nobody is there to type a code when a kept card is charged. */
function laterBehaviour(behaviour: CardBehaviour): CardBehaviour {
  if (behaviour === 'pays_once') return 'declined';
  return behaviour === 'asks_for_code' ? 'pays' : behaviour;
}

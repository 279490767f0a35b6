import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import * as z from 'zod/mini';
import type { Merchant } from './merchants.js';
import type { Payment } from './payment.js';
import type { BankEvent } from './state.js';

/**
 * How merchants are told. `delayed`: later. `doubled`: twice at the same time. `reordered`: that a payment is pending only after how it ended.
 * `lost`: not at all. `forged`: not by the bank, but by somebody who claims that everything was paid.
 */
export const CallbackMode = z.enum(['usual', 'delayed', 'doubled', 'reordered', 'lost', 'forged']);
export type CallbackMode = z.infer<typeof CallbackMode>;

/** Ways in which somebody may try to pass for the bank. */
export const Forgery = z.enum(['another_key', 'changed_body', 'no_signature', 'old_moment']);
export type Forgery = z.infer<typeof Forgery>;

/** One try to tell a merchant. */
export interface Delivery {
  readonly eventId: string;
  readonly orderNumber: string;
  readonly type: BankEvent['type'];
  readonly forgery: Forgery | null;
  readonly at: string;
  /** What the merchant answered; null where nobody did. */
  readonly status: number | null;
}

export interface CallbacksOptions {
  readonly merchants: readonly Merchant[];
  readonly fetch: typeof fetch;
  readonly now: () => Date;
  /** How long `delayed` ones wait. */
  readonly delayMs: number;
  readonly onChange: () => void;
}

/** After a try that was not heard: how long until the next one. */
const TRY_AGAIN_AFTER_MS = [2_000, 10_000, 60_000, 300_000, 1_800_000];
const ANSWER_WITHIN_MS = 10_000;
const DELIVERIES_KEPT = 500;

/** Tells merchants what happens, by the Standard Webhooks specification, and misbehaves when it is asked to. */
export class Callbacks {
  mode: CallbackMode = 'usual';
  readonly #options: CallbacksOptions;
  readonly #deliveries: Delivery[] = [];
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #held = new Map<string, BankEvent[]>();
  readonly #underWay = new Set<Promise<unknown>>();
  readonly #stop = new AbortController();

  constructor(options: CallbacksOptions) {
    this.#options = options;
  }

  /** What was tried, the latest last. */
  get deliveries(): readonly Delivery[] {
    return this.#deliveries;
  }

  /** Tells it now or later, as the mode is. */
  tell(event: BankEvent, payment: Payment): void {
    this.#begin(this.#tell(event, payment));
  }

  /** Goes on with what an earlier run could not tell. */
  resume(event: BankEvent, payment: Payment): void {
    this.#begin(this.#deliverUntilHeard(event, payment, 0));
  }

  /** Tells it now, whether it was heard before or not. */
  async deliver(event: BankEvent, payment: Payment): Promise<Delivery> {
    const delivery = await this.#send({ event, payment, forgery: null });
    if (delivery.status !== null && delivery.status >= 200 && delivery.status < 300) {
      event.heardAt = delivery.at;
      this.#options.onChange();
    }
    return delivery;
  }

  /** Claims of a payment that it was paid, in every way somebody may try who is not the bank. */
  async forge(payment: Payment): Promise<readonly Delivery[]> {
    const sent: Delivery[] = [];
    for (const forgery of Forgery.options) {
      sent.push(await this.#send({ event: this.#claimOfSuccess(payment), payment, forgery }));
    }
    return sent;
  }

  /** Tells nobody any more. */
  async close(): Promise<void> {
    this.#stop.abort();
    for (const timer of this.#timers) clearTimeout(timer);
    await Promise.allSettled(this.#underWay);
  }

  async #tell(event: BankEvent, payment: Payment): Promise<void> {
    switch (this.mode) {
      case 'usual':
        return this.#deliverUntilHeard(event, payment, 0);
      case 'delayed':
        this.#later(this.#options.delayMs, () => this.#deliverUntilHeard(event, payment, 0));
        return;
      case 'doubled':
        await Promise.all([this.deliver(event, payment), this.#deliverUntilHeard(event, payment, 0)]);
        return;
      case 'reordered':
        return this.#deliverReordered(event, payment);
      case 'forged':
        this.#lose(event);
        await this.forge(payment);
        return;
      case 'lost':
        this.#lose(event);
    }
  }

  /** Holds back what is not the end, and tells it after the end. */
  async #deliverReordered(event: BankEvent, payment: Payment): Promise<void> {
    const held = this.#held.get(payment.id) ?? [];
    if (event.type === 'payment.pending') {
      this.#held.set(payment.id, [...held, event]);
      return;
    }
    this.#held.delete(payment.id);
    await this.#deliverUntilHeard(event, payment, 0);
    for (const earlier of held.reverse()) await this.#deliverUntilHeard(earlier, payment, 0);
  }

  async #deliverUntilHeard(event: BankEvent, payment: Payment, tries: number): Promise<void> {
    await this.deliver(event, payment);
    const pause = TRY_AGAIN_AFTER_MS[tries];
    if (event.heardAt === null && pause !== undefined) {
      this.#later(pause, async () => {
        if (event.heardAt === null) await this.#deliverUntilHeard(event, payment, tries + 1);
      });
    }
  }

  #lose(event: BankEvent): void {
    event.isLost = true;
    this.#options.onChange();
  }

  #later(pause: number, act: () => Promise<void>): void {
    if (this.#stop.signal.aborted) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#begin(act());
    }, pause);
    this.#timers.add(timer);
  }

  #begin(act: Promise<unknown>): void {
    this.#underWay.add(act);
    void act.finally(() => this.#underWay.delete(act));
  }

  async #send({
    event,
    payment,
    forgery,
  }: {
    event: BankEvent;
    payment: Payment;
    forgery: Forgery | null;
  }): Promise<Delivery> {
    const { fetch, now } = this.#options;
    const at = now();
    const { body, headers } = this.#signed({ event, payment, forgery, at });
    const status = await fetch(payment.callbackUrl, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      signal: AbortSignal.any([AbortSignal.timeout(ANSWER_WITHIN_MS), this.#stop.signal]),
    }).then(
      async (response) => {
        await response.body?.cancel();
        return response.status;
      },
      () => null,
    );
    const { id: eventId, type } = event;
    const delivery = { eventId, orderNumber: payment.orderNumber, type, forgery, at: at.toISOString(), status };
    this.#deliveries.push(delivery);
    this.#deliveries.splice(0, this.#deliveries.length - DELIVERIES_KEPT);
    return delivery;
  }

  #signed({ event, payment, forgery, at }: { event: BankEvent; payment: Payment; forgery: Forgery | null; at: Date }): {
    body: string;
    headers: Record<string, string>;
  } {
    const merchant = this.#options.merchants.find(({ id }) => id === payment.merchant);
    const foreignKey = `whsec_${randomBytes(32).toString('base64')}`;
    const key = forgery === 'another_key' || !merchant ? foreignKey : merchant.webhookSecret;
    // Somebody who copied a true callback and sends it again much later, or with another text.
    const moment = forgery === 'old_moment' ? new Date(at.getTime() - 24 * 60 * 60_000) : at;
    const signature = new Webhook(key).sign(event.id, moment, event.body);
    const headers = {
      'webhook-id': event.id,
      'webhook-timestamp': String(Math.floor(moment.getTime() / 1000)),
      ...(forgery !== 'no_signature' && { 'webhook-signature': signature }),
    };
    return {
      body: forgery === 'changed_body' ? event.body.replace('"refund":null', '"refund":  null') : event.body,
      headers,
    };
  }

  /** What the bank would say if the payment had been paid. */
  #claimOfSuccess(payment: Payment): BankEvent {
    const createdAt = this.#options.now().toISOString();
    const { id, merchant, orderNumber, amount, currency } = payment;
    const eventId = `${id}_succeeded`;
    const claimed = {
      ...{ id, merchant, orderNumber, amount, currency },
      ...{
        status: 'succeeded',
        failure: null,
        createdAt: payment.createdAt,
        settledAt: createdAt,
        card: null,
        refunds: [],
      },
    };
    const body = JSON.stringify({ id: eventId, type: 'payment.succeeded', createdAt, payment: claimed, refund: null });
    return { id: eventId, paymentId: id, type: 'payment.succeeded', body, createdAt, heardAt: null, isLost: true };
  }
}

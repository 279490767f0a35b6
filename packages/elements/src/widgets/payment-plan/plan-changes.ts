import type { ApiError, PaymentPlan, PaymentPlanRequest } from '@kabinet/api';
import type { ReactiveController } from 'lit';
import { Action, type ActionState } from '../../core/action.js';
import type { KabinetElement } from '../../core/base-element.js';
import { KabinetErrorEvent } from '../../core/error.events.js';
import { PaymentPlanChangedEvent } from './payment-plan.events.js';
import { termsOf } from './payment-plan.model.js';

/** What the person does with plans. */
export type PlanChange = PaymentPlanChangedEvent['change'];

/** What was changed last, or is being changed; `plan` is null for one that is being made. */
export interface CurrentPlanChange {
  readonly plan: PaymentPlan | null;
  readonly change: PlanChange;
  /** What it is to be from now on; null where that stays. */
  readonly terms: PaymentPlanRequest | null;
}

/** Makes, changes, pauses, resumes and ends plans: one change at a time, each under the key of its own intent. */
export class PlanChanges implements ReactiveController {
  /** Plans that were ended here: each can be made once more while the card is on show. */
  ended: readonly PaymentPlan[] = [];
  current: CurrentPlanChange | null = null;
  /** The change is made: said once. */
  last: CurrentPlanChange | null = null;
  readonly #host: KabinetElement;
  readonly #creation: Action<'createPaymentPlan'>;
  readonly #change: Action<'changePaymentPlan'>;
  readonly #onSettled: (isDone: boolean) => void;
  /** Whose plans they are: of one session and one account. */
  #owner = '';
  readonly #ownerNow: () => string;

  constructor(host: KabinetElement, ownerNow: () => string, onSettled: (isDone: boolean) => void) {
    this.#host = host;
    this.#ownerNow = ownerNow;
    this.#onSettled = onSettled;
    this.#creation = new Action(host, 'createPaymentPlan', (state) => this.#settle(state));
    this.#change = new Action(host, 'changePaymentPlan', (state) => this.#settle(state));
    host.addController(this);
  }

  /** What was ended for somebody, or for another account, is offered to nobody else. */
  hostUpdate(): void {
    const owner = this.#ownerNow();
    if (owner === this.#owner) return;
    this.#owner = owner;
    this.ended = [];
    this.last = null;
    if (!this.isSending) this.forget();
  }

  get isSending(): boolean {
    return this.#creation.isSending || this.#change.isSending;
  }

  /** Why it is not made, or not known to be; null when all is well. */
  get error(): ApiError | null {
    const state = this.#action?.state;
    return state && 'error' in state ? state.error : null;
  }

  get isUnsure(): boolean {
    return this.#action?.state.status === 'unsure';
  }

  make(accountId: string, terms: PaymentPlanRequest): void {
    if (this.#begin({ plan: null, change: 'made', terms })) void this.#creation.run({ accountId, body: terms });
  }

  /** Makes an ended one once more: its card is forgotten. */
  makeAgain(plan: PaymentPlan): void {
    const terms = termsOf(plan);
    if (this.#begin({ plan, change: 'made', terms }))
      void this.#creation.run({ accountId: plan.accountId, body: terms });
  }

  edit(plan: PaymentPlan, terms: PaymentPlanRequest): void {
    if (!this.#begin({ plan, change: 'changed', terms })) return;
    void this.#change.run({ accountId: plan.accountId, planId: plan.id, body: { terms } });
  }

  set(plan: PaymentPlan, change: 'paused' | 'resumed' | 'ended'): void {
    if (!this.#begin({ plan, change, terms: null })) return;
    const status = change === 'resumed' ? 'active' : change;
    void this.#change.run({ accountId: plan.accountId, planId: plan.id, body: { status } });
  }

  /** Tries the same again, under the same key. */
  retry(): void {
    void this.#action?.retry();
  }

  /** The person edits, or begins anew. */
  forget(): void {
    this.#action?.reset();
    this.current = null;
  }

  get #action(): Action<'createPaymentPlan'> | Action<'changePaymentPlan'> | null {
    if (this.current === null) return null;
    return this.current.change === 'made' ? this.#creation : this.#change;
  }

  #begin(current: CurrentPlanChange): boolean {
    if (this.isSending) return false;
    this.last = null;
    this.current = current;
    return true;
  }

  #settle(state: ActionState<PaymentPlan>): void {
    if (state.status === 'done' && this.current) {
      const { plan, change } = (this.last = { ...this.current, plan: this.current.plan ?? state.value });
      if (plan && change === 'ended') this.ended = [...this.ended, plan];
      if (change === 'made') this.ended = this.ended.filter((each) => each !== plan);
      this.#host.dispatchEvent(new PaymentPlanChangedEvent(change));
      this.forget();
    } else if ('error' in state) this.#host.dispatchEvent(new KabinetErrorEvent(state.error));
    this.#onSettled(state.status === 'done');
  }
}

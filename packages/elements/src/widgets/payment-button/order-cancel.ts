import type { PaymentOrder } from '@kabinet/api';
import { html, nothing, type TemplateResult } from 'lit';
import { Action } from '../../core/action.js';
import { KabinetErrorEvent } from '../../core/error.events.js';
import type { StateText } from '../../locales/messages.js';
import { renderNotice } from '../../parts/notice.js';
import type { KabinetPaymentButton } from './payment-button.js';

/** Takes back a payment that was begun and that nobody wants any more, by the service's word: it may have been paid meanwhile. */
export class OrderCancel {
  readonly #host: KabinetPaymentButton;
  readonly #action: Action<'cancelPaymentOrder'>;
  /** What the person wants instead. */
  #next: (order: PaymentOrder) => void = () => {};
  /** The order that was just taken back, and nothing begun since. */
  #gone: PaymentOrder | null = null;
  /** The order that could not be taken back any more. */
  #tooLate: string | null = null;

  constructor(host: KabinetPaymentButton) {
    this.#host = host;
    this.#action = new Action(host, 'cancelPaymentOrder', (state) => this.#handleSettled(state));
  }

  get isBusy(): boolean {
    return this.#action.isSending;
  }

  /** Whether it was to be taken back and could not be. */
  isTooLate({ id }: Pick<PaymentOrder, 'id'>): boolean {
    return this.#tooLate === id;
  }

  /** The quiet button beside the main one. `next`: what the person wants instead. */
  renderButton(
    { id: orderId }: Pick<PaymentOrder, 'id'>,
    label: string,
    next: (order: PaymentOrder) => void,
  ): TemplateResult {
    const handle = () => {
      this.#next = next;
      this.#tooLate = null;
      void this.#action.run({ orderId, body: {} });
    };
    const { cancelling } = this.#host.localize.texts('paymentSteps');
    return html`<button type="button" class="plain" aria-disabled=${this.isBusy ? 'true' : nothing} @click=${handle}>
      ${this.isBusy ? cancelling : label}
    </button>`;
  }

  /** Has it told that the order is gone; null: that nothing more is told of it. One that failed meanwhile was not taken back. */
  note(order: PaymentOrder | null): void {
    this.#gone = order?.status === 'expired' ? order : null;
    this.#host.requestUpdate();
  }

  get #goneText(): StateText | null {
    return this.#gone && this.#host.localize.texts('paymentSteps').justCancelled(this.#gone.number);
  }

  renderNote(): TemplateResult | typeof nothing {
    const text = this.#goneText;
    return text ? renderNotice({ tone: 'info', text }) : nothing;
  }

  /** For the live region. */
  get announcement(): string {
    if (this.isBusy) return this.#host.localize.texts('paymentSteps').cancelling;
    const text = this.#goneText;
    return text ? `${text.title}. ${text.text}` : '';
  }

  /** Why it is not known whether it was taken back. */
  renderTrouble(): TemplateResult | typeof nothing {
    const { state } = this.#action;
    if (!('error' in state)) return nothing;
    const { localize } = this.#host;
    const { notCancelled } = localize.texts('paymentSteps');
    const again = () => void this.#action.retry();
    if (state.error.kind === 'unauthorized') return this.#host.tellReadError(state.error, again);
    const words = this.#host.wordsOf(state.error);
    return renderNotice({
      tone: state.error.kind === 'offline' ? 'warn' : 'bad',
      text: {
        title: notCancelled.title,
        text: state.error.kind === 'unavailable' ? notCancelled.text : `${words.title}.`,
      },
      takesFocus: true,
      actions: html`<button type="button" @click=${again}>${localize.texts('common').retry}</button>`,
    });
  }

  #handleSettled(state: Action<'cancelPaymentOrder'>['state']): void {
    if ('error' in state) {
      this.#host.callToFaults();
      this.#host.dispatchEvent(new KabinetErrorEvent(state.error));
    }
    if (state.status !== 'done') return;
    const order = state.value;
    this.#action.reset();
    if (order.status === 'failed' || order.status === 'expired') return this.#next(order);
    // It was paid, or is being worked on: that comes before what the person wants instead.
    this.#tooLate = order.id;
    this.#host.tellOf(order);
  }
}

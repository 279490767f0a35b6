import type { ApiError, AppointmentSlot } from '@kabinet/api';
import { html, nothing, type TemplateResult } from 'lit';
import type { Localize } from '../../core/localize.js';
import type { StateText } from '../../locales/messages.js';
import { renderNotice } from '../../parts/notice.js';
import type { AppointmentChanges } from './appointment-changes.js';

export interface TroubleView {
  readonly localize: Localize;
  readonly when: (instant: string) => string;
  /** A phone as the supplier's customers write it. */
  readonly phoneExample: string;
  readonly renderSignIn: () => TemplateResult;
  readonly errorText: (error: ApiError) => StateText;
  /** What else can be chosen; without it nothing is being chosen. */
  readonly choice?: {
    readonly onChoose: (slot: AppointmentSlot) => void;
    /** Null where nobody can wait: an appointment that is moved is not waited for. */
    readonly onWait: (() => void) | null;
  };
}

/** Why the last change was not made, and what else can be done; what was typed stays. */
export function renderTrouble(changes: AppointmentChanges, view: TroubleView): TemplateResult | typeof nothing {
  const { error, isUnsure, canRetry, tried } = changes;
  if (!error) return nothing;
  const { localize, when, choice } = view;
  const texts = localize.texts('booking');
  if (error.kind === 'unauthorized') {
    return html`<p>${texts.signIn}</p>
      <div tabindex="-1" data-focus>${view.renderSignIn()}</div>`;
  }
  const retry = html`<button type="button" @click=${() => changes.retry()}>${localize.texts('common').retry}</button>`;
  if (isUnsure) {
    const text = tried === 'booked' ? texts.unsure : texts.unsureChange;
    return renderNotice({ tone: 'warn', text, takesFocus: true, actions: retry });
  }
  const isTaken = error.problem?.code === 'slot_taken';
  const nextFree = (choice && error.problem?.nextFree) ?? [];
  const onWait = isTaken && nextFree.length === 0 ? choice?.onWait : null;
  return renderNotice({
    tone: isTaken ? 'warn' : 'bad',
    text: textOf(error, view),
    takesFocus: true,
    more:
      nextFree.length > 0
        ? html`<div class="slots">
            ${nextFree.map(
              (slot) =>
                html`<button type="button" part="slot" @click=${() => choice?.onChoose(slot)}>
                  ${when(slot.startsAt)}
                </button>`,
            )}
          </div>`
        : nothing,
    actions: onWait
      ? html`<button type="button" data-wait @click=${onWait}>${texts.wait}</button>`
      : canRetry
        ? retry
        : nothing,
  });
}

function textOf(error: ApiError, { localize, phoneExample, errorText, choice }: TroubleView): StateText {
  const texts = localize.texts('booking');
  const { code, nextFree = [], issues = [] } = error.problem ?? {};
  if (issues.some(({ pointer }) => pointer === '/phone')) return { title: texts.phoneWrong(phoneExample), text: '' };
  switch (code) {
    case 'slot_taken':
      // Where nothing is chosen it was a time that was held for them.
      if (!choice) return texts.offerOver;
      return choice.onWait ? texts.taken(nextFree.length > 0) : texts.takenMove(nextFree.length > 0);
    case 'appointment_limit':
      return texts.limit;
    case 'appointment_overlap':
      return texts.overlap;
    case 'appointment_not_changeable':
      return texts.notChangeable;
    case 'not_found':
      return texts.gone;
    default:
      return errorText(error);
  }
}

import type { Appointment, WaitingPlace } from '@kabinet/api';
import { html, nothing, type TemplateResult } from 'lit';
import { inLanguage } from '../../core/in-language.js';
import type { Localize } from '../../core/localize.js';
import { renderNotice } from '../../parts/notice.js';

/** What the person can do with what is theirs. */
export interface OwnView {
  readonly localize: Localize;
  /** A day and a time in words. */
  readonly when: (instant: string) => string;
  /** The same without the day of the week: it stands inside a sentence. */
  readonly until: (instant: string) => string;
  readonly isBusy: boolean;
  /** The appointment that the person is asked about whether to cancel it. */
  readonly asked: string | null;
  /** Why the last change of this one was not made. */
  readonly troubleOf: (id: string) => TemplateResult | typeof nothing;
  readonly onCalendar: (appointment: Appointment) => void;
  readonly onMove: (appointment: Appointment) => void;
  /** Asks first; null for "no, keep it". */
  readonly onAsk: (appointment: Appointment | null) => void;
  readonly onCancel: (appointment: Appointment) => void;
  readonly onTake: (place: WaitingPlace) => void;
  readonly onLeave: (place: WaitingPlace) => void;
}

/** An appointment ahead: when, where, and what can be done with it. */
export function renderAppointment(appointment: Appointment, view: OwnView): TemplateResult {
  const { localize, isBusy, asked } = view;
  const texts = localize.texts('appointmentForm');
  const { id, number, reception, startsAt, topic, canChange } = appointment;
  const when = view.when(startsAt);
  const name = inLanguage(reception.name, localize.language);
  const busy = isBusy ? 'true' : nothing;
  const button = (label: string, key: string, handle: () => void) => html`
    <button
      type="button"
      data-act="${key}-${id}"
      aria-disabled=${busy}
      aria-label="${label}: ${name}, ${when}"
      @click=${handle}
    >
      ${label}
    </button>
  `;
  return html`
    <li part="appointment">
      <p class="when">${when}</p>
      <p><strong>${name}</strong><br />${inLanguage(reception.address, localize.language)}</p>
      <p class="muted topic">
        ${texts.number(number)}<br />${texts.topic(topic)}${
          reception.note ? html`<br />${inLanguage(reception.note, localize.language)}` : nothing
        }
      </p>
      ${view.troubleOf(id)}
      ${
        asked === id
          ? renderNotice({
              tone: 'warn',
              takesFocus: true,
              text: { title: texts.cancelAsk(when), text: '' },
              actions: html`
                <button type="button" aria-disabled=${busy} @click=${() => view.onCancel(appointment)}>
                  ${texts.cancelYes}
                </button>
                <button type="button" @click=${() => view.onAsk(null)}>${texts.cancelNo}</button>
              `,
            })
          : html`<div class="row actions">
              ${button(texts.calendar, 'calendar', () => view.onCalendar(appointment))}
              ${
                canChange
                  ? html`${button(texts.move, 'move', () => view.onMove(appointment))}
                    ${button(texts.cancel, 'cancel', () => view.onAsk(appointment))}`
                  : nothing
              }
            </div>`
      }
    </li>
  `;
}

/** What was called off is said as loudly as what is booked; the rest of what is over is a line. */
export function renderCalledOff({ reception, startsAt, reason }: Appointment, view: OwnView): TemplateResult {
  const texts = view.localize.texts('appointmentForm');
  const name = inLanguage(reception.name, view.localize.language);
  return html`<li part="appointment">
    ${renderNotice({
      tone: 'warn',
      text: { title: `${name}, ${view.when(startsAt)}`, text: texts.status.called_off },
      more: reason ? html`<p class="topic">${texts.reason(reason)}</p>` : nothing,
    })}
  </li>`;
}

/** A place in the queue, and the time that is held for the person. */
export function renderWaiting(place: WaitingPlace, view: OwnView): TemplateResult {
  const { localize, isBusy } = view;
  const texts = localize.texts('appointmentForm');
  const { id, reception, ahead, offer } = place;
  const name = inLanguage(reception.name, localize.language);
  const busy = isBusy ? 'true' : nothing;
  const leave = offer ? texts.letGo : texts.leave;
  return html`
    <li part="appointment">
      <p><strong>${name}</strong><br />${inLanguage(reception.address, localize.language)}</p>
      ${
        offer
          ? renderNotice({ tone: 'good', text: texts.offer(view.when(offer.startsAt), view.until(offer.heldUntil)) })
          : html`<p>${texts.ahead(ahead)}<br /><span class="muted">${texts.waitingText}</span></p>`
      }
      ${view.troubleOf(id)}
      <div class="row actions">
        ${
          offer
            ? html`<button
                type="button"
                class="primary"
                aria-disabled=${busy}
                aria-label="${texts.take}: ${name}, ${view.when(offer.startsAt)}"
                @click=${() => view.onTake(place)}
              >
                ${texts.take}
              </button>`
            : nothing
        }
        <button type="button" aria-disabled=${busy} aria-label="${leave}: ${name}" @click=${() => view.onLeave(place)}>
          ${leave}
        </button>
      </div>
    </li>
  `;
}

/** One that is over, or came to nothing, in a line. */
export function renderPast({ reception, startsAt, status, number }: Appointment, view: OwnView): TemplateResult {
  const texts = view.localize.texts('appointmentForm');
  const name = inLanguage(reception.name, view.localize.language);
  return html`<li part="appointment">
    <p>
      ${view.when(startsAt)}, ${name}<br />
      <span class="muted">${status === 'booked' ? '' : `${texts.status[status]}. `}${texts.number(number)}</span>
    </p>
  </li>`;
}

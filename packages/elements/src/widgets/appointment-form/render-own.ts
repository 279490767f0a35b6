import type { Appointment, AppointmentList, WaitingPlace } from '@kabinet/api';
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
  /** The same by the clock of this device; null where it shows the same. */
  readonly here: (instant: string) => string | null;
  readonly isBusy: boolean;
  /** The appointment that the person is asked about whether to cancel it. */
  readonly asked: string | null;
  readonly onCalendar: (appointment: Appointment) => void;
  readonly onMove: (appointment: Appointment) => void;
  /** Chooses a new time for one that was called off; null where that cannot be. */
  readonly again: (appointment: Appointment) => (() => void) | null;
  /** Asks first; null for "no, keep it". */
  readonly onAsk: (appointment: Appointment | null) => void;
  readonly onCancel: (appointment: Appointment) => void;
  readonly onTake: (place: WaitingPlace) => void;
  readonly onLeave: (place: WaitingPlace) => void;
}

/** What is the customer's own: what needs an answer first, then what is ahead, what they wait for, and folded away what is over. */
export function renderOwn({ items, waiting }: AppointmentList, view: OwnView): TemplateResult {
  const texts = view.localize.texts('appointmentForm');
  const now = Date.now();
  const isAhead = ({ endsAt }: Appointment) => Date.parse(endsAt) > now;
  const ahead = items.filter((each) => each.status === 'booked' && isAhead(each));
  const calledOff = items.filter((each) => each.status === 'called_off' && isAhead(each));
  const past = items.filter((each) => !ahead.includes(each) && !calledOff.includes(each));
  const hasSome = ahead.length + calledOff.length + waiting.length > 0;
  return html`
    ${
      hasSome
        ? html`<div class="group">
            <h3>${texts.mine}</h3>
            <ul class="items">
              ${waiting.filter(({ offer }) => offer).map((each) => renderWaiting(each, view))}
              ${calledOff.map((each) => renderCalledOff(each, view))}
              ${ahead.map((each) => renderAppointment(each, view))}
              ${waiting.filter(({ offer }) => !offer).map((each) => renderWaiting(each, view))}
            </ul>
          </div>`
        : nothing
    }
    ${
      past.length > 0
        ? html`<details>
            <summary>${texts.earlier}</summary>
            <ul class="items">
              ${past.map((each) => renderPast(each, view))}
            </ul>
          </details>`
        : nothing
    }
  `;
}

/** An appointment ahead: when, where, and what can be done with it. */
function renderAppointment(appointment: Appointment, view: OwnView): TemplateResult {
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
      <div>
        <p class="when">${when}</p>
        ${renderHere(startsAt, view)}
      </div>
      <p><strong>${name}</strong><br />${inLanguage(reception.address, localize.language)}</p>
      <p class="muted topic">
        ${texts.number(number)}<br />${texts.topic(topic)}${
          reception.note ? html`<br />${inLanguage(reception.note, localize.language)}` : nothing
        }
      </p>
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
function renderCalledOff(appointment: Appointment, view: OwnView): TemplateResult {
  const { reception, startsAt, reason } = appointment;
  const again = view.again(appointment);
  const texts = view.localize.texts('appointmentForm');
  const name = inLanguage(reception.name, view.localize.language);
  return html`<li part="appointment">
    ${renderNotice({
      tone: 'warn',
      text: { title: `${name}, ${view.when(startsAt)}`, text: texts.status.called_off },
      more: reason ? html`<p class="topic">${texts.reason(reason)}</p>` : nothing,
      actions: again
        ? html`<button type="button" aria-label="${texts.again}: ${name}" @click=${again}>${texts.again}</button>`
        : nothing,
    })}
  </li>`;
}

/** A place in the queue, and the time that is held for the person. */
function renderWaiting(place: WaitingPlace, view: OwnView): TemplateResult {
  const { localize, isBusy } = view;
  const texts = localize.texts('appointmentForm');
  const { reception, ahead, offer, isTold } = place;
  const name = inLanguage(reception.name, localize.language);
  const busy = isBusy ? 'true' : nothing;
  const leave = offer ? texts.letGo : texts.leave;
  return html`
    <li part="appointment">
      <p><strong>${name}</strong><br />${inLanguage(reception.address, localize.language)}</p>
      ${
        offer
          ? renderNotice({
              tone: 'good',
              text: texts.offer(view.when(offer.startsAt), view.until(offer.heldUntil)),
              more: renderHere(offer.startsAt, view),
            })
          : html`<p>${texts.ahead(ahead)}<br /><span class="muted">${texts.waitingText(isTold)}</span></p>`
      }
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

function renderHere(instant: string, { here }: OwnView): TemplateResult | typeof nothing {
  const told = here(instant);
  return told === null ? nothing : html`<p class="muted">${told}</p>`;
}

/** One that is over, or came to nothing, in a line. */
function renderPast({ reception, startsAt, status, number }: Appointment, view: OwnView): TemplateResult {
  const texts = view.localize.texts('appointmentForm');
  const name = inLanguage(reception.name, view.localize.language);
  return html`<li part="appointment">
    <p>
      ${view.when(startsAt)}, ${name}<br />
      <span class="muted">${status === 'booked' ? '' : `${texts.status[status]}. `}${texts.number(number)}</span>
    </p>
  </li>`;
}

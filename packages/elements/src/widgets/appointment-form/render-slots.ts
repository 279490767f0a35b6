import type { AppointmentSlot, SlotList } from '@kabinet/api';
import { addDays, type CalendarDate } from '@kabinet/rules';
import { html, nothing, type TemplateResult } from 'lit';
import { inLanguage } from '../../core/in-language.js';
import type { Localize } from '../../core/localize.js';
import { renderNotice } from '../../parts/notice.js';
import { byDay, isOtherClock, timeOf, weekdayName, zoneName } from './appointment-form.model.js';

interface SlotsView {
  readonly localize: Localize;
  readonly timeZone: string;
  readonly when: (instant: string) => string;
  /** The beginning of the slot that the person has already. */
  readonly taken: string | null;
  readonly canWait: boolean;
  /** Whether these are the first days that can be booked. */
  readonly isFirst: boolean;
  readonly onChoose: (slot: AppointmentSlot) => void;
  readonly onWait: () => void;
  /** Later days; null for those before. */
  readonly onTurn: (from: CalendarDate | null) => void;
}

/** The times of two weeks, day by day, full ones too; and the queue where nothing is free. */
export function renderSlots(list: SlotList, view: SlotsView): TemplateResult {
  const { localize, timeZone, isFirst, onTurn } = view;
  const texts = localize.texts('booking');
  const slots = byDay(list.items, timeZone);
  const closed = new Map(list.closedDays.map((each) => [each.on, each.why] as const));
  const days = [...new Set([...slots.keys(), ...closed.keys()])].sort();
  const hasLater = list.to < list.bookableUntil;
  const until = localize.format.date(list.bookableUntil);
  const [first] = list.items;
  const dayName = (day: CalendarDate) => `${weekdayName(day, localize.language)}, ${localize.format.date(day)}`;
  return html`
    <div class="stack" data-slots tabindex="-1">
      ${
        first && isOtherClock(first.startsAt, timeZone)
          ? html`<p class="muted">${texts.zone(zoneName(first.startsAt, timeZone))}</p>`
          : nothing
      }
      ${
        list.nextFree.length === 0
          ? renderNotice({
              tone: 'info',
              text: texts.allFull(until),
              actions: view.canWait
                ? html`<button type="button" class="primary" data-wait @click=${view.onWait}>${texts.wait}</button>`
                : nothing,
            })
          : isFirst && !list.items.some(({ free }) => free > 0)
            ? html`<h4>${texts.nearest}</h4>
                <div class="slots">
                  ${list.nextFree.map(
                    (slot) =>
                      html`<button type="button" part="slot" @click=${() => view.onChoose(slot)}>
                        ${view.when(slot.startsAt)}
                      </button>`,
                  )}
                </div>`
            : nothing
      }
    </div>
    ${days.length === 0 ? html`<p>${texts.noSlots}</p>` : nothing}
    ${days.map((day) => {
      const why = closed.get(day);
      return html`
        <div class="stack">
          <h4>${dayName(day)}</h4>
          ${
            closed.has(day)
              ? html`<p class="muted">${why ? texts.closedFor(inLanguage(why, localize.language)) : texts.closed}</p>`
              : html`<ul class="slots">
                  ${(slots.get(day) ?? []).map((slot) => html`<li>${renderSlot(slot, dayName(day), view)}</li>`)}
                </ul>`
          }
        </div>
      `;
    })}
    <div class="row actions">
      ${isFirst ? nothing : html`<button type="button" @click=${() => onTurn(null)}>${texts.sooner}</button>`}
      ${
        hasLater
          ? html`<button type="button" @click=${() => onTurn(addDays(list.to, 1))}>${texts.later}</button>`
          : nothing
      }
    </div>
    ${list.nextFree.length > 0 ? html`<p class="muted">${texts.until(until)}</p>` : nothing}
  `;
}

function renderSlot(slot: AppointmentSlot, day: string, { localize, timeZone, taken, onChoose }: SlotsView) {
  const time = timeOf(slot.startsAt, timeZone, localize.language);
  if (slot.free === 0 || slot.startsAt === taken) {
    return html`<span class="full" part="slot"><s>${time}</s> <span>${localize.texts('booking').full}</span></span>`;
  }
  return html`<button type="button" part="slot" aria-label="${time}, ${day}" @click=${() => onChoose(slot)}>
    ${time}
  </button>`;
}

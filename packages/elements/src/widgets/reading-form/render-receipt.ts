import type { Reading } from '@kabinet/api';
import { html, nothing, type TemplateResult } from 'lit';
import { renderNotice } from '../../parts/notice.js';
import { renderReadingValues } from '../../parts/reading-values.js';
import type { StandingStatus } from './reading-form.model.js';
import type { StepsView } from './reading-view.js';
import { renderMeterLine } from './render-fields.js';

/** The use that the reading was taken with; null where it is not known of each register. */
function useOfReading({ values }: Reading): Readonly<Record<string, string>> | null {
  const known = values.flatMap(({ registerId, consumption }) =>
    consumption === null ? [] : [[registerId, consumption] as const],
  );
  return known.length === values.length ? Object.fromEntries(known) : null;
}

/** What the service has received: number, moment, figures, what happens next, and how to undo it. */
export function renderReceipt(view: StepsView, reading: Reading & { status: StandingStatus }): TemplateResult {
  const { entry, meter, texts, common, format, timeZone } = view;
  const { error } = { error: undefined, ...entry.action.state };
  const isDuplicate = error?.code === 'duplicate_reading';
  const canCorrect = reading.correctableUntil !== null && Date.parse(reading.correctableUntil) > Date.now();
  const row = (label: string, value: TemplateResult | string | null) =>
    value === null
      ? nothing
      : html`<div>
          <dt>${label}</dt>
          <dd>${value}</dd>
        </div>`;
  const values = { meter, reading, format, texts: common };
  const use = useOfReading(reading);
  const photo = view.photoOf(reading);
  const cost = use && view.tellCost(use, reading.countsFor);
  return html`
    <div class="receipt stack" part="receipt">
      ${isDuplicate ? renderNotice({ tone: 'warn', text: texts.duplicate, takesFocus: !entry.isAskingToWithdraw }) : nothing}
      ${renderNotice({
        tone: 'good',
        text: texts.done[reading.status],
        takesFocus: !isDuplicate && !entry.isAskingToWithdraw && !photo?.isActive,
      })}
      ${renderMeterLine(view)}
      <dl>
        ${row(texts.value, html`<span class="big">${renderReadingValues(values)}</span>`)}
        ${row(texts.number, reading.number && html`<strong>${reading.number}</strong>`)}
        ${row(texts.handedIn, format.dateTime(reading.receivedAt, timeZone))}
        ${
          reading.values.some((each) => each.consumption !== null)
            ? row(texts.useLabel, renderReadingValues({ ...values, field: 'consumption' }))
            : nothing
        }
        ${row(texts.costLabel, cost && html`<strong>${cost.sum}</strong>`)}
      </dl>
      ${cost?.details} ${entry.hasCorrected ? html`<p>${texts.corrected}</p>` : nothing}
      <p>${texts.next(format.month(reading.countsFor))}</p>
      ${cost?.newSum && reading.status !== 'questioned' ? html`<p>${cost.newSum}</p>` : nothing}
      ${
        canCorrect && reading.correctableUntil
          ? html`<p class="muted">${texts.correctUntil(format.day(reading.correctableUntil, timeZone))}</p>`
          : nothing
      }
      ${entry.isAskingToWithdraw ? renderWithdrawal(view, reading) : renderActions(view, reading, canCorrect)}
      ${canCorrect ? photo?.part : nothing}
    </div>
  `;
}

function renderActions(
  { entry, texts, receiptLink }: StepsView,
  reading: Reading,
  canCorrect: boolean,
): TemplateResult {
  return html`
    <div class="row actions">
      ${
        canCorrect
          ? html`<button type="button" @click=${() => entry.startCorrection(reading)}>${texts.correct}</button>`
          : nothing
      }
      ${receiptLink(reading)}
      <button type="button" @click=${() => print()}>${texts.print}</button>
      ${
        canCorrect
          ? html`<button type="button" class="plain" @click=${() => entry.askToWithdraw(true)}>
              ${texts.withdraw}
            </button>`
          : nothing
      }
    </div>
  `;
}

function renderWithdrawal(view: StepsView, reading: Reading): TemplateResult {
  const { entry, texts, common } = view;
  const { state } = entry.withdrawal;
  if (state.status === 'failed' && state.error.kind === 'unauthorized') {
    return html`<div tabindex="-1" data-focus>${view.renderSignIn()}</div>`;
  }
  const failure = () => {
    if (state.status === 'unsure') return texts.withdrawUnsure;
    if (state.status !== 'failed') return null;
    return state.error.code === 'reading_not_correctable' ? texts.notCorrectable : view.errorText(state.error);
  };
  const text = failure();
  const isOver = state.status === 'failed' && state.error.code === 'reading_not_correctable';
  const label = text ? common.retry : texts.withdrawYes;
  return renderNotice({
    tone: text ? 'bad' : 'warn',
    text: text ?? texts.withdrawQuestion,
    takesFocus: true,
    actions: html`
      ${
        isOver
          ? nothing
          : html`
              <button
                type="button"
                class="primary"
                aria-disabled=${entry.isBusy ? 'true' : nothing}
                @click=${() => void (state.status === 'unsure' ? entry.retry() : entry.withdraw(reading))}
              >
                ${entry.isBusy ? texts.withdrawing : label}
              </button>
            `
      }
      <button type="button" @click=${() => entry.askToWithdraw(false)}>
        ${isOver ? texts.close : texts.withdrawNo}
      </button>
    `,
  });
}

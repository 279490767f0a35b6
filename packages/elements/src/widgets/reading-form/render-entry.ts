import type { ApiError, ReadingFinding, Register } from '@kabinet/api';
import { dateInTimeZone, daysBetween } from '@kabinet/rules';
import { html, nothing, type TemplateResult } from 'lit';
import type { StateText } from '../../locales/messages.js';
import { renderErrorSummary } from '../../parts/error-summary.js';
import { renderDigitsField } from '../../parts/field.js';
import { icons } from '../../parts/icons.js';
import { renderNotice } from '../../parts/notice.js';
import { renderReadingValues } from '../../parts/reading-values.js';
import type { Doubt } from './reading-entry.js';
import { exampleReading, liveUse, windowStanding } from './reading-form.model.js';
import type { ReadingView } from './reading-view.js';

/** The fields, or what to look at again, with everything a person needs beside them. */
export function renderEntry(view: ReadingView): TemplateResult {
  const { entry, meter, texts, common } = view;
  const place = [common.serviceKind[meter.serviceKind], meter.place].filter(Boolean).join(' · ');
  return html`
    ${entry.hasWithdrawn ? renderNotice({ tone: 'good', text: texts.withdrawn, takesFocus: true }) : nothing}
    <div class="facts">
      <p><strong>${texts.meter(meter.serialNumber)}</strong><br /><span class="muted">${place}</span></p>
      ${renderWindow(view)} ${renderPrevious(view)}
    </div>
    ${renderOutcome(view)} ${entry.doubt ? renderDoubt(view, entry.doubt) : renderForm(view)} ${renderOtherWays(view)}
  `;
}

function renderWindow({ window, today, texts, format }: ReadingView): TemplateResult | typeof nothing {
  const standing = windowStanding(window, today);
  const line = (text: string, icon = icons.calendar) => html`<p class="window">${icon()}<span>${text}</span></p>`;
  switch (standing.kind) {
    case 'always':
      return nothing;
    case 'open':
      return line(texts.windowOpen(format.date(standing.window.closesOn), standing.window.daysLeft));
    case 'last_day':
      return line(texts.windowLastDay, icons.clock);
    case 'grace':
      return line(
        texts.windowGrace(format.date(standing.window.closesOn), format.date(standing.graceEndsOn)),
        icons.clock,
      );
    case 'closed': {
      const { opensOn, closesOn, countsFor, lateReadings } = standing.window;
      const [from, to] = [format.date(opensOn), format.date(closesOn)];
      const text =
        lateReadings === 'accept'
          ? texts.windowClosedAccept(from, to, format.month(countsFor))
          : texts.windowClosedRefuse(from, to);
      return renderNotice({ tone: 'info', icon: icons.calendar, text });
    }
  }
}

function renderPrevious({ meter, texts, common, format, timeZone }: ReadingView): TemplateResult {
  const { baseline } = meter;
  if (!baseline) return html`<p class="muted">${texts.previousNone}</p>`;
  return html`
    <p>
      ${texts.previous}: <strong>${renderReadingValues({ meter, reading: baseline, format, texts: common })}</strong>
      <span class="muted">${format.day(baseline.readAt, timeZone)}, ${common.source[baseline.source]}</span>
    </p>
  `;
}

function fieldName(view: ReadingView, register: Register): string {
  const { texts, common, meter, format } = view;
  const name = meter.registers.length > 1 ? common.zone[register.zone] : texts.reading;
  return texts.field(name, format.unit(meter.unit));
}

/** One error a field; `text` stands beside it, `summary` also names it. */
function fieldErrors(
  view: ReadingView,
): readonly { fieldId: string; registerId: string; text: string; summary: string }[] {
  const { entry, meter, texts } = view;
  return meter.registers.flatMap((register) => {
    const fault = entry.faults[register.id];
    if (!fault) return [];
    const text =
      fault === 'too_many_digits'
        ? texts.tooManyDigits(register.integerDigits)
        : texts.enterDigits(exampleReading(register));
    const summary = `${fieldName(view, register)}: ${text}`;
    return [{ registerId: register.id, fieldId: `register-${register.id}`, text, summary }];
  });
}

function renderForm(view: ReadingView): TemplateResult {
  const { entry, meter, window, today, timeZone, texts, format } = view;
  const errors = fieldErrors(view);
  const uses = liveUse({ meter, typed: entry.typed, readOn: today, timeZone });
  const isRefused = window !== null && !window.isOpen && window.lateReadings === 'refuse' && !entry.correcting;
  const handleSubmit = (event: Event) => {
    event.preventDefault();
    void (isRefused && view.canKeep ? entry.keepUntilOpen() : entry.submit());
  };
  const submitText = isRefused && view.canKeep ? texts.keep : entry.correcting ? texts.submitCorrection : texts.submit;
  return html`
    <form novalidate @submit=${handleSubmit}>
      ${
        errors.length > 1
          ? renderErrorSummary(
              texts.summaryTitle,
              errors.map(({ fieldId, summary }) => ({ fieldId, text: summary })),
            )
          : nothing
      }
      ${meter.registers.map((register) =>
        renderDigitsField({
          id: `register-${register.id}`,
          label: fieldName(view, register),
          hint: texts.digitsHint(register.integerDigits, register.decimalDigits > 0, exampleReading(register)),
          error: errors.find((each) => each.registerId === register.id)?.text ?? null,
          value: entry.typed[register.id] ?? '',
          isBusy: entry.isBusy,
          note:
            uses[register.id] !== undefined ? texts.use(format.quantity(uses[register.id] ?? '0', meter.unit)) : null,
          onInput: (text) => entry.type(register.id, text),
        }),
      )}
      <div class="row actions">
        ${
          entry.action.state.status === 'unsure'
            ? nothing // the notice above has the one button that helps
            : html`
                <button class="primary" part="submit" type="submit" aria-disabled=${entry.isBusy ? 'true' : nothing}>
                  ${entry.isBusy ? texts.sending : submitText}
                </button>
              `
        }
        ${
          entry.correcting
            ? html`<button type="button" @click=${() => entry.cancelCorrection()}>${texts.cancelCorrection}</button>`
            : nothing
        }
      </div>
    </form>
  `;
}

function findingText(view: ReadingView, finding: ReadingFinding, doubt: Doubt): string {
  const { meter, texts, format, timeZone, today } = view;
  const value = doubt.values.find((each) => each.registerId === finding.registerId)?.value;
  const use = doubt.use.find((each) => each.registerId === finding.registerId);
  const { baseline } = meter;
  const previous = baseline?.values.find((each) => each.registerId === finding.registerId)?.value;
  if (finding.code === 'less_than_previous' && value !== undefined && previous !== undefined) {
    const less = texts.lessThanPrevious(format.dial(value, meter.unit), format.dial(previous, meter.unit));
    return use?.rolledOver && use.consumption
      ? `${less} ${texts.rolledOver(format.quantity(use.consumption, meter.unit))}`
      : less;
  }
  if (finding.code === 'implausible' && use?.consumption && baseline) {
    const days = Math.max(1, daysBetween(dateInTimeZone(baseline.readAt, timeZone), today));
    return texts.implausible(format.quantity(use.consumption, meter.unit), days);
  }
  return texts.finding[finding.code];
}

/** The reading shown back, with why; the person decides. */
function renderDoubt(view: ReadingView, doubt: Doubt): TemplateResult {
  const { entry, meter, texts, common, format } = view;
  const zoneOf = (registerId: string | null) => {
    const register = meter.registers.find((each) => each.id === registerId);
    return register && meter.registers.length > 1 ? `${common.zone[register.zone]}: ` : '';
  };
  return renderNotice({
    tone: 'warn',
    text: texts.check,
    takesFocus: true,
    more: html`
      <p class="shown-back">
        ${doubt.values.map(
          ({ registerId, value }) =>
            html`<span class="figure">${zoneOf(registerId)}${format.dial(value, meter.unit)}</span> `,
        )}
      </p>
      <ul class="stack">
        ${doubt.findings.map(
          (finding) => html`<li>${zoneOf(finding.registerId)}${findingText(view, finding, doubt)}</li>`,
        )}
      </ul>
    `,
    actions: html`
      <button
        type="button"
        class="primary"
        aria-disabled=${entry.isBusy ? 'true' : nothing}
        @click=${() => void entry.confirm()}
      >
        ${entry.isBusy ? texts.sending : texts.confirm}
      </button>
      <button type="button" @click=${() => entry.edit()}>${texts.edit}</button>
    `,
  });
}

/** How the last sending stands, above the fields that still hold what was typed. */
function renderOutcome(view: ReadingView): TemplateResult | typeof nothing {
  const { entry, texts, window, format } = view;
  const { state } = entry.action;
  if (state.status === 'sending' && state.checking) {
    return renderNotice({ tone: 'info', icon: icons.clock, text: { title: texts.checking, text: '' } });
  }
  if (state.status === 'unsure') return renderUnsure(view, state.error);
  if (state.status === 'failed') return renderFailure(view, state.error);
  if (entry.isKept && window) {
    return renderNotice({ tone: 'good', text: texts.kept(format.date(window.opensOn)), takesFocus: true });
  }
  if (entry.isRestored) return renderNotice({ tone: 'info', text: { title: texts.restored, text: '' } });
  return entry.correcting?.number
    ? renderNotice({ tone: 'info', text: { title: texts.correcting(entry.correcting.number), text: '' } })
    : nothing;
}

function renderUnsure(view: ReadingView, error: ApiError): TemplateResult {
  const { entry, texts } = view;
  if (error.kind === 'unauthorized') return html`<div tabindex="-1" data-focus>${view.renderSignIn()}</div>`;
  const isOffline = error.kind === 'offline';
  return renderNotice({
    tone: 'warn',
    icon: isOffline ? icons.offline : icons.warning,
    text: isOffline ? texts.unsureOffline : texts.unsure,
    takesFocus: true,
    actions: html`
      <button type="button" class="primary" @click=${() => void entry.retry()}>${texts.checkAgain}</button>
    `,
  });
}

/** A refusal in words: by the trade's rules, or as any call can fail. */
function renderFailure(view: ReadingView, error: ApiError): TemplateResult {
  const { texts, common, format } = view;
  if (error.kind === 'unauthorized') return html`<div tabindex="-1" data-focus>${view.renderSignIn()}</div>`;
  const kept = (text: StateText): StateText => ({ title: text.title, text: `${text.text} ${texts.typedKept}`.trim() });
  const requestId = error.problem?.requestId;
  const opensOn = error.problem?.opensOn;
  const findings = error.problem?.findings ?? [];
  const text = (): StateText => {
    if (error.code === 'duplicate_reading') return texts.duplicate;
    if (error.code === 'reading_not_correctable') return texts.notCorrectable;
    if (opensOn && view.window) {
      return kept(texts.windowClosedRefuse(format.date(opensOn), format.date(view.window.closesOn)));
    }
    if (findings.length > 0) {
      return kept({ title: texts.rejected, text: findings.map(({ code }) => texts.finding[code]).join(' ') });
    }
    return kept(view.errorText(error));
  };
  return renderNotice({
    tone: 'bad',
    text: text(),
    takesFocus: true,
    ...(requestId && findings.length === 0 && { more: html`<p class="muted">${common.requestId(requestId)}</p>` }),
  });
}

/** Other ways to hand in a reading are always listed (B3). */
function renderOtherWays({ supplier, texts, format }: ReadingView): TemplateResult | typeof nothing {
  const channels = supplier?.channels.filter((each) => each.takesReadings) ?? [];
  if (channels.length === 0) return nothing;
  return html`
    <details>
      <summary>${texts.otherWays}</summary>
      <ul class="stack">
        ${channels.map(
          ({ address, note }) =>
            html`<li>
              <strong>${address}</strong>${note?.[format.language] ? html` — ${note[format.language]}` : nothing}
            </li>`,
        )}
      </ul>
    </details>
  `;
}

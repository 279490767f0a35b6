import type { ApiError, ReadingFinding } from '@kabinet/api';
import { addDecimals, dateInTimeZone, daysBetween, monthOf } from '@kabinet/rules';
import { html, nothing, type TemplateResult } from 'lit';
import type { StateText } from '../../locales/messages.js';
import { renderErrorSummary } from '../../parts/error-summary.js';
import { icons } from '../../parts/icons.js';
import { renderNotice } from '../../parts/notice.js';
import type { Doubt } from './entry-situation.js';
import { exampleReading } from './reading-form.model.js';
import { liveUse } from './reading-judgement.js';
import type { FieldsAdditions, StepsView } from './reading-view.js';
import { describeAdvice, describeFixed } from './render-coach.js';
import { fieldName } from './render-fields.js';

/** What the steps after the fields have to say beside them, or in their place. */
export function describeSteps(view: StepsView): FieldsAdditions {
  const { entry, meter, today, timeZone, texts, format } = view;
  const errors = fieldErrors(view);
  const use = liveUse({ meter, typed: entry.typed, readOn: today, timeZone });
  return {
    top: entry.hasWithdrawn ? renderNotice({ tone: 'good', text: texts.withdrawn, takesFocus: true }) : nothing,
    outcome: renderOutcome(view),
    instead: entry.doubt && renderDoubt(view, entry.doubt),
    summary: errors.length > 1 ? renderErrorSummary(texts.summaryTitle, errors) : nothing,
    errors: Object.fromEntries(errors.map(({ registerId, error }) => [registerId, error])),
    notes: Object.fromEntries(
      Object.entries(use).map(([id, each]) => [id, texts.use(format.quantity(each, meter.unit))]),
    ),
    worth: describeWorth(view, use),
    // The notice about a reading in doubt has the one button that helps.
    hidesButton: entry.action.state.status === 'unsure',
    ...(entry.correcting && {
      buttonLabel: texts.submitCorrection,
      buttons: html`<button type="button" @click=${() => entry.cancelCorrection()}>${texts.cancelCorrection}</button>`,
    }),
  };
}

/** "Use: 45 m³ ≈ 358.20": of all registers together, since the price of one may depend on the others. */
function describeWorth(view: StepsView, use: Readonly<Record<string, string>>): TemplateResult | null {
  const { entry, meter, window, today, texts, format } = view;
  if (Object.keys(use).length < meter.registers.length) return null;
  const total = format.quantity(Object.values(use).reduce(addDecimals, '0'), meter.unit);
  const cost = view.tellCost(use, entry.correcting?.countsFor ?? window?.countsFor ?? monthOf(today));
  return html`
    <p>
      ${meter.registers.length > 1 ? texts.useTogether(total) : texts.use(total)}
      ${cost ? html`<strong class="figure">${cost.sum}</strong>` : nothing}
    </p>
    ${cost?.details}
  `;
}

/** One error a field: as it stands beside the field, and as the summary names it. */
function fieldErrors(view: StepsView) {
  const { entry, meter, texts } = view;
  return meter.registers.flatMap((register) => {
    const fault = entry.faults[register.id];
    if (!fault) return [];
    const error =
      fault === 'too_many_digits'
        ? texts.tooManyDigits(register.integerDigits)
        : texts.enterDigits(exampleReading(register));
    const text = `${fieldName(view, register)}: ${error}`;
    return [{ registerId: register.id, fieldId: `register-${register.id}`, error, text }];
  });
}

function findingText(view: StepsView, finding: ReadingFinding, doubt: Doubt): string {
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
  const register = meter.registers.find((each) => each.id === finding.registerId);
  if (finding.code === 'too_many_digits' && register) return texts.longerThanDial(register.integerDigits);
  // Of several registers it is their use together that is too much, and the finding names none.
  const used = finding.registerId === null ? totalUse(doubt) : use?.consumption;
  if (finding.code === 'implausible' && used && baseline) {
    const days = Math.max(1, daysBetween(dateInTimeZone(baseline.readAt, timeZone), today));
    return texts.implausible(format.quantity(used, meter.unit), days);
  }
  return texts.finding[finding.code];
}

function totalUse({ use }: Doubt): string {
  return use.reduce((total, { consumption }) => addDecimals(total, consumption ?? '0'), '0');
}

/** The reading shown back, with why; the person decides. */
function renderDoubt(view: StepsView, doubt: Doubt): TemplateResult {
  const { entry, meter, texts, common, format } = view;
  const isUnsure = entry.action.state.status === 'unsure';
  // Which slip it was is named rightly nine times in ten, but which digit is missing only the dial says: look there first.
  const isGuess = entry.advice?.slip === 'digit_missing';
  const coaching = describeAdvice(view, entry.advice, !isGuess);
  const fix = !isUnsure && !entry.isBusy && coaching ? coaching.button : nothing;
  const edit = html`
    <button type="button" class=${isGuess && !isUnsure ? 'primary' : ''} @click=${() => entry.edit()}>
      ${texts.edit}
    </button>
  `;
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
      ${coaching ? html`<div class="coach">${coaching.text}</div>` : nothing}
    `,
    actions: html`
      ${isGuess ? edit : nothing} ${fix}
      ${
        isUnsure
          ? nothing // the notice above has the one button that helps
          : html`
              <button
                type="button"
                class=${fix === nothing && !isGuess ? 'primary' : ''}
                aria-disabled=${entry.isBusy ? 'true' : nothing}
                @click=${() => void entry.confirm()}
              >
                ${entry.isBusy ? texts.sending : texts.confirm}
              </button>
            `
      }
      ${isGuess ? nothing : edit}
    `,
  });
}

/** How the last sending stands, above the fields that still hold what was typed. */
function renderOutcome(view: StepsView): TemplateResult | typeof nothing {
  const { entry, texts, window, format } = view;
  const { state } = entry.action;
  if (state.status === 'sending' && state.checking) {
    return renderNotice({ tone: 'info', icon: icons.clock, text: { title: texts.checking, text: '' } });
  }
  if (state.status === 'unsure') return renderUnsure(view, state.error);
  if (state.status === 'failed') return renderFailure(view, state.error);
  if (entry.isKept !== null && window) {
    const opensOn = format.date(window.opensOn);
    return entry.isKept
      ? renderNotice({ tone: 'good', text: texts.kept(opensOn), takesFocus: true })
      : renderNotice({ tone: 'bad', text: texts.notKept(opensOn), takesFocus: true });
  }
  const fixed = describeFixed(view);
  if (fixed) return renderNotice({ tone: 'info', text: fixed });
  if (entry.isReceiptGone) {
    return renderNotice({ tone: 'warn', text: { title: texts.correctionGone.title, text: '' }, takesFocus: true });
  }
  if (entry.isCorrectionGone) return renderNotice({ tone: 'warn', text: texts.correctionGone, takesFocus: true });
  if (entry.isRestored) return renderNotice({ tone: 'info', text: { title: texts.restored, text: '' } });
  return entry.correcting?.number
    ? renderNotice({ tone: 'info', text: { title: texts.correcting(entry.correcting.number), text: '' } })
    : nothing;
}

function renderUnsure(view: StepsView, error: ApiError): TemplateResult {
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
function renderFailure(view: StepsView, error: ApiError): TemplateResult {
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

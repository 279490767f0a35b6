import type { ApiError } from '@kabinet/api';
import { html, nothing, type TemplateResult } from 'lit';
import type { Localize } from '../../core/localize.js';
import type { StateText } from '../../locales/messages.js';
import { renderNotice } from '../../parts/notice.js';

interface PlanTrouble {
  readonly localize: Localize;
  readonly error: ApiError;
  /** Nobody answered: it may have been made. */
  readonly isUnsure: boolean;
  /** The plan would have told what the person may not see. */
  readonly isRefusedToTell: boolean;
  readonly errorText: (error: ApiError) => StateText;
  readonly onRetry: () => void;
}

/** Why a change of a plan is not made, or not known to be. */
export function renderPlanTrouble(trouble: PlanTrouble): TemplateResult {
  const { localize, isUnsure, onRetry } = trouble;
  return renderNotice({
    tone: isUnsure ? 'warn' : 'bad',
    text: wordsOf(trouble),
    takesFocus: true,
    actions: isUnsure
      ? html`<button type="button" @click=${onRetry}>${localize.texts('common').retry}</button>`
      : nothing,
  });
}

function wordsOf({ localize, error, isUnsure, isRefusedToTell, errorText }: PlanTrouble): StateText {
  const texts = localize.texts('paymentPlan');
  if (isUnsure) return texts.unsure;
  if (error.kind === 'not-found') return texts.gone;
  if (isRefusedToTell) return texts.fixedOnly;
  const { code, issues = [] } = error.problem ?? {};
  if (issues.some((each) => each.code === 'too_many_plans')) return texts.tooMany;
  if (code === 'payment_sum_out_of_range') return texts.outOfRange;
  if (code === 'payment_method_unavailable') return texts.methodGone;
  return errorText(error);
}

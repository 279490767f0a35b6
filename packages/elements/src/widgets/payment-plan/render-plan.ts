import type { ApiError, Money, PaymentPlan } from '@kabinet/api';
import { html, nothing, type TemplateResult } from 'lit';
import type { Localize } from '../../core/localize.js';
import type { StateText } from '../../locales/messages.js';
import { renderNotice } from '../../parts/notice.js';
import type { Left } from './payment-plan.model.js';
import { nextInWords, nowhereToRemind, type Reach, termsInWords } from './plan-words.js';

type Part = TemplateResult | typeof nothing;

interface PlanView {
  readonly localize: Localize;
  /** A change is being sent. */
  readonly isBusy: boolean;
  readonly reach: Reach;
  /** What is left to pay; undefined while it is not known. */
  readonly left: Left | null | undefined;
  /** The offer of the first payment, which leaves the card. */
  readonly first: Part;
  /** What came of the last change of this plan, where it was not made. */
  readonly trouble: Part;
  readonly onTurn: (change: 'paused' | 'resumed' | 'ended') => void;
  readonly onEdit: () => void;
}

/** What the plan pays: a sum, or all that is due. */
function whatOf({ amount }: PaymentPlan, { localize }: Pick<PlanView, 'localize'>): string {
  const texts = localize.texts('paymentPlan');
  return amount ? texts.fixed(localize.format.money(amount)) : texts.allDue;
}

/** One planned payment: what, when, by which card, what came of the last one, and what can be done with it. */
export function renderPlan(plan: PaymentPlan, view: PlanView): TemplateResult {
  const { localize, reach, first, trouble, onTurn, onEdit } = view;
  const texts = localize.texts('paymentPlan');
  const { timing, status, mode } = plan;
  const what = whatOf(plan, view);
  const isPaused = status === 'paused';
  const isUnheard = mode === 'remind' && !isPaused && reach.canWrite === false;
  const name = `${what} ${texts.when[timing.kind](timing.days)}`;
  const busy = view.isBusy ? 'true' : nothing;
  return html`
    <li part="plan">
      <p class="terms"><strong>${what}</strong> <span>${texts.when[timing.kind](timing.days)}</span></p>
      <p class=${isPaused ? 'is-paused' : ''}>${nextInWords(plan, view)}</p>
      ${isUnheard ? html`<p>${nowhereToRemind(localize, reach, first !== nothing)}</p>` : nothing}
      <p class="muted">${termsInWords(plan, view).map((line, index) => (index > 0 ? html`<br />${line}` : line))}</p>
      ${renderLast(plan, view)} ${isPaused ? nothing : first} ${trouble}
      <div class="row">
        <button
          type="button"
          class=${isPaused ? '' : 'plain'}
          data-turn=${plan.id}
          aria-disabled=${busy}
          aria-label="${isPaused ? texts.resume : texts.pause}: ${name}"
          @click=${() => onTurn(isPaused ? 'resumed' : 'paused')}
        >
          ${isPaused ? texts.resume : texts.pause}
        </button>
        <button type="button" class="plain" data-edit=${plan.id} aria-label="${texts.edit}: ${name}" @click=${onEdit}>
          ${texts.edit}
        </button>
        <button
          type="button"
          class="plain"
          aria-disabled=${busy}
          aria-label="${texts.end}: ${name}"
          @click=${() => onTurn('ended')}
        >
          ${texts.end}
        </button>
      </div>
    </li>
  `;
}

/** What came of the last one: in a line where all went well, and so that it is seen where it did not. */
function renderLast({ last }: PaymentPlan, { localize, reach }: PlanView): Part {
  // A reminder that had nowhere to go did not come.
  if (!last || (last.outcome === 'reminded' && !reach.canWrite)) return nothing;
  const texts = localize.texts('paymentPlan');
  const on = localize.format.date(last.on);
  const trouble = texts.trouble[last.outcome];
  if (trouble) return renderNotice({ tone: 'warn', text: trouble(on) });
  const outcome = texts.outcome[last.outcome];
  return outcome ? html`<p class="muted">${outcome(on)}</p>` : nothing;
}

/** The offer of the plan's first payment, by which the provider comes to keep the card. `amount` is null while nothing is due. */
export function renderFirstPayment({
  localize,
  site,
  amount,
  isBusy,
  isMine,
  error,
  errorText,
  onPay,
}: {
  readonly localize: Localize;
  readonly site: string;
  readonly amount: Money | null;
  readonly isBusy: boolean;
  /** It is this plan's payment that is being prepared. */
  readonly isMine: boolean;
  readonly error: ApiError | null;
  readonly errorText: (error: ApiError) => StateText;
  readonly onPay: () => void;
}): TemplateResult {
  const texts = localize.texts('paymentPlan');
  return renderNotice({
    tone: 'info',
    text: { title: texts.keepTitle, text: amount ? texts.keepText(site) : texts.keepLater },
    more: error
      ? renderNotice({
          tone: 'bad',
          takesFocus: true,
          text: error.problem?.code === 'payment_in_progress' ? texts.inProgress : errorText(error),
        })
      : nothing,
    actions: amount
      ? html`<button type="button" class="primary" aria-disabled=${isBusy ? 'true' : nothing} @click=${onPay}>
          ${isMine && isBusy ? texts.preparing : texts.keepPay(localize.format.money(amount))}
        </button>`
      : nothing,
  });
}

/** A plan that was ended here a moment ago: it can be made once more. */
export function renderEndedPlan(
  plan: PaymentPlan,
  view: Pick<PlanView, 'localize' | 'isBusy' | 'trouble'> & { readonly onAgain: () => void },
): TemplateResult {
  const texts = view.localize.texts('paymentPlan');
  return html`
    <li part="plan">
      <p>
        <strong>${texts.done.ended}</strong><br />
        <span class="muted"
          >${whatOf(plan, view)} ${texts.when[plan.timing.kind](plan.timing.days)}.
          ${plan.card ? texts.cardRemoved : nothing}</span
        >
      </p>
      ${view.trouble}
      <div class="row">
        <button
          type="button"
          data-again=${plan.id}
          aria-disabled=${view.isBusy ? 'true' : nothing}
          @click=${view.onAgain}
        >
          ${texts.again}
        </button>
      </div>
    </li>
  `;
}

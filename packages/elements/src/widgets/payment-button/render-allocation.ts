import type { PaymentAllocation, PaymentOrderLine } from '@kabinet/api';
import { html, nothing, type TemplateResult } from 'lit';
import { Query } from '../../core/query.js';
import type { KabinetPaymentButton } from './payment-button.js';

/** People type a sum figure by figure: it is asked for when they pause. */
const PAUSE_MS = 400;

/** Where sums would go, by the service's word. */
class Allocations {
  readonly #host: KabinetPaymentButton;
  readonly #queries = new Map<string, Query<'getPaymentAllocation'>>();
  readonly #asked = new Map<string, string>();
  #wanted = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: KabinetPaymentButton) {
    this.#host = host;
  }

  /** The answer for the line; null while there is none, and where the customer may not see it. */
  of({ accountId, amount }: PaymentOrderLine): PaymentAllocation | null {
    const isAsked = this.#asked.get(accountId) === String(amount.amount);
    const state = this.#queries.get(accountId)?.state;
    return isAsked && state?.status === 'ready' ? (state.value ?? null) : null;
  }

  /** Asks for these, at once the first time. */
  want(lines: readonly PaymentOrderLine[]): void {
    const wanted = JSON.stringify(lines);
    if (wanted === this.#wanted) return;
    const isFirst = this.#wanted === '';
    this.#wanted = wanted;
    clearTimeout(this.#timer);
    if (isFirst) this.#ask(lines);
    else this.#timer = setTimeout(() => this.#ask(lines), PAUSE_MS);
  }

  #ask(lines: readonly PaymentOrderLine[]): void {
    for (const { accountId, amount } of lines) {
      this.#asked.set(accountId, String(amount.amount));
      if (this.#queries.has(accountId)) continue;
      const args = () => {
        const asked = this.#asked.get(accountId);
        return asked === undefined ? null : { accountId, amount: asked };
      };
      this.#queries.set(accountId, new Query(this.#host, 'getPaymentAllocation', args));
    }
    // After this drawing: what it asks for is drawn by the next.
    queueMicrotask(() => this.#host.requestUpdate());
  }
}

const allocations = new WeakMap<KabinetPaymentButton, Allocations>();

/** To which services and months the sums go. Nothing is said until it is known: the payment does not depend on it. */
export function renderAllocation(
  host: KabinetPaymentButton,
  lines: readonly PaymentOrderLine[],
): TemplateResult | typeof nothing {
  const known = allocations.get(host) ?? new Allocations(host);
  allocations.set(host, known);
  const seen = lines.filter(({ accountId }) =>
    host.payable.some(({ id, grants }) => id === accountId && grants.includes('view')),
  );
  if (seen.length > 0) known.want(seen);
  const { localize } = host;
  const texts = localize.texts('paymentSteps');
  const common = localize.texts('common');
  const { format } = localize;
  const parts = seen.flatMap((line) => {
    const told = known.of(line);
    if (!told) return [];
    const shares = told.shares.map(({ serviceKind, month, amount }) => ({
      name: texts.share(common.serviceKind[serviceKind], month && format.month(month)),
      sum: format.money(amount),
    }));
    return told.ahead.amount > 0 ? [...shares, { name: texts.aheadShare, sum: format.money(told.ahead) }] : shares;
  });
  const [first, ...others] = parts;
  if (!first) return nothing;
  if (first.name === texts.aheadShare) return html`<p class="muted">${texts.aheadShare}</p>`;
  if (others.length === 0) return html`<p class="muted">${texts.goesTo}: ${lowered(first.name, localize.language)}</p>`;
  return html`
    <details class="shares">
      <summary>${texts.whereItGoes}</summary>
      <dl>
        ${parts.map(
          ({ name, sum }) =>
            html`<div>
              <dt>${name}</dt>
              <dd>${sum}</dd>
            </div>`,
        )}
      </dl>
    </details>
  `;
}

/** In the middle of a sentence. */
function lowered(name: string, language: string): string {
  return name.slice(0, 1).toLocaleLowerCase(language) + name.slice(1);
}

import type { Meter, Supplier } from '@kabinet/api';
import type { CalendarMonth } from '@kabinet/rules';
import type { ReactiveController } from 'lit';
import { addStyles } from '../../core/later-styles.js';
import type { KabinetElement } from '../../core/base-element.js';
import { minorDigits } from '../../core/format.js';
import { Later } from '../../core/later.js';
import { Query } from '../../core/query.js';
import type * as Costs from './costs.js';
import type { CostTold, ReadingView } from './reading-view.js';

/** What the costs need to know of the form around them, asked anew each time. */
interface Surroundings {
  readonly accountId: string | null;
  readonly supplier: Supplier | null;
  /** The account's meters in use. */
  readonly meters: readonly Meter[];
}

/**
 * What readings cost by the account's own tariff. It is nobody's trouble when it cannot be told: neither the arithmetic nor the tariff
 * is waited for, and a call that fails only leaves the sum out.
 */
export class ReadingCosts implements ReactiveController {
  readonly later: Later;
  readonly #host: KabinetElement;
  readonly #surroundings: () => Surroundings;
  readonly #tariff: Query<'getAccountTariff'>;
  #costs: typeof Costs | null = null;

  constructor(host: KabinetElement, surroundings: () => Surroundings) {
    this.#host = host;
    this.#surroundings = surroundings;
    this.later = new Later(host, () => this.#load());
    this.#tariff = new Query(host, 'getAccountTariff', () => {
      const { accountId } = this.#surroundings();
      return this.#costs && this.#areTold && accountId !== null ? { accountId } : null;
    });
    host.addController(this);
  }

  hostUpdated(): void {
    if (this.#areTold) this.later.plan();
  }

  get #areTold(): boolean {
    return this.#surroundings().supplier?.capabilities.includes('tariffs') ?? false;
  }

  async #load(): Promise<void> {
    const [costs] = await Promise.all([import('./costs.js'), this.#host.localize.add(['bill'])]);
    addStyles(this.#host.renderRoot, costs.billStyles);
    this.#costs = costs;
    this.#host.requestUpdate();
  }

  /** The cost in words; null where it cannot be known. */
  tell(view: ReadingView, use: Readonly<Record<string, string>>, countsFor: CalendarMonth): CostTold | null {
    const costs = this.#costs;
    const tariff = this.#tariff.value;
    const { supplier, meters } = this.#surroundings();
    if (!costs || !tariff || !supplier) return null;
    const currencyDigits = minorDigits(supplier.currency);
    const cost = costs.costOfUse({ meter: view.meter, others: meters, use, countsFor, tariff, currencyDigits });
    if (!cost) return null;
    const { localize } = this.#host;
    const texts = { ...view.texts, ...localize.texts('readingSteps') };
    const words = { ...view, supplier, texts, tariff, billTexts: localize.texts('bill') };
    return { sum: costs.writeCost(cost, words), details: costs.renderCostDetails(cost, words) };
  }
}

import type { Account, Capability, Meter, Supplier } from '@kabinet/api';
import { type CalendarMonth, minorDigits } from '@kabinet/rules';
import type { ReactiveController } from 'lit';
import { addStyles } from '../../core/later-styles.js';
import type { KabinetElement } from '../../core/base-element.js';
import { Later } from '../../core/later.js';
import { Query } from '../../core/query.js';
import type * as Costs from './costs.js';
import type { CostTold, ReadingView } from './reading-view.js';

/** What the costs need to know of the form around them, asked anew each time. */
interface Surroundings {
  readonly account: Account | null;
  readonly supplier: Supplier | null;
  /** The account's meters in use. */
  readonly meters: readonly Meter[];
  /** Whether the person has begun to type. */
  readonly isTyping: boolean;
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
  /** Of an account with a reading handed in: its charge is still to come. */
  readonly #balance: Query<'getBalance'>;
  #awaitsBalance = false;
  #costs: typeof Costs | null = null;

  constructor(host: KabinetElement, surroundings: () => Surroundings) {
    this.#host = host;
    this.#surroundings = surroundings;
    this.later = new Later(host, () => this.#load());
    this.#tariff = new Query(
      host,
      'getAccountTariff',
      () => {
        const { account } = this.#surroundings();
        return this.#costs && this.#offers('tariffs') && account ? { accountId: account.id } : null;
      },
      (tariff) => this.#costs?.isSensible(tariff) ?? false,
    );
    this.#balance = new Query(host, 'getBalance', () => {
      const { account, meters, isTyping } = this.#surroundings();
      // Early enough to be there with the receipt, which it must not move.
      this.#awaitsBalance ||= isTyping || meters.some(({ submitted }) => submitted);
      return this.#awaitsBalance && this.#tariff.value && this.#offers('balance') && account
        ? { accountId: account.id }
        : null;
    });
    host.addController(this);
  }

  hostUpdated(): void {
    if (this.#offers('tariffs')) this.later.plan();
  }

  #offers(capability: Capability): boolean {
    return this.#surroundings().supplier?.capabilities.includes(capability) ?? false;
  }

  async #load(): Promise<void> {
    const [costs] = await Promise.all([import('./costs.js'), this.#host.localize.add(['bill'])]);
    addStyles(this.#host.renderRoot, costs.billStyles);
    this.#costs = costs;
    this.#host.requestUpdate();
  }

  /** The cost in words; null where it cannot be known. Numbers too absurd to be reckoned with must not take the reading along. */
  tell(view: ReadingView, use: Readonly<Record<string, string>>, countsFor: CalendarMonth): CostTold | null {
    try {
      return this.#tell(view, use, countsFor);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return null;
    }
  }

  #tell(view: ReadingView, use: Readonly<Record<string, string>>, countsFor: CalendarMonth): CostTold | null {
    const known = this.#known(view, use, countsFor);
    const cost = known?.costs.costOfUse(known.question);
    if (!known || !cost) return null;
    const { costs, question, words } = known;
    const balance = this.#balance.value;
    const then = balance ? costs.sumAfterCharge(question, balance) : null;
    return {
      sum: costs.writeCost(cost, words),
      details: costs.renderCostDetails(cost, words),
      newSum: balance && then !== null ? costs.writeNewSum(balance.amountOwed.amount, then, words) : null,
    };
  }

  #known(view: ReadingView, use: Readonly<Record<string, string>>, countsFor: CalendarMonth) {
    const costs = this.#costs;
    const tariff = this.#tariff.value;
    const { account, supplier, meters } = this.#surroundings();
    if (!costs || !tariff || !account || !supplier) return null;
    const { localize } = this.#host;
    const currencyDigits = minorDigits(supplier.currency);
    const texts = { ...view.texts, ...localize.texts('readingSteps') };
    return {
      costs,
      question: { account, meter: view.meter, meters, use, countsFor, tariff, currencyDigits },
      words: { ...view, supplier, texts, tariff, billTexts: localize.texts('bill') },
    };
  }
}

import {
  type OrderForProvider,
  type ProviderEvent,
  type ProviderKind,
  ProviderUnavailable,
} from '../payments/provider.js';
import { eventOf, TestBank } from './test-bank.js';

/** A bank that charges the cards it keeps: an order once, however often it is told to. A test says what becomes of the next ones. */
export class ChargingBank extends TestBank {
  /** Each try, with the card's token. */
  readonly tries: { readonly number: string; readonly token: string; readonly total: bigint }[] = [];
  /** What was taken from cards, by the orders' numbers. */
  readonly charged = new Map<string, bigint>();
  /** What it answers to a charge; it is paid without. */
  answer: (order: OrderForProvider) => Partial<ProviderEvent> & Pick<ProviderEvent, 'kind'> = () => ({ kind: 'paid' });
  /** Charges, and its answer is lost on the way. */
  loses = false;
  /** What a test does while the charge is under way. */
  meanwhile: () => Promise<void> = async () => {};

  readonly charging: ProviderKind = {
    ...this.kind,
    create: (options) => ({
      ...this.kind.create(options),
      charge: async (order, token) => {
        this.tries.push({ number: order.number, token, total: order.total });
        await this.meanwhile();
        const event = this.known.get(order.number) ?? eventOf(order, this.answer(order));
        this.known.set(order.number, event);
        if (event.kind === 'paid') this.charged.set(order.number, order.total);
        if (this.loses) throw new ProviderUnavailable('no answer');
        return event;
      },
    }),
  };
}

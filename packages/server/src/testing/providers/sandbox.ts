import { vi } from 'vitest';
import type { Counterpart } from './counterpart.js';

const PAYS = '4242424242424242';
const DECLINED = '4000000000000002';

interface Deliveries {
  readonly deliveries: readonly { readonly orderNumber: string; readonly status: number | null }[];
}
interface Payment {
  readonly amount: number;
  readonly status: string;
  readonly refunds: readonly { readonly amount: number }[];
}

/** Steers a running sandbox bank: its payers by its page, its staff by its control page. */
export function startSandbox(bank: { readonly url: string; close(): Promise<void> }): Counterpart {
  const pages = new Map<string, string>();

  const read = async (path: string): Promise<unknown> => (await fetch(bank.url + path)).json();
  const post = async (url: string, body: URLSearchParams | string): Promise<void> => {
    const headers: Record<string, string> = typeof body === 'string' ? { 'content-type': 'application/json' } : {};
    const response = await fetch(url, { method: 'POST', redirect: 'manual', headers, body });
    await response.body?.cancel();
    if (response.status !== 303 && response.status !== 200) throw new Error(`the bank would not: ${response.status}`);
  };
  const told = async (orderNumber: string): Promise<number> => {
    const { deliveries } = (await read('/control/callbacks')) as Deliveries;
    return deliveries.filter((each) => each.orderNumber === orderNumber && each.status !== null).length;
  };
  /** Does something that the bank tells of, and waits until it has. */
  const heard = async (orderNumber: string, act: () => Promise<void>): Promise<void> => {
    const before = await told(orderNumber);
    await act();
    await vi.waitUntil(async () => (await told(orderNumber)) > before, { timeout: 5_000, interval: 5 });
  };

  return {
    visited: (orderNumber, url) => pages.set(orderNumber, url),
    pay: async (orderNumber, { outcome }) => {
      const page = pages.get(orderNumber);
      if (page === undefined) throw new Error('nobody opened its page');
      const card = outcome === 'paid' ? PAYS : DECLINED;
      const typed = () =>
        post(`${page}/card`, new URLSearchParams({ card, validThrough: '12/30', securityCode: '123' }));
      // Nobody is told of a card that was refused: the payer may take another one.
      await (outcome === 'paid' ? heard(orderNumber, typed) : typed());
    },
    giveBack: (orderNumber, amount) =>
      heard(orderNumber, () =>
        post(`${bank.url}/control/payments/${orderNumber}/refund`, JSON.stringify({ amount: Number(amount) })),
      ),
    moved: async (orderNumber) => {
      const { amount, status, refunds } = (await read(`/control/payments/${orderNumber}`)) as Payment;
      const givenBack = refunds.reduce((sum, refund) => sum + BigInt(refund.amount), 0n);
      return { taken: status === 'succeeded' ? BigInt(amount) : 0n, givenBack };
    },
    close: () => bank.close(),
  };
}

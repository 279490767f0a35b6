import type { IssuedToken } from '@kabinet/api';

/** What tabs with the same service tell each other. Nothing personal: an account's id is opaque, a token lives ten minutes at most. */
export type TabMessage =
  | { readonly type: 'signed-in' | 'signed-out' | 'renewed' | 'token-wanted' | 'changed' }
  | { readonly type: 'account'; readonly id: string | null }
  | ({ readonly type: 'token' } & Required<IssuedToken>);

/** The tabs of this browser, on this site, that show the same service. Browsers without BroadcastChannel have each on its own. */
export class Tabs {
  readonly #channel: BroadcastChannel | null;
  readonly #waiting = new Set<(token: IssuedToken) => void>();

  constructor(address: string | null, hear: (message: TabMessage) => void) {
    this.#channel =
      address === null || typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(`kabinet ${address}`);
    this.#channel?.addEventListener('message', ({ data }: MessageEvent<TabMessage>) => {
      if (data.type !== 'token') return hear(data);
      for (const take of [...this.#waiting]) take({ token: data.token, expiresAt: data.expiresAt });
    });
  }

  tell(message: TabMessage): void {
    this.#channel?.postMessage(message);
  }

  /** A token that another tab has; null when none has answered within the time. */
  askForToken(patienceMs: number): Promise<IssuedToken | null> {
    if (!this.#channel) return Promise.resolve(null);
    return new Promise((resolve) => {
      const settle = (token: IssuedToken | null) => {
        clearTimeout(timer);
        this.#waiting.delete(settle);
        resolve(token);
      };
      const timer = setTimeout(() => settle(null), patienceMs);
      this.#waiting.add(settle);
      this.tell({ type: 'token-wanted' });
    });
  }
}

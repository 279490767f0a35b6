import type { IssuedToken } from '@kabinet/api';

/** What tabs with the same service tell each other. Nothing personal: an account's id is opaque, a token lives ten minutes at most. */
export type TabMessage =
  | { readonly type: 'signed-in' | 'signed-out' | 'renewed' | 'token-wanted' }
  | { readonly type: 'account'; readonly id: string | null }
  | ({ readonly type: 'token' } & Required<IssuedToken>);

/** Another tab answers at once, if there is one; nobody waits longer for it. */
const ANSWER_MS = 300;

/** The tabs of this browser, on this site, that show the same service. Browsers without BroadcastChannel have each on its own. */
export class Tabs {
  readonly #channel: BroadcastChannel | null;
  #takeToken: ((token: IssuedToken) => void) | null = null;

  constructor(address: string | null, hear: (message: TabMessage) => void) {
    this.#channel =
      address === null || typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(`kabinet ${address}`);
    this.#channel?.addEventListener('message', ({ data }: MessageEvent<TabMessage>) => {
      if (data.type === 'token') this.#takeToken?.({ token: data.token, expiresAt: data.expiresAt });
      else hear(data);
    });
  }

  tell(message: TabMessage): void {
    this.#channel?.postMessage(message);
  }

  /** A token that another tab has; null when none has one. */
  askForToken(): Promise<IssuedToken | null> {
    if (!this.#channel) return Promise.resolve(null);
    return new Promise((resolve) => {
      const settle = (token: IssuedToken | null) => {
        clearTimeout(timer);
        this.#takeToken = null;
        resolve(token);
      };
      const timer = setTimeout(() => settle(null), ANSWER_MS);
      this.#takeToken = settle;
      this.tell({ type: 'token-wanted' });
    });
  }
}

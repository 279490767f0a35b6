import type { Account, ApiError } from '@kabinet/api';
import type { ReactiveController } from 'lit';
import { Action, type ActionState } from '../../core/action.js';
import type { KabinetElement } from '../../core/base-element.js';
import { KabinetErrorEvent } from '../../core/error.events.js';
import { AccountsChangedEvent } from './link-account.events.js';

/** An account that was taken off the list here, and until when it can be put back. */
export interface Unlinked {
  readonly account: Account;
  readonly restorableUntil: string;
}

export type Change = 'named' | 'made-default' | 'unlinked' | 'restored';

/** What the person changed last, or changes, and how that stands. */
export interface Current {
  readonly account: Account;
  readonly change: Change;
}

/** Names, makes the default, takes off and puts back accounts: one change at a time, each under the key of its own intent. */
export class AccountChanges implements ReactiveController {
  unlinked: readonly Unlinked[] = [];
  current: Current | null = null;
  /** The change is made: said once. */
  last: Current | null = null;
  readonly #host: KabinetElement;
  readonly #preferences: Action<'setAccountPreferences'>;
  readonly #unlinking: Action<'unlinkAccount'>;
  readonly #restoration: Action<'restoreAccount'>;
  readonly #onSettled: (isDone: boolean) => void;
  #session = 0;

  constructor(host: KabinetElement, onSettled: (isDone: boolean) => void) {
    this.#host = host;
    this.#onSettled = onSettled;
    this.#preferences = new Action(host, 'setAccountPreferences', (state) => this.#settle(state));
    this.#unlinking = new Action(host, 'unlinkAccount', (state) => {
      if (state.status === 'done' && this.current) {
        const { account } = this.current;
        this.unlinked = [...this.unlinked, { account, restorableUntil: state.value.restorableUntil }];
      }
      this.#settle(state);
    });
    this.#restoration = new Action(host, 'restoreAccount', (state) => {
      if (state.status === 'done' && this.current) {
        const { id } = this.current.account;
        this.unlinked = this.unlinked.filter(({ account }) => account.id !== id);
      }
      this.#settle(state);
    });
    host.addController(this);
  }

  /** What somebody took off their list is nobody else's business. */
  hostUpdate(): void {
    const session = this.#host.connection?.session ?? 0;
    if (session === this.#session) return;
    this.#session = session;
    this.unlinked = [];
    this.current = null;
    this.last = null;
  }

  get isSending(): boolean {
    return this.#action?.isSending ?? false;
  }

  /** Why it is not made, or not known to be; null when all is well. */
  get error(): ApiError | null {
    const state = this.#action?.state;
    return state && 'error' in state ? state.error : null;
  }

  get isUnsure(): boolean {
    return this.#action?.state.status === 'unsure';
  }

  name(account: Account, nickname: string): void {
    if (!this.#begin({ account, change: 'named' })) return;
    void this.#preferences.run({ accountId: account.id, body: { nickname } });
  }

  makeDefault(account: Account): void {
    if (!this.#begin({ account, change: 'made-default' })) return;
    void this.#preferences.run({ accountId: account.id, body: { isDefault: true } });
  }

  unlink(account: Account): void {
    if (!this.#begin({ account, change: 'unlinked' })) return;
    void this.#unlinking.run({ accountId: account.id, body: {} });
  }

  restore(account: Account): void {
    if (!this.#begin({ account, change: 'restored' })) return;
    void this.#restoration.run({ accountId: account.id, body: {} });
  }

  /** Tries the same again, under the same key. */
  retry(): void {
    void this.#action?.retry();
  }

  get #action() {
    switch (this.current?.change) {
      case 'named':
      case 'made-default':
        return this.#preferences;
      case 'unlinked':
        return this.#unlinking;
      case 'restored':
        return this.#restoration;
      case undefined:
        return null;
    }
  }

  #begin(current: Current): boolean {
    if (this.isSending) return false;
    this.last = null;
    this.current = current;
    return true;
  }

  #settle(state: ActionState<unknown>): void {
    if (state.status === 'done' && this.current) {
      this.last = this.current;
      this.#host.dispatchEvent(new AccountsChangedEvent(this.current.change));
      this.#action?.reset();
      this.current = null;
    } else if ('error' in state) this.#host.dispatchEvent(new KabinetErrorEvent(state.error));
    this.#onSettled(state.status === 'done');
  }
}

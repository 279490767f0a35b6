import type { ReactiveController } from 'lit';
import type { KabinetElement } from '../../core/base-element.js';
import { type DraftOwner, Drafts } from '../../core/drafts.js';
import { Query } from '../../core/query.js';

/** What somebody has written to come with. The time is not kept: it may be somebody else's by then. */
export interface VisitDraft {
  readonly receptionId: string;
  readonly topic: string;
  readonly phone: string;
}

interface BookingDraftOptions {
  readonly supplierId: () => string | null;
  /** The accounts of whoever is signed in: by them people are known. */
  readonly accounts: Query<'listAccounts'>;
  /** What is written now; null for nothing. */
  readonly written: () => VisitDraft | null;
  readonly onFound: (draft: VisitDraft) => void;
  /** Somebody else may be there now: what was written is not theirs to see. */
  readonly onLeft: () => void;
}

/** Keeps what was written on the device over reloads and signing in, until it is booked, or somebody signs out. */
export class BookingDraft implements ReactiveController {
  readonly #host: KabinetElement;
  readonly #options: BookingDraftOptions;
  readonly #session: Query<'getSession'>;
  #drafts: Drafts<VisitDraft> | null = null;
  /** Whose it is; undefined while that is not known. */
  #owner: DraftOwner | undefined = undefined;
  /** The session in which that was known. */
  #knownIn: number | null = null;

  constructor(host: KabinetElement, options: BookingDraftOptions) {
    this.#host = host;
    this.#options = options;
    // Who has no account yet is known by how they are called.
    this.#session = new Query(host, 'getSession', () => (options.accounts.value?.items.length === 0 ? {} : null));
    host.addController(this);
  }

  hostUpdate(): void {
    const session = this.#host.connection?.session ?? null;
    if (this.#owner === undefined || session === this.#knownIn) return;
    // Only what nobody had signed stays for who signs in now.
    if (this.#owner !== null) this.#options.onLeft();
    this.#owner = undefined;
  }

  hostUpdated(): void {
    if (this.#owner !== undefined) return;
    const owner = this.#ownerNow();
    const supplierId = this.#options.supplierId();
    if (owner === undefined || supplierId === null) return;
    this.#owner = owner;
    this.#knownIn = this.#host.connection?.session ?? null;
    this.#drafts ??= new Drafts<VisitDraft>('appointment', supplierId);
    void this.#find(owner).catch(() => undefined);
  }

  /** Keeps what is written now. */
  keep(): void {
    if (this.#owner === undefined) return;
    const written = this.#options.written();
    const kept = written ? this.#drafts?.keep(this.#owner, written) : this.#drafts?.remove(this.#owner);
    void kept?.catch(() => undefined);
  }

  async #find(owner: DraftOwner): Promise<void> {
    const found = await this.#drafts?.find(owner);
    if (this.#owner !== owner) return;
    // What is being written goes before what was written then.
    if (this.#options.written()) this.keep();
    else if (found) this.#options.onFound(found);
  }

  #ownerNow(): DraftOwner | undefined {
    const { value, error } = this.#options.accounts.state;
    if (error?.kind === 'unauthorized') return null;
    if (!value) return undefined;
    const accountIds = value.items.map(({ id }) => id);
    if (accountIds.length > 0) return { accountIds, name: '' };
    const name = this.#session.value?.customer.displayName;
    return name === undefined ? undefined : { accountIds, name };
  }
}

import { mayHold, openOutbox, type Outbox, wipeCount } from './outbox.js';

/** Whose a draft is: a customer's, by the key that the service knows them by (`Session.customer.key`); null of nobody who is signed in. */
export type DraftOwner = string | null;

/** What is to be kept; for how long, if that is less than a week; and before which wipe of the device. */
interface Kept<T> {
  readonly value: T;
  readonly forMs: number | undefined;
  readonly asked: number;
}

/** Who comes next to a device that nobody signed out of may be anybody: what nobody signed is kept for a day only. */
const GUESTS_MS = 86_400_000;

/**
 * What somebody has written to a supplier and not sent yet, kept on the device over reloads, signing in and dead batteries: encrypted by the
 * device's key, for a week at most, in the place that signing out wipes (see {@link openOutbox}). Each customer sees their own; of who is not
 * signed in there is one for each page, which becomes theirs once they sign in there.
 */
export class Drafts<T> {
  readonly #scope: string;
  #place: Promise<Outbox<T> | null> | null = null;
  /** What is to be kept next, by its place; null for nothing any more. */
  readonly #next = new Map<string, Kept<T> | null>();
  #keeping: Promise<boolean> | null = null;

  constructor(supplierId: string) {
    this.#scope = `draft/${supplierId}/`;
  }

  /** The owner's draft of `what`; a customer without one takes over what was written on this page before they signed in, unless it is to stay there. */
  async find(what: string, owner: DraftOwner, takesGuests = true): Promise<T | null> {
    // Who only looks at a form leaves nothing on the device.
    if (!this.#place && !(await mayHold())) return null;
    const place = await this.#open();
    // What somebody before has left on a device that several share goes unread.
    if (owner !== null) await place?.keepOnly(this.#scope, [this.#placeOf(owner), this.#placeOf(null)]);
    const own = (await place?.get(this.#idOf(what, owner))) ?? null;
    if (own !== null || owner === null || !takesGuests) return own;
    const guests = (await place?.get(this.#idOf(what, null))) ?? null;
    if (guests === null) return null;
    await this.keep(what, owner, guests);
    await this.remove(what, null);
    return guests;
  }

  /** Keeps it instead of what was kept before, and answers whether it could. Called faster than a device writes, it keeps the last. */
  keep(what: string, owner: DraftOwner, value: T): Promise<boolean> {
    const forMs = owner === null ? GUESTS_MS : undefined;
    return this.#put(this.#idOf(what, owner), { value, forMs, asked: wipeCount() });
  }

  async remove(what: string, owner: DraftOwner): Promise<void> {
    await this.#put(this.#idOf(what, owner), null);
  }

  /** Whether somebody signed out elsewhere since they were first looked for; see {@link Outbox.isWiped}. */
  async isWiped(): Promise<boolean> {
    return (await (await this.#open())?.isWiped()) ?? false;
  }

  #put(id: string, kept: Kept<T> | null): Promise<boolean> {
    this.#next.set(id, kept);
    return (this.#keeping ??= this.#putAll());
  }

  async #putAll(): Promise<boolean> {
    const place = await this.#open();
    let isKept = place !== null;
    for (const [id, kept] of this.#next) {
      this.#next.delete(id);
      if (!kept) await place?.delete(id);
      else isKept = (await place?.put(id, kept.value, kept.forMs, kept.asked)) ?? false;
    }
    this.#keeping = null;
    return isKept;
  }

  #placeOf(owner: DraftOwner): string {
    return `${this.#scope}${owner === null ? 'guest' : `customer-${owner}`}/`;
  }

  #idOf(what: string, owner: DraftOwner): string {
    return `${this.#placeOf(owner)}${what}${owner === null ? location.pathname : ''}`;
  }

  #open(): Promise<Outbox<T> | null> {
    return (this.#place ??= openOutbox<T>());
  }
}

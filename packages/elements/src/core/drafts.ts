import { openOutbox, type Outbox } from './outbox.js';

/**
 * Whose a draft is: a customer's, known by their accounts, or by how they are called where they have none; null while nobody is signed in.
 */
export type DraftOwner = { readonly accountIds: readonly string[]; readonly name: string } | null;

interface Kept<T> {
  readonly owner: DraftOwner;
  readonly keptAt: number;
  readonly value: T;
}

/** Who comes next to a device that nobody signed out of may be anybody: what nobody signed is kept for a day only. */
const GUESTS_MS = 86_400_000;

/** Whether it is the same person, as far as a page can know. */
export function isSameOwner(one: DraftOwner, other: DraftOwner): boolean {
  if (one === null || other === null) return one === other;
  if (one.accountIds.length === 0 && other.accountIds.length === 0) return one.name === other.name;
  return one.accountIds.some((id) => other.accountIds.includes(id));
}

/**
 * What somebody has written and not sent yet, kept on the device over reloads, signing in and dead batteries: encrypted by the device's
 * key, for a week at most, in the place that signing out wipes (see {@link openOutbox}). One for each supplier and customer; of who is not signed in one
 * for each page, which becomes theirs once they sign in there.
 */
export class Drafts<T> {
  readonly #id: string;
  #place: Promise<Outbox<Kept<T>> | null> | null = null;
  /** What is to be kept next, by its place; null for nothing any more. */
  readonly #next = new Map<string, Kept<T> | null>();
  #keeping: Promise<void> | null = null;

  /** `what` it is a draft of, and for which supplier: no two have both in common. */
  constructor(what: string, supplierId: string) {
    this.#id = `draft/${what}/${supplierId}`;
  }

  /** The owner's draft; a customer without one takes over what was written on this page before they signed in. */
  async find(owner: DraftOwner): Promise<T | null> {
    const own = await this.#read(owner);
    if (own !== null || owner === null) return own;
    const guests = await this.#read(null);
    if (guests === null) return null;
    await this.keep(owner, guests);
    await this.remove(null);
    return guests;
  }

  /** Keeps it instead of what was kept before. Called faster than a device writes, it keeps the last. */
  keep(owner: DraftOwner, value: T): Promise<void> {
    return this.#put(owner, { owner, keptAt: Date.now(), value });
  }

  remove(owner: DraftOwner): Promise<void> {
    return this.#put(owner, null);
  }

  async #read(owner: DraftOwner): Promise<T | null> {
    const place = await this.#open();
    const kept = await place?.get(this.#idOf(owner));
    if (!kept) return null;
    const isTooOld = owner === null && Date.now() - kept.keptAt > GUESTS_MS;
    if (isSameOwner(kept.owner, owner) && !isTooOld) return kept.value;
    // Of somebody before, on a device that several share.
    await place?.delete(this.#idOf(owner));
    return null;
  }

  #put(owner: DraftOwner, kept: Kept<T> | null): Promise<void> {
    this.#next.set(this.#idOf(owner), kept);
    return (this.#keeping ??= this.#putAll());
  }

  async #putAll(): Promise<void> {
    const place = await this.#open();
    for (const [id, kept] of this.#next) {
      this.#next.delete(id);
      if (kept) await place?.put(id, kept);
      else await place?.delete(id);
    }
    this.#keeping = null;
  }

  #idOf(owner: DraftOwner): string {
    return owner === null ? `${this.#id}/guest${location.pathname}` : `${this.#id}/customer`;
  }

  #open(): Promise<Outbox<Kept<T>> | null> {
    return (this.#place ??= openOutbox<Kept<T>>());
  }
}

import type { ReactiveController } from 'lit';
import type { KabinetElement } from '../../core/base-element.js';
import { openOutbox, type Outbox } from '../../core/outbox.js';
import { Query } from '../../core/query.js';
import type { KeepingPlace, KeptReading } from './entry-situation.js';
import type { ReadingEntry } from './reading-entry.js';

/** A reading that was kept before the session told whose it is, and which session that was. */
interface Unsigned {
  readonly supplierId: string;
  readonly id: string;
  readonly kept: KeptReading;
  readonly turn: number;
}

export interface KeepingPlacesOptions {
  /** Whether the page asked for it. */
  readonly isWanted: () => boolean;
  /** The readings that are being given: looked for once it is known whose they are, and given up once somebody else is there. */
  readonly entries: Map<string, Pick<ReadingEntry, 'restore' | 'abandon'>>;
  /** Somebody else is signed in. These places are theirs no more who were before: nothing is found or kept in them. */
  readonly onAnother: () => void;
}

/**
 * Where a form's unsent readings are kept on the device. They are the customer's who gave them: by the key that the session knows the customer
 * by, and where it tells none, by the ids of accounts alone.
 */
export class KeepingPlaces implements ReactiveController {
  readonly #host: KabinetElement;
  readonly #options: KeepingPlacesOptions;
  /** Who is signed in. */
  readonly #session: Query<'getSession'>;
  #outbox: Promise<Outbox<KeptReading> | null> | null = null;
  /** The customer's key; null while, and where, none was told. */
  #owner: string | null = null;
  /** Who was signed in when it was looked last. */
  #person: string | null | undefined = undefined;
  #isOver = false;
  readonly #unsigned = new Map<string, Unsigned>();
  /** Of those without a key, which the customer has before their eyes: what becomes of that reading becomes of what is kept of it. */
  readonly #takenUp = new Set<string>();
  #waiting: (() => void)[] = [];
  /** Whose accounts the outbox was cleared of strangers for. */
  #clearedFor = '';
  #clearing: Promise<void> | null = null;

  constructor(host: KabinetElement, options: KeepingPlacesOptions) {
    this.#host = host;
    this.#options = options;
    this.#session = new Query(host, 'getSession', () => {
      const isAsked = options.isWanted() && !this.#isOver && host.connection?.isSignedIn !== false;
      return isAsked ? {} : null;
    });
    host.addController(this);
  }

  hostUpdate(): void {
    const person = this.#host.connection?.person;
    if (!this.#isOver && person && person !== this.#person) {
      this.#isOver = this.#owner !== null && this.#owner !== person;
      if (this.#isOver) this.#end();
      else this.#know(person);
    }
    this.#person = person;
    if (this.#isTold) for (const goOn of this.#waiting.splice(0)) goOn();
  }

  /** The place of one meter's reading; null where the device cannot keep anything safely. */
  async find({
    supplierId,
    ownAccountIds,
    accountId,
    meterId,
  }: {
    supplierId: string;
    ownAccountIds: readonly string[];
    accountId: string;
    meterId: string;
  }): Promise<KeepingPlace | null> {
    this.#outbox ??= openOutbox<KeptReading>();
    const outbox = await this.#outbox;
    if (!outbox || this.#isOver) return null;
    await this.#clearStrangers(outbox, supplierId, ownAccountIds);
    const id = `${accountId}/${meterId}`;
    const unsigned = `${supplierId}/${id}`;
    const own = () => this.#placeOf(supplierId) + id;
    return {
      get: async () => {
        await this.#whenTold();
        // It was known whose they are, and at this moment it is not who is there.
        if (this.#isOver || (this.#owner !== null && this.#host.connection?.person !== this.#owner)) return null;
        await this.#clearStrangers(outbox, supplierId, ownAccountIds);
        const kept = await outbox.get(own());
        if (kept || this.#owner === null) return kept;
        // Kept while nobody could say whose it is: shown to who has the account now, and sent when they press only.
        const doubtful = await outbox.get(unsigned);
        if (doubtful) this.#takenUp.add(unsigned);
        return doubtful && { ...doubtful, isDoubtful: true };
      },
      put: async (kept) => {
        const turn = this.#host.connection?.turn ?? 0;
        if (this.#owner === null) this.#unsigned.set(unsigned, { supplierId, id, kept, turn });
        const isKept = await outbox.put(own(), kept);
        if (isKept && this.#owner !== null && this.#takenUp.delete(unsigned)) await outbox.delete(unsigned);
        return isKept;
      },
      remove: async () => {
        const wasUnsigned = this.#unsigned.delete(unsigned);
        await outbox.delete(own());
        if (this.#takenUp.delete(unsigned) || wasUnsigned) await outbox.delete(unsigned);
      },
    };
  }

  #placeOf(supplierId: string): string {
    return this.#owner === null ? `${supplierId}/` : `${supplierId}/customer ${this.#owner}/`;
  }

  get #isTold(): boolean {
    return this.#host.connection?.person != null || this.#session.state.status === 'error';
  }

  /** Resolves once the session has told whose it is, or failed to: nothing of one customer is looked for in the session of another. */
  #whenTold(): Promise<void> {
    return this.#isTold ? Promise.resolve() : new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** What this page has kept until now is theirs, unless somebody has left since. */
  #know(owner: string): void {
    this.#owner = owner;
    const turn = this.#host.connection?.turn;
    for (const each of this.#unsigned.values()) if (each.turn === turn) void this.#sign(each);
    this.#unsigned.clear();
    for (const entry of this.#options.entries.values()) void entry.restore();
  }

  #end(): void {
    const { entries, onAnother } = this.#options;
    for (const entry of entries.values()) entry.abandon();
    entries.clear();
    onAnother();
  }

  async #sign({ supplierId, id, kept }: Unsigned): Promise<void> {
    const outbox = await this.#outbox;
    if (await outbox?.put(this.#placeOf(supplierId) + id, kept)) await outbox?.delete(`${supplierId}/${id}`);
  }

  /**
   * Another person's unsent readings do not stay on a shared device once somebody else is signed in. In doubt they do: where the session tells no
   * key, those with one may be of the same customer, whose session cannot be asked at the moment.
   */
  async #clearStrangers(outbox: Outbox<KeptReading>, supplierId: string, ownAccountIds: readonly string[]) {
    const places = new Set([`${supplierId}/`, this.#placeOf(supplierId)]);
    const own = ownAccountIds.flatMap((id) => [...places].map((place) => `${place}${id}/`));
    if (own.length > 0 && this.#owner === null) own.push(`${supplierId}/customer `);
    if (own.length > 0 && this.#clearedFor !== own.join()) {
      this.#clearedFor = own.join();
      this.#clearing = outbox.keepOnly(`${supplierId}/`, own);
    }
    // All wait for it: who asked later must not keep earlier, or what was typed replaces what was sent, and its key is lost.
    await this.#clearing;
  }
}

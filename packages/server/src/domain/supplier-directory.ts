import { Supplier } from '@kabinet/api/contract';
import type { Database } from '../db/database.js';
import * as z from 'zod/mini';
import { SupplierProfile } from './supplier-profile.js';

/** A supplier this server works for. */
export interface KnownSupplier {
  readonly id: string;
  readonly profile: SupplierProfile;
  /** What anyone may see of the profile. */
  readonly publicProfile: Omit<Supplier, 'pages' | 'payments'>;
  /** Changes when the profile does. */
  readonly hash: string;
}

const PublicProfile = z.omit(Supplier, { pages: true, payments: true });

/** A changed profile is in use after at most this time. */
const MAX_AGE_MS = 5000;
/** A supplier that nobody knows is looked for at most this often, so that made-up names cost nothing. */
const MISS_AGE_MS = 500;

/** The suppliers' profiles, kept in memory: every request needs one, and they hardly ever change. */
export class SupplierDirectory {
  readonly #database: Database;
  readonly #onInvalid: (supplierId: string) => void;
  #known: ReadonlyMap<string, KnownSupplier> = new Map();
  #readAt = -Infinity;
  #reading: Promise<void> | null = null;

  /** `onInvalid` hears of a stored profile that this version cannot read; its last good form stays in use. */
  constructor(database: Database, onInvalid: (supplierId: string) => void = () => {}) {
    this.#database = database;
    this.#onInvalid = onInvalid;
  }

  async find(id: string): Promise<KnownSupplier | null> {
    const age = performance.now() - this.#readAt;
    if (age > (this.#known.has(id) ? MAX_AGE_MS : MISS_AGE_MS)) await this.#refresh();
    return this.#known.get(id) ?? null;
  }

  async all(): Promise<readonly KnownSupplier[]> {
    await this.#refresh();
    return [...this.#known.values()];
  }

  #refresh(): Promise<void> {
    this.#reading ??= this.#read().finally(() => (this.#reading = null));
    return this.#reading;
  }

  async #read(): Promise<void> {
    const rows = await this.#database.asOwner((tx) =>
      tx.selectFrom('suppliers').select(['id', 'profile', 'profile_hash']).execute(),
    );
    const known = new Map<string, KnownSupplier>();
    for (const { id, profile, profile_hash: hash } of rows) {
      const before = this.#known.get(id);
      const supplier = before?.hash === hash ? before : (readProfile(id, profile, hash) ?? before);
      if (supplier) known.set(id, supplier);
      if (supplier?.hash !== hash) this.#onInvalid(id);
    }
    this.#known = known;
    this.#readAt = performance.now();
  }
}

function readProfile(id: string, stored: unknown, hash: string): KnownSupplier | null {
  const profile = SupplierProfile.safeParse(stored);
  if (!profile.success || profile.data.id !== id) return null;
  return { id, profile: profile.data, publicProfile: PublicProfile.parse(profile.data), hash };
}

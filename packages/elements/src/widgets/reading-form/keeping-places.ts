import { openOutbox, type Outbox } from '../../core/outbox.js';
import type { KeepingPlace, KeptReading } from './entry-situation.js';

/** Where a form's unsent readings are kept on the device. */
export class KeepingPlaces {
  #outbox: Promise<Outbox<KeptReading> | null> | null = null;
  /** Whose accounts the outbox was cleared of strangers for. */
  #clearedFor = '';
  #clearing: Promise<void> | null = null;

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
    if (!outbox) return null;
    await this.#clearStrangers(outbox, supplierId, ownAccountIds);
    return { outbox, id: `${supplierId}/${accountId}/${meterId}` };
  }

  /** Another person's unsent readings do not stay on a shared device once somebody else is signed in. */
  async #clearStrangers(outbox: Outbox<KeptReading>, supplierId: string, ownAccountIds: readonly string[]) {
    const own = ownAccountIds.map((id) => `${supplierId}/${id}/`);
    if (own.length > 0 && this.#clearedFor !== own.join()) {
      this.#clearedFor = own.join();
      this.#clearing = outbox.keepOnly(`${supplierId}/`, own);
    }
    // All wait for it: who asked later must not keep earlier, or what was typed replaces what was sent, and its key is lost.
    await this.#clearing;
  }
}

import type { Outbox } from '../../core/outbox.js';
import type { KeepingPlace, KeptReading } from './reading-entry.js';

/** Where a form's unsent readings are kept on the device. */
export class KeepingPlaces {
  #outbox: Promise<Outbox<KeptReading> | null> | null = null;

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
    // Another person's unsent readings do not stay on a shared device once somebody else is signed in.
    this.#outbox ??= openFor(ownAccountIds.map((id) => `${supplierId}/${id}/`));
    const outbox = await this.#outbox;
    return outbox && { outbox, id: `${supplierId}/${accountId}/${meterId}` };
  }
}

async function openFor(prefixes: readonly string[]): Promise<Outbox<KeptReading> | null> {
  const { openOutbox } = await import('../../core/outbox.js');
  const outbox = await openOutbox<KeptReading>();
  await outbox?.keepOnly(prefixes);
  return outbox;
}

import { newToken, tokenHash } from '../domain/sessions.js';
import type { Tx } from './database.js';

/** How long a browser is known after the last sign-in in it. */
export const KNOWN_DEVICE_DAYS = 180;

interface Device {
  readonly supplierId: string;
  readonly personId: string;
  /** Of the browser's own cookie; null where it has none. One browser may be known for several people. */
  readonly deviceToken: string | null;
  readonly now: Date;
}

/** Whether the person has signed in in this browser before. */
export async function isKnownDevice(tx: Tx, { supplierId, personId, deviceToken, now }: Device): Promise<boolean> {
  if (deviceToken === null) return false;
  const row = await tx
    .selectFrom('known_devices')
    .select('person_id')
    .where('supplier_id', '=', supplierId)
    .where('token_hash', '=', tokenHash(deviceToken))
    .where('person_id', '=', personId)
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirst();
  return row !== undefined;
}

/** Remembers the browser for the person, and answers with the token for its cookie: a new one where it had none. */
export async function rememberDevice(tx: Tx, { supplierId, personId, deviceToken, now }: Device): Promise<string> {
  const token = deviceToken ?? newToken();
  const expires_at = new Date(now.getTime() + KNOWN_DEVICE_DAYS * 86_400_000);
  await tx
    .insertInto('known_devices')
    .values({ supplier_id: supplierId, token_hash: tokenHash(token), person_id: personId, expires_at })
    .onConflict((conflict) => conflict.columns(['supplier_id', 'token_hash', 'person_id']).doUpdateSet({ expires_at }))
    .execute();
  return token;
}

/** After a change of the password every browser is a new one. */
export async function forgetDevices(
  tx: Tx,
  { supplierId, personId }: Pick<Device, 'supplierId' | 'personId'>,
): Promise<void> {
  await tx
    .deleteFrom('known_devices')
    .where('supplier_id', '=', supplierId)
    .where('person_id', '=', personId)
    .execute();
}

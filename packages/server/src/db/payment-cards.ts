import type { Tx } from './database.js';

/** A card that a provider keeps for a customer's plan. */
export interface KeptCard {
  readonly id: string;
  readonly methodId: string;
  /** The provider's token, sealed by the server's key; null once it is forgotten. */
  readonly sealedToken: string | null;
  /** What of it may be shown, such as `•••• 4242`. */
  readonly label: string;
}

interface CardOf {
  readonly supplierId: string;
  readonly cardId: string;
}

/** A new card's id is needed before it is kept: its token is sealed for that id alone. */
export async function insertCard(
  tx: Tx,
  card: {
    supplierId: string;
    cardId: string;
    customerRef: string;
    methodId: string;
    /** Whose payment left it. */
    orderId: string;
    sealedToken: string;
    label: string;
    now: Date;
  },
): Promise<void> {
  await tx
    .insertInto('payment_cards')
    .values({
      supplier_id: card.supplierId,
      id: card.cardId,
      customer_ref: card.customerRef,
      method_id: card.methodId,
      order_id: card.orderId,
      sealed_token: card.sealedToken,
      label: card.label,
      created_at: card.now,
      forgotten_at: null,
    })
    .execute();
}

export async function findCard(tx: Tx, { supplierId, cardId }: CardOf): Promise<KeptCard | null> {
  const row = await tx
    .selectFrom('payment_cards')
    .select(['id', 'method_id as methodId', 'sealed_token as sealedToken', 'label'])
    .where('supplier_id', '=', supplierId)
    .where('id', '=', cardId)
    .executeTakeFirst();
  return row ?? null;
}

/** Whether an order's payment has left a card before, be it that it was forgotten since. */
export async function hasLeftCard(
  tx: Tx,
  { supplierId, orderId }: { supplierId: string; orderId: string },
): Promise<boolean> {
  const row = await tx
    .selectFrom('payment_cards')
    .select('id')
    .where('supplier_id', '=', supplierId)
    .where('order_id', '=', orderId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Nothing of the card is left but that there was one. */
export async function forgetCard(tx: Tx, { supplierId, cardId, now }: CardOf & { now: Date }): Promise<void> {
  await tx
    .updateTable('payment_cards')
    .set({ sealed_token: null, label: '', forgotten_at: now })
    .where('supplier_id', '=', supplierId)
    .where('id', '=', cardId)
    .where('forgotten_at', 'is', null)
    .execute();
}

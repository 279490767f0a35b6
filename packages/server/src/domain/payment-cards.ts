import type { Context } from '../context.js';
import type { Tx } from '../db/database.js';
import { newId } from '../db/ids.js';
import { findCard, forgetCard, hasLeftCard, insertCard, type KeptCard } from '../db/payment-cards.js';
import { lockPlan, setPlanCard } from '../db/payment-plans.js';
import type { ProviderEvent } from '../payments/provider.js';
import type { KnownSupplier } from './supplier-directory.js';

/** What is asked of an order whose payment brought a card. */
interface OrderWithCard {
  readonly id: string;
  readonly customerRef: string;
  readonly methodId: string;
  readonly planId: string | null;
}

/** What is shown of a card at most: providers' texts are theirs. */
const LONGEST_LABEL = 40;

/**
 * Keeps the card that a provider told of when a plan's order was paid, for that plan's later payments: its token sealed for the one row. A card
 * from before is forgotten. Nothing is kept for a plan that ended meanwhile, of somebody else, or with another method since; nor where the
 * server has no key to seal with.
 */
export async function keepCard(
  tx: Tx,
  {
    context,
    supplier,
    order,
    card,
    now,
  }: {
    context: Pick<Context, 'secretKey' | 'logger'>;
    supplier: KnownSupplier;
    order: OrderWithCard;
    card: NonNullable<ProviderEvent['card']>;
    now: Date;
  },
): Promise<void> {
  const { secretKey } = context;
  if (secretKey === null || order.planId === null) return;
  const supplierId = supplier.id;
  const plan = await lockPlan(tx, { supplierId, planId: order.planId });
  if (!plan || plan.status === 'ended') return;
  if (plan.customerRef !== order.customerRef || plan.methodId !== order.methodId) return;

  const before = plan.cardId === null ? null : await findCard(tx, { supplierId, cardId: plan.cardId });
  // A charge of the kept card is told with the same token again.
  if (before && tokenOf(context, { supplierId, card: before }) === card.token) return;
  const cardId = newId(now);
  await insertCard(tx, {
    supplierId,
    cardId,
    customerRef: plan.customerRef,
    methodId: plan.methodId,
    orderId: order.id,
    sealedToken: secretKey.seal('payment-card', card.token, sealedFor(supplierId, cardId)),
    label: card.label.slice(0, LONGEST_LABEL),
    now,
  });
  await setPlanCard(tx, { supplierId, planId: plan.id, cardId });
  if (before) await forgetCard(tx, { supplierId, cardId: before.id, now });
}

/**
 * Keeps a card that was told only after its payment was booked, as where a register or an answer without the card came first. Only a card of
 * the order's own that was not told before, and only where the plan has none since: one that was forgotten does not come back.
 */
export async function keepLateCard(
  tx: Tx,
  { order, ...late }: Omit<Parameters<typeof keepCard>[1], 'order'> & { order: OrderWithCard & { keepsCard: boolean } },
): Promise<void> {
  const supplierId = late.supplier.id;
  if (!order.keepsCard || order.planId === null) return;
  if (await hasLeftCard(tx, { supplierId, orderId: order.id })) return;
  const plan = await lockPlan(tx, { supplierId, planId: order.planId });
  if (plan?.cardId === null) await keepCard(tx, { ...late, order });
}

/**
 * The provider's token of a kept card; null when it is forgotten, or sealed by another key than the server's. The log says so then: plans that
 * could charge it only remind.
 */
export function tokenOf(
  { secretKey, logger }: Pick<Context, 'secretKey' | 'logger'>,
  { supplierId, card }: { supplierId: string; card: KeptCard },
): string | null {
  if (secretKey === null || card.sealedToken === null) return null;
  try {
    return secretKey.open('payment-card', card.sealedToken, sealedFor(supplierId, card.id));
  } catch {
    logger.error({ supplier: supplierId, card: card.id }, 'KABINET_SECRET_KEY does not open a kept card');
    return null;
  }
}

function sealedFor(supplierId: string, cardId: string): string {
  return `${supplierId} ${cardId}`;
}

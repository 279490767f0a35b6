import { findAppeal, insertSteps, updateAppeal } from '../db/appeals.js';
import { recordAct } from '../db/audit.js';
import type { Tx } from '../db/database.js';

/**
 * Writes down that something we wrote about an appeal did not reach its author: staff see it on the appeal and in the queue, and can phone, or
 * write once more. What was written stays in the conversation all the same. Until they do, one such report is as good as ten. `why` is a code of
 * the mail servers, such as `5.1.1`, and nothing of what they say in words: that names people. False where there is no such appeal.
 */
export async function noteUndelivered(
  tx: Tx,
  { supplierId, appealId, why, now }: { supplierId: string; appealId: string; why: string; now: Date },
): Promise<boolean> {
  const appeal = await findAppeal(tx, { supplierId, appealId, forChange: true });
  if (!appeal) return false;
  if (appeal.undeliveredAt !== null || appeal.status === 'withdrawn') return true;
  await updateAppeal(tx, { supplierId, appealId, change: { undeliveredAt: now }, now, isSeen: false });
  await insertSteps(tx, { supplierId, appealId, steps: [{ what: 'undelivered', detail: why, byRef: null }], now });
  await recordAct(tx, {
    supplierId,
    at: now,
    actor: 'system',
    customerRef: null,
    action: 'appeal.undelivered',
    subjectId: appealId,
    requestId: null,
  });
  return true;
}

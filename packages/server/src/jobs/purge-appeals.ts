import type { Context } from '../context.js';
import { recordActs } from '../db/audit.js';
import { forgetMails } from '../db/inbound-mails.js';
import { emptyAppeals, outlivedGuestAppeals } from '../db/my-appeals.js';
import type { KnownSupplier } from '../domain/supplier-directory.js';

/** Longer than any mail server tries to bring a mail. */
const MAILS_KEPT_DAYS = 30;
const BATCH = 100;

/** Forgets every supplier's outlived mails, and what was written by people who have no cabinet to erase it from. */
export async function purgeAppeals(context: Context): Promise<void> {
  const { database, suppliers, now } = context;
  for (const supplier of await suppliers.all()) {
    const { id } = supplier;
    const before = new Date(now().getTime() - MAILS_KEPT_DAYS * 86_400_000);
    await database.transaction(id, (tx) => forgetMails(tx, { supplierId: id, before }), { patient: true });
    await forgetGuests(context, supplier);
  }
}

async function forgetGuests({ database, now, stopping }: Context, { id, profile }: KnownSupplier): Promise<void> {
  const months = profile.appeals?.guestsKeptMonths;
  if (months === undefined) return;
  let forgotten = BATCH;
  while (forgotten === BATCH && !stopping.aborted) {
    const at = now();
    const before = new Date(at);
    before.setUTCMonth(before.getUTCMonth() - months);
    forgotten = await database.transaction(
      id,
      async (tx) => {
        const ids = await outlivedGuestAppeals(tx, { supplierId: id, before, limit: BATCH });
        await emptyAppeals(tx, { supplierId: id, ids, now: at });
        await recordActs(
          tx,
          ids.map((subjectId) => ({
            supplierId: id,
            at,
            actor: 'system' as const,
            customerRef: null,
            action: 'appeal.outlived',
            subjectId,
            requestId: null,
          })),
        );
        return ids.length;
      },
      { patient: true },
    );
  }
}

import type { AccountRole } from '@kabinet/api/contract';
import type { CalendarDate } from '@kabinet/rules';
import { accessTo, showAccount } from '../db/account-access.js';
import { hideAccount, putLinkBack, restorableUntil, setPreferences, takeLinkOff } from '../db/account-links.js';
import { recordAct } from '../db/audit.js';
import type { Tx } from '../db/database.js';
import { isId } from '../db/ids.js';
import { cleanLine } from './clean-text.js';
import { ProblemError } from '../problem.js';

interface AccountOnList {
  readonly supplierId: string;
  readonly customerRef: string;
  readonly accountId: string;
  readonly now: Date;
  readonly requestId: string;
}

/** Gives an account on the customer's list a name of their own, or makes it the default; what is left out stays. */
export async function namePreferred(
  tx: Tx,
  { nickname, isDefault, ...which }: AccountOnList & { nickname: string | undefined; isDefault: boolean | undefined },
): Promise<void> {
  await setPreferences(tx, { ...which, nickname: nickname === undefined ? undefined : cleanLine(nickname), isDefault });
  await record(tx, which, 'account.preferences_set');
}

/**
 * Takes an account off the customer's list, and with it every right of theirs to it, until they put it back. Whom they let help with it
 * cannot meanwhile: a helper's right rests on theirs. Answers until when it can be put back for certain.
 */
export async function takeOffList(tx: Tx, { role, ...which }: AccountOnList & { role: AccountRole }): Promise<Date> {
  await takeLinkOff(tx, which);
  // Nobody but the supplier ends what the billing base says; it is only not shown.
  if (role === 'holder') await hideAccount(tx, which);
  await record(tx, which, 'account.unlinked');
  return restorableUntil(which.now);
}

/**
 * Puts an account back that the customer took off; throws `not_found` for any other. A link comes back for 30 days and unless the account
 * has a new holder since; the holder whom the billing base names may come back at any time, for it still names them.
 */
export async function putBackOnList(tx: Tx, which: AccountOnList & { today: CalendarDate }): Promise<void> {
  if (!isId(which.accountId)) throw new ProblemError('not_found');
  // Done before, by another tab: as good.
  if (await accessTo(tx, which)) return;
  const isBack = (await showAccount(tx, which)) === 'was_hidden' || (await putLinkBack(tx, which));
  // A helper's link may live and give nothing: its day is over, or who let them in has no right any more.
  if (!isBack || !(await accessTo(tx, which))) throw new ProblemError('not_found');
  await record(tx, which, 'account.restored');
}

async function record(tx: Tx, { supplierId, customerRef, accountId, now, requestId }: AccountOnList, action: string) {
  await recordAct(tx, { supplierId, at: now, customerRef, action, subjectId: accountId, requestId });
}

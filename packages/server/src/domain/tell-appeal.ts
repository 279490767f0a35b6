import type { AppealRow } from '../db/appeals.js';
import type { Tx } from '../db/database.js';
import type { AppealMessageFacts, WhereToRead } from '../messages/appeal-texts.js';
import { queueMessage } from '../messages/queue.js';
import { tellCustomer } from '../messages/tell-customer.js';
import type { MessageFacts } from '../messages/texts.js';
import { pageLanguageOf } from '../words/languages.js';
import { guestAppealUrl, replyAddress } from './appeal-addresses.js';
import type { AppealCall } from './appeals.js';

/** What a message about an appeal says beside its number and where to read on. */
type FactsOf<P extends keyof AppealMessageFacts> = Omit<AppealMessageFacts[P], keyof WhereToRead>;

/**
 * Writes to whoever sent an appeal: to a customer as everywhere, to a guest at the contact that they gave. A mail carries what was written and
 * can be answered, where the supplier takes mails; an SMS only says that there is something to read.
 */
export async function tellAuthor<P extends keyof AppealMessageFacts>(
  tx: Tx,
  {
    context,
    supplier,
    appeal,
    purpose,
    facts: said,
    now,
  }: AppealCall & { appeal: AppealRow; purpose: P; facts: FactsOf<P> },
): Promise<void> {
  const supplierId = supplier.id;
  const thread = { id: appeal.id, replyTo: replyAddress(context, supplier, appeal.id) };
  const where: WhereToRead = {
    number: appeal.number,
    isInCabinet: appeal.contact === null,
    url: appeal.contact === null ? null : guestAppealUrl(context, supplierId, appeal.id),
    isAnsweredByMail: thread.replyTo !== null,
  };
  const facts = { ...said, ...where } as unknown as MessageFacts[P];
  // All of it in the language in which the supplier answers.
  const message = { supplierId, purpose, facts, now, thread, language: pageLanguageOf(appeal.language) };
  if (appeal.contact) {
    await queueMessage(tx, { ...message, to: appeal.contact });
  } else {
    await tellCustomer(tx, { ...message, customerRef: appeal.customerRef });
  }
}

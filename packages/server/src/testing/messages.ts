import type { Database } from '../db/database.js';
import type { MessageToSend } from '../messages/sender.js';

/** A message to send; a test changes what it is about. */
export function testMessage(changes: Partial<MessageToSend> = {}): MessageToSend {
  return {
    id: '0190c0de-0000-7000-8000-000000000001',
    supplierId: 'mygas',
    channel: 'sms',
    to: '+380671234567',
    subject: '',
    body: 'Код 012345, діє 5 хв. Нікому не кажіть\n@my.gas.ua #012345',
    fromName: 'Придеснянськгаз',
    ...changes,
  };
}

/** A signal that ends a try after so long. */
export function within(ms: number): AbortSignal {
  return AbortSignal.timeout(ms);
}

/** What was written to people, in that order, whether it went out or not. */
export function writtenMessages(database: Database, supplierId: string) {
  return database.transaction(supplierId, (tx) =>
    tx
      .selectFrom('outgoing_messages')
      .select(['purpose', 'channel', 'recipient', 'subject', 'body'])
      .where('supplier_id', '=', supplierId)
      .orderBy('id')
      .execute(),
  );
}

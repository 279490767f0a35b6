import type { OperationName } from '@kabinet/api/contract';
import { expect } from 'vitest';
import { createApp } from '../app.js';
import type { Context } from '../context.js';
import { insertContact } from '../db/contacts.js';
import type { Tx } from '../db/database.js';
import { grantRole } from '../db/staff-roles.js';
import { type Contact, readContact } from '../domain/contacts.js';
import type { KnownSupplier } from '../domain/supplier-directory.js';
import type { SupplierProfile } from '../domain/supplier-profile.js';
import { HOSTED_REF } from '../domain/customer.js';
import { sessionCookie } from '../http/session-cookie.js';
import { sendMessages } from '../jobs/send-messages.js';
import { call, type CallAnswer, faultsOf } from './call.js';
import { testContext } from './context.js';
import type { DatabaseUnderTest } from './databases.js';
import { newPhone } from './people.js';
import { SEED_NOW, seedSupplier, type SeededSupplier } from './seed-supplier.js';
import { signedInPerson } from './signed-in.js';
import { TEST_APPEALS } from './test-appeals.js';

/** Somebody who signed up at the stage's supplier. */
export interface Writer {
  readonly personId: string;
  readonly ref: string;
  readonly contact: Contact;
  /** What is changed from one call to the next is left out: `call` signs them in. */
  call(name: OperationName, options?: Partial<Parameters<typeof call>[2]>): Promise<CallAnswer>;
}

/** A supplier that takes appeals, somebody who writes them, its staff, and a clock. */
export interface AppealStage {
  readonly supplier: SeededSupplier;
  readonly known: KnownSupplier;
  readonly context: Context;
  readonly app: ReturnType<typeof createApp>;
  readonly at: (moment: string) => void;
  readonly tx: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  readonly writer: Writer;
  readonly staff: Writer;
  /** Another person, by an e-mail address or a phone. */
  person(kind?: Contact['kind']): Promise<Writer>;
  /** Another member of staff, in a session with a second factor on our own pages. */
  employ(): Promise<Writer>;
  /** An appeal of the writer's, and its details. */
  write(body?: Record<string, unknown>, of?: Writer): Promise<CallAnswer['body']>;
  /** What was sent since the last time, the oldest first: to whom, and what they read. */
  sent(): Promise<string[]>;
}

/** Puts up such a supplier in the database. */
export async function appealStage(
  { database }: Pick<DatabaseUnderTest, 'database'>,
  { profile = {}, changes = {} }: { profile?: Partial<SupplierProfile>; changes?: Partial<Context> } = {},
): Promise<AppealStage> {
  const supplier = await seedSupplier(database, {
    profile: { appeals: TEST_APPEALS, hostedSignIn: true, holidays: ['12-25', '2026-11-16'], ...profile },
  });
  const supplierId = supplier.id;
  let now = SEED_NOW;
  const context = testContext(database, { now: () => now, ...changes });
  const app = createApp(context);
  const known = await context.suppliers.find(supplierId);
  if (!known) throw new Error('the supplier is not there');
  const tx = <T>(work: (tx: Tx) => Promise<T>) => database.transaction(supplierId, work);
  let count = 0;

  const someone = async (kind: Contact['kind'], isStaff: boolean): Promise<Writer> => {
    count += 1;
    const contact = readContact(kind === 'phone' ? newPhone() : `somebody${count}@mail.example`, 'UA');
    if (!contact) throw new Error('not a contact');
    const { personId } = await signedInPerson(database, { supplierId, now });
    await tx(async (t) => {
      await insertContact(t, { supplierId, personId, contact, now });
      if (isStaff) await grantRole(t, { supplierId, personId, role: 'appeals' });
    });
    return {
      personId,
      ref: `${HOSTED_REF}${personId}`,
      contact,
      async call(name, options = {}) {
        // Signed in anew each time: the clock may have gone on by months.
        const { token } = await signedInPerson(database, { supplierId, personId, now, isStrong: isStaff });
        const headers = {
          Cookie: sessionCookie(supplierId, token).split(';')[0] ?? '',
          'X-Kabinet-Session': 'cookie',
          Origin: isStaff ? context.publicUrl() : (supplier.profile.origins[0] ?? ''),
        };
        const answer = await call(app, name, { supplierId, headers, ...options });
        expect(faultsOf(name, answer), answer.text).toEqual([]);
        return answer;
      },
    };
  };
  const [writer, staff] = [await someone('email', false), await someone('phone', true)];
  const seen = new Set<string>();
  return {
    supplier,
    known,
    context,
    app,
    at: (moment) => void (now = new Date(moment)),
    tx,
    writer,
    staff,
    person: (kind = 'email') => someone(kind, false),
    employ: () => someone('email', true),
    async write(body = {}, of = writer) {
      const appeal = {
        kindId: 'question',
        accountId: null,
        text: 'Чому така сума?',
        fields: {},
        uploadIds: [],
        language: 'uk',
      };
      const { status, text, body: details } = await of.call('submitAppeal', { body: { ...appeal, ...body } });
      expect(status, text).toBe(201);
      return details;
    },
    async sent() {
      while ((await sendMessages(context, known)) > 0);
      const fresh = (context.messenger.outbox?.messages(supplierId) ?? []).filter(({ id }) => !seen.has(id));
      for (const { id } of fresh) seen.add(id);
      return fresh.map(({ to, body }) => `${to}: ${body}`.replaceAll('\u00a0', ' ')).reverse();
    },
  };
}

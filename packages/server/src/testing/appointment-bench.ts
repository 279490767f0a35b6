import { randomUUID } from 'node:crypto';
import type { OperationName } from '@kabinet/api/contract';
import { createApp } from '../app.js';
import type { Context } from '../context.js';
import { grantRole } from '../db/staff-roles.js';
import { HOSTED_REF } from '../domain/customer.js';
import type { KnownSupplier } from '../domain/supplier-directory.js';
import type { SupplierProfile } from '../domain/supplier-profile.js';
import { byCookieFromUs } from './authorisation/stage.js';
import { call, type CallAnswer } from './call.js';
import { testContext } from './context.js';
import type { DatabaseUnderTest } from './databases.js';
import { writtenMessages } from './messages.js';
import { testReceptions } from './receptions.js';
import { SEED_NOW, seedSupplier, type SeededSupplier } from './seed-supplier.js';
import { signedInPerson } from './signed-in.js';

/** The next Tuesday and Thursday after the seeded suppliers' moment, a Tuesday at noon in Kyiv. */
export const THURSDAY = '2026-11-05';
export const TUESDAY = '2026-11-10';
/** Ten and eleven o'clock in Kyiv. */
export const AT_TEN = `${THURSDAY}T08:00:00.000Z`;
export const AT_ELEVEN = `${THURSDAY}T09:00:00.000Z`;

type Options = Omit<Parameters<typeof call>[2], 'supplierId'>;

/** A supplier with {@link testReceptions}, its customers and staff, and a clock. */
export class AppointmentBench {
  now = SEED_NOW;
  readonly context: Context;
  readonly app: ReturnType<typeof createApp>;
  readonly supplier: SeededSupplier;
  readonly #under: DatabaseUnderTest;

  private constructor(under: DatabaseUnderTest, supplier: SeededSupplier) {
    this.#under = under;
    this.supplier = supplier;
    this.context = testContext(under.database, { now: () => this.now });
    this.app = createApp(this.context);
  }

  static async open(under: DatabaseUnderTest, profile: Partial<SupplierProfile> = {}): Promise<AppointmentBench> {
    const supplier = await seedSupplier(under.database, {
      profile: { receptions: testReceptions(), holidays: ['11-12'], hostedSignIn: true, ...profile },
    });
    return new AppointmentBench(under, supplier);
  }

  /** Somebody of the supplier's own sign-on, whom we know nothing of. */
  newCustomer(): string {
    return `C-${randomUUID()}`;
  }

  async as(customerRef: string, name: OperationName, options: Options = {}): Promise<CallAnswer> {
    const token = await this.supplier.mint({ customerRef, now: this.now });
    return call(this.app, name, { supplierId: this.supplier.id, token, ...options });
  }

  book(customerRef: string, startsAt = AT_TEN, changes: object = {}): Promise<CallAnswer> {
    return this.as(customerRef, 'bookAppointment', {
      body: { receptionId: 'network', startsAt, topic: 'Тиск газу', accountId: null, phone: '', ...changes },
    });
  }

  move(customerRef: string, appointmentId: string, startsAt: string): Promise<CallAnswer> {
    return this.as(customerRef, 'moveAppointment', { params: { appointmentId }, body: { startsAt } });
  }

  join(customerRef: string, changes: object = {}): Promise<CallAnswer> {
    return this.as(customerRef, 'joinWaitingList', {
      params: { receptionId: 'network' },
      body: { topic: 'Тиск газу', accountId: null, phone: '067 123 45 67', ...changes },
    });
  }

  async mine(customerRef: string): Promise<CallAnswer['body']> {
    return (await this.as(customerRef, 'listAppointments')).body;
  }

  async offerOf(customerRef: string): Promise<{ startsAt: string; heldUntil: string } | null> {
    return (await this.mine(customerRef)).waiting[0]?.offer ?? null;
  }

  /** Gives back the first that somebody has; tells when that was. */
  async cancel(customerRef: string): Promise<string> {
    const { items } = await this.mine(customerRef);
    const { status, text } = await this.as(customerRef, 'cancelAppointment', {
      params: { appointmentId: items[0].id },
    });
    if (status !== 200) throw new Error(text);
    return items[0].startsAt as string;
  }

  async slots(receptionId = 'network', from?: string): Promise<CallAnswer['body']> {
    const query = from === undefined ? {} : { query: { from } };
    const asked = { supplierId: this.supplier.id, params: { receptionId }, ...query };
    return (await call(this.app, 'listAppointmentSlots', asked)).body;
  }

  /** Books everything at the network's reception that can be booked; tells who has it, in order. */
  async fill(): Promise<string[]> {
    const filled: string[] = [];
    for (let from: string | undefined; ;) {
      const { items, bookableUntil } = await this.slots('network', from);
      for (const { startsAt, free } of items as { startsAt: string; free: number }[]) {
        for (let place = 0; place < free; place += 1) {
          const someone = this.newCustomer();
          filled.push(someone);
          const { status, text } = await this.book(someone, startsAt);
          if (status !== 201) throw new Error(text);
        }
      }
      const last = (items as { startsAt: string }[]).at(-1)?.startsAt.slice(0, 10);
      if (last === undefined || last >= bookableUntil) return filled;
      from = new Date(Date.parse(last) + 86_400_000).toISOString().slice(0, 10);
    }
  }

  tx<T>(work: Parameters<typeof this.context.database.transaction<T>>[1]): Promise<T> {
    return this.context.database.transaction(this.supplier.id, work);
  }

  /** The supplier as jobs know it now. */
  async known(): Promise<KnownSupplier> {
    const found = (await this.context.suppliers.all()).find(({ id }) => id === this.supplier.id);
    if (!found) throw new Error('no supplier');
    return found;
  }

  /** The supplier imports another profile. */
  async changeProfile(changes: Partial<SupplierProfile>): Promise<void> {
    const profile = JSON.stringify({ ...this.supplier.profile, ...changes });
    await this.#under.database.asOwner((tx) =>
      tx
        .updateTable('suppliers')
        .set({ profile, profile_hash: randomUUID() })
        .where('id', '=', this.supplier.id)
        .execute(),
    );
  }

  /** What was written to people so far. */
  messages() {
    return writtenMessages(this.#under.database, this.supplier.id);
  }

  /** A member of staff who is entrusted with receptions; how they show it. */
  async staffHeaders(): Promise<Readonly<Record<string, string>>> {
    const { supplier } = this;
    const someone = await signedInPerson(this.#under.database, {
      supplierId: supplier.id,
      isStrong: true,
      now: this.now,
    });
    await this.tx((tx) => grantRole(tx, { supplierId: supplier.id, personId: someone.personId, role: 'receptions' }));
    return byCookieFromUs({ under: this.#under, supplier, other: supplier }, someone);
  }

  /** Somebody who signed up here, with an e-mail address that they proved unless they have none; and how they show who they are. */
  async person(
    email: string | null,
  ): Promise<{ readonly ref: string; readonly headers: Readonly<Record<string, string>> }> {
    const { supplier } = this;
    const someone = await signedInPerson(this.#under.database, { supplierId: supplier.id });
    if (email !== null) {
      const contact = { person_id: someone.personId, kind: 'email' as const, address: email, verified_at: this.now };
      await this.tx((tx) =>
        tx
          .insertInto('contacts')
          .values({ supplier_id: supplier.id, ...contact })
          .execute(),
      );
    }
    const headers = await byCookieFromUs({ under: this.#under, supplier, other: supplier }, someone);
    return { ref: `${HOSTED_REF}${someone.personId}`, headers };
  }

  /** Staff close a day, or open it again with no reason. */
  async closeDay(on: string, reason: string | null): Promise<CallAnswer> {
    return call(this.app, 'changeReceptionDay', {
      supplierId: this.supplier.id,
      headers: await this.staffHeaders(),
      params: { receptionId: 'network', date: on },
      body: { isClosed: reason !== null, reason: reason ?? '' },
    });
  }

  /** Staff say what became of an appointment. */
  async settle(appointmentId: string, outcome: string, reason = ''): Promise<CallAnswer> {
    return call(this.app, 'settleAppointment', {
      supplierId: this.supplier.id,
      headers: await this.staffHeaders(),
      params: { appointmentId },
      body: { outcome, reason },
    });
  }
}

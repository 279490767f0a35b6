import { randomInt } from 'node:crypto';
import { newId } from '../db/ids.js';
import { findContact } from '../db/contacts.js';
import { readContact } from '../domain/contacts.js';
import { hashPassword } from '../domain/passwords.js';
import { newToken, tokenHash } from '../domain/sessions.js';
import { sessionCookie } from '../http/session-cookie.js';
import { attemptCookie } from '../pages/visitor.js';
import type { Context } from '../context.js';
import { type Answering, requestFor } from './call.js';
import { LONG_PASSWORD_FOR_TESTS, newPhone } from './people.js';
import { addAccounts, type SeededSupplier } from './seed-supplier.js';
import { signedInPerson } from './signed-in.js';

/** Where doors are tried: a server with a supplier whose customers sign in here, and where the test's own address is believed. */
export interface DoorWorld {
  readonly context: Context;
  readonly supplier: SeededSupplier;
  /** Phones of people who signed up, as they type them: one for each try. */
  readonly knownPhones: readonly string[];
}

/** One way of asking something of the server that could tell whether somebody or something exists. */
export interface Door {
  readonly name: string;
  /** What may or may not exist. */
  readonly asks: 'phone' | 'account';
  /** To be tried apart from the others: a password is hashed there, which takes longer than all else, or its budget is the others' too. */
  readonly isSlow?: true;
  /**
   * Makes what the door needs in the database, and answers with what the nth try sends: about what exists, or about what does not. Both
   * must look alike, also in length. No budget may be used up by `knownPhones.length` tries of each.
   */
  prepare(world: DoorWorld): Promise<(isKnown: boolean, index: number) => Request>;
}

/** A form of a hosted page, sent as a browser sends it. */
export function formRequest({ context, supplier }: DoorWorld, page: string, fields: Readonly<Record<string, string>>) {
  const base = context.publicUrl();
  return new Request(`${base}/${supplier.id}/my/${page}`, {
    method: 'POST',
    headers: { Origin: new URL(base).origin, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });
}

/** A door on a page that asks for a phone, and what else its form asks. */
function phoneDoor(
  page: string,
  { name = page, more = {}, isSlow }: { name?: string; more?: Readonly<Record<string, string>>; isSlow?: true } = {},
): Door {
  return {
    name,
    asks: 'phone',
    ...(isSlow && { isSlow }),
    prepare: (world) =>
      Promise.resolve((isKnown, index) => {
        const contact = isKnown ? (world.knownPhones[index] ?? '') : newPhone();
        return formRequest(world, page, { contact, ...more });
      }),
  };
}

/** How many tries a person and an account may be used for: fewer than their budgets allow of existing and of made-up ones together. */
const TRIES_OF_PERSON = 16;
const TRIES_OF_ACCOUNT = 4;

/** Linking an account: signed in, with a proof that is wrong either way. */
const linkDoor: Door = {
  name: 'link',
  asks: 'account',
  prepare: async (world) => {
    const { context, supplier, knownPhones } = world;
    const accounts = await addAccounts(context.database, supplier, Math.ceil(knownPhones.length / TRIES_OF_ACCOUNT));
    const cookies: string[] = [];
    for (let count = 0; count < (2 * knownPhones.length) / TRIES_OF_PERSON; count += 1) {
      const { token } = await signedInPerson(context.database, { supplierId: supplier.id });
      cookies.push(sessionCookie(supplier.id, token).split(';')[0] ?? '');
    }
    return (isKnown, index) => {
      const known = accounts[index % accounts.length]?.accountNumber ?? '';
      const accountNumber = isKnown ? known : madeUpNumber();
      const request = formRequest(world, 'link', { answer: `рахунок ${accountNumber} мій, лічильник 12345678` });
      request.headers.set('Cookie', cookies[index % cookies.length] ?? '');
      return request;
    };
  },
};

/** A number of an account that nobody has, as long as one that somebody has. */
const madeUpNumber = () => `09${String(randomInt(10 ** 8)).padStart(8, '0')}`;

/** A reading without sign-in: the one account that exists, or one that does not. */
const guestReadingDoor: Door = {
  name: 'guest-reading',
  asks: 'account',
  prepare: (world) =>
    Promise.resolve((isKnown) =>
      requestFor('submitGuestReading', {
        supplierId: world.supplier.id,
        body: {
          accountNumber: isKnown ? world.supplier.customer.accounts[0].accountNumber : madeUpNumber(),
          proof: { kind: 'meter_number', value: '12345678' },
          serviceKind: 'gas',
          values: [{ zone: 'total', value: '1300' }],
        },
      }),
    ),
};

/** How many contacts a person adds here: fewer than their budget allows. */
const CONTACTS_OF_PERSON = 4;

/** Another contact for somebody signed in just now: a code goes to it, or its owner is told. */
const addContactDoor: Door = {
  name: 'profile/contact',
  asks: 'phone',
  prepare: async (world) => {
    const { context, supplier, knownPhones } = world;
    const cookies: string[] = [];
    for (let count = 0; count < (2 * knownPhones.length) / CONTACTS_OF_PERSON; count += 1) {
      const { token } = await signedInPerson(context.database, { supplierId: supplier.id, isStrong: true });
      cookies.push(sessionCookie(supplier.id, token).split(';')[0] ?? '');
    }
    return (isKnown, index) => {
      const contact = isKnown ? (knownPhones[index] ?? '') : newPhone();
      const request = formRequest(world, 'profile/contact', { contact });
      request.headers.set('Cookie', cookies[Math.floor((2 * index) / CONTACTS_OF_PERSON)] ?? '');
      return request;
    };
  },
};

/** Something that is asked of the page for a code, after one was sent a minute ago, or was not because the contact is, or is not, somebody's. */
function codeDoor(
  purpose: 'sign_up' | 'reset_password',
  { page, name, fields }: { page: string; name: string; fields: Readonly<Record<string, string>> },
): Door {
  return {
    name,
    asks: 'phone',
    prepare: async (world) => {
      const { context, supplier, knownPhones } = world;
      const now = context.now();
      const sentAt = new Date(now.getTime() - 61_000);
      const tries = knownPhones.flatMap((phone) =>
        [
          { isKnown: true, phone },
          { isKnown: false, phone: newPhone() },
        ].map((one) => ({ ...one, token: newToken() })),
      );
      await context.database.transaction(supplier.id, async (tx) => {
        const owners = new Map<string, string>();
        for (const each of await tx.selectFrom('contacts').select(['address', 'person_id']).execute()) {
          owners.set(each.address, each.person_id);
        }
        await tx
          .insertInto('proof_attempts')
          .values(
            tries.map(({ isKnown, phone, token }) => {
              const address = readContact(phone, 'UA')?.address ?? '';
              // Whose code goes out: who signs up as somebody new, who forgot the password and is somebody.
              const isSent = isKnown === (purpose === 'reset_password');
              return {
                supplier_id: supplier.id,
                token_hash: tokenHash(token),
                purpose,
                person_id: purpose === 'reset_password' ? (owners.get(address) ?? null) : null,
                contact_kind: 'phone' as const,
                contact_address: address,
                code_hash: isSent ? tokenHash(`code of ${token}`) : null,
                code_sent_at: sentAt,
                expires_at: new Date(now.getTime() + 3_000_000),
                used_at: null,
                created_at: sentAt,
              };
            }),
          )
          .execute();
      });
      return (isKnown, index) => {
        const request = formRequest(world, page, fields);
        const { token = '' } = tries[2 * index + (isKnown ? 0 : 1)] ?? {};
        request.headers.set('Cookie', attemptCookie(supplier.id, token).split(';')[0] ?? '');
        return request;
      };
    },
  };
}

/** Every door. Whoever adds one to the product adds it here. */
export const doors: readonly Door[] = [
  linkDoor,
  guestReadingDoor,
  phoneDoor('sign-in', { more: { password: 'чужий слабкий пароль 1' }, isSlow: true }),
  phoneDoor('sign-up', { more: { password: 'жовтий трамвай їде 2' }, isSlow: true }),
  // Beside the quick ones it would use up what a supplier pays for codes by SMS.
  phoneDoor('sign-up', { name: 'sign-up without a password', more: { way: 'passkey' }, isSlow: true }),
  phoneDoor('reset-password'),
  addContactDoor,
  codeDoor('sign_up', { page: 'sign-up/code', name: 'a wrong code', fields: { code: '000000' } }),
  codeDoor('reset_password', { page: 'reset-password/code', name: 'another code', fields: { resend: 'yes' } }),
];

/** People who signed up here, so many; they all have one password, since making a hash for each would take long. */
export async function seedPeople(context: Context, supplierId: string, count: number): Promise<string[]> {
  const phones = Array.from({ length: count }, newPhone);
  const now = context.now();
  const password_hash = await hashPassword(LONG_PASSWORD_FOR_TESTS);
  const ids = phones.map(() => newId(now));
  await context.database.transaction(supplierId, async (tx) => {
    await tx
      .insertInto('people')
      .values(
        ids.map((id) => ({
          supplier_id: supplierId,
          id,
          language: 'uk',
          password_hash,
          created_at: now,
          erased_at: null,
        })),
      )
      .execute();
    await tx
      .insertInto('contacts')
      .values(
        phones.map((phone, index) => ({
          supplier_id: supplierId,
          person_id: ids[index] ?? '',
          kind: 'phone' as const,
          address: readContact(phone, 'UA')?.address ?? '',
          verified_at: now,
        })),
      )
      .execute();
  });
  return phones;
}

/**
 * The server as most are written, before the doors: what it does not know it answers at once, with the very answer that it gives to what it
 * knows. Only the time can tell the two apart.
 */
export function naiveServer({ context, supplier }: DoorWorld, app: Answering): Answering {
  const supplierId = supplier.id;
  const answers = new Map<string, Response>();
  const isThere = async (typed: URLSearchParams) =>
    context.database.transaction(supplierId, async (tx) => {
      const contact = readContact(typed.get('contact') ?? '', supplier.profile.country);
      if (contact) return (await findContact(tx, { supplierId, contact })) !== null;
      const [accountNumber = ''] = /\d{10}/.exec(typed.get('answer') ?? '') ?? [];
      const account = tx.selectFrom('accounts').select('id').where('account_number', '=', accountNumber);
      return (await account.executeTakeFirst()) !== undefined;
    });
  return {
    fetch: async (request) => {
      const page = new URL(request.url).pathname;
      const typed = new URLSearchParams(await request.clone().text());
      const known = answers.get(page);
      if (known && !(await isThere(typed))) return known.clone();
      const answer = await app.fetch(request);
      if (!known) answers.set(page, answer.clone());
      return answer;
    },
  };
}

/** What came of one try. */
export interface Try {
  readonly door: string;
  readonly isKnown: boolean;
  readonly ms: number;
  /** Status, headers and body, without what is random in every answer. */
  readonly answer: string;
}

/**
 * Tries all doors, as often about what exists as about what does not: in random order and several at a time, so that whatever else the
 * machine does meets both alike.
 */
export async function tryDoors(
  server: Answering,
  doorsToTry: readonly (readonly [name: string, request: (isKnown: boolean, index: number) => Request])[],
  { tries, atOnce }: { tries: number; atOnce: number },
): Promise<Try[]> {
  const planned = Array.from({ length: tries }, (_, index) =>
    shuffled(
      doorsToTry.flatMap(([door, request]) => [true, false].map((isKnown) => ({ door, request, isKnown, index }))),
    ),
  ).flat();
  const done: Try[] = [];
  let next = 0;
  const worker = async () => {
    for (let plan = planned[next++]; plan; plan = planned[next++]) {
      const { door, isKnown, index } = plan;
      const request = plan.request(isKnown, index);
      const typed = await request.clone().text();
      request.headers.set('X-Forwarded-For', `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`);
      const started = performance.now();
      const response = await server.fetch(request);
      const body = await response.text();
      const ms = performance.now() - started;
      done.push({ door, isKnown, ms, answer: alike(response, body, typed) });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return done;
}

/** An answer in which nothing is left that differs between any two: nonces, request ids, tokens, what was typed. */
function alike(response: Response, body: string, typed: string): string {
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).sort();
  let text = [response.status, ...headers, body].join('\n');
  for (const value of new URLSearchParams(typed).values()) if (value) text = text.replaceAll(value, mark(value));
  return text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, mark)
    .replace(/(?<="number":")[\d-]+/, mark)
    .replace(/\+380(?:[\s\u00a0-]*\d){9}/g, '<phone>')
    .replace(/(?<=nonce[-=]"?)[\w+/=-]{16,}|(?<==)[\w-]{43}(?=;)/g, mark);
}

/** What is random must at least be of one length. */
function mark(random: string): string {
  return `<${random.length}>`;
}

function shuffled<T>(list: readonly T[]): T[] {
  return list
    .map((each) => ({ each, at: randomInt(2 ** 32) }))
    .sort((a, b) => a.at - b.at)
    .map(({ each }) => each);
}

/**
 * How well a guesser tells the two apart by time alone: the probability that a try about what exists took longer than one about what
 * does not (the area under the ROC curve). 0.5 is not at all.
 */
export function auc(tries: readonly Try[]): number {
  const known = tries.filter(({ isKnown }) => isKnown).map(({ ms }) => ms);
  const unknown = tries.filter(({ isKnown }) => !isKnown).map(({ ms }) => ms);
  let longer = 0;
  for (const one of known) for (const other of unknown) longer += one > other ? 1 : one === other ? 0.5 : 0;
  return longer / (known.length * unknown.length);
}

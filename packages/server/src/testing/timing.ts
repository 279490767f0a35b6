import { randomInt } from 'node:crypto';
import { newId } from '../db/ids.js';
import { readContact } from '../domain/contacts.js';
import { hashPassword } from '../domain/passwords.js';
import { sessionCookie } from '../http/session-cookie.js';
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
function phoneDoor(page: string, more: Readonly<Record<string, string>> = {}): Door {
  return {
    name: page,
    asks: 'phone',
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

/** Every door. Whoever adds one to the product adds it here. */
export const doors: readonly Door[] = [
  linkDoor,
  guestReadingDoor,
  phoneDoor('sign-in', { password: 'чужий слабкий пароль 1' }),
  phoneDoor('sign-up', { password: 'жовтий трамвай їде 2' }),
  phoneDoor('reset-password'),
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

import { hash, verify } from '@node-rs/argon2';
import { dictionary } from '@zxcvbn-ts/language-common';
import { parsePhoneNumberFromString } from 'libphonenumber-js/mobile';
import type { Contact } from './contacts.js';

/** OWASP's and security.md's cost: what a guess costs whoever has stolen the table. Argon2id is the library's own choice. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const SHORTEST_PASSWORD = 8;
export const LONGEST_PASSWORD = 200;
/** From this length a password is enough on a device that is not known; shorter ones need a code too. */
export const LONG_PASSWORD = 15;

/** Each takes 19 MiB and one of Node's four threads for work: the other two are for files, names and pictures. */
const AT_ONCE = 2;
/** About half a second of waiting; who comes later is told at once to try again. */
const WAITING = 64;

/** More passwords came at once than can be looked at in a bearable time. Nothing was judged. */
export class PasswordsBusyError extends Error {
  override readonly name = 'PasswordsBusyError';
}

/** Lets a few pieces of work run at once, keeps a few waiting and refuses the rest. */
class Gate {
  readonly #atOnce: number;
  readonly #waiting: number;
  readonly #queue: (() => void)[] = [];
  #running = 0;

  constructor({ atOnce, waiting }: { atOnce: number; waiting: number }) {
    this.#atOnce = atOnce;
    this.#waiting = waiting;
  }

  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running < this.#atOnce) this.#running += 1;
    else if (this.#queue.length < this.#waiting) await new Promise<void>((enter) => this.#queue.push(enter));
    else throw new PasswordsBusyError();
    try {
      return await work();
    } finally {
      // The place goes to the next in the queue, or is free again.
      const enter = this.#queue.shift();
      if (enter) enter();
      else this.#running -= 1;
    }
  }
}

const gate = new Gate({ atOnce: AT_ONCE, waiting: WAITING });

/** One password typed on two keyboards must be one password. */
function normalized(password: string): string {
  return password.normalize('NFC');
}

/** How many characters a person sees. */
export function passwordLength(password: string): number {
  return [...normalized(password)].length;
}

/** Argon2id in PHC form, with a salt of its own. */
export async function hashPassword(password: string): Promise<string> {
  return gate.pass(() => hash(normalized(password), COST));
}

/** Of a password nobody has: what is compared where there is nobody, or nobody with a password, so that it takes as long. */
export const NOBODYS_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$OlE8h2TodFJzEamdq7DVhw$zVU1ADg9wwX/2g0oJYzq0s37b7l9XaCP4/eDinkyOSA';

/** Whether the password is the one that was hashed; `null` is nobody's and takes the same time. */
export async function verifyPassword(password: string, passwordHash: string | null): Promise<boolean> {
  // Nobody's password is this long; hashing it would be work for an attacker's fun.
  const typed = normalized(password.slice(0, LONGEST_PASSWORD * 4));
  const isIt = await gate.pass(() => verify(passwordHash ?? NOBODYS_HASH, typed));
  return isIt && passwordHash !== null && passwordLength(password) <= LONGEST_PASSWORD;
}

/** Why a password cannot be taken. */
export type PasswordFault = 'too_short' | 'too_long' | 'too_common' | 'like_your_contact';

/** What is wrong with a new password; null when nothing is. No rule about kinds of characters: length and not being guessed count. */
export function judgePassword(
  password: string,
  { contact, supplierName }: { contact: Contact | null; supplierName: string },
): PasswordFault | null {
  const length = passwordLength(password);
  if (length < SHORTEST_PASSWORD) return 'too_short';
  if (length > LONGEST_PASSWORD) return 'too_long';
  const typed = normalized(password).toLowerCase();
  if (contact !== null && isLikeContact(typed, contact)) return 'like_your_contact';
  return isCommon(typed, supplierName) ? 'too_common' : null;
}

/** What is left of a password beside a part that can be guessed must be at least this long. */
const SHORTEST_REST = 4;

/** The contact itself, its name part or its last digits, with hardly anything added. */
function isLikeContact(typed: string, { kind, address }: Contact): boolean {
  if (kind === 'phone') {
    const digits = typed.replace(/\D/g, '');
    if (typed.replace(/[\d\s\p{P}\p{S}]/gu, '').length >= SHORTEST_REST || digits.length > LONGEST_DIALLED)
      return false;
    return digits.includes(address.slice(-7)) || dialledForms(address).some((form) => form.includes(digits));
  }
  const local = address.slice(0, address.lastIndexOf('@'));
  const parts = [address, local, ...local.split(/[^\p{L}\p{N}]+/u)].filter((part) => part.length >= SHORTEST_REST);
  return parts.some((part) => restWithout(typed, part) < SHORTEST_REST);
}

/** With what is dialled before a number. */
const LONGEST_DIALLED = 14;

/** A phone in the forms in which people write it, each the longest: `00380671234567`, `80671234567`. */
function dialledForms(address: string): string[] {
  const international = address.replace(/\D/g, '');
  const national = parsePhoneNumberFromString(address)?.nationalNumber ?? international;
  return [`00${international}`, `8${national}`, `80${national}`];
}

/** How much of the password is not this part; all of it when the part does not occur. */
function restWithout(typed: string, part: string): number {
  return typed.length - (typed.split(part).length - 1) * part.length;
}

/** What people choose here beside the world's lists: the product, the trade, the word itself, in our languages. */
const OUR_WORDS = [
  'kabinet', 'cabinet', 'кабінет', 'кабинет', 'пароль', 'parol', 'password', 'passwort', 'рахунок', 'rahunok', 'счёт', 'счет',
  'газ', 'gas', 'газета', 'вода', 'voda', 'світло', 'svitlo', 'свет', 'тепло', 'teplo', 'енерго', 'энерго', 'energo',
  'електро', 'электро', 'electro', 'комуналка', 'коммуналка', 'лічильник', 'счетчик', 'субсидія', 'субсидия',
  'україна', 'украина', 'ukraine', 'ukraina', 'київ', 'киев', 'kyiv', 'kiev', 'привіт', 'привет', 'privet', 'слава',
  'люблю', 'любов', 'любовь', 'сонечко', 'солнышко', 'котик', 'зайка', 'марина', 'наташа', 'сергей', 'сергій', 'андрей',
  'андрій', 'максим', 'александр', 'олександр', 'динамо', 'шахтар', 'qwerty', 'йцукен', 'admin', 'user', 'welcome',
]; // prettier-ignore

let common: ReadonlySet<string> | null = null;

/** The list of leaked passwords, most used first by its makers; made a set when the first password is judged. */
function commonPasswords(): ReadonlySet<string> {
  common ??= new Set([...dictionary['passwords-common'], ...OUR_WORDS]);
  return common;
}

function isCommon(typed: string, supplierName: string): boolean {
  if (isMonotonous(typed)) return true;
  const list = commonPasswords();
  // Digits and signs after (or before) a word are the first thing guessers add; a password typed on the other keyboard is known too.
  const forms = [typed, onLatinKeys(typed)].flatMap((form) => [form, form.replace(/^[\P{L}]+|[\P{L}]+$/gu, '')]);
  if (forms.some((form) => list.has(form) && typed.length - form.length <= SHORTEST_REST)) return true;
  const words = [...OUR_WORDS, ...supplierName.toLowerCase().split(/[^\p{L}\p{N}]+/u)];
  const rest = words
    .filter((word) => word.length >= 3)
    .sort((a, b) => b.length - a.length)
    .reduce((left, word) => left.split(word).join(''), typed);
  return rest.length < typed.length && rest.replace(/[^\p{L}]/gu, '').length === 0 && rest.length <= SHORTEST_REST;
}

/** One character, or characters in a row as in the alphabet, or few different ones: 11111111, 87654321, abababab. */
function isMonotonous(typed: string): boolean {
  const points = [...typed].map((character) => character.codePointAt(0) ?? 0);
  if (new Set(points).size <= 3) return true;
  const steps = new Set(points.slice(1).map((point, index) => point - (points[index] ?? 0)));
  return steps.size === 1;
}

const CYRILLIC_KEYS = "йцукенгшщзхъфывапролджэячсмитьбюёіїєґ'";
const LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`s]'\\`";

/** What the same keys write on the Latin keyboard. */
function onLatinKeys(typed: string): string {
  return [...typed].map((character) => LATIN_KEYS[CYRILLIC_KEYS.indexOf(character)] ?? character).join('');
}

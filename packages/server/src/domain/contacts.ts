import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/mobile';
import type { SupplierProfile } from './supplier-profile.js';

/** Where somebody can be reached by a code: compared, stored and sent to in this one form. */
export interface Contact {
  readonly kind: 'phone' | 'email';
  /** E.164 for a phone, lower case for an e-mail address. */
  readonly address: string;
}

/** RFC 5321: what a mail server takes at most. */
const LONGEST_EMAIL = 254;
const LONGEST_LOCAL_PART = 64;
const LONGEST_TYPED = 300;

/**
 * The phone or e-mail address that somebody typed into the one field for either; null when it is neither. Phones must be such as take
 * text messages; without a country code they are in `country` (ISO 3166).
 */
export function readContact(text: string, country: string): Contact | null {
  if (text.length > LONGEST_TYPED) return null;
  // NFKC makes ASCII of full-width digits and signs; format characters come along with what is copied from chats.
  const typed = text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim();
  return typed.includes('@') ? readEmail(typed) : readPhone(typed, country);
}

function readEmail(typed: string): Contact | null {
  const [, local, domain] = /^(?:mailto:)?([^\s@]+)\s*@\s*([^\s@]+?)[.,;]*$/i.exec(typed) ?? [];
  if (local === undefined || domain === undefined || local.length > LONGEST_LOCAL_PART) return null;
  // A mailbox may have letters of any alphabet, but nothing that means something in a message's headers.
  if (!/^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u.test(local)) return null;
  // Addresses with a domain of other letters are hardly used; typed ones are ASCII on the wrong keyboard layout.
  const host = domain.toLowerCase();
  if (!/^((?!xn--)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/.test(host)) return null;
  const address = `${local.toLowerCase()}@${host}`;
  return address.length > LONGEST_EMAIL ? null : { kind: 'email', address };
}

/** Whether what is no contact looks like an e-mail address typed with another keyboard layout, where `"` stands on the key of `@`. */
export function isInWrongLayout(typed: string): boolean {
  return /\S["@]\S*\p{Script=Cyrillic}/u.test(typed.slice(0, LONGEST_TYPED));
}

function readPhone(typed: string, country: string): Contact | null {
  const bare = typed
    .replace(/^tel:/i, '')
    // The letter O, Latin or Cyrillic, is often typed for nought.
    .replace(/[OoОо]/g, '0')
    .replace(/\p{Nd}/gu, digitOf)
    .replace(/[\s\p{Pd}().,/_]/gu, '');
  if (!/^\+?\d{4,20}$/.test(bare) || !isSupportedCountry(country)) return null;
  const number = parse(bare, country) ?? parse(withoutOldPrefix(bare, country), country);
  return number === null ? null : { kind: 'phone', address: number };
}

/** E.164 of a valid number; null of anything else. */
function parse(digits: string, country: CountryCode): string | null {
  const number = parsePhoneNumberFromString(digits, { defaultCountry: country, extract: false });
  return number?.isValid() === true && number.ext === undefined ? number.number : null;
}

/**
 * Whether codes go to such a contact: e-mail anywhere, phones only in the supplier's country and those it names. A message abroad costs many
 * times as much, and whoever earns by them asks for thousands.
 */
export function isPhoneTaken(
  { kind, address }: Contact,
  { country, phoneCountries = [country] }: Pick<SupplierProfile, 'country' | 'phoneCountries'>,
): boolean {
  if (kind !== 'phone') return true;
  return phoneCountries.includes(parsePhoneNumberFromString(address)?.country ?? '');
}

/** Until 2009 Ukrainian numbers were dialled with an 8 before the 0, and many are still written so. */
function withoutOldPrefix(digits: string, country: string): string {
  return country === 'UA' ? digits.replace(/^80(?=\d{9}$)/, '0') : digits;
}

/** ASCII for a decimal digit of any script: each script's ten stand in a row, the nought first. */
function digitOf(digit: string): string {
  let nought = digit.codePointAt(0) ?? 0;
  const end = nought;
  while (end - nought < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(nought - 1))) nought -= 1;
  return String(end - nought);
}

/**
 * A contact as it is shown to who need not know it: enough to recognise one's own, such as `+380 •• ••• •• 67` and `o•••@example.com`.
 * Its length says nothing.
 */
export function maskContact({ kind, address }: Contact): string {
  if (kind === 'phone') return `${address.slice(0, 4)} •• ••• •• ${address.slice(-2)}`;
  const at = address.lastIndexOf('@');
  return `${[...address][0] ?? ''}•••${address.slice(at)}`;
}

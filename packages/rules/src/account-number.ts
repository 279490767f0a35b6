/** A supplier's form of account numbers, part of its profile. */
export interface AccountNumberFormat {
  /** A regular expression the whole key must match, such as `\d{10}`; see {@link accountNumberKey} for what a key is. */
  readonly pattern: string;
  /** A made-up number in the form customers see on the bill. */
  readonly example: string;
}

/** Cyrillic letters that look like Latin ones: a bill prints one, a keyboard types the other. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  А: 'A',
  В: 'B',
  Е: 'E',
  І: 'I',
  К: 'K',
  М: 'M',
  Н: 'H',
  О: '0',
  O: '0',
  Р: 'P',
  С: 'C',
  Т: 'T',
  Х: 'X',
};

/**
 * The form by which account numbers are compared and stored: capital letters and digits only, look-alike letters made one,
 * the letter O made zero. `"04 - о12/7"`, `"04-O12/7"` and `"040127"` are the same account.
 */
export function accountNumberKey(typed: string): string {
  return typed
    .replace(/№/g, '') // NFKC would write it as the letters No
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/./gu, (letter) => LOOKALIKES[letter] ?? letter);
}

/** Whether the number, however it is spaced, has the form of this supplier's account numbers. */
export function isAccountNumber(typed: string, format: AccountNumberFormat): boolean {
  return new RegExp(`^(?:${format.pattern})$`, 'u').test(accountNumberKey(typed));
}

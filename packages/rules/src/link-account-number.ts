import { accountNumberKey, type AccountNumberFormat, isAccountNumber } from './account-number.js';

/** Why something typed as an account number is not one of this supplier's. */
export interface AccountNumberFault {
  readonly reason:
    | 'no_digits'
    /** The supplier's numbers have no letters, and this has. */
    | 'letters'
    /** The supplier's numbers have a letter, and this has not. */
    | 'letter_missing'
    | 'too_few_digits'
    | 'too_many_digits'
    /** As many digits as it should have, and not in the supplier's form: mostly of another supplier. */
    | 'another_supplier';
  /** How many digits were typed, and how many the supplier's example has. */
  readonly digits: { readonly typed: number; readonly wanted: number };
  /** What was probably meant: zeros lost in front by a spreadsheet or by not copying them. */
  readonly suggestion: string | null;
}

const digitsIn = (key: string) => key.replace(/\P{N}/gu, '').length;

/** What is wrong with an account number by the supplier's format, told by the example on its bill; null when nothing is. */
export function accountNumberFault(typed: string, format: AccountNumberFormat): AccountNumberFault | null {
  if (isAccountNumber(typed, format)) return null;
  const key = accountNumberKey(typed);
  const example = accountNumberKey(format.example);
  const digits = { typed: digitsIn(key), wanted: digitsIn(example) };
  const [hasLetters, needsLetters] = [digits.typed < key.length, digits.wanted < example.length];
  const reason =
    digits.typed === 0
      ? 'no_digits'
      : hasLetters && !needsLetters
        ? 'letters'
        : digits.typed < digits.wanted
          ? 'too_few_digits'
          : digits.typed > digits.wanted
            ? 'too_many_digits'
            : needsLetters && !hasLetters
              ? 'letter_missing'
              : 'another_supplier';
  return { reason, digits, suggestion: reason === 'too_few_digits' ? withLostZeros(key, example, format) : null };
}

/** The number with all the zeros that the supplier's numbers begin with put back. */
function withLostZeros(key: string, example: string, format: AccountNumberFormat): string | null {
  const zeros = example.length - key.length;
  if (!/^[1-9]\d*$/.test(key) || !example.startsWith('0'.repeat(zeros))) return null;
  const whole = '0'.repeat(zeros) + key;
  return isAccountNumber(whole, format) ? whole : null;
}

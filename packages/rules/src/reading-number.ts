/**
 * The number that a customer is told for a reading and can quote on the phone: digits with a last check digit (Luhn: two digits
 * swapped or one mistyped are noticed), in groups of four, such as `1000-0008`. The server's database does the same in SQL, where
 * the digits are drawn.
 */
export function readingNumber(digits: number): string {
  const text = String(digits);
  const weight = [...text].reverse().reduce((sum, digit, place) => {
    const weighed = place % 2 === 0 ? Number(digit) * 2 : Number(digit);
    return sum + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
  return inGroups(`${text}${(10 - (weight % 10)) % 10}`);
}

/**
 * A reading's or a payment's number as we write it, however somebody else did: a spreadsheet takes the dash away, a clerk puts spaces or № in.
 * Null where there are no digits; whether there is such a number nobody knows yet.
 */
export function writtenNumber(text: string): string | null {
  const digits = text.normalize('NFKC').replace(/\D/g, '');
  return digits === '' ? null : inGroups(digits);
}

function inGroups(digits: string): string {
  return digits.replace(/(\d{4})(?=\d)/g, '$1-');
}

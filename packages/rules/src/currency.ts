/** How many digits the currency has after the point: 2 for hryvnias, none for yen, 3 for dinars. What Intl does not know has 2. */
export function minorDigits(currency: string): number {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2; // not a code Intl knows
  }
}

/** Minor units as bare digits of the major ones, with all the digits that the currency has: -5000 kopecks are `-50.00`. */
export function plainSum(amount: number | bigint, currency: string, point = '.'): string {
  const digits = minorDigits(currency);
  const minus = amount < 0 ? '-' : '';
  const text = String(amount)
    .replace('-', '')
    .padStart(digits + 1, '0');
  return minus + (digits === 0 ? text : `${text.slice(0, -digits)}${point}${text.slice(-digits)}`);
}

/** The receipt number as the server gives it: digits with a Luhn check digit, in groups of four, such as `1000-0008`. */
export function readingNumber(digits: number): string {
  const text = String(digits);
  const weight = [...text].reverse().reduce((sum, digit, place) => {
    const weighed = place % 2 === 0 ? Number(digit) * 2 : Number(digit);
    return sum + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
  return `${text}${(10 - (weight % 10)) % 10}`.replace(/(\d{4})(?=\d)/g, '$1-');
}

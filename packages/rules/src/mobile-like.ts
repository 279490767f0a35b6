/**
 * Whether it may be a mobile phone as people write it: enough and not too many digits. Page and mock check no more; which numbers there are in a
 * country the service knows.
 */
export function isMobileLike(typed: string): boolean {
  const digits = typed.normalize('NFKC').replace(/[^\p{Nd}]/gu, '');
  return digits.length >= 9 && digits.length <= 15;
}

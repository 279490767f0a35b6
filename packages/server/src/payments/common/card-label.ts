/**
 * What of a card may be shown: `Visa •••• 4242`. Of its digits only the last, as many as the provider's mask shows.
 *
 * @param type As the provider writes it: `visa`, `Visa`.
 * @param digits The number with what hides the rest of it: `41****4242`, `4242`.
 */
export function cardLabel(type: unknown, digits: unknown): string {
  const name = typeof type === 'string' && /^[A-Za-z_]{2,20}$/.test(type) ? type : '';
  const last = typeof digits === 'string' ? (/(?:^|\*)(\d{2,4})$/.exec(digits)?.[1] ?? '') : '';
  return [name && name.charAt(0).toUpperCase() + name.slice(1), `•••• ${last}`.trimEnd()].filter(Boolean).join(' ');
}

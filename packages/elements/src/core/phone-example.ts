const EXAMPLES: Readonly<Record<string, string>> = { UAH: '067 123 45 67', RUB: '8 912 345-67-89' };

/** A mobile number as it is written where the supplier is. By its money: a language is spoken in more countries than one. */
export function phoneExample(currency = 'UAH'): string {
  return EXAMPLES[currency] ?? '+380 67 123 45 67';
}

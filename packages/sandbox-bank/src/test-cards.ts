/** What comes of paying with a card. */
export type CardBehaviour =
  | 'pays'
  | 'asks_for_code'
  | 'pending'
  | 'declined'
  | 'insufficient_funds'
  | 'card_expired'
  | 'limit_exceeded'
  /** Pays here, and is declined when it is charged later. */
  | 'pays_once';

export interface TestCard {
  readonly number: string;
  readonly behaviour: CardBehaviour;
}

/** The only cards there are. Their check digits are right, so that forms which look at them have something to look at. */
export const TEST_CARDS: readonly TestCard[] = [
  { number: '4242424242424242', behaviour: 'pays' },
  { number: '4000000000003220', behaviour: 'asks_for_code' },
  { number: '4000000000000077', behaviour: 'pending' },
  { number: '4000000000000002', behaviour: 'declined' },
  { number: '4000000000009995', behaviour: 'insufficient_funds' },
  { number: '4000000000000069', behaviour: 'card_expired' },
  { number: '4000000000000036', behaviour: 'limit_exceeded' },
  { number: '4000000000000341', behaviour: 'pays_once' },
];

/** What the "bank's message" says that is to be typed in to confirm. */
export const CONFIRMATION_CODE = '1234';

export function testCard(number: string): TestCard | null {
  return TEST_CARDS.find((card) => card.number === number) ?? null;
}

/** In groups of four, as on a card. */
export function grouped(number: string): string {
  return number.replace(/\d{4}(?=\d)/g, '$& ');
}

/** What of a card may be shown. */
export function cardLabel(number: string): string {
  return `Visa •••• ${number.slice(-4)}`;
}

/** Digits only: spaces and dashes are forgiven, digits of other scripts too. */
export function digitsOf(text: string): string {
  return text.normalize('NFKC').replace(/[\s\p{Pd}]/gu, '');
}

/** Whether a card of this month, typed as `12/30` in whatever way, still works; null where it is no month. */
export function isValidThrough(text: string, today: Date): boolean | null {
  const [, month = '', year = ''] =
    /^(\d{1,2})\s*[/.\-\s]?\s*(?:20)?(\d{2})$/.exec(text.normalize('NFKC').trim()) ?? [];
  if (!(Number(month) >= 1 && Number(month) <= 12)) return null;
  return Date.UTC(2000 + Number(year), Number(month), 1) > today.getTime();
}

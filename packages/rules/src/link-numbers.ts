import { type AccountNumberFormat, isAccountNumber } from './account-number.js';
import { CURRENCY, HUNDREDTHS, type LinkProof } from './link-proof.js';
import { labelOf, type LinkLabel, plainWords } from './link-words.js';

/** A piece of an answer: letters and digits without anything between. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly isNumber: boolean;
  /** Pieces with a comma, a semicolon or a new line between them belong to different parts. */
  readonly part: number;
  /** What the nearest word says of it; of numbers only. */
  readonly label: LinkLabel | null;
}

/** An answer cut into pieces. */
export interface LinkText {
  readonly isEmpty: boolean;
  /** With signs of one kind, and nothing else changed. */
  readonly tidy: string;
  readonly words: readonly string[];
  readonly labels: readonly LinkLabel[];
  readonly pieces: readonly Piece[];
  /** Groups of digits that stand apart: runs of pieces without a word or a break between them. */
  readonly numbers: number;
}

/** A number in an answer, and what is said of it. */
export interface FoundNumber {
  readonly text: string;
  readonly label: LinkLabel | null;
  readonly start: number;
  readonly end: number;
  /** Written as money. */
  readonly isMoney: boolean;
}

/** Longer answers are somebody's life story; nobody's account number stands behind so much of it. */
const LONGEST = 500;
/** Most pieces that an account number is written in. */
const MOST_PIECES = 24;

/** Reads the signs of an answer: full-width digits, exotic spaces and abbreviations become plain ones. */
export function readLinkText(typed: string): LinkText {
  const tidy = typed
    .slice(0, LONGEST)
    .replace(/№/g, ' ')
    .normalize('NFKC')
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ')
    .replace(/(?<!\p{L})(?:о|o)\s?[/.]\s?р(?![\p{L}])\.?/giu, ' рахунок ')
    .replace(/(?<!\p{L})л\s?[/.]\s?с(?![\p{L}])\.?/giu, ' счёт ')
    .replace(/[^\S\n]+/g, ' ')
    .trim();
  const raw = [...tidy.matchAll(/[\p{L}\p{N}]+/gu)].map(({ 0: text, index: start }) => ({
    text,
    start,
    end: start + text.length,
    isNumber: /\p{N}/u.test(text),
  }));
  let part = 0;
  const parted = raw.map((piece, index) => {
    const previous = raw[index - 1];
    if (previous && isBreak(tidy, previous.end, piece.start)) part += 1;
    // The letter O alone beside digits is a zero.
    const isZero = /^[oо]+$/iu.test(piece.text) && (raw[index + 1]?.isNumber || previous?.isNumber);
    return { ...piece, isNumber: piece.isNumber || isZero === true || isSeries(raw, index, tidy), part };
  });
  const pieces = labelled(parted);
  const words = plainWords(tidy);
  return {
    isEmpty: pieces.length === 0,
    tidy,
    words,
    labels: words.map(labelOf).filter((label) => label !== null),
    pieces,
    numbers: pieces.filter((piece, index) => piece.isNumber && !isOneWithPrevious(pieces, index)).length,
  };
}

/** Whether letters belong to the number that they are joined to, as in `E-77`. */
function isSeries(
  pieces: readonly Pick<Piece, 'text' | 'start' | 'end' | 'isNumber'>[],
  index: number,
  text: string,
): boolean {
  const [piece, next] = [pieces[index], pieces[index + 1]];
  if (!piece || !next?.isNumber || piece.text.length > 3 || labelOf(plainWords(piece.text)[0] ?? '') !== null)
    return false;
  return /^[-–/]$/.test(text.slice(piece.end, next.start));
}

/** Whether what stands between two pieces parts them. */
function isBreak(text: string, from: number, to: number): boolean {
  const between = text.slice(from, to);
  if (/[;\n!?()]|\.\s/.test(between)) return true;
  if (!between.includes(',')) return false;
  // "358,20" is one number, "1234567,4821" and "1234567, 48" are two.
  return between !== ',' || !/\d/.test(text[from - 1] ?? '') || !/^\d{1,2}(?!\d)/.test(text.slice(to));
}

/**
 * Says of each number what the words around it say: the nearest label before it in its part; where a part has one label, and that behind
 * its last number, that one ("4821 це пін"); a label that ends a part without a number speaks of the next part.
 */
function labelled(pieces: readonly Omit<Piece, 'label'>[]): Piece[] {
  const labels = pieces.map(({ text, isNumber }) => (isNumber ? null : labelOf(plainWords(text)[0] ?? '')));
  let carried: LinkLabel | null = null;
  let current: LinkLabel | null = null;
  let part = 0;
  return pieces.map((piece, index) => {
    if (piece.part !== part) {
      const hadNumber = pieces.some((each) => each.part === part && each.isNumber);
      carried = hadNumber ? null : current;
      current = carried;
      part = piece.part;
    }
    current = labels[index] ?? current;
    if (!piece.isNumber) return { ...piece, label: null };
    if (current !== null) return { ...piece, label: current };
    const ofPart = labels.flatMap((each, other) => (each && pieces[other]?.part === part ? [other] : []));
    const [behind = index, another] = ofPart;
    const between = pieces.slice(index, behind);
    const isNextNumber = between.every((each, at) => !each.isNumber || at === 0 || between[at - 1]?.isNumber);
    const hasOwnNumber = pieces.some((each, at) => at > behind && each.part === part && each.isNumber);
    const isOfThis = another === undefined && isNextNumber && !hasOwnNumber;
    return { ...piece, label: isOfThis ? (labels[behind] ?? null) : null };
  });
}

function isOneWithPrevious(pieces: readonly Piece[], index: number): boolean {
  const [previous, piece] = [pieces[index - 1], pieces[index]];
  return previous !== undefined && piece !== undefined && previous.isNumber && previous.part === piece.part;
}

/** Every stretch of an answer that has the form of the supplier's account numbers, however it is spaced; none inside another. */
export function findAccountNumbers({ pieces, tidy }: LinkText, format: AccountNumberFormat): readonly FoundNumber[] {
  const found = pieces.flatMap((first, from) =>
    pieces.slice(from, from + MOST_PIECES).flatMap((last): FoundNumber[] => {
      if (first.part !== last.part) return [];
      const text = tidy.slice(first.start, last.end);
      const number = pieces.find((each) => each.isNumber && each.start >= first.start && each.end <= last.end);
      return number && isAccountNumber(text, format)
        ? [{ text, label: number.label, start: first.start, end: last.end, isMoney: false }]
        : [];
    }),
  );
  return found.filter(
    (each) => !found.some((other) => other !== each && other.start <= each.start && other.end >= each.end),
  );
}

const MONEY = new RegExp(
  String.raw`(?<![\p{L}\p{N}])\d[\dОоOo]*(?: \d{3})*(?:[.,][\dОоOo]{1,2})?\s*${CURRENCY}(?:[\s,]*\d{1,2}\s*${HUNDREDTHS})?`,
  'giu',
);
const HAS_HUNDREDTHS = /^\d{1,3}(?: \d{3})*[.,]\d{2}$|^\d+[.,]\d{2}$/;

/** The numbers of an answer beside those already taken: sums of money whole, other numbers as runs of digits. */
export function findNumbers(
  { pieces, tidy }: LinkText,
  taken: readonly FoundNumber[],
  { proofs }: { readonly proofs: readonly LinkProof[] },
): readonly FoundNumber[] {
  const isTaken = (start: number, end: number) => taken.some((each) => start < each.end && end > each.start);
  const sums = [...tidy.matchAll(MONEY)]
    .map(({ 0: text, index: start }) => ({ text, start, end: start + text.length }))
    .filter(({ start, end }) => !isTaken(start, end))
    .map((sum): FoundNumber => {
      const label = pieces.find(({ start, isNumber }) => isNumber && start >= sum.start)?.label ?? null;
      return { ...sum, label: label === 'last_payment' ? label : null, isMoney: true };
    });
  const isSum = (piece: Piece) => sums.some(({ start, end }) => piece.start < end && piece.end > start);
  const left = pieces.filter((piece) => piece.isNumber && !isTaken(piece.start, piece.end) && !isSum(piece));
  const runs: FoundNumber[] = [];
  let last: Piece | null = null;
  for (const piece of left) {
    const run = runs.at(-1);
    const isNext = last !== null && pieces.indexOf(piece) === pieces.indexOf(last) + 1 && last.part === piece.part;
    if (run && isNext && last?.label === piece.label) {
      runs[runs.length - 1] = { ...run, end: piece.end, text: tidy.slice(run.start, piece.end) };
    } else {
      runs.push({ text: piece.text, label: piece.label, start: piece.start, end: piece.end, isMoney: false });
    }
    last = piece;
  }
  const numbers = runs.map((run) => ({
    ...run,
    isMoney:
      proofs.includes('last_payment') &&
      run.label !== 'pin' &&
      run.label !== 'meter_number' &&
      HAS_HUNDREDTHS.test(run.text),
  }));
  return [...sums, ...numbers].sort((a, b) => a.start - b.start);
}

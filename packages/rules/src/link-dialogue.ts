import { accountNumberKey, type AccountNumberFormat, isAccountNumber } from './account-number.js';
import { type AccountNumberFault, accountNumberFault } from './link-account-number.js';
import { type FoundNumber, findAccountNumbers, findNumbers, type LinkText, readLinkText } from './link-numbers.js';
import { type LinkProof, linkPinKey, meterNumberKey, parseMoneyInput } from './link-proof.js';
import { asksForPerson, doesNotKnow, type LinkLabel, relationOf } from './link-words.js';

/** What the supplier wants to know before it links an account. */
export interface LinkRules {
  readonly accountNumber: AccountNumberFormat;
  /** Any one of these proves the account; at least one. */
  readonly proofs: readonly LinkProof[];
  /** Digits of the currency after the point. */
  readonly minorDigits: number;
}

/** What is known so far; values as the person wrote them. */
export interface LinkFacts {
  readonly accountNumber: string | null;
  readonly relation: 'owner' | 'payer' | null;
  /** By what the person chose to prove it, where the supplier takes several proofs. */
  readonly proofKind: LinkProof | null;
  readonly proof: string | null;
}

/** Nothing is known yet. */
export const NO_LINK_FACTS: LinkFacts = { accountNumber: null, relation: null, proofKind: null, proof: null };

/** What the dialogue asks, one at a time. */
export type LinkQuestion = 'account_number' | 'relation' | 'proof_kind' | LinkProof;

/** Why an answer, or a part of it, could not be taken; what was understood beside it is kept. */
export type LinkDoubt =
  | { readonly kind: 'empty' }
  | { readonly kind: 'not_understood' }
  /** They ask for a person. */
  | { readonly kind: 'wants_person' }
  /** They have not got what was asked. */
  | { readonly kind: 'does_not_know' }
  | { readonly kind: 'account_number'; readonly typed: string; readonly fault: AccountNumberFault }
  /** Two account numbers in one answer. */
  | { readonly kind: 'which_account'; readonly options: readonly string[] }
  /** One number that may be several things. */
  | { readonly kind: 'which_fact'; readonly value: string; readonly options: readonly LinkProof[] }
  /** The account number again, where its proof was asked. */
  | { readonly kind: 'account_number_again' }
  /** A proof that this supplier does not go by. */
  | { readonly kind: 'proof_not_taken'; readonly proof: LinkProof }
  /** Said to be a sum, and not to be read as one. */
  | { readonly kind: 'not_a_sum' };

export interface LinkReading {
  readonly facts: LinkFacts;
  readonly doubt: LinkDoubt | null;
}

/** What to ask next; null when everything is there. Whose account it is comes before the proof, so that the proof ends the dialogue. */
export function nextLinkQuestion(facts: LinkFacts, { proofs }: LinkRules): LinkQuestion | null {
  if (facts.accountNumber === null) return 'account_number';
  if (facts.relation === null) return 'relation';
  if (facts.proof !== null && facts.proofKind !== null) return null;
  const [only, another] = proofs;
  return facts.proofKind ?? (another === undefined && only !== undefined ? only : 'proof_kind');
}

/** The facts without one of them, to be asked again; a proof is asked for as the same kind of proof. */
export function forgetLinkFact(facts: LinkFacts, question: LinkQuestion): LinkFacts {
  if (question === 'account_number') return { ...facts, accountNumber: null };
  if (question === 'relation') return { ...facts, relation: null };
  return question === 'proof_kind' ? { ...facts, proof: null, proofKind: null } : { ...facts, proof: null };
}

/** The facts with the number taken for what the person says it is. */
export function settleLinkProof(facts: LinkFacts, proofKind: LinkProof, proof: string): LinkFacts {
  return { ...facts, proofKind, proof };
}

/**
 * Reads a free answer in any order and format into facts: "рахунок 12-34 567, пін 4821", a bare number, "358 грн 20 коп", "мамин". What is
 * labelled is taken for what its label says; what has the form of the supplier's account numbers for one; the rest for the proof that was
 * asked. A number that may be several things is a doubt, never a guess.
 *
 * @param pending The doubt that the last answer left, which this one may settle in a word.
 */
export function readLinkAnswer(
  typed: string,
  state: { facts: LinkFacts; rules: LinkRules; asked: LinkQuestion | null; pending?: LinkDoubt | null },
): LinkReading {
  const text = readLinkText(typed);
  const { facts, rules, asked } = state;
  if (text.isEmpty) return { facts, doubt: { kind: 'empty' } };
  // Nothing but a number of the right form, however it is written.
  if (facts.accountNumber === null && asked === 'account_number' && isAccountNumber(text.tidy, rules.accountNumber)) {
    return { facts: { ...facts, accountNumber: text.tidy }, doubt: null };
  }
  return new Reading(text, state).read();
}

/** One answer being read: the facts grow, the first doubt stays. */
class Reading {
  readonly #text: LinkText;
  readonly #rules: LinkRules;
  readonly #asked: LinkQuestion | null;
  readonly #pending: LinkDoubt | null;
  readonly #before: LinkFacts;
  #facts: LinkFacts;
  #doubt: LinkDoubt | null = null;

  constructor(
    text: LinkText,
    {
      facts,
      rules,
      asked,
      pending = null,
    }: { facts: LinkFacts; rules: LinkRules; asked: LinkQuestion | null; pending?: LinkDoubt | null },
  ) {
    this.#text = text;
    this.#rules = rules;
    this.#asked = asked;
    this.#pending = pending;
    this.#facts = facts;
    this.#before = facts;
  }

  read(): LinkReading {
    const { words } = this.#text;
    const relation = relationOf(words);
    if (relation !== null) this.#facts = { ...this.#facts, relation };
    const taken = this.#readAccountNumber();
    const numbers = findNumbers(this.#text, taken, this.#rules);
    for (const number of numbers) this.#readNumber(number, numbers.length === 1 && taken.length === 0);
    if (numbers.length === 0) this.#readLabels();
    if (this.#facts === this.#before && this.#doubt === null) this.#doubt = this.#whyNothing(taken.length > 0);
    return { facts: this.#facts, doubt: this.#doubt };
  }

  /** Takes what has the form of an account number for one; answers with the places in the text that it took. */
  #readAccountNumber(): readonly FoundNumber[] {
    const known = this.#facts.accountNumber === null ? null : accountNumberKey(this.#facts.accountNumber);
    const found = findAccountNumbers(this.#text, this.#rules.accountNumber);
    const labelled = found.filter(({ label }) => label === 'account_number');
    const unlabelled = found.filter(({ label }) => label === null);
    const isAskedForOther = known !== null && this.#asked !== 'account_number';
    // A meter's number may have the form of an account's: alone it is what was asked.
    const candidates =
      labelled.length > 0
        ? labelled
        : isAskedForOther
          ? unlabelled.filter(({ text }) => accountNumberKey(text) === known || this.#text.numbers > found.length)
          : unlabelled;
    const options = [...new Map(candidates.map((each) => [accountNumberKey(each.text), each.text])).values()];
    const [accountNumber, another] = options;
    if (accountNumber === undefined) return [];
    if (another !== undefined) {
      this.#doubt = { kind: 'which_account', options };
      return candidates;
    }
    if (accountNumberKey(accountNumber) !== known) this.#facts = { ...this.#facts, accountNumber };
    return candidates;
  }

  #readNumber({ text, label, isMoney }: FoundNumber, isAlone: boolean): void {
    if (label === 'account_number' && !isMoney) return this.#faultyAccountNumber(text);
    if (label !== null && label !== 'account_number') return this.#readProof(label, text);
    if (isMoney) return this.#readProof('last_payment', text);
    if (this.#facts.accountNumber === null && this.#asked === 'account_number' && isAlone)
      return this.#faultyAccountNumber(text);
    if (this.#facts.proof !== null && !this.#isProofAsked()) {
      // More numbers than there are facts to ask for.
      this.#doubt ??= { kind: 'not_understood' };
      return;
    }
    this.#guessProof(text);
  }

  #isProofAsked(): boolean {
    return this.#asked !== null && this.#asked !== 'account_number' && this.#asked !== 'relation';
  }

  #faultyAccountNumber(typed: string): void {
    const fault = accountNumberFault(typed, this.#rules.accountNumber);
    if (fault) this.#doubt ??= { kind: 'account_number', typed, fault };
  }

  /** A number of which nothing is said. */
  #guessProof(value: string): void {
    const { proofs } = this.#rules;
    const asked = this.#isProofAsked() && this.#asked !== 'proof_kind' ? (this.#asked as LinkProof) : null;
    const chosen = asked ?? this.#facts.proofKind ?? (proofs.length === 1 ? proofs[0] : undefined);
    if (chosen !== undefined) return this.#readProof(chosen, value);
    const options = proofs.filter((proof) => couldBe(value, proof, this.#rules));
    const [only, another] = options;
    if (only === undefined) this.#doubt ??= { kind: 'not_understood' };
    else if (another === undefined) this.#readProof(only, value);
    else this.#doubt ??= { kind: 'which_fact', value, options };
  }

  #readProof(kind: LinkProof, value: string): void {
    if (!this.#rules.proofs.includes(kind)) {
      this.#doubt ??= { kind: 'proof_not_taken', proof: kind };
    } else if (kind === 'last_payment' && parseMoneyInput(value, this.#rules.minorDigits) === null) {
      this.#doubt ??= { kind: 'not_a_sum' };
    } else {
      this.#facts = settleLinkProof(this.#facts, kind, value);
    }
  }

  /** Words without a number: a proof that is chosen by its name, or a doubt settled so. */
  #readLabels(): void {
    const label = this.#text.labels.find((each): each is LinkProof => each !== 'account_number');
    if (label === undefined || doesNotKnow(this.#text.words)) return;
    const pending = this.#pending;
    if (pending?.kind === 'which_fact' && pending.options.includes(label)) {
      this.#facts = settleLinkProof(this.#facts, label, pending.value);
    } else if (!this.#rules.proofs.includes(label)) {
      this.#doubt ??= { kind: 'proof_not_taken', proof: label };
    } else if (this.#asked === 'proof_kind' || this.#isProofAsked()) {
      this.#facts = { ...this.#facts, proofKind: label, proof: null };
    }
  }

  #whyNothing(saidTheAccountNumber: boolean): LinkDoubt {
    const { words } = this.#text;
    if (saidTheAccountNumber) return { kind: this.#isProofAsked() ? 'account_number_again' : 'not_understood' };
    if (relationOf(words) !== null) return { kind: 'not_understood' };
    if (asksForPerson(words)) return { kind: 'wants_person' };
    return { kind: doesNotKnow(words) ? 'does_not_know' : 'not_understood' };
  }
}

/** Whether a number with nothing said of it has the look of the fact. */
function couldBe(value: string, proof: LinkLabel, { minorDigits }: LinkRules): boolean {
  switch (proof) {
    case 'pin':
      return /^[\p{L}\p{N}]{4,12}$/u.test(linkPinKey(value));
    case 'last_payment':
      // Nobody pays millions for a flat, and sums do not begin with a zero.
      return !/^\s*0\d/.test(value) && (parseMoneyInput(value, minorDigits) ?? Infinity) < 10 ** (6 + minorDigits);
    case 'meter_number':
      return meterNumberKey(value).length >= 3;
    case 'account_number':
      return false;
  }
}

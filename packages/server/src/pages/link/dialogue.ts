import {
  forgetLinkFact,
  type LinkDoubt,
  type LinkFacts,
  type LinkProof,
  type LinkQuestion,
  type LinkRules,
  minorDigits,
  nextLinkQuestion,
  NO_LINK_FACTS,
  readLinkAnswer,
  settleLinkProof,
} from '@kabinet/rules';
import type { Tx } from '../../db/database.js';
import { findLinkDialogue, saveLinkDialogue } from '../../db/link-dialogues.js';
import type { LinkableAccount } from '../../db/link-proofs.js';
import type { SupplierProfile } from '../../domain/supplier-profile.js';

/** A dialogue as it stands between two pages: what is known, and how the last answer was taken. */
export interface LinkDialogue {
  /** Of this form; one kept by an older server is begun anew. */
  readonly version: 1;
  readonly facts: LinkFacts;
  readonly doubt: LinkDoubt | null;
  /** What was typed and could not be taken, to be put right. */
  readonly typed: string;
  readonly outcome: { readonly kind: 'refused' } | { readonly kind: 'later'; readonly retryAt: string } | null;
  readonly linked: LinkedAccount | null;
}

/** What was linked last: told once, the next look at the page begins anew. */
export interface LinkedAccount extends Pick<LinkableAccount, 'accountNumber' | 'holderKind'> {
  readonly relation: 'owner' | 'payer';
  readonly isNew: boolean;
}

/** A dialogue in which nothing was said. */
export const NEW_DIALOGUE: LinkDialogue = {
  version: 1,
  facts: NO_LINK_FACTS,
  doubt: null,
  typed: '',
  outcome: null,
  linked: null,
};

/** Nobody goes on with a dialogue of yesterday, and it may have a PIN in it. */
const KEPT_HOURS = 6;
const LONGEST_ANSWER = 500;

interface Whose {
  readonly supplierId: string;
  readonly personId: string;
  readonly now: Date;
}

export async function loadDialogue(tx: Tx, { now, ...whose }: Whose): Promise<LinkDialogue> {
  const since = new Date(now.getTime() - KEPT_HOURS * 3_600_000);
  const state = (await findLinkDialogue(tx, { ...whose, since })) as LinkDialogue | null;
  return state?.version === NEW_DIALOGUE.version ? state : NEW_DIALOGUE;
}

export async function saveDialogue(tx: Tx, { dialogue, ...whose }: Whose & { dialogue: LinkDialogue }): Promise<void> {
  await saveLinkDialogue(tx, { ...whose, state: dialogue });
}

/** What this supplier's dialogue goes by. */
export function linkRulesOf({ accountNumber, linkProofs, currency }: SupplierProfile): LinkRules {
  return { accountNumber, proofs: linkProofs, minorDigits: minorDigits(currency) };
}

/** What the buttons of the page say, by the form's `do`. */
export const says = {
  change: (question: LinkQuestion) => `change ${question}`,
  relation: (relation: 'owner' | 'payer') => `relation ${relation}`,
  /** The kind of proof, chosen before it is typed. */
  kind: (proof: LinkProof) => `kind ${proof}`,
  /** What the number is that may be several things. */
  which: (proof: LinkProof) => `which ${proof}`,
  /** One of the account numbers offered, by its place. */
  number: (index: number) => `number ${index}`,
  again: 'again',
  start: 'start',
} as const;

/** The account numbers that the page offers to take: of two in one answer, or with the zeros that were lost. */
export function offeredNumbers(doubt: LinkDoubt | null): readonly string[] {
  if (doubt?.kind === 'which_account') return doubt.options;
  return doubt?.kind === 'account_number' && doubt.fault.suggestion !== null ? [doubt.fault.suggestion] : [];
}

/** The dialogue after what was sent, and whether everything is there to be checked now. */
export function hear(
  before: LinkDialogue,
  form: URLSearchParams,
  rules: LinkRules,
): { readonly dialogue: LinkDialogue; readonly isComplete: boolean } {
  const [verb = '', what = ''] = (form.get('do') ?? '').split(' ');
  const { facts, doubt } = before;
  const known = (changed: LinkFacts) => {
    const dialogue = { ...NEW_DIALOGUE, facts: changed };
    return { dialogue, isComplete: nextLinkQuestion(changed, rules) === null };
  };
  const proof = rules.proofs.find((each) => each === what);
  if (verb === 'start') return { dialogue: NEW_DIALOGUE, isComplete: false };
  if (verb === 'change') {
    return { dialogue: { ...NEW_DIALOGUE, facts: forgetLinkFact(facts, what as LinkQuestion) }, isComplete: false };
  }
  if (verb === 'again') return known(facts);
  if (verb === 'relation' && (what === 'owner' || what === 'payer')) return known({ ...facts, relation: what });
  if (verb === 'kind' && proof) return known({ ...facts, proofKind: proof, proof: null });
  if (verb === 'which' && proof && doubt?.kind === 'which_fact')
    return known(settleLinkProof(facts, proof, doubt.value));
  const accountNumber = offeredNumbers(doubt)[Number(what)];
  if (verb === 'number' && accountNumber !== undefined) return known({ ...facts, accountNumber });
  // No database text may hold some of the control characters.
  const answer = (form.get('answer') ?? '').slice(0, LONGEST_ANSWER).replace(/\p{Cc}/gu, ' ');
  return hearAnswer(before, answer, rules);
}

function hearAnswer({ facts, doubt: pending }: LinkDialogue, typed: string, rules: LinkRules) {
  const asked = nextLinkQuestion(facts, rules);
  const read = readLinkAnswer(typed, { facts, rules, asked, pending });
  const isToPutRight = read.doubt !== null && read.doubt.kind !== 'wants_person' && read.doubt.kind !== 'does_not_know';
  const dialogue = { ...NEW_DIALOGUE, facts: read.facts, doubt: read.doubt, typed: isToPutRight ? typed : '' };
  return { dialogue, isComplete: read.doubt === null && nextLinkQuestion(read.facts, rules) === null };
}

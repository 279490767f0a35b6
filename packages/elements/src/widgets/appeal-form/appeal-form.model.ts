import type { Account, AppealKind, InstantAnswer } from '@kabinet/api';
import { inLanguage } from '../../core/in-language.js';

/** What a person has written, as they typed it. */
export interface AppealTyped {
  /** Null while no topic is chosen. */
  readonly kindId: string | null;
  /** Null for none of their accounts; undefined while they have not said. */
  readonly accountId?: string | null;
  readonly text: string;
  /** Answers to the kind's own questions, by name. Those of another topic stay: who goes back finds them. */
  readonly fields: Readonly<Record<string, string>>;
  /** Of who is not signed in. */
  readonly name: string;
  readonly contact: string;
  readonly accountNumber: string;
}

export const NOTHING_TYPED: AppealTyped = {
  kindId: null,
  text: '',
  fields: {},
  name: '',
  contact: '',
  accountNumber: '',
};

/** Whether there is anything to lose. */
export function hasTyped({ text, fields, name, contact, accountNumber }: AppealTyped): boolean {
  return [text, name, contact, accountNumber, ...Object.values(fields)].some((each) => each.trim() !== '');
}

/** What was written before and what has been typed since, with nothing of either lost: of one answer the later, of the text both. */
export function together(before: AppealTyped, since: AppealTyped): AppealTyped {
  const later = (one: string, other: string) => (other.trim() === '' ? one : other);
  const names = new Set([...Object.keys(before.fields), ...Object.keys(since.fields)]);
  return {
    ...before,
    ...(since.accountId !== undefined && { accountId: since.accountId }),
    text: [before.text, since.text].filter((text) => text.trim() !== '').join('\n\n'),
    fields: Object.fromEntries(
      [...names].map((name) => [name, later(before.fields[name] ?? '', since.fields[name] ?? '')]),
    ),
    name: later(before.name, since.name),
    contact: later(before.contact, since.contact),
    accountNumber: later(before.accountNumber, since.accountNumber),
  };
}

/** The account it is about, as far as the person has said; else the one on show, else their first. Null for none. */
export function accountOf(
  { account }: Pick<AppealKind, 'account'>,
  { accountId }: Pick<AppealTyped, 'accountId'>,
  { accounts, preferred }: { accounts: readonly Account[]; preferred: string | null },
): Account | null {
  if (account === 'none' || (accountId === null && account === 'optional')) return null;
  const find = (id: string | null | undefined) => accounts.find((each) => each.id === id);
  return find(accountId) ?? find(preferred) ?? accounts[0] ?? null;
}

/** As words are compared: their beginnings, since uk and ru inflect the ends. */
const STEM = 5;

function stemsOf(text: string): Set<string> {
  const words =
    text
      .toLowerCase()
      .normalize('NFC')
      .match(/[\p{L}\p{N}]{4,}/gu) ?? [];
  return new Set(words.map((word) => word.slice(0, STEM)));
}

/** The known answers that fit what is typed, the best first: by a word of their own, or by two of their question. */
export function foundAnswers(
  { instantAnswers }: Pick<AppealKind, 'instantAnswers'>,
  text: string,
  language: string,
): readonly InstantAnswer[] {
  const typed = stemsOf(text);
  const shared = (stems: Set<string>) => [...stems].filter((stem) => typed.has(stem)).length;
  return instantAnswers
    .map((answer) => {
      const own = shared(stemsOf(answer.words.join(' ')));
      return { answer, own, fit: own * 2 + shared(stemsOf(inLanguage(answer.question, language))) };
    })
    .filter(({ own, fit }) => own > 0 || fit > 1)
    .sort((a, b) => b.fit - a.fit)
    .map(({ answer }) => answer);
}

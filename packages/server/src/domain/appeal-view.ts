import type { Appeal, AppealDetails, AppealField, AppealMessage, AppealStatus } from '@kabinet/api/contract';
import { isCalendarDate } from '@kabinet/rules';
import { type AppealMessageRow, messagesOf } from '../db/appeal-messages.js';
import { type AppealRow, stepsOf } from '../db/appeals.js';
import type { Tx } from '../db/database.js';
import { contactsOfCustomer } from './customer-contacts.js';
import { dateInWords } from '../words/moments.js';
import { type PageLanguage, pageLanguageOf } from '../words/languages.js';
import { isOverdue, reopenUntil, todayAt, whatCanBeDone } from './appeal-rules.js';
import { cleanLine } from './clean-text.js';
import { maskContact } from './contacts.js';
import type { KnownSupplier } from './supplier-directory.js';

/** When and at whose an appeal is shown. */
interface Shown {
  readonly supplier: Pick<KnownSupplier, 'id' | 'profile'>;
  readonly now: Date;
}

/** So much of its text stands in a list. */
const SUMMARY_LENGTH = 160;

/** An appeal as its author sees it in a list. */
export function appealOf(row: AppealRow, { supplier, now }: Shown): Appeal {
  const today = todayAt(supplier, now);
  const isPending = row.settledAt === null && row.status !== 'withdrawn';
  return {
    id: row.id,
    number: row.number,
    kindId: row.kindId,
    kindName: row.kind.name,
    department: row.kind.department,
    accountId: row.accountId,
    summary: summaryOf(row, supplier),
    status: row.status,
    sentAt: row.sentAt,
    dueOn: isPending ? row.dueOn : null,
    isOverdue: isOverdue(row, today),
    changedAt: row.changedAt,
    unread: row.unread,
    can: whatCanBeDone(row, now),
    rating: row.rating === null ? null : { score: row.rating, comment: row.ratingComment },
  };
}

/** The beginning of what was written; of an application without a text, of its first answer. */
function summaryOf(row: AppealRow, supplier: Shown['supplier']): string {
  const text = cleanLine(row.beginning) || (fieldsInWords(row, supplier)[0]?.value ?? '');
  if (text.length <= SUMMARY_LENGTH) return text;
  // Whole words, and no half of a letter that takes two places.
  return `${text.slice(0, SUMMARY_LENGTH).replace(/(\s+\S*|[\ud800-\udbff])$/u, '')}…`;
}

/** An appeal with all that its author may see of it. */
export async function appealDetails(
  tx: Tx,
  { appeal, ...shown }: Shown & { appeal: AppealRow },
): Promise<AppealDetails> {
  const { supplier } = shown;
  const of = { supplierId: supplier.id, appealId: appeal.id };
  const messages = await messagesOf(tx, of);
  const steps = await stepsOf(tx, of);
  return {
    appeal: appealOf(appeal, shown),
    fields: fieldsInWords(appeal, supplier),
    messages: messages.flatMap((message) => messageOf(message) ?? []),
    steps: steps
      .filter(({ what }) => what === 'status')
      .map(({ detail, at }) => ({ status: detail as AppealStatus, at })),
    term: appeal.kind.term,
    reopenUntil: reopenUntil(appeal, supplier),
    nextInstance: supplier.profile.appeals?.nextInstance ?? null,
    notifiedAt: await notifiedAt(tx, supplier.id, appeal),
  };
}

/** A message as the contract has it; null of a note, which is for staff alone. */
export function messageOf({
  author,
  authorRef: _,
  sentFrom: __,
  quotedFrom,
  ...message
}: AppealMessageRow): AppealMessage | null {
  if (author === 'note') return null;
  const quoting = typeof quotedFrom === 'number' && { quotedFrom };
  return { ...message, ...quoting, author, attachments: [...message.attachments] };
}

async function notifiedAt(tx: Tx, supplierId: string, { contact, customerRef }: AppealRow): Promise<string | null> {
  if (contact) return maskContact(contact);
  const [first] = await contactsOfCustomer(tx, { supplierId, customerRef });
  return first ? maskContact(first) : null;
}

/** The answers to the kind's own questions, in its order, as people read them. */
export function fieldsInWords(
  { kind, fields, language }: Pick<AppealRow, 'kind' | 'fields' | 'language'>,
  { profile }: Pick<KnownSupplier, 'profile'>,
): AppealDetails['fields'] {
  const spoken = pageLanguageOf(language);
  return kind.fields.flatMap((field) => {
    const value = Object.hasOwn(fields, field.name) ? fields[field.name] : undefined;
    const isSaid = value !== undefined && value !== '';
    return isSaid ? [{ name: field.name, label: field.label, value: valueInWords(field, value, spoken, profile) }] : [];
  });
}

/** A ticked box, as people read it. */
const YES: Readonly<Record<PageLanguage, string>> = { uk: 'так', ru: 'да', en: 'yes' };

function valueInWords(
  { type, options, unit }: AppealField,
  value: string,
  language: PageLanguage,
  { languages }: KnownSupplier['profile'],
): string {
  const inLanguage = (text: Readonly<Record<string, string>>) =>
    [language, ...languages].map((each) => text[each]).find((each) => each) ?? Object.values(text)[0] ?? '';
  switch (type) {
    case 'choice': {
      const option = options.find((each) => each.value === value);
      return option ? inLanguage(option.label) : value;
    }
    case 'yes':
      return YES[language];
    case 'number': {
      const number = language === 'en' ? value : value.replace('.', ',');
      return unit ? `${number}\u00a0${inLanguage(unit)}` : number;
    }
    case 'date':
      return isCalendarDate(value) ? dateInWords(value, language) : value;
    default:
      return value;
  }
}

import {
  addDays,
  answerDueOn,
  type CalendarDate,
  checkFields,
  cleanFields,
  cleanLine,
  cleanLines,
  dateInTimeZone,
  textField,
} from '@kabinet/rules';
import type {
  Appeal,
  AppealAttachment,
  AppealDetails,
  AppealField,
  AppealKind,
  AppealMessage,
  AppealReply,
  AppealStatus,
  Grant,
  LocalizedText,
  Supplier,
} from '../schemas/index.js';
import { type Handlers, invalid, refusal } from './handlers.js';
import { type MockUploads, sampleFileLink } from './mock-uploads.js';
import { type MockAppealsData, sampleAppeals } from './sample-appeals.js';
import type { MockAccount } from './sample-base.js';

type AppealOperation =
  | 'listAppealKinds'
  | 'submitAppeal'
  | 'listAppeals'
  | 'getAppeal'
  | 'replyToAppeal'
  | 'reopenAppeal'
  | 'withdrawAppeal'
  | 'rateAppeal'
  | 'markAppealSeen'
  | 'getAppealAttachment'
  | 'submitGuestAppeal';

/** What appeals need of the rest of the mock. */
export interface MockAppealsOptions {
  readonly supplier: Supplier;
  readonly data: MockAppealsData;
  readonly now: () => Date;
  /** Where answers are sent, with its middle hidden. */
  readonly notifiedAt: string | null;
  /** The account the sample appeals are about; null without any. */
  readonly accountId: string | null;
  /** The account, if the customer has it and may do that with it; throws what the service would. */
  readonly accountOf: (accountId: string, grant: Grant) => MockAccount;
  readonly attach: MockUploads['attach'];
}

/** An appeal as it is kept; the rest follows from it and from the moment it is looked at. */
interface Kept {
  readonly id: string;
  readonly number: string;
  readonly kind: AppealKind;
  readonly accountId: string | null;
  readonly language: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly messages: readonly AppealMessage[];
  readonly steps: AppealDetails['steps'];
  /** From which day its term counts. */
  readonly countsFrom: CalendarDate;
  /** When it was answered or closed; null while it is worked on. */
  readonly settledAt: string | null;
  readonly changedAt: string;
  /** How many of its messages were read. */
  readonly read: number;
  readonly rating: Appeal['rating'];
}

const DAY_MS = 86_400_000;
const REOPENED_WITHIN_DAYS = 30;
const CODE_MS = 5 * 60_000;
const SUMMARY_LENGTH = 160;
const OPEN: readonly AppealStatus[] = ['received', 'in_progress', 'waiting'];
const YES: Readonly<Record<string, string>> = { uk: 'так', ru: 'да', en: 'yes' };

const statusOf = ({ steps }: Kept): AppealStatus => steps.at(-1)?.status ?? 'received';

/** The appeals of the mock: taken, listed and moved on as the service does it. Nobody answers them. */
export function mockAppeals({
  supplier,
  data,
  now,
  notifiedAt,
  accountId: aboutAccountId,
  accountOf,
  attach,
}: MockAppealsOptions): Pick<Handlers, AppealOperation> {
  const appeals = new Map<string, Kept>();
  let written = 0;
  const today = () => dateInTimeZone(now(), supplier.timeZone);
  const moment = () => now().toISOString();

  function message(
    author: AppealMessage['author'],
    said: Pick<AppealMessage, 'text' | 'attachments' | 'writtenAt'>,
  ): AppealMessage {
    written += 1;
    const isOurs = author === 'supplier';
    return {
      id: `message-${written}`,
      author,
      authorName: isOurs ? 'Ярина' : null,
      channel: isOurs ? 'staff' : 'cabinet',
      ...said,
    };
  }

  function keep(appeal: Kept): AppealDetails {
    appeals.set(appeal.id, appeal);
    return details(appeal);
  }

  const numberOf = (index: number) => `5-${String(index).padStart(6, '0')}`;

  function begin(): void {
    const at = (daysAgo: number) => new Date(now().getTime() - daysAgo * DAY_MS).toISOString();
    data.sent.forEach((name, index) => {
      const { kindId, aboutAccount, messages, steps, read, fields } = sampleAppeals[name];
      const kind = data.kinds.find(({ id }) => id === kindId);
      if (!kind) return;
      const settled = [...steps].reverse().find(({ status }) => status === 'answered' || status === 'closed');
      const last = Math.min(...[...messages, ...steps].map(({ daysAgo }) => daysAgo));
      keep({
        id: name,
        number: numberOf(120 - index),
        kind,
        accountId: aboutAccount ? aboutAccountId : null,
        language: 'uk',
        fields,
        messages: messages.map(({ author, text, daysAgo, files = [] }) =>
          message(author, {
            text,
            writtenAt: at(daysAgo),
            attachments: files.map((file, place) => ({ id: `${name}-file-${place}`, ...file })),
          }),
        ),
        steps: steps.map(({ status, daysAgo }) => ({ status, at: at(daysAgo) })),
        countsFrom: addDays(today(), -messages[0].daysAgo),
        settledAt: settled ? at(settled.daysAgo) : null,
        changedAt: at(last),
        read,
        rating: null,
      });
    });
  }

  function can(appeal: Kept): Appeal['can'] {
    const status = statusOf(appeal);
    const isOpen = OPEN.includes(status);
    const isSettled = status === 'answered' || status === 'closed';
    const since = appeal.settledAt === null ? Infinity : now().getTime() - Date.parse(appeal.settledAt);
    return {
      reply: isOpen || status === 'answered',
      reopen: isSettled && since <= REOPENED_WITHIN_DAYS * DAY_MS,
      withdraw: isOpen,
      rate: isSettled,
    };
  }

  function reopenUntil(appeal: Kept): AppealDetails['reopenUntil'] {
    const status = statusOf(appeal);
    if (appeal.settledAt === null || (status !== 'answered' && status !== 'closed')) return null;
    return dateInTimeZone(new Date(Date.parse(appeal.settledAt) + REOPENED_WITHIN_DAYS * DAY_MS), supplier.timeZone);
  }

  function line(appeal: Kept): Appeal {
    const { id, number, kind, accountId, messages, settledAt, changedAt, read, rating, countsFrom } = appeal;
    const status = statusOf(appeal);
    const dueOn = answerDueOn({ receivedOn: countsFrom, ...kind.term, holidays: data.holidays });
    const text = cleanLine(messages[0]?.text ?? '') || (fieldsOf(appeal)[0]?.value ?? '');
    return {
      id,
      number,
      kindId: kind.id,
      kindName: kind.name,
      department: kind.department,
      accountId,
      summary: text.length <= SUMMARY_LENGTH ? text : `${text.slice(0, SUMMARY_LENGTH).replace(/\s+\S*$/u, '')}…`,
      status,
      sentAt: messages[0]?.writtenAt ?? changedAt,
      dueOn: settledAt === null && status !== 'withdrawn' ? dueOn : null,
      isOverdue: OPEN.includes(status) && dueOn < today(),
      changedAt,
      unread: messages.slice(read).filter(({ author }) => author === 'supplier').length,
      can: can(appeal),
      rating,
    };
  }

  function fieldsOf({ kind, fields, language }: Kept): AppealDetails['fields'] {
    return kind.fields.flatMap((field) => {
      const value = fields[field.name] ?? '';
      return value === '' ? [] : [{ name: field.name, label: field.label, value: inWords(field, value, language) }];
    });
  }

  function details(appeal: Kept): AppealDetails {
    return {
      appeal: line(appeal),
      fields: fieldsOf(appeal),
      messages: [...appeal.messages],
      steps: appeal.steps,
      term: appeal.kind.term,
      reopenUntil: reopenUntil(appeal),
      nextInstance: data.nextInstance,
      notifiedAt,
    };
  }

  function find(appealId: string): Kept {
    const found = appeals.get(appealId);
    if (!found) throw refusal('not_found');
    return found;
  }

  /** The appeal, if that can be done with it now. */
  function findTo(what: keyof Appeal['can'], appealId: string): Kept {
    const found = find(appealId);
    if (!can(found)[what]) throw refusal('appeal_closed');
    return found;
  }

  const step = (appeal: Kept, status: AppealStatus): Kept => ({
    ...appeal,
    steps: [...appeal.steps, { status, at: moment() }],
    changedAt: moment(),
  });

  /** What was asked or answered is worked on again once its author writes; what was answered, with a new day. */
  function writeOn(appeal: Kept, { text: typed, uploadIds }: AppealReply): AppealDetails {
    const text = cleanLines(typed);
    if (text === '' && uploadIds.length === 0) throw invalid('/text', 'required');
    const attachments = attach(uploadIds);
    const more = {
      ...appeal,
      messages: [...appeal.messages, message('customer', { text, attachments, writtenAt: moment() })],
    };
    const all = { ...more, read: more.messages.length, changedAt: moment() };
    const status = statusOf(appeal);
    if (status === 'received' || status === 'in_progress') return keep(all);
    const again = step(all, 'in_progress');
    return keep(status === 'waiting' ? again : { ...again, settledAt: null, countsFrom: today() });
  }

  const kindOf = (kindId: string): AppealKind => {
    const kind = data.kinds.find(({ id }) => id === kindId);
    if (!kind) throw invalid('/kindId', 'unknown_kind');
    return kind;
  };

  /** What was written by what its kind asks; throws all that is wrong, each at its place. */
  function read(kind: AppealKind, { text, fields }: { text: string; fields: Readonly<Record<string, string>> }) {
    const asked = { fields: kind.fields, values: fields, today: today() };
    const faults = [
      ...checkFields({ fields: [textField(kind.text)], values: { text }, today: today() }),
      ...checkFields(asked).map(({ name, code }) => ({ name: `fields/${name}`, code })),
    ];
    if (faults.length > 0) {
      const issues = faults.map(({ name, code }) => ({ pointer: `/${name}`, code }));
      throw refusal('invalid_request', { issues });
    }
    return { text: cleanLines(text), fields: cleanFields(asked) };
  }

  begin();
  return {
    listAppealKinds: () => ({ items: [...data.kinds] }),
    submitAppeal: ({ body }) => {
      const kind = kindOf(body.kindId);
      const { accountId, uploadIds, language } = body;
      if (accountId === null && kind.account === 'required') throw invalid('/accountId', 'required');
      if (accountId !== null && kind.account === 'none') throw invalid('/accountId', 'not_offered');
      if (accountId !== null) accountOf(accountId, 'link');
      if (uploadIds.length < kind.files.atLeast) throw invalid('/uploadIds', 'required');
      if (uploadIds.length > kind.files.atMost) throw invalid('/uploadIds', 'too_many');
      const { text, fields } = read(kind, body);
      const first = message('customer', { text, attachments: attach(uploadIds), writtenAt: moment() });
      const id = `appeal-${first.id}`;
      return keep({
        id,
        number: numberOf(120 + written),
        kind,
        accountId,
        language,
        fields,
        messages: [first],
        steps: [{ status: 'received', at: moment() }],
        countsFrom: today(),
        settledAt: null,
        changedAt: moment(),
        read: 1,
        rating: null,
      });
    },
    listAppeals: ({ limit = '20', cursor = '0' }) => {
      if (!/^\d+$/.test(cursor)) throw invalid('/cursor', 'unknown_cursor');
      const [from, size] = [Number(cursor), Number(limit)];
      const all = [...appeals.values()].map(line).sort((a, b) => b.changedAt.localeCompare(a.changedAt));
      return { items: all.slice(from, from + size), nextCursor: from + size < all.length ? String(from + size) : null };
    },
    getAppeal: ({ appealId }) => details(find(appealId)),
    replyToAppeal: ({ appealId, body }) => writeOn(findTo('reply', appealId), body),
    reopenAppeal: ({ appealId, body }) => writeOn(findTo('reopen', appealId), body),
    withdrawAppeal: ({ appealId }) => keep(step(findTo('withdraw', appealId), 'withdrawn')),
    rateAppeal: ({ appealId, body: { score, comment } }) =>
      keep({ ...findTo('rate', appealId), rating: { score, comment: cleanLines(comment) }, changedAt: moment() }),
    markAppealSeen: ({ appealId, body: { messageId } }) => {
      const appeal = find(appealId);
      const place = appeal.messages.findIndex(({ id }) => id === messageId);
      if (place < 0) throw refusal('not_found');
      return keep({ ...appeal, read: Math.max(appeal.read, place + 1) });
    },
    getAppealAttachment: ({ appealId, attachmentId }) => {
      const files: readonly AppealAttachment[] = find(appealId).messages.flatMap(({ attachments }) => attachments);
      const file = files.find(({ id }) => id === attachmentId);
      if (!file) throw refusal('not_found');
      return sampleFileLink(file, now());
    },
    submitGuestAppeal: ({ body }) => {
      const kind = kindOf(body.kindId);
      if (!kind.takesGuests) throw invalid('/kindId', 'not_offered');
      const contact = cleanLine(body.contact);
      const [name = '', host] = contact.split('@');
      if (cleanLine(body.name) === '') throw invalid('/name', 'required');
      if (kind.account === 'required' && cleanLine(body.accountNumber) === '')
        throw invalid('/accountNumber', 'required');
      if (!host && contact.replace(/\D/g, '').length < 9) throw invalid('/contact', 'not_a_contact');
      read(kind, body);
      return {
        confirmUrl: `https://cabinet.energy.example/sample/my/confirm-appeal/sample${written}`,
        contact: host ? `${name.slice(0, 1)}•••@${host}` : `•••${contact.replace(/\D/g, '').slice(-2)}`,
        expiresAt: new Date(now().getTime() + CODE_MS).toISOString(),
      };
    },
  };
}

const inLanguage = (text: LocalizedText, language: string) => text[language] ?? Object.values(text)[0] ?? '';

/** An answer to a field as people read it. */
function inWords({ type, options, unit }: AppealField, value: string, language: string): string {
  switch (type) {
    case 'choice': {
      const chosen = options.find((each) => each.value === value);
      return chosen ? inLanguage(chosen.label, language) : value;
    }
    case 'yes':
      return YES[language] ?? value;
    case 'number':
      return `${language === 'en' ? value : value.replace('.', ',')}${unit ? `\u00a0${inLanguage(unit, language)}` : ''}`;
    case 'date':
      return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(
        new Date(`${value}T00:00:00Z`),
      );
    default:
      return value;
  }
}

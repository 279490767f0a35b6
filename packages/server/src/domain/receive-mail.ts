import { MAX_FILES } from '@kabinet/api/contract';
import type { Context } from '../context.js';
import { type AppealRow, findAppeal } from '../db/appeals.js';
import type { Tx } from '../db/database.js';
import {
  insertMail,
  isKnownMail,
  isOwnMail,
  type MailOutcome,
  settleMail,
  threadOfOwnMail,
} from '../db/inbound-mails.js';
import { ProblemError } from '../problem.js';
import { refusedFilesInWords } from '../messages/mail-texts.js';
import { languagesOf, type PageLanguage, pageLanguageOf } from '../words/languages.js';
import { appealOfReplyAddress } from './appeal-addresses.js';
import { noteUndelivered } from './appeal-delivery.js';
import { kindOf } from './appeal-profile.js';
import { whatCanBeDone } from './appeal-rules.js';
import { addMessage, type AppealCall, createAppeal, reopenAppeal } from './appeals.js';
import { BUDGETS, spend, spendAll, spendOrRefuse } from './budgets.js';
import { checkFile, type KeptFile } from './check-file.js';
import { cleanLine, cleanLines } from './clean-text.js';
import { type Contact, readContact } from './contacts.js';
import { nameAsSent } from './file-names.js';
import type { KnownSupplier } from './supplier-directory.js';
import { lookInto } from './uploads.js';

/** A mail, read. */
export interface InboundMail {
  /** In angle brackets as mail programs write it; a digest where it has none. */
  readonly messageId: string;
  /** Of whom it is from and what is in it. */
  readonly digest: string;
  readonly from: { readonly name: string; readonly address: string } | null;
  readonly subject: string;
  /** What its sender wrote themselves. */
  readonly text: string;
  /** What seems to be no more than the mail that they answer, and their signature; empty where nothing does. */
  readonly quoted: string;
  readonly files: readonly { readonly name: string; readonly bytes: Buffer }[];
  /** A machine sent it by itself. */
  readonly isAutomatic: boolean;
  /** It came through something that must not be answered automatically. */
  readonly asksNoAnswer: boolean;
  /** What a mail server reports of a letter of ours; null of any other mail. */
  readonly report: DeliveryReport | null;
}

/** A report of a mail server (RFC 3464) that a letter will not arrive. */
export interface DeliveryReport {
  /** The Message-ID of that letter, in angle brackets; null where the report does not say. */
  readonly of: string | null;
  /** Why, by its code, such as `5.1.1`; empty where there is none. */
  readonly why: string;
}

/** Where a mail goes: to a supplier, and into an appeal where its address names one. */
export interface MailRecipient {
  readonly supplier: KnownSupplier;
  readonly appealId: string | null;
}

/** What came of a mail; `repeated`: it came before; `too_many`: it may come again later. */
export type Received = { readonly kind: MailOutcome | 'repeated' | 'too_many' };

/** Whose address it is; null of one that nobody here reads. A tag after the + that is none of ours is passed over: the letter is a new one. */
export async function findRecipient(
  { suppliers, secretKey }: Pick<Context, 'suppliers' | 'secretKey'>,
  address: string,
): Promise<MailRecipient | null> {
  const [local = '', host = ''] = address.trim().toLowerCase().split('@');
  const mailbox = `${local.split('+')[0]}@${host}`;
  for (const { id } of await suppliers.all()) {
    const supplier = await suppliers.find(id);
    if (supplier?.profile.appeals?.support?.address !== mailbox) continue;
    return { supplier, appealId: appealOfReplyAddress({ secretKey }, supplier, address) };
  }
  return null;
}

/** What the sending server said of whom a mail is from, and, where the mail server in front tells it, its address. */
export interface SentBy {
  /** Empty for reports of servers; null where it is not known. */
  readonly envelopeFrom: string | null;
  readonly host: string | null;
}

/** Whether a mail may be read, which is dear: spends what that costs. */
export async function mayBeRead(
  context: Pick<Context, 'database' | 'now'>,
  { supplier, appealId }: MailRecipient,
  { envelopeFrom, host }: SentBy,
): Promise<boolean> {
  const domain = envelopeFrom?.split('@').at(-1)?.toLowerCase() ?? '';
  const budget =
    appealId !== null
      ? ({ budget: 'mail_appeal', who: appealId } as const)
      : host !== null
        ? ({ budget: 'mail_host_address', who: host } as const)
        : ({ budget: 'mail_domain', who: domain } as const);
  const spending = { supplierId: supplier.id, budgets: [budget], now: context.now() };
  return (await spendAll(context.database, spending)).isAllowed;
}

/**
 * Takes a mail: a letter to the supplier's address becomes an appeal of a guest, one to the address of an appeal a message in it. Who a mail says it
 * is from proves nothing, so nothing of anybody's cabinet depends on it; the address of an appeal is known to whom we wrote there, and to them alone. Each
 * mail once, none of machines, so many letters an hour.
 */
export async function receiveMail(
  context: Context,
  { supplier, appealId, mail }: MailRecipient & { mail: InboundMail },
): Promise<Received> {
  if (mail.report) return receiveReport(context, { supplier, appealId, mail, report: mail.report });
  const { database } = context;
  const now = context.now();
  const supplierId = supplier.id;
  const { messageId } = mail;
  const sender = senderOf(mail);
  const of = { supplierId, messageId, digest: mail.digest };
  const isNothing = mail.text.trim() === '' && mail.files.length === 0 && subjectOf(mail) === '';
  const first = await database.transaction(supplierId, async (tx): Promise<Received | null> => {
    if (await isKnownMail(tx, of)) return { kind: 'repeated' };
    const isLoop = mail.isAutomatic || sender === null || isOwnAddress(supplier, sender) || (await isOwnMail(tx, of));
    if (!isLoop && !isNothing) return null;
    const outcome = isLoop ? 'automatic' : 'empty';
    await insertMail(tx, { ...of, sender: sender?.address ?? '', outcome, now });
    return { kind: outcome };
  });
  if (first) return first;
  if (sender === null) return { kind: 'automatic' };
  if (appealId === null) {
    const budgets = [
      { budget: 'mail_sender', who: sender.address },
      { budget: 'mail_supplier', who: supplierId },
    ] as const;
    const { isAllowed } = await spendAll(database, { supplierId, budgets, now });
    if (!isAllowed) return { kind: 'too_many' };
  }
  const { files, refused } = await checkFiles(context, { supplier, customerRef: sender.address, now }, mail);
  try {
    return await database.transaction(supplierId, async (tx): Promise<Received> => {
      const thread = appealId === null ? null : await findThread(tx, { supplierId, appealId, now });
      const outcome = thread ? 'reply' : 'appeal';
      if (!(await insertMail(tx, { ...of, sender: sender.address, outcome, now }))) return { kind: 'repeated' };
      const call: AppealCall = { context, supplier, now, requestId: null };
      const written = { files, refused };
      const id = thread
        ? await writeIn(tx, call, thread, { ...mail, sentFrom: sender.address }, written)
        : await begin(tx, call, sender, mail, written);
      await settleMail(tx, { ...of, outcome, appealId: id });
      return { kind: outcome };
    });
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'rate_limited') return { kind: 'too_many' };
    throw error;
  }
}

/**
 * A letter of ours will not arrive: that is written down at its appeal, which the report's address names, or the letter's own Message-ID. Both are known to
 * whom we wrote alone. Reports go to where our letters say they are from, which may be one address for several suppliers.
 */
async function receiveReport(
  context: Context,
  { supplier, appealId, mail, report }: MailRecipient & { mail: InboundMail; report: DeliveryReport },
): Promise<Received> {
  const now = context.now();
  const { messageId, digest } = mail;
  const known = await context.database.transaction(supplier.id, (tx) =>
    isKnownMail(tx, { supplierId: supplier.id, messageId, digest }),
  );
  if (known) return { kind: 'repeated' };
  const others = (await context.suppliers.all()).map(({ id }) => id).filter((id) => id !== supplier.id);
  for (const supplierId of [supplier.id, ...others]) {
    const noted = await context.database.transaction(supplierId, async (tx) => {
      const tagged = supplierId === supplier.id ? appealId : null;
      const of =
        tagged ?? (report.of === null ? null : await threadOfOwnMail(tx, { supplierId, messageId: report.of }));
      if (of === null || !(await noteUndelivered(tx, { supplierId, appealId: of, why: report.why, now }))) return false;
      await insertMail(tx, { supplierId, messageId, digest, sender: '', outcome: 'report', now });
      return true;
    });
    if (noted) return { kind: 'report' };
  }
  return { kind: 'automatic' };
}

/** Who a mail says it is from, to be answered by mail; null of what is no address of a mailbox, such as a phone: a mail from there asks for an SMS to anybody. */
function senderOf({ from }: InboundMail): Contact | null {
  const contact = from?.address.includes('@') === true ? readContact(from.address, '') : null;
  return contact?.kind === 'email' ? contact : null;
}

/** Our own address, with whatever tag: a mail that came back. */
function isOwnAddress({ profile }: KnownSupplier, { address }: Contact): boolean {
  const [local = '', host = ''] = address.split('@');
  return `${local.split('+')[0]}@${host}` === profile.appeals?.support?.address;
}

interface Files {
  readonly files: readonly KeptFile[];
  readonly refused: readonly string[];
}

/** More parts are no letter of a person: they are counted, and not looked into. */
const MOST_LOOKED_INTO = 20;

/** Looks into what came along as into any other file; what is not taken is named, so that both sides know of it. */
async function checkFiles(
  { database }: Context,
  sender: { supplier: KnownSupplier; customerRef: string; now: Date },
  { files: sent }: InboundMail,
): Promise<Files> {
  const { supplier, customerRef: who, now } = sender;
  const supplierId = supplier.id;
  const amount = Math.min(sent.length, MOST_LOOKED_INTO);
  const { isAllowed } = await database.transaction(supplierId, (tx) =>
    spend(tx, { supplierId, budget: 'upload_check', who, ...BUDGETS.upload_check, amount, now }),
  );
  const files: KeptFile[] = [];
  const refused: string[] = [];
  for (const [at, { name, bytes }] of sent.entries()) {
    const isLookedInto = isAllowed && at < MOST_LOOKED_INTO && files.length < MAX_FILES;
    const work = () => checkFile({ name, bytes }).catch(tooSlow);
    const found = isLookedInto ? await lookInto(database, sender, { bytes: bytes.length, work }) : null;
    if (found?.kind === 'kept') files.push({ name: found.name, mediaType: found.mediaType, content: found.content });
    else refused.push(nameAsSent(name));
  }
  return { files, refused };
}

/** A file that takes too long would take as long the next time the mail is brought, and the words beside it would never arrive. */
function tooSlow(error: unknown): null {
  if (error instanceof ProblemError && error.code === 'unavailable') return null;
  throw error;
}

/** The appeal that a mail goes on with, held; null where it cannot be any more: then it is a new one. */
async function findThread(
  tx: Tx,
  { supplierId, appealId, now }: { supplierId: string; appealId: string; now: Date },
): Promise<AppealRow | null> {
  const appeal = await findAppeal(tx, { supplierId, appealId, forChange: true });
  if (!appeal) return null;
  const can = whatCanBeDone(appeal, now);
  return can.reply || can.reopen ? appeal : null;
}

async function writeIn(
  tx: Tx,
  call: AppealCall,
  appeal: AppealRow,
  mail: InboundMail & { sentFrom: string },
  { files, refused }: Files,
): Promise<string> {
  const { supplier, now } = call;
  const budget = 'appeal_message_customer';
  await spendOrRefuse(tx, { supplierId: supplier.id, budget, who: appeal.customerRef, now });
  const text = withRefused(mail.text || subjectOf(mail), refused, pageLanguageOf(appeal.language));
  const message = { appeal, text, quoted: mail.quoted, sentFrom: mail.sentFrom, channel: 'email', files } as const;
  if (whatCanBeDone(appeal, now).reply) await addMessage(tx, { ...call, ...message });
  else await reopenAppeal(tx, { ...call, ...message });
  return appeal.id;
}

async function begin(
  tx: Tx,
  call: AppealCall,
  sender: Contact,
  mail: InboundMail,
  { files, refused }: Files,
): Promise<string> {
  const { supplier, now } = call;
  const { support } = supplier.profile.appeals ?? {};
  const kind = support ? kindOf(supplier.profile, support.kindId) : null;
  if (!kind) throw new Error('a mail came to a supplier that takes none');
  await spendOrRefuse(tx, { supplierId: supplier.id, budget: 'appeal_customer', who: sender.address, now });
  const said = [subjectOf(mail), mail.text].filter((part) => part !== '').join('\n\n');
  const language = languageOf(said, languagesOf(supplier.profile));
  const { id } = await createAppeal(tx, {
    ...call,
    customerRef: null,
    name: cleanLine(mail.from?.name ?? '').slice(0, 100),
    contact: sender,
    channel: 'email',
    kind,
    accountId: null,
    // A first letter answers nothing: what looks like a quote in it is what it is about.
    text: cleanLines(withRefused([said, mail.quoted].filter((part) => part !== '').join('\n\n'), refused, language)),
    fields: {},
    files,
    language,
    isQuiet: mail.asksNoAnswer,
  });
  return id;
}

/** What it is about, without what programs put before it. */
function subjectOf({ subject }: InboundMail): string {
  return cleanLine(subject.replace(/^(\s*(re|fwd?|відп|пересл|на|ha|ответ|отв)\s*(\[\d+\])?\s*:)+/i, ''));
}

function withRefused(text: string, refused: readonly string[], language: PageLanguage): string {
  return refused.length === 0 ? text : `${text}\n\n${refusedFilesInWords(refused, language)}`.trim();
}

/** By letters that the one language has and the other has not; the supplier's first where there is no telling. */
function languageOf(text: string, offered: readonly PageLanguage[]): PageLanguage {
  const count = (letters: RegExp) => text.match(letters)?.length ?? 0;
  const [uk, ru] = [count(/[іїєґ]/gi), count(/[ыэъё]/gi)];
  const guessed: PageLanguage =
    uk > ru ? 'uk' : ru > uk ? 'ru' : count(/[a-z]/gi) > 0 && count(/[а-я]/gi) === 0 ? 'en' : (offered[0] ?? 'uk');
  return offered.includes(guessed) ? guessed : (offered[0] ?? 'uk');
}

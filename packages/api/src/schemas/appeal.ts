import * as z from 'zod/mini';
import { MAX_FILES } from '../upload-limits.js';
import { AnswerTerm } from './appeal-kind.js';
import { DateText, DateTimeText, LocalizedText } from './common.js';

/** The longest text of an appeal or a message whatever its kind says. */
export const MAX_APPEAL_TEXT = 5000;

const AppealText = z.string().check(z.maxLength(MAX_APPEAL_TEXT));
/** Files that go along: uploads that are ready. */
export const UploadIds = z.array(z.string().check(z.maxLength(60))).check(z.maxLength(MAX_FILES));
/** The kind's own fields by name: all texts, as typed. A `yes` that is ticked is `yes`. */
const FieldValues = z.record(z.string().check(z.maxLength(60)), z.string().check(z.maxLength(MAX_APPEAL_TEXT)));

/**
 * Where an appeal is: `received`; `in_progress`, somebody works on it; `waiting`, the supplier asked something; `answered`; `closed`, nothing
 * more can be written; `withdrawn`.
 */
export const AppealStatus = z.enum(['received', 'in_progress', 'waiting', 'answered', 'closed', 'withdrawn']);
export type AppealStatus = z.infer<typeof AppealStatus>;

/** An appeal to be sent. */
export const AppealSubmission = z.object({
  kindId: z.string().check(z.maxLength(60)),
  accountId: z.nullable(z.string().check(z.maxLength(60))),
  text: AppealText,
  fields: FieldValues,
  uploadIds: UploadIds,
  /** BCP 47: the language of the page, in which the supplier answers. */
  language: z.string().check(z.maxLength(12)),
});
export type AppealSubmission = z.infer<typeof AppealSubmission>;

export const AppealAttachment = z.object({
  id: z.string(),
  name: z.string(),
  mediaType: z.string(),
  sizeBytes: z.int(),
});
export type AppealAttachment = z.infer<typeof AppealAttachment>;

/** One message of the conversation, or what happened between two. */
export const AppealMessage = z.object({
  id: z.string(),
  author: z.enum(['customer', 'supplier']),
  /** Who of the supplier answers, as they wish to be known; null for the customer, and where it is not said. */
  authorName: z.nullable(z.string()),
  writtenAt: DateTimeText,
  /** How it came: `cabinet`, `email`, `staff`. Open. */
  channel: z.string(),
  text: z.string(),
  /**
   * Of a mail: where in its text, counted in UTF-16 as JavaScript does, what seems to be a quote of an earlier letter or a signature begins. Pages
   * fold it away; it is not left out, because it may only look like one.
   */
  quotedFrom: z.optional(z.int()),
  /** To staff, of a mail that came from none of its author's contacts: the address that it says it is from. */
  sentFrom: z.optional(z.string()),
  attachments: z.array(AppealAttachment),
});
export type AppealMessage = z.infer<typeof AppealMessage>;

/** Whom to turn to where the supplier is late, or the answer does not satisfy. */
export const NextInstance = z.object({
  name: LocalizedText,
  phone: z.nullable(z.string()),
  url: z.nullable(z.string()),
  address: z.nullable(LocalizedText),
});
export type NextInstance = z.infer<typeof NextInstance>;

/** An appeal as a line of a list. */
export const Appeal = z.object({
  id: z.string(),
  /** What people quote, such as `5-000123`. */
  number: z.string(),
  kindId: z.string(),
  /** As it was called when it was sent. */
  kindName: LocalizedText,
  department: z.nullable(LocalizedText),
  accountId: z.nullable(z.string()),
  /** The beginning of its text. */
  summary: z.string(),
  status: AppealStatus,
  sentAt: DateTimeText,
  /** The last day for an answer, in the supplier's zone; null once it is answered for good. */
  dueOn: z.nullable(DateText),
  /** That day has passed without an answer. */
  isOverdue: z.boolean(),
  changedAt: DateTimeText,
  /** Messages of the supplier that the customer has not opened yet. */
  unread: z.int(),
  /** What can be done with it now. */
  can: z.object({ reply: z.boolean(), reopen: z.boolean(), withdraw: z.boolean(), rate: z.boolean() }),
  rating: z.nullable(z.object({ score: z.int(), comment: z.string() })),
});
export type Appeal = z.infer<typeof Appeal>;

export const AppealPage = z.object({ items: z.array(Appeal), nextCursor: z.nullable(z.string()) });
export type AppealPage = z.infer<typeof AppealPage>;

/** An answer to one of the kind's own questions, in its language's words. */
export const FieldAnswer = z.object({ name: z.string(), label: LocalizedText, value: z.string() });
export type FieldAnswer = z.infer<typeof FieldAnswer>;

/** An appeal with all that belongs to it. */
export const AppealDetails = z.object({
  appeal: Appeal,
  /** The answers to the kind's own fields, in its order and as people read them. */
  fields: z.array(FieldAnswer),
  messages: z.array(AppealMessage),
  /** What became of it, the oldest first. */
  steps: z.array(z.object({ status: AppealStatus, at: DateTimeText })),
  term: AnswerTerm,
  /** The day until which it can, or could, be taken up again after its answer; null where that is no question: it is open, or was taken back. */
  reopenUntil: z.nullable(DateText),
  /** Whom to turn to next; null where there is nobody. */
  nextInstance: z.nullable(NextInstance),
  /** Where the supplier's answers are sent, with its middle hidden; null where they only stand here. */
  notifiedAt: z.nullable(z.string()),
});
export type AppealDetails = z.infer<typeof AppealDetails>;

/** What is written on. Files may come alone; one of the two there must be. */
export const AppealReply = z.object({ text: AppealText, uploadIds: UploadIds });
export type AppealReply = z.infer<typeof AppealReply>;

export const AppealRating = z.object({
  /** 1 not helped at all, 5 wholly. */
  score: z.int().check(z.minimum(1), z.maximum(5)),
  comment: z.string().check(z.maxLength(1000)),
});
export type AppealRating = z.infer<typeof AppealRating>;

/** Up to which message it was read. */
export const AppealSeen = z.object({ messageId: z.string().check(z.maxLength(60)) });
export type AppealSeen = z.infer<typeof AppealSeen>;

/** An appeal of somebody who is not signed in. It is sent once they show by a code that the contact is theirs. */
export const GuestAppealSubmission = z.object({
  kindId: z.string().check(z.maxLength(60)),
  /** How to be called. */
  name: z.string().check(z.minLength(1), z.maxLength(100)),
  /** A phone or an e-mail address: the code goes there, and the answer. */
  contact: z.string().check(z.minLength(3), z.maxLength(254)),
  /** What they say it is about: nothing is looked up by it. */
  accountNumber: z.string().check(z.maxLength(60)),
  text: AppealText,
  fields: FieldValues,
  language: z.string().check(z.maxLength(12)),
});
export type GuestAppealSubmission = z.infer<typeof GuestAppealSubmission>;

/** A guest's appeal that waits for its code: the same whatever is known of the contact. */
export const GuestAppealReceipt = z.object({
  /** The page of the service's own origin where the code is typed, and files are added. */
  confirmUrl: z.string(),
  /** Where the code went, with its middle hidden. */
  contact: z.string(),
  expiresAt: DateTimeText,
});
export type GuestAppealReceipt = z.infer<typeof GuestAppealReceipt>;

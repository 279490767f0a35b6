import * as z from 'zod/mini';
import { Appeal, AppealMessage, AppealStatus, FieldAnswer, MAX_APPEAL_TEXT, UploadIds } from './appeal.js';
import { DateText, DateTimeText, LocalizedText } from './common.js';

const Staff = z.object({ ref: z.string(), name: z.string() });

/** An appeal as a line of the staff's queue. */
export const StaffAppeal = z.object({
  appeal: Appeal,
  /** Who wrote, as they call themselves. */
  customerName: z.string(),
  accountNumber: z.nullable(z.string()),
  /** Whoever works on it; null while nobody does. */
  assignee: z.nullable(Staff),
  /** Whole days until the due day, negative when it has passed; null where nothing is due. */
  daysLeft: z.nullable(z.int()),
  /** The customer wrote last. */
  awaitsUs: z.boolean(),
  /** Since when it is known that something we wrote did not reach the customer; null where it did, as far as is known. */
  undeliveredAt: z.nullable(DateTimeText),
});
export type StaffAppeal = z.infer<typeof StaffAppeal>;

export const StaffAppealPage = z.object({ items: z.array(StaffAppeal), nextCursor: z.nullable(z.string()) });
export type StaffAppealPage = z.infer<typeof StaffAppealPage>;

export const StaffAppealDetails = z.object({
  item: StaffAppeal,
  /** A phone or an e-mail address to answer to; null where the cabinet is the only way. */
  contact: z.nullable(z.string()),
  fields: z.array(FieldAnswer),
  messages: z.array(AppealMessage),
  /** What staff wrote for each other. */
  notes: z.array(z.object({ id: z.string(), author: Staff, writtenAt: DateTimeText, text: z.string() })),
  /** All that was done with it and by whom, the oldest first: null for the customer or the clock. */
  trail: z.array(z.object({ at: DateTimeText, by: z.nullable(Staff), what: z.string(), detail: z.string() })),
});
export type StaffAppealDetails = z.infer<typeof StaffAppealDetails>;

/** What staff write to the customer, and where that leaves the appeal. */
export const StaffAnswer = z.object({
  text: z.string().check(z.minLength(1), z.maxLength(MAX_APPEAL_TEXT)),
  uploadIds: UploadIds,
  status: z.enum(['in_progress', 'waiting', 'answered', 'closed']),
  /**
   * The newest message that the author had read, by whichever side: with one that came since the answer is 409, so that nobody answers past the
   * customer, or what a colleague has just answered.
   */
  afterMessageId: z.string().check(z.maxLength(60)),
});
export type StaffAnswer = z.infer<typeof StaffAnswer>;

/** What else staff change of an appeal; what is left out stays. */
export const StaffAppealChange = z.object({
  status: z.optional(AppealStatus),
  /** Another kind, where the customer chose wrongly: department and due day follow it. */
  kindId: z.optional(z.string().check(z.maxLength(60))),
  /** Who works on it; null for nobody. */
  assigneeRef: z.optional(z.nullable(z.string().check(z.maxLength(80)))),
  /** A later day the law allows, with why: the customer is told. */
  dueOn: z.optional(DateText),
  reason: z.optional(z.string().check(z.maxLength(1000))),
  /** For colleagues only. */
  note: z.optional(z.string().check(z.minLength(1), z.maxLength(MAX_APPEAL_TEXT))),
});
export type StaffAppealChange = z.infer<typeof StaffAppealChange>;

/** A text to begin an answer with, its names filled in. */
export const ReplyTemplate = z.object({ id: z.string(), name: LocalizedText, text: z.string() });
export type ReplyTemplate = z.infer<typeof ReplyTemplate>;

export const ReplyTemplateList = z.object({ items: z.array(ReplyTemplate) });
export type ReplyTemplateList = z.infer<typeof ReplyTemplateList>;

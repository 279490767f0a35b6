import * as z from 'zod/mini';
import { LocalizedText } from './common.js';

/**
 * A question that a kind of appeal asks besides its text. Open lists of words are of no use here: a page that does not know a field's type
 * could not check it, so a new type is a new contract.
 */
export const AppealField = z.object({
  /** Its name in what is sent. */
  name: z.string(),
  /** `text` one line, `long_text` several, `number` an exact decimal, `date` a day, `choice` one of `options`, `yes` a box to tick. */
  type: z.enum(['text', 'long_text', 'number', 'date', 'choice', 'yes', 'phone', 'email', 'meter_number', 'address']),
  label: LocalizedText,
  hint: z.nullable(LocalizedText),
  /** Of a `yes`: it must be ticked. */
  isRequired: z.boolean(),
  /** Of a text: at most so many characters. */
  maxLength: z.int(),
  /** Of a number, both included: exact decimals. Null for no bound. */
  atLeast: z.nullable(z.string()),
  atMost: z.nullable(z.string()),
  /** Of a number: what it counts, such as `кВт`. */
  unit: z.nullable(LocalizedText),
  /** Of a date: whether days before today, or after it, make sense. */
  days: z.nullable(z.enum(['past', 'future'])),
  options: z.array(z.object({ value: z.string(), label: LocalizedText })),
});
export type AppealField = z.infer<typeof AppealField>;

/** What a customer would ask, and the answer that is known already. */
export const InstantAnswer = z.object({
  id: z.string(),
  question: LocalizedText,
  answer: LocalizedText,
  /** Words by which it is found besides those of the question. */
  words: z.array(z.string()),
  /** A page that helps on, a phone (`tel:`) or a mail (`mailto:`); null without one. Others are not followed. */
  link: z.nullable(z.object({ url: z.string(), label: LocalizedText })),
});
export type InstantAnswer = z.infer<typeof InstantAnswer>;

/** By when the law, or the supplier's own rule, wants an answer. */
export const AnswerTerm = z.object({
  days: z.int(),
  /** `working` passes over weekends and holidays of the supplier. */
  counts: z.enum(['calendar', 'working']),
  /** The act it stands in, in words; null where it is the supplier's own promise. */
  source: z.nullable(LocalizedText),
});
export type AnswerTerm = z.infer<typeof AnswerTerm>;

/** What an appeal can be about: the supplier's configuration. */
export const AppealKind = z.object({
  id: z.string(),
  /** `question`, `complaint`, `suggestion`, `application`. Open. */
  group: z.string(),
  /** In the customer's words: «Не згоден з нарахуванням». */
  name: LocalizedText,
  /** What to know before writing; null without. */
  intro: z.nullable(LocalizedText),
  /** Who will read it; null where that is not said. */
  department: z.nullable(LocalizedText),
  term: AnswerTerm,
  /** `required`: it is about one of the customer's accounts; `optional`; `none`: it cannot be, such as a new connection. */
  account: z.enum(['required', 'optional', 'none']),
  /** The text itself: its label (null for the page's own), whether it may be left empty where the fields say all, at most so many characters. */
  text: z.object({
    label: z.nullable(LocalizedText),
    hint: z.nullable(LocalizedText),
    isRequired: z.boolean(),
    maxLength: z.int(),
  }),
  fields: z.array(AppealField),
  /** Files: how many at least and at most (`atMost` 0: none), and which. */
  files: z.object({ atLeast: z.int(), atMost: z.int(), hint: z.nullable(LocalizedText) }),
  instantAnswers: z.array(InstantAnswer),
  /** Whether it can be sent without signing in, the contact shown by a code. */
  takesGuests: z.boolean(),
});
export type AppealKind = z.infer<typeof AppealKind>;

export const AppealKindList = z.object({ items: z.array(AppealKind) });
export type AppealKindList = z.infer<typeof AppealKindList>;

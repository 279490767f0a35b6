import {
  AnswerTerm,
  AppealField,
  AppealKind,
  InstantAnswer,
  LocalizedText,
  MAX_APPEAL_TEXT,
  MAX_FILES,
} from '@kabinet/api/contract';
import { compareDecimals, isLinkAddress, isPageAddress } from '@kabinet/rules';
import * as z from 'zod/mini';

/*
 * The part of a supplier's profile that says what customers can write about. It is the contract's AppealKind with all left out that has a
 * default. Documented for suppliers in docs/en/billing-base.md.
 */

const OptionalTexts = z.prefault(z.nullable(LocalizedText), null);

/** A day of one year, or of every year. */
export const Holiday = z
  .string()
  .check(
    z.regex(
      /^(\d{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
      'a day such as "2026-12-25", or "12-25" for every year',
    ),
  );

const TEMPLATE_NAME = /\{(name|number|dueOn|kind)\}/g;

/**
 * A reply template filled in. Where somebody's name is not known, it is left out with the comma before it: "Вітаємо!", and not "Вітаємо, !".
 */
export function filledIn(text: string, known: Readonly<Record<TemplateName, string>>): string {
  return text.replace(
    /(,?[ \u00a0])?\{(name|number|dueOn|kind)\}/g,
    (_whole, before: string = '', name: TemplateName) => (known[name] === '' ? '' : `${before}${known[name]}`),
  );
}

/** In addresses and in what is kept: it never changes. */
const Name = z
  .string()
  .check(z.regex(/^[a-z0-9]([a-z0-9_-]{0,38}[a-z0-9])?$/, 'small Latin letters, digits, dashes and low lines'));

function areDifferent<T>(what: string, nameOf: (each: T) => string) {
  return z.refine<T[]>((all) => new Set(all.map(nameOf)).size === all.length, `two ${what} have the same name`);
}

/** In quotation marks, so that YAML does not make a float of it. */
const Bound = z.prefault(
  z.nullable(z.string().check(z.regex(/^\d{1,12}(\.\d{1,6})?$/, 'a number in quotation marks, such as "0.5"'))),
  null,
);

const TextLength = z.int().check(z.minimum(1), z.maximum(MAX_APPEAL_TEXT));

const DEFAULT_LENGTHS: Readonly<Partial<Record<AppealField['type'], number>>> = { long_text: 1000, address: 300 };

const ProfileField = z.pipe(
  z
    .extend(AppealField, {
      name: Name,
      hint: OptionalTexts,
      isRequired: z.prefault(z.boolean(), false),
      maxLength: z.optional(TextLength),
      atLeast: Bound,
      atMost: Bound,
      unit: OptionalTexts,
      days: z.prefault(z.nullable(z.enum(['past', 'future'])), null),
      options: z
        .prefault(z.array(z.object({ value: Name, label: LocalizedText })), [])
        .check(areDifferent('options', ({ value }) => value)),
    })
    .check(
      z.refine(
        ({ type, options }) => (type === 'choice') === options.length > 0,
        'a choice has options, and nothing else has',
      ),
      z.refine(
        ({ atLeast, atMost }) => atLeast === null || atMost === null || compareDecimals(atLeast, atMost) <= 0,
        'atLeast is more than atMost',
      ),
    ),
  z.transform((field): AppealField => ({ ...field, maxLength: field.maxLength ?? DEFAULT_LENGTHS[field.type] ?? 200 })),
);

const ProfileTerm = z.extend(AnswerTerm, {
  days: z.int().check(z.minimum(1), z.maximum(366)),
  counts: z.prefault(AnswerTerm.shape.counts, 'calendar'),
  source: OptionalTexts,
});

const ProfileAnswer = z.extend(InstantAnswer, {
  id: Name,
  words: z.prefault(z.array(z.string()), []),
  link: z.prefault(
    z.nullable(
      z.object({
        url: z
          .string()
          .check(
            z.refine(
              isLinkAddress,
              'a whole address, such as https://www.example.com/faq, tel:104 or mailto:us@example.com',
            ),
          ),
        label: LocalizedText,
      }),
    ),
    null,
  ),
});

const Files = z.extend(AppealKind.shape.files, {
  atLeast: z.prefault(z.int().check(z.minimum(0), z.maximum(MAX_FILES)), 0),
  atMost: z.prefault(z.int().check(z.minimum(0), z.maximum(MAX_FILES)), MAX_FILES),
  hint: OptionalTexts,
});

const ProfileKind = z.extend(AppealKind, {
  id: Name,
  intro: OptionalTexts,
  department: OptionalTexts,
  term: ProfileTerm,
  account: z.prefault(AppealKind.shape.account, 'optional'),
  text: z.prefault(
    z.object({
      label: OptionalTexts,
      hint: OptionalTexts,
      isRequired: z.prefault(z.boolean(), true),
      maxLength: z.prefault(TextLength, 2000),
    }),
    {},
  ),
  fields: z.prefault(z.array(ProfileField), []).check(
    areDifferent('fields', ({ name }) => name),
    z.refine((fields) => fields.every(({ name }) => name !== 'text'), 'no field can be called "text"'),
  ),
  files: z
    .prefault(Files, {})
    .check(z.refine(({ atLeast, atMost }) => atLeast <= atMost, 'more files at least than at most')),
  instantAnswers: z.prefault(z.array(ProfileAnswer), []).check(areDifferent('instant answers', ({ id }) => id)),
  takesGuests: z.prefault(z.boolean(), false),
});

/** What is filled in where it stands in braces in a reply template. */
export const TEMPLATE_NAMES = ['name', 'number', 'dueOn', 'kind'] as const;
export type TemplateName = (typeof TEMPLATE_NAMES)[number];

/** Where what staff write may leave an appeal. */
export const THEN = ['answered', 'waiting', 'in_progress', 'closed'] as const;

/** A text to begin an answer with, and where it leaves the appeal unless staff choose otherwise. A name in braces that is not known would be sent to people as it stands. */
const ProfileTemplate = z.object({
  id: Name,
  name: LocalizedText,
  text: LocalizedText.check(
    z.refine(
      (texts) =>
        Object.values(texts).every(
          (text) => [...text.matchAll(/[{}]/g)].length === 2 * [...text.matchAll(TEMPLATE_NAME)].length,
        ),
      `in braces there can be ${TEMPLATE_NAMES.map((name) => `{${name}}`).join(', ')}`,
    ),
  ),
  then: z.prefault(z.nullable(z.enum(THEN)), null),
});

/** What customers can write about, and what they are told then. */
export const ProfileAppeals = z
  .object({
    kinds: z.array(ProfileKind).check(
      z.minLength(1, 'name at least one kind'),
      areDifferent('kinds', ({ id }) => id),
    ),
    /** Whom to turn to where the supplier is late, or the answer does not satisfy. */
    nextInstance: z.prefault(
      z.nullable(
        z.object({
          name: LocalizedText,
          phone: z.prefault(z.nullable(z.string()), null),
          url: z.prefault(
            z.nullable(z.string().check(z.refine(isPageAddress, 'a whole address, such as https://www.example.com'))),
            null,
          ),
          address: OptionalTexts,
        }),
      ),
      null,
    ),
    replyTemplates: z.prefault(z.array(ProfileTemplate), []).check(areDifferent('templates', ({ id }) => id)),
    /** So long after its end a guest's appeal, or a letter's, keeps what was written. */
    guestsKeptMonths: z.prefault(z.int().check(z.minimum(1), z.maximum(1200)), 60),
    /** Where people write by mail, and what kind of appeal becomes of it. */
    support: z.prefault(
      z.nullable(
        z.object({
          address: z
            .string()
            .check(z.regex(/^[a-z0-9._-]{1,20}@([a-z0-9-]+\.)+[a-z]{2,}$/, 'an e-mail address in small letters')),
          kindId: Name,
        }),
      ),
      null,
    ),
  })
  .check(
    z.refine(
      ({ kinds, support }) => support === null || kinds.some(({ id }) => id === support.kindId),
      'support names a kind that there is not',
    ),
  );
export type ProfileAppeals = z.infer<typeof ProfileAppeals>;

/** A kind of the profile; null where the supplier has none of that name (any more). */
export function kindOf({ appeals }: { readonly appeals: ProfileAppeals | null }, kindId: string): AppealKind | null {
  return appeals?.kinds.find(({ id }) => id === kindId) ?? null;
}

import type { LocalizedText } from '@kabinet/api/contract';
import type { SupplierProfile } from '../domain/supplier-profile.js';

/** The languages of the hosted pages. A feature keeps its texts beside its pages: one type, a constant for each of these. */
export const PAGE_LANGUAGES = ['uk', 'ru', 'en'] as const;
export type PageLanguage = (typeof PAGE_LANGUAGES)[number];

/** The language to speak, of a person's or a supplier's first one: Ukrainian for one that the pages do not speak. */
export function pageLanguageOf(language: string | undefined): PageLanguage {
  return PAGE_LANGUAGES.find((each) => each === language) ?? 'uk';
}

/** The supplier's languages that there are pages in, its own order; never none. */
export function languagesOf({ languages }: Pick<SupplierProfile, 'languages'>): readonly PageLanguage[] {
  const known = languages.flatMap((language) => toPageLanguage(language) ?? []);
  return known.length > 0 ? [...new Set(known)] : ['uk'];
}

/** The page language that a code such as `uk-UA` names; null for one that there are no pages in. */
export function toPageLanguage(code: string | null | undefined): PageLanguage | null {
  const [primary] = (code ?? '').toLowerCase().split('-');
  return PAGE_LANGUAGES.find((language) => language === primary) ?? null;
}

/** A supplier's text in the page's language, else in the first of its own that it has. */
export function textIn(
  text: LocalizedText,
  language: PageLanguage,
  { languages }: Pick<SupplierProfile, 'languages'>,
): string {
  return [language, ...languages].map((each) => text[each]).find((each) => each) ?? Object.values(text)[0] ?? '';
}

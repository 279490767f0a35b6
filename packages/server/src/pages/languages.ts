import type { LocalizedText } from '@kabinet/api/contract';
import type { SupplierProfile } from '../domain/supplier-profile.js';
import { PAGE_LANGUAGES, type PageLanguage } from './page.js';

/** Each language's name for itself. */
export const LANGUAGE_NAMES: Readonly<Record<PageLanguage, string>> = {
  uk: 'Українська',
  ru: 'Русский',
  en: 'English',
};

/** The supplier's languages that there are pages in, its own order; never none. */
export function languagesOf({ languages }: Pick<SupplierProfile, 'languages'>): readonly PageLanguage[] {
  const known = languages.flatMap((language) => toPageLanguage(language) ?? []);
  return known.length > 0 ? [...new Set(known)] : ['uk'];
}

function toPageLanguage(code: string | null | undefined): PageLanguage | null {
  const [primary] = (code ?? '').toLowerCase().split('-');
  return PAGE_LANGUAGES.find((language) => language === primary) ?? null;
}

/** What the person chose here, else what their browser prefers, else the supplier's first. */
export function chooseLanguage({
  supplier,
  asked,
  remembered,
  acceptLanguage,
}: {
  supplier: Pick<SupplierProfile, 'languages'>;
  asked: string | null;
  remembered: string | undefined;
  acceptLanguage: string | null;
}): PageLanguage {
  const offered = languagesOf(supplier);
  const wanted = [asked, remembered, ...preferences(acceptLanguage)].map(toPageLanguage);
  return wanted.find((language) => language !== null && offered.includes(language)) ?? offered[0] ?? 'uk';
}

/** The languages of an Accept-Language header, the preferred first. */
function preferences(header: string | null): string[] {
  return (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [code = '', ...parameters] = part.trim().split(';');
      const weight = parameters.map((each) => /^\s*q=([\d.]+)\s*$/.exec(each)?.[1]).find((each) => each !== undefined);
      return { code, weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ code }) => code);
}

/** A supplier's text in the page's language, else in the first of its own that it has. */
export function textIn(
  text: LocalizedText,
  language: PageLanguage,
  { languages }: Pick<SupplierProfile, 'languages'>,
): string {
  return [language, ...languages].map((each) => text[each]).find((each) => each) ?? Object.values(text)[0] ?? '';
}

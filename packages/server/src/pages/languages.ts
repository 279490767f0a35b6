import type { SupplierProfile } from '../domain/supplier-profile.js';
import { languagesOf, type PageLanguage, toPageLanguage } from '../words/languages.js';

/** Each language's name for itself. */
export const LANGUAGE_NAMES: Readonly<Record<PageLanguage, string>> = {
  uk: 'Українська',
  ru: 'Русский',
  en: 'English',
};

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

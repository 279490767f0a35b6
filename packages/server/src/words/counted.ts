import type { PageLanguage } from './languages.js';

/** Things counted in words: `9 цифр`, `3 дні`. */
export function counted(language: PageLanguage, forms: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>) {
  const rules = new Intl.PluralRules(language);
  return (count: number) => `${count} ${forms[rules.select(count)] ?? forms.other ?? ''}`;
}

import type { LocalizedText } from '@kabinet/api';

/** The supplier's text in the language, or in whichever it is written. */
export function inLanguage(text: LocalizedText, language: string): string {
  return text[language] ?? Object.values(text)[0] ?? '';
}

import type { Messages, Section } from './messages.js';
import { textFile } from './text-files.js';

export const LANGUAGES = ['uk', 'ru', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Our language for a BCP 47 tag such as `uk-UA`; null for one we do not speak. */
export function toLanguage(tag: string | null | undefined): Language | null {
  const primary = tag?.toLowerCase().split(/[-_]/)[0];
  return LANGUAGES.find((each) => each === primary) ?? null;
}

/** The texts of the sections in the language; rejects when a file does not come. */
export async function loadTexts(language: Language, sections: readonly Section[]): Promise<Partial<Messages>> {
  const files = await Promise.all(sections.map((section) => textFile(language, section)));
  return Object.fromEntries(sections.map((section, index) => [section, files[index]?.[section]]));
}

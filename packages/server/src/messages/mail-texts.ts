import type { PageLanguage } from '../words/languages.js';

const TEXTS: Readonly<Record<PageLanguage, string>> = {
  uk: 'Не прийнято файли (приймаємо до 5 файлів JPG, PNG, WebP або PDF до 10 МБ, без паролів і програм):',
  ru: 'Не приняты файлы (принимаем до 5 файлов JPG, PNG, WebP или PDF до 10 МБ, без паролей и программ):',
  en: 'Files not taken (we take up to 5 files JPG, PNG, WebP or PDF up to 10 MB, without passwords and programs):',
};

/** Names the files of a mail that were not taken: below what was written, where both sides read it. */
export function refusedFilesInWords(names: readonly string[], language: PageLanguage): string {
  return `[${TEXTS[language]} ${names.join(', ')}]`;
}

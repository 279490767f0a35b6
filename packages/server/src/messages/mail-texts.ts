import { MAX_FILES } from '@kabinet/api/contract';
import type { PageLanguage } from '../words/languages.js';
import { LARGEST_FILE_MB } from '../words/limits.js';

const TEXTS: Readonly<Record<PageLanguage, string>> = {
  uk: `Не прийнято файли (приймаємо до ${MAX_FILES} файлів JPG, PNG, WebP або PDF до ${LARGEST_FILE_MB} МБ, без паролів і програм):`,
  ru: `Не приняты файлы (принимаем до ${MAX_FILES} файлов JPG, PNG, WebP или PDF до ${LARGEST_FILE_MB} МБ, без паролей и программ):`,
  en: `Files not taken (we take up to ${MAX_FILES} files JPG, PNG, WebP or PDF up to ${LARGEST_FILE_MB} MB, without passwords and programs):`,
};

const MORE: Readonly<Record<PageLanguage, (count: number) => string>> = {
  uk: (count) => `та ще ${count}`,
  ru: (count) => `и ещё ${count}`,
  en: (count) => `and ${count} more`,
};

/** Nobody reads more names, and a mail may have any number of parts. */
const MOST_NAMED = 10;

/** Names the files of a mail that were not taken: below what was written, where both sides read it. */
export function refusedFilesInWords(names: readonly string[], language: PageLanguage): string {
  const more = names.length - MOST_NAMED;
  const named = names.slice(0, MOST_NAMED).join(', ');
  return `[${TEXTS[language]} ${more > 0 ? `${named} ${MORE[language](more)}` : named}]`;
}

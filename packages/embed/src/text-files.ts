import type { Language } from '@kabinet/elements/locales/load.js';
import type { Messages, Section } from '@kabinet/elements/locales/messages.js';

/** `readingForm` is in `reading-form.ts`. The build names the files of texts by the same rule. */
const kebab = (section: string) => section.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/**
 * The file with a section's texts, in the place of `locales/text-files.ts` of the elements: in the split build each lies beside the
 * others under a name that can be worked out, `uk-reading-form-….js`. A list of all of them would be 6 kB that every page loads.
 */
export function textFile(language: Language, section: Section): Promise<Partial<Messages>> {
  const file = `./${language}-${kebab(section)}-${__KABINET_BUILD__}.js`;
  return import(/* @vite-ignore */ file) as Promise<Partial<Messages>>;
}

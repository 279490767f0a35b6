import type { Messages, Section } from './messages.js';

export const LANGUAGES = ['uk', 'ru', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Our language for a BCP 47 tag such as `uk-UA`; null for one we do not speak. */
export function toLanguage(tag: string | null | undefined): Language | null {
  const primary = tag?.toLowerCase().split(/[-_]/)[0];
  return LANGUAGES.find((each) => each === primary) ?? null;
}

type Loaders = { readonly [S in Section]: () => Promise<Messages[S]> };

/** One file a language and section, so that a page loads only the words it shows. */
const LOADERS: Readonly<Record<Language, Loaders>> = {
  uk: {
    common: async () => (await import('./uk/common.js')).common,
    states: async () => (await import('./uk/states.js')).states,
    readingForm: async () => (await import('./uk/reading-form.js')).readingForm,
    readingSteps: async () => (await import('./uk/reading-steps.js')).readingSteps,
    balanceCard: async () => (await import('./uk/balance-card.js')).balanceCard,
    meterCard: async () => (await import('./uk/meter-card.js')).meterCard,
  },
  ru: {
    common: async () => (await import('./ru/common.js')).common,
    states: async () => (await import('./ru/states.js')).states,
    readingForm: async () => (await import('./ru/reading-form.js')).readingForm,
    readingSteps: async () => (await import('./ru/reading-steps.js')).readingSteps,
    balanceCard: async () => (await import('./ru/balance-card.js')).balanceCard,
    meterCard: async () => (await import('./ru/meter-card.js')).meterCard,
  },
  en: {
    common: async () => (await import('./en/common.js')).common,
    states: async () => (await import('./en/states.js')).states,
    readingForm: async () => (await import('./en/reading-form.js')).readingForm,
    readingSteps: async () => (await import('./en/reading-steps.js')).readingSteps,
    balanceCard: async () => (await import('./en/balance-card.js')).balanceCard,
    meterCard: async () => (await import('./en/meter-card.js')).meterCard,
  },
};

/** The texts of the sections in the language; rejects when a file does not come. */
export async function loadTexts(language: Language, sections: readonly Section[]): Promise<Partial<Messages>> {
  return Object.fromEntries(
    await Promise.all(sections.map(async (section) => [section, await LOADERS[language][section]()] as const)),
  );
}

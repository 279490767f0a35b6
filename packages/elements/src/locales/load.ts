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
    readingPhoto: async () => (await import('./uk/reading-photo.js')).readingPhoto,
    balanceCard: async () => (await import('./uk/balance-card.js')).balanceCard,
    meterCard: async () => (await import('./uk/meter-card.js')).meterCard,
    bill: async () => (await import('./uk/bill.js')).bill,
    costCalculator: async () => (await import('./uk/cost-calculator.js')).costCalculator,
    costResult: async () => (await import('./uk/cost-result.js')).costResult,
    combobox: async () => (await import('./uk/combobox.js')).combobox,
    tariffLookup: async () => (await import('./uk/tariff-lookup.js')).tariffLookup,
    tariffMore: async () => (await import('./uk/tariff-more.js')).tariffMore,
    accounts: async () => (await import('./uk/accounts.js')).accounts,
    accountPanel: async () => (await import('./uk/account-panel.js')).accountPanel,
    linkAccount: async () => (await import('./uk/link-account.js')).linkAccount,
    guestReading: async () => (await import('./uk/guest-reading.js')).guestReading,
    guestSteps: async () => (await import('./uk/guest-steps.js')).guestSteps,
  },
  ru: {
    common: async () => (await import('./ru/common.js')).common,
    states: async () => (await import('./ru/states.js')).states,
    readingForm: async () => (await import('./ru/reading-form.js')).readingForm,
    readingSteps: async () => (await import('./ru/reading-steps.js')).readingSteps,
    readingPhoto: async () => (await import('./ru/reading-photo.js')).readingPhoto,
    balanceCard: async () => (await import('./ru/balance-card.js')).balanceCard,
    meterCard: async () => (await import('./ru/meter-card.js')).meterCard,
    bill: async () => (await import('./ru/bill.js')).bill,
    costCalculator: async () => (await import('./ru/cost-calculator.js')).costCalculator,
    costResult: async () => (await import('./ru/cost-result.js')).costResult,
    combobox: async () => (await import('./ru/combobox.js')).combobox,
    tariffLookup: async () => (await import('./ru/tariff-lookup.js')).tariffLookup,
    tariffMore: async () => (await import('./ru/tariff-more.js')).tariffMore,
    accounts: async () => (await import('./ru/accounts.js')).accounts,
    accountPanel: async () => (await import('./ru/account-panel.js')).accountPanel,
    linkAccount: async () => (await import('./ru/link-account.js')).linkAccount,
    guestReading: async () => (await import('./ru/guest-reading.js')).guestReading,
    guestSteps: async () => (await import('./ru/guest-steps.js')).guestSteps,
  },
  en: {
    common: async () => (await import('./en/common.js')).common,
    states: async () => (await import('./en/states.js')).states,
    readingForm: async () => (await import('./en/reading-form.js')).readingForm,
    readingSteps: async () => (await import('./en/reading-steps.js')).readingSteps,
    readingPhoto: async () => (await import('./en/reading-photo.js')).readingPhoto,
    balanceCard: async () => (await import('./en/balance-card.js')).balanceCard,
    meterCard: async () => (await import('./en/meter-card.js')).meterCard,
    bill: async () => (await import('./en/bill.js')).bill,
    costCalculator: async () => (await import('./en/cost-calculator.js')).costCalculator,
    costResult: async () => (await import('./en/cost-result.js')).costResult,
    combobox: async () => (await import('./en/combobox.js')).combobox,
    tariffLookup: async () => (await import('./en/tariff-lookup.js')).tariffLookup,
    tariffMore: async () => (await import('./en/tariff-more.js')).tariffMore,
    accounts: async () => (await import('./en/accounts.js')).accounts,
    accountPanel: async () => (await import('./en/account-panel.js')).accountPanel,
    linkAccount: async () => (await import('./en/link-account.js')).linkAccount,
    guestReading: async () => (await import('./en/guest-reading.js')).guestReading,
    guestSteps: async () => (await import('./en/guest-steps.js')).guestSteps,
  },
};

/** The texts of the sections in the language; rejects when a file does not come. */
export async function loadTexts(language: Language, sections: readonly Section[]): Promise<Partial<Messages>> {
  return Object.fromEntries(
    await Promise.all(sections.map(async (section) => [section, await LOADERS[language][section]()] as const)),
  );
}

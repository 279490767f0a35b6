import type { Messages, Section } from './messages.js';

export const LANGUAGES = ['uk', 'ru', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Our language for a BCP 47 tag such as `uk-UA`; null for one we do not speak. */
export function toLanguage(tag: string | null | undefined): Language | null {
  const primary = tag?.toLowerCase().split(/[-_]/)[0];
  return LANGUAGES.find((each) => each === primary) ?? null;
}

/** Of each section the file that exports its texts by its name. */
type Loaders = { readonly [S in Section]: () => Promise<Pick<Messages, S>> };

/** One file a language and section, so that a page loads only the words it shows. */
const LOADERS: Readonly<Record<Language, Loaders>> = {
  uk: {
    common: () => import('./uk/common.js'),
    states: () => import('./uk/states.js'),
    readingForm: () => import('./uk/reading-form.js'),
    readingSteps: () => import('./uk/reading-steps.js'),
    readingPhoto: () => import('./uk/reading-photo.js'),
    balanceCard: () => import('./uk/balance-card.js'),
    meterCard: () => import('./uk/meter-card.js'),
    bill: () => import('./uk/bill.js'),
    costCalculator: () => import('./uk/cost-calculator.js'),
    costResult: () => import('./uk/cost-result.js'),
    combobox: () => import('./uk/combobox.js'),
    tariffLookup: () => import('./uk/tariff-lookup.js'),
    tariffMore: () => import('./uk/tariff-more.js'),
    accounts: () => import('./uk/accounts.js'),
    accountPanel: () => import('./uk/account-panel.js'),
    linkAccount: () => import('./uk/link-account.js'),
    guestReading: () => import('./uk/guest-reading.js'),
    guestSteps: () => import('./uk/guest-steps.js'),
    paymentButton: () => import('./uk/payment-button.js'),
    paymentSteps: () => import('./uk/payment-steps.js'),
    paymentHistory: () => import('./uk/payment-history.js'),
    paymentExport: () => import('./uk/payment-export.js'),
    paymentPlan: () => import('./uk/payment-plan.js'),
    planForm: () => import('./uk/plan-form.js'),
    reminders: () => import('./uk/reminders.js'),
    calendar: () => import('./uk/calendar.js'),
    receipt: () => import('./uk/receipt.js'),
    appealForm: () => import('./uk/appeal-form.js'),
    appealWriting: () => import('./uk/appeal-writing.js'),
    files: () => import('./uk/files.js'),
    appointmentForm: () => import('./uk/appointment-form.js'),
    booking: () => import('./uk/booking.js'),
    appealList: () => import('./uk/appeal-list.js'),
    appealTalk: () => import('./uk/appeal-talk.js'),
    contracts: () => import('./uk/contracts.js'),
  },
  ru: {
    common: () => import('./ru/common.js'),
    states: () => import('./ru/states.js'),
    readingForm: () => import('./ru/reading-form.js'),
    readingSteps: () => import('./ru/reading-steps.js'),
    readingPhoto: () => import('./ru/reading-photo.js'),
    balanceCard: () => import('./ru/balance-card.js'),
    meterCard: () => import('./ru/meter-card.js'),
    bill: () => import('./ru/bill.js'),
    costCalculator: () => import('./ru/cost-calculator.js'),
    costResult: () => import('./ru/cost-result.js'),
    combobox: () => import('./ru/combobox.js'),
    tariffLookup: () => import('./ru/tariff-lookup.js'),
    tariffMore: () => import('./ru/tariff-more.js'),
    accounts: () => import('./ru/accounts.js'),
    accountPanel: () => import('./ru/account-panel.js'),
    linkAccount: () => import('./ru/link-account.js'),
    guestReading: () => import('./ru/guest-reading.js'),
    guestSteps: () => import('./ru/guest-steps.js'),
    paymentButton: () => import('./ru/payment-button.js'),
    paymentSteps: () => import('./ru/payment-steps.js'),
    paymentHistory: () => import('./ru/payment-history.js'),
    paymentExport: () => import('./ru/payment-export.js'),
    paymentPlan: () => import('./ru/payment-plan.js'),
    planForm: () => import('./ru/plan-form.js'),
    reminders: () => import('./ru/reminders.js'),
    calendar: () => import('./ru/calendar.js'),
    receipt: () => import('./ru/receipt.js'),
    appealForm: () => import('./ru/appeal-form.js'),
    appealWriting: () => import('./ru/appeal-writing.js'),
    files: () => import('./ru/files.js'),
    appointmentForm: () => import('./ru/appointment-form.js'),
    booking: () => import('./ru/booking.js'),
    appealList: () => import('./ru/appeal-list.js'),
    appealTalk: () => import('./ru/appeal-talk.js'),
    contracts: () => import('./ru/contracts.js'),
  },
  en: {
    common: () => import('./en/common.js'),
    states: () => import('./en/states.js'),
    readingForm: () => import('./en/reading-form.js'),
    readingSteps: () => import('./en/reading-steps.js'),
    readingPhoto: () => import('./en/reading-photo.js'),
    balanceCard: () => import('./en/balance-card.js'),
    meterCard: () => import('./en/meter-card.js'),
    bill: () => import('./en/bill.js'),
    costCalculator: () => import('./en/cost-calculator.js'),
    costResult: () => import('./en/cost-result.js'),
    combobox: () => import('./en/combobox.js'),
    tariffLookup: () => import('./en/tariff-lookup.js'),
    tariffMore: () => import('./en/tariff-more.js'),
    accounts: () => import('./en/accounts.js'),
    accountPanel: () => import('./en/account-panel.js'),
    linkAccount: () => import('./en/link-account.js'),
    guestReading: () => import('./en/guest-reading.js'),
    guestSteps: () => import('./en/guest-steps.js'),
    paymentButton: () => import('./en/payment-button.js'),
    paymentSteps: () => import('./en/payment-steps.js'),
    paymentHistory: () => import('./en/payment-history.js'),
    paymentExport: () => import('./en/payment-export.js'),
    paymentPlan: () => import('./en/payment-plan.js'),
    planForm: () => import('./en/plan-form.js'),
    reminders: () => import('./en/reminders.js'),
    calendar: () => import('./en/calendar.js'),
    receipt: () => import('./en/receipt.js'),
    appealForm: () => import('./en/appeal-form.js'),
    appealWriting: () => import('./en/appeal-writing.js'),
    files: () => import('./en/files.js'),
    appointmentForm: () => import('./en/appointment-form.js'),
    booking: () => import('./en/booking.js'),
    appealList: () => import('./en/appeal-list.js'),
    appealTalk: () => import('./en/appeal-talk.js'),
    contracts: () => import('./en/contracts.js'),
  },
};

/** The texts of the sections in the language; rejects when a file does not come. */
export async function loadTexts(language: Language, sections: readonly Section[]): Promise<Partial<Messages>> {
  const files = await Promise.all(sections.map((section): Promise<Partial<Messages>> => LOADERS[language][section]()));
  return Object.fromEntries(sections.map((section, index) => [section, files[index]?.[section]]));
}

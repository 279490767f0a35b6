import type { PageLanguage } from '../words/languages.js';

/** Why a payment failed, in the words that the payment button has for it too. */
const FAILURES: Readonly<Record<PageLanguage, Readonly<Record<string, string>>>> = {
  uk: {
    declined: 'Банк відхилив платіж. Спробуйте іншу картку або зателефонуйте до свого банку.',
    insufficient_funds: 'На картці не вистачає грошей. Поповніть її або спробуйте іншу.',
    cancelled: 'Оплату скасовано або вчасно не підтверджено на сторінці банку.',
    card_expired: 'Строк дії картки закінчився. Спробуйте іншу картку.',
    limit_exceeded:
      'Перевищено ліміт картки на оплати в інтернеті. Збільште його в застосунку банку або спробуйте іншу картку.',
    provider_error: 'На сторінці оплати стався збій. Спробуйте за кілька хвилин.',
  },
  ru: {
    declined: 'Банк отклонил платёж. Попробуйте другую карту или позвоните в свой банк.',
    insufficient_funds: 'На карте не хватает денег. Пополните её или попробуйте другую.',
    cancelled: 'Оплата отменена или вовремя не подтверждена на странице банка.',
    card_expired: 'Срок действия карты закончился. Попробуйте другую карту.',
    limit_exceeded:
      'Превышен лимит карты на оплату в интернете. Увеличьте его в приложении банка или попробуйте другую карту.',
    provider_error: 'На странице оплаты произошёл сбой. Попробуйте через несколько минут.',
  },
  en: {
    declined: 'The bank declined the payment. Try another card or call your bank.',
    insufficient_funds: 'There is not enough money on the card. Top it up or try another one.',
    cancelled: 'The payment was cancelled, or not confirmed in time, on the bank’s page.',
    card_expired: 'The card has expired. Try another one.',
    limit_exceeded:
      'The card’s limit for online payments is exceeded. Raise it in your bank’s app or try another card.',
    provider_error: 'Something failed on the payment page. Try again in a few minutes.',
  },
};

/** Why a payment failed, and what helps. A reason that is not known here is the bank's refusal. */
export function failureInWords(failure: string, language: PageLanguage): string {
  const reasons = FAILURES[language];
  return reasons[failure] ?? reasons['declined'] ?? '';
}

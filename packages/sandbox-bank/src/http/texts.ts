import type { Failure } from '../payment.js';
import type { CardBehaviour } from '../test-cards.js';

export const LANGUAGES = ['uk', 'ru', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { uk: 'Українська', ru: 'Русский', en: 'English' };

export interface Texts {
  readonly bank: string;
  readonly noRealMoney: string;
  readonly noRealCard: string;
  readonly languages: string;
  readonly error: string;
  readonly payTo: string;
  readonly order: string;
  readonly sum: string;
  readonly whatFor: string;
  readonly payTitle: string;
  readonly card: string;
  readonly cardHint: string;
  readonly validThrough: string;
  readonly validThroughHint: string;
  readonly securityCode: string;
  readonly securityCodeHint: string;
  readonly pay: (sum: string) => string;
  readonly cancel: string;
  readonly backWithoutPaying: string;
  readonly wrong: string;
  readonly wrongCard: string;
  readonly wrongValidThrough: string;
  readonly isOver: string;
  readonly wrongSecurityCode: string;
  readonly testCards: string;
  readonly testCardsHint: string;
  readonly behaviours: Readonly<Record<CardBehaviour, string>>;
  readonly use: string;
  readonly confirmTitle: string;
  readonly confirmText: (card: string) => string;
  readonly code: string;
  readonly codeHint: (code: string) => string;
  readonly wrongCode: string;
  readonly confirm: string;
  readonly refusedTitle: string;
  readonly refused: Readonly<Record<Failure, string>>;
  readonly notCharged: string;
  readonly tryAnother: string;
  readonly paidTitle: string;
  readonly paidText: (sum: string, card: string) => string;
  readonly processingTitle: string;
  readonly processingText: (sum: string) => string;
  readonly lookAgain: string;
  readonly failedTitle: string;
  readonly expiredTitle: string;
  readonly expiredText: string;
  readonly back: (merchant: string) => string;
  readonly notFoundTitle: string;
  readonly notFoundText: string;
}

export const texts: Readonly<Record<Language, Texts>> = {
  uk: {
    bank: 'Тестовий банк',
    noRealMoney: 'Це тестовий банк: справжні гроші не списуються.',
    noRealCard: 'Не вводьте тут номер справжньої картки: приймаємо лише тестові.',
    languages: 'Мова',
    error: 'Помилка',
    payTo: 'Отримувач',
    order: 'Номер платежу',
    sum: 'Сума',
    whatFor: 'Призначення',
    payTitle: 'Оплата карткою',
    card: 'Номер картки',
    cardHint: '16 цифр тестової картки',
    validThrough: 'Діє до',
    validThroughHint: 'Місяць і рік, наприклад 12/30',
    securityCode: 'Код CVV',
    securityCodeHint: '3 цифри на звороті',
    pay: (sum) => `Сплатити ${sum}`,
    cancel: 'Повернутися без оплати',
    backWithoutPaying: 'Якщо повернутися без оплати, гроші не буде списано.',
    wrong: 'Перевірте введене',
    wrongCard: 'Введіть номер тестової картки, наприклад 4242 4242 4242 4242',
    wrongValidThrough: 'Введіть місяць і рік цифрами, наприклад 12/30',
    isOver: 'Введіть картку, строк якої ще не минув',
    wrongSecurityCode: 'Введіть 3 цифри, наприклад 123',
    testCards: 'Тестові картки',
    testCardsHint: 'Строк дії може бути будь-який майбутній, код — будь-які 3 цифри.',
    behaviours: {
      pays: 'платіж проходить',
      asks_for_code: 'банк просить підтвердити кодом',
      pending: 'банк якийсь час обробляє платіж',
      declined: 'банк відмовляє',
      insufficient_funds: 'на картці не вистачає грошей',
      card_expired: 'строк дії картки минув',
      limit_exceeded: 'сума більша за ліміт картки',
      pays_once: 'цей платіж проходить, а наступне автоматичне списання — ні',
    },
    use: 'Підставити цю картку',
    confirmTitle: 'Підтвердьте платіж',
    confirmText: (card) => `Банк просить підтвердити платіж карткою ${card}.`,
    code: 'Код із повідомлення банку',
    codeHint: (code) => `Справжній банк надіслав би його вам. Тут код завжди ${code}.`,
    wrongCode: 'Введіть 4 цифри коду',
    confirm: 'Підтвердити',
    refusedTitle: 'Оплата не пройшла',
    refused: {
      declined: 'Банк відмовив у платежі.',
      insufficient_funds: 'На картці не вистачає грошей.',
      card_expired: 'Строк дії картки минув.',
      limit_exceeded: 'Сума більша за ліміт картки.',
      cancelled: 'Платіж скасовано.',
    },
    notCharged: 'Гроші не списано.',
    tryAnother: 'Спробуйте іншу картку.',
    paidTitle: 'Сплачено',
    paidText: (sum, card) => `${sum} карткою ${card}.`,
    processingTitle: 'Банк обробляє платіж',
    processingText: (sum) => `Платіж на ${sum} ще не завершено. Це може тривати кілька хвилин. Не платіть удруге.`,
    lookAgain: 'Перевірити ще раз',
    failedTitle: 'Оплата не пройшла',
    expiredTitle: 'Час на оплату минув',
    expiredText: 'Гроші не списано. Почніть оплату знову на сайті постачальника.',
    back: (merchant) => `Повернутися на сайт «${merchant}»`,
    notFoundTitle: 'Такого платежу немає',
    notFoundText: 'Перевірте адресу або почніть оплату знову на сайті постачальника.',
  },
  ru: {
    bank: 'Тестовый банк',
    noRealMoney: 'Это тестовый банк: настоящие деньги не списываются.',
    noRealCard: 'Не вводите здесь номер настоящей карты: принимаем только тестовые.',
    languages: 'Язык',
    error: 'Ошибка',
    payTo: 'Получатель',
    order: 'Номер платежа',
    sum: 'Сумма',
    whatFor: 'Назначение',
    payTitle: 'Оплата картой',
    card: 'Номер карты',
    cardHint: '16 цифр тестовой карты',
    validThrough: 'Действует до',
    validThroughHint: 'Месяц и год, например 12/30',
    securityCode: 'Код CVV',
    securityCodeHint: '3 цифры на обороте',
    pay: (sum) => `Оплатить ${sum}`,
    cancel: 'Вернуться без оплаты',
    backWithoutPaying: 'Если вернуться без оплаты, деньги не будут списаны.',
    wrong: 'Проверьте введённое',
    wrongCard: 'Введите номер тестовой карты, например 4242 4242 4242 4242',
    wrongValidThrough: 'Введите месяц и год цифрами, например 12/30',
    isOver: 'Введите карту, срок которой ещё не истёк',
    wrongSecurityCode: 'Введите 3 цифры, например 123',
    testCards: 'Тестовые карты',
    testCardsHint: 'Срок действия может быть любой будущий, код — любые 3 цифры.',
    behaviours: {
      pays: 'платёж проходит',
      asks_for_code: 'банк просит подтвердить кодом',
      pending: 'банк какое-то время обрабатывает платёж',
      declined: 'банк отказывает',
      insufficient_funds: 'на карте не хватает денег',
      card_expired: 'срок действия карты истёк',
      limit_exceeded: 'сумма больше лимита карты',
      pays_once: 'этот платёж проходит, а следующее автоматическое списание — нет',
    },
    use: 'Подставить эту карту',
    confirmTitle: 'Подтвердите платёж',
    confirmText: (card) => `Банк просит подтвердить платёж картой ${card}.`,
    code: 'Код из сообщения банка',
    codeHint: (code) => `Настоящий банк прислал бы его вам. Здесь код всегда ${code}.`,
    wrongCode: 'Введите 4 цифры кода',
    confirm: 'Подтвердить',
    refusedTitle: 'Оплата не прошла',
    refused: {
      declined: 'Банк отказал в платеже.',
      insufficient_funds: 'На карте не хватает денег.',
      card_expired: 'Срок действия карты истёк.',
      limit_exceeded: 'Сумма больше лимита карты.',
      cancelled: 'Платёж отменён.',
    },
    notCharged: 'Деньги не списаны.',
    tryAnother: 'Попробуйте другую карту.',
    paidTitle: 'Оплачено',
    paidText: (sum, card) => `${sum} картой ${card}.`,
    processingTitle: 'Банк обрабатывает платёж',
    processingText: (sum) =>
      `Платёж на ${sum} ещё не завершён. Это может занять несколько минут. Не платите второй раз.`,
    lookAgain: 'Проверить ещё раз',
    failedTitle: 'Оплата не прошла',
    expiredTitle: 'Время на оплату истекло',
    expiredText: 'Деньги не списаны. Начните оплату снова на сайте поставщика.',
    back: (merchant) => `Вернуться на сайт «${merchant}»`,
    notFoundTitle: 'Такого платежа нет',
    notFoundText: 'Проверьте адрес или начните оплату снова на сайте поставщика.',
  },
  en: {
    bank: 'Sandbox Bank',
    noRealMoney: 'This is a sandbox bank: no real money moves.',
    noRealCard: 'Do not enter the number of a real card here: we take test cards only.',
    languages: 'Language',
    error: 'Error',
    payTo: 'Recipient',
    order: 'Payment number',
    sum: 'Sum',
    whatFor: 'Purpose',
    payTitle: 'Pay by card',
    card: 'Card number',
    cardHint: '16 digits of a test card',
    validThrough: 'Valid through',
    validThroughHint: 'Month and year, for example 12/30',
    securityCode: 'CVV code',
    securityCodeHint: '3 digits on the back',
    pay: (sum) => `Pay ${sum}`,
    cancel: 'Go back without paying',
    backWithoutPaying: 'If you go back without paying, nothing is charged.',
    wrong: 'Check what you entered',
    wrongCard: 'Enter the number of a test card, for example 4242 4242 4242 4242',
    wrongValidThrough: 'Enter the month and the year in digits, for example 12/30',
    isOver: 'Enter a card that is still valid',
    wrongSecurityCode: 'Enter 3 digits, for example 123',
    testCards: 'Test cards',
    testCardsHint: 'Use any month to come, and any 3 digits as the code.',
    behaviours: {
      pays: 'the payment succeeds',
      asks_for_code: 'the bank asks for a code',
      pending: 'the bank works on the payment for a while',
      declined: 'the bank declines',
      insufficient_funds: 'not enough money on the card',
      card_expired: 'the card has expired',
      limit_exceeded: 'more than the card’s limit',
      pays_once: 'this payment succeeds, the next automatic one does not',
    },
    use: 'Use this card',
    confirmTitle: 'Confirm the payment',
    confirmText: (card) => `The bank asks to confirm the payment by the card ${card}.`,
    code: 'The code from the bank’s message',
    codeHint: (code) => `A real bank would send it to you. Here the code is always ${code}.`,
    wrongCode: 'Enter the 4 digits of the code',
    confirm: 'Confirm',
    refusedTitle: 'The payment did not go through',
    refused: {
      declined: 'The bank declined the payment.',
      insufficient_funds: 'There is not enough money on the card.',
      card_expired: 'The card has expired.',
      limit_exceeded: 'The sum is more than the card’s limit.',
      cancelled: 'The payment was cancelled.',
    },
    notCharged: 'Nothing was charged.',
    tryAnother: 'Try another card.',
    paidTitle: 'Paid',
    paidText: (sum, card) => `${sum} by the card ${card}.`,
    processingTitle: 'The bank is working on the payment',
    processingText: (sum) => `The payment of ${sum} is not finished yet. It can take a few minutes. Do not pay again.`,
    lookAgain: 'Check again',
    failedTitle: 'The payment did not go through',
    expiredTitle: 'The time to pay is over',
    expiredText: 'Nothing was charged. Start again on the supplier’s site.',
    back: (merchant) => `Back to ${merchant}`,
    notFoundTitle: 'There is no such payment',
    notFoundText: 'Check the address, or start again on the supplier’s site.',
  },
};

/** The first of these that the bank speaks. */
export function languageOf(...wanted: readonly (string | undefined)[]): Language {
  for (const each of wanted) {
    for (const tag of (each ?? '').split(',')) {
      const found = LANGUAGES.find((language) => language === tag.trim().slice(0, 2).toLowerCase());
      if (found) return found;
    }
  }
  return 'en';
}

const UNITS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  UAH: { uk: 'грн', ru: 'грн', en: 'UAH' },
  RUB: { uk: 'руб.', ru: 'руб.', en: 'RUB' },
};
const LOCALES: Readonly<Record<Language, string>> = { uk: 'uk-UA', ru: 'ru-RU', en: 'en-GB' };

/** A sum in minor units as people read it: `358,20 грн`. */
export function sumText({ amount, currency }: { amount: number; currency: string }, language: Language): string {
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const figure = new Intl.NumberFormat(LOCALES[language], {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount / 10 ** digits);
  return `${figure}\u00a0${UNITS[currency]?.[language] ?? currency}`;
}

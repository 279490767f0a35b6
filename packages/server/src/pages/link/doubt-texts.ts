import type { AccountNumberFault } from '@kabinet/rules';
import { counted } from '../../words/counted.js';
import type { PageLanguage } from '../page.js';

const ukDigits = counted('uk', { one: 'цифра', few: 'цифри', many: 'цифр', other: 'цифри' });
const ruDigits = counted('ru', { one: 'цифра', few: 'цифры', many: 'цифр', other: 'цифры' });
const enDigits = counted('en', { one: 'digit', other: 'digits' });

/** What is said where an answer could not be taken as it is. */
export interface DoubtTexts {
  readonly faults: {
    readonly [Reason in AccountNumberFault['reason']]: (told: {
      typed: number;
      wanted: number;
      example: string;
    }) => string;
  };
  readonly takeNumber: (number: string) => string;
  readonly doubts: {
    readonly empty: string;
    /** Where there are buttons too. */
    readonly emptyWithButtons: string;
    readonly notUnderstood: string;
    readonly whichAccount: string;
    readonly whichFact: (value: string) => string;
    readonly accountNumberAgain: string;
    readonly proofNotTaken: string;
    readonly notASum: string;
  };
}

const uk: DoubtTexts = {
  faults: {
    no_digits: ({ example }) => `Номер рахунку складається з цифр. Перепишіть його з квитанції, наприклад ${example}`,
    letters: ({ example }) => `У номері є літера, а в наших рахунках лише цифри. Перевірте номер, наприклад ${example}`,
    letter_missing: ({ example }) => `Бракує літери на початку. Напишіть номер разом із нею, наприклад ${example}`,
    too_few_digits: ({ typed, wanted }) =>
      `Тут ${ukDigits(typed)}, а в номері рахунку їх ${wanted}. Перевірте, чи не пропустили якусь`,
    too_many_digits: ({ typed, wanted }) =>
      `Тут ${ukDigits(typed)}, а в номері рахунку їх ${wanted}. Перевірте, чи немає зайвої`,
    another_supplier: ({ example }) =>
      `Схоже, це рахунок іншого постачальника: наші мають вигляд ${example}. Перевірте, чий це рахунок`,
  },
  takeNumber: (number) => `Так, ${number}`,
  doubts: {
    empty: 'Напишіть відповідь',
    emptyWithButtons: 'Напишіть відповідь або оберіть її кнопкою',
    notUnderstood: 'Не вдалося прочитати відповідь. Напишіть лише те, про що питаємо',
    whichAccount: 'Тут два номери рахунку. Який із них додати?',
    whichFact: (value) => `Що таке ${value}?`,
    accountNumberAgain: 'Це номер рахунку, його ми вже знаємо. Тепер потрібне інше',
    proofNotTaken: 'За цим ми рахунок не перевіряємо. Потрібне те, про що питаємо',
    notASum: 'Напишіть суму цифрами, наприклад 358,20',
  },
};

const ru: DoubtTexts = {
  faults: {
    no_digits: ({ example }) => `Номер счёта состоит из цифр. Перепишите его с квитанции, например ${example}`,
    letters: ({ example }) =>
      `В номере есть буква, а в наших счетах только цифры. Проверьте номер, например ${example}`,
    letter_missing: ({ example }) => `Не хватает буквы в начале. Напишите номер вместе с ней, например ${example}`,
    too_few_digits: ({ typed, wanted }) =>
      `Здесь ${ruDigits(typed)}, а в номере счёта их ${wanted}. Проверьте, не пропущена ли какая-то`,
    too_many_digits: ({ typed, wanted }) =>
      `Здесь ${ruDigits(typed)}, а в номере счёта их ${wanted}. Проверьте, нет ли лишней`,
    another_supplier: ({ example }) =>
      `Похоже, это счёт другого поставщика: наши имеют вид ${example}. Проверьте, чей это счёт`,
  },
  takeNumber: (number) => `Да, ${number}`,
  doubts: {
    empty: 'Напишите ответ',
    emptyWithButtons: 'Напишите ответ или выберите его кнопкой',
    notUnderstood: 'Не удалось прочитать ответ. Напишите только то, о чём спрашиваем',
    whichAccount: 'Здесь два номера счёта. Какой из них добавить?',
    whichFact: (value) => `Что такое ${value}?`,
    accountNumberAgain: 'Это номер счёта, его мы уже знаем. Теперь нужно другое',
    proofNotTaken: 'По этому мы счёт не проверяем. Нужно то, о чём спрашиваем',
    notASum: 'Напишите сумму цифрами, например 358,20',
  },
};

const en: DoubtTexts = {
  faults: {
    no_digits: ({ example }) => `An account number has digits. Copy it from the bill, such as ${example}`,
    letters: ({ example }) => `There is a letter in it, and our numbers have digits only. Check it, such as ${example}`,
    letter_missing: ({ example }) => `The letter in front is missing. Write the number with it, such as ${example}`,
    too_few_digits: ({ typed, wanted }) =>
      `This has ${enDigits(typed)}, an account number has ${wanted}. Check whether one was left out`,
    too_many_digits: ({ typed, wanted }) =>
      `This has ${enDigits(typed)}, an account number has ${wanted}. Check whether there is one too many`,
    another_supplier: ({ example }) =>
      `This looks like another supplier's account: ours look like ${example}. Check whose bill it is`,
  },
  takeNumber: (number) => `Yes, ${number}`,
  doubts: {
    empty: 'Write an answer',
    emptyWithButtons: 'Write an answer, or choose one by a button',
    notUnderstood: 'The answer could not be read. Write only what is asked',
    whichAccount: 'There are two account numbers here. Which one shall be added?',
    whichFact: (value) => `What is ${value}?`,
    accountNumberAgain: 'This is the account number, which we know already. Something else is needed now',
    proofNotTaken: 'We do not check accounts by this. What is asked is needed',
    notASum: 'Write the sum in digits, such as 358.20',
  },
};

export const doubtTexts: Readonly<Record<PageLanguage, DoubtTexts>> = { uk, ru, en };

import type { LinkProof, LinkQuestion } from '@kabinet/rules';
import type { PageLanguage } from '../page.js';

type Relation = 'owner' | 'payer';

/** What the talk says that adds an account, and the pages around it share. */
export interface LinkTexts {
  readonly title: string;
  readonly intro: string;
  /** `example` is an account number of the supplier's, `proof` what it goes by. */
  readonly oneMessage: (example: string, proof: LinkProof) => string;
  readonly questions: Readonly<Record<LinkQuestion, string>>;
  readonly hints: {
    readonly account_number: (example: string) => string;
    readonly relation: string;
    readonly proof_kind: string;
  } & Readonly<Record<LinkProof, string>>;
  /** Above an answer that was given. */
  readonly known: {
    readonly account_number: string;
    readonly relation: string;
  } & Readonly<Record<LinkProof, string>>;
  readonly relations: Readonly<Record<Relation, string>>;
  readonly proofs: Readonly<Record<LinkProof, string>>;
  /** The same inside a sentence. */
  readonly theProofs: Readonly<Record<LinkProof, string>>;
  readonly change: string;
  /** On a button, of a number that may be several things. */
  readonly isProof: (value: string, proof: string) => string;
  readonly answer: string;
  readonly next: string;
  readonly where: string;
  readonly whereClose: string;
  readonly whereText: Readonly<Record<'account_number' | LinkProof, string>>;
  readonly person: {
    readonly title: string;
    readonly text: string;
    readonly noFact: string;
    readonly otherProof: string;
  };
  readonly refused: {
    readonly title: string;
    readonly lead: string;
    readonly reasons: readonly string[];
    readonly what: string;
    readonly again: string;
    readonly calls: string;
  };
  readonly later: { readonly title: string; readonly text: (when: string) => string };
  readonly byHand: string;
  readonly byHandText: string;
  readonly restart: string;
}

/** Proofs as people write them beside an account number. */
const saidProofs: Readonly<Record<PageLanguage, Readonly<Record<LinkProof, string>>>> = {
  uk: { pin: 'PIN 4821', last_payment: 'оплата 358,20', meter_number: 'лічильник 00183881' },
  ru: { pin: 'PIN 4821', last_payment: 'оплата 358,20', meter_number: 'счётчик 00183881' },
  en: { pin: 'PIN 4821', last_payment: 'payment 358.20', meter_number: 'meter 00183881' },
};

const uk: LinkTexts = {
  title: 'Додати особовий рахунок',
  intro: 'Поставимо два-три запитання. Відповідайте як зручно: пробіли, дефіси й порядок не важливі.',
  oneMessage: (example, proof) =>
    `Можна написати все одразу, наприклад: «рахунок ${example}, ${saidProofs.uk[proof]}, мамин».`,
  questions: {
    account_number: 'Який номер особового рахунку?',
    relation: 'Чий це рахунок?',
    proof_kind: 'Що з цього є у вас під рукою?',
    pin: 'Який PIN надруковано на квитанції?',
    last_payment: 'Яку суму сплачено востаннє?',
    meter_number: 'Який номер лічильника?',
  },
  hints: {
    account_number: (example) => `Наприклад, ${example}`,
    relation: 'За рахунком рідних чи знайомих теж можна платити й передавати показання',
    proof_kind: 'Досить чогось одного: так ми бачимо, що рахунок знаєте ви',
    pin: 'Він стоїть поруч із номером рахунку',
    last_payment: 'Остання оплата, яку ми отримали, наприклад 358,20',
    meter_number: 'Стоїть на самому лічильнику і на квитанції. Нулі на початку можна не писати',
  },
  known: {
    account_number: 'Особовий рахунок',
    relation: 'Чий рахунок',
    pin: 'PIN із квитанції',
    last_payment: 'Остання оплата',
    meter_number: 'Номер лічильника',
  },
  relations: { owner: 'Мій', payer: 'Близької людини' },
  proofs: { pin: 'PIN із квитанції', last_payment: 'Сума останньої оплати', meter_number: 'Номер лічильника' },
  theProofs: { pin: 'PIN із квитанції', last_payment: 'сума останньої оплати', meter_number: 'номер лічильника' },
  change: 'Змінити',
  isProof: (value, proof) => `${value} — це ${proof}`,
  answer: 'Або напишіть своїми словами',
  next: 'Далі',
  where: 'Де це знайти?',
  whereClose: 'Закрити',
  whereText: {
    account_number: 'Угорі квитанції, яка приходить поштою або на e-mail.',
    pin: 'Поруч із номером особового рахунку.',
    last_payment: 'У рядку «Сплачено». Підійде й оплата перед останньою, якщо остання щойно зроблена.',
    meter_number: 'У рядку з показаннями або на самому лічильнику, часто біля штрих-коду.',
  },
  person: {
    title: 'Допоможе людина',
    text: 'Зателефонуйте нам: підкажемо номер рахунку і суму останньої оплати. Або надішліть запит, і рахунок додасть наш працівник.',
    noFact: 'Нічого страшного, якщо цього немає під рукою.',
    otherProof: 'Можна відповісти й інакше:',
  },
  refused: {
    title: 'Не вдалося підтвердити рахунок',
    lead: 'Так буває, коли:',
    reasons: [
      'в одній із відповідей інша цифра',
      'нову квитанцію чи оплату ще не завантажено: спробуйте завтра',
      'рахунок належить іншому постачальнику або вже закритий',
    ],
    what: 'Перевірте відповіді вище і змініть ту, де помилка. Якщо все правильно, попросіть додати рахунок вручну.',
    again: 'Перевірити ще раз',
    calls: 'Або зателефонуйте:',
  },
  later: {
    title: 'Забагато спроб',
    text: (when) =>
      `Спробуйте знову ${when}. Відповіді збережено. Якщо чекати незручно, попросіть додати рахунок вручну або зателефонуйте.`,
  },
  byHand: 'Попросити додати вручну',
  byHandText: 'Працівник звірить дані й додасть рахунок сам.',
  restart: 'Почати спочатку',
};

const ru: LinkTexts = {
  title: 'Добавить лицевой счёт',
  intro: 'Зададим два-три вопроса. Отвечайте как удобно: пробелы, дефисы и порядок не важны.',
  oneMessage: (example, proof) =>
    `Можно написать всё сразу, например: «счёт ${example}, ${saidProofs.ru[proof]}, мамин».`,
  questions: {
    account_number: 'Какой номер лицевого счёта?',
    relation: 'Чей это счёт?',
    proof_kind: 'Что из этого есть у вас под рукой?',
    pin: 'Какой PIN напечатан на квитанции?',
    last_payment: 'Какую сумму заплатили в последний раз?',
    meter_number: 'Какой номер счётчика?',
  },
  hints: {
    account_number: (example) => `Например, ${example}`,
    relation: 'По счёту родных или знакомых тоже можно платить и передавать показания',
    proof_kind: 'Достаточно чего-то одного: так мы видим, что счёт знаете вы',
    pin: 'Он стоит рядом с номером счёта',
    last_payment: 'Последняя оплата, которую мы получили, например 358,20',
    meter_number: 'Стоит на самом счётчике и в квитанции. Нули в начале можно не писать',
  },
  known: {
    account_number: 'Лицевой счёт',
    relation: 'Чей счёт',
    pin: 'PIN из квитанции',
    last_payment: 'Последняя оплата',
    meter_number: 'Номер счётчика',
  },
  relations: { owner: 'Мой', payer: 'Близкого человека' },
  proofs: { pin: 'PIN из квитанции', last_payment: 'Сумма последней оплаты', meter_number: 'Номер счётчика' },
  theProofs: { pin: 'PIN из квитанции', last_payment: 'сумма последней оплаты', meter_number: 'номер счётчика' },
  change: 'Изменить',
  isProof: (value, proof) => `${value} — это ${proof}`,
  answer: 'Или напишите своими словами',
  next: 'Далее',
  where: 'Где это найти?',
  whereClose: 'Закрыть',
  whereText: {
    account_number: 'Вверху квитанции, которая приходит по почте или на e-mail.',
    pin: 'Рядом с номером лицевого счёта.',
    last_payment: 'В строке «Оплачено». Подойдёт и оплата перед последней, если последняя сделана только что.',
    meter_number: 'В строке с показаниями или на самом счётчике, часто возле штрихкода.',
  },
  person: {
    title: 'Поможет человек',
    text: 'Позвоните нам: подскажем номер счёта и сумму последней оплаты. Или отправьте запрос, и счёт добавит наш сотрудник.',
    noFact: 'Ничего страшного, если этого нет под рукой.',
    otherProof: 'Можно ответить и иначе:',
  },
  refused: {
    title: 'Не удалось подтвердить счёт',
    lead: 'Так бывает, когда:',
    reasons: [
      'в одном из ответов другая цифра',
      'новая квитанция или оплата ещё не загружена: попробуйте завтра',
      'счёт принадлежит другому поставщику или уже закрыт',
    ],
    what: 'Проверьте ответы выше и измените тот, где ошибка. Если всё верно, попросите добавить счёт вручную.',
    again: 'Проверить ещё раз',
    calls: 'Или позвоните:',
  },
  later: {
    title: 'Слишком много попыток',
    text: (when) =>
      `Попробуйте снова ${when}. Ответы сохранены. Если ждать неудобно, попросите добавить счёт вручную или позвоните.`,
  },
  byHand: 'Попросить добавить вручную',
  byHandText: 'Сотрудник сверит данные и добавит счёт сам.',
  restart: 'Начать сначала',
};

const en: LinkTexts = {
  title: 'Add an account',
  intro: 'Two or three questions. Answer as you like: spaces, dashes and order do not matter.',
  oneMessage: (example, proof) =>
    `You can write everything at once, such as: "account ${example}, ${saidProofs.en[proof]}, my mother's".`,
  questions: {
    account_number: 'What is the account number?',
    relation: 'Whose account is it?',
    proof_kind: 'Which of these do you have at hand?',
    pin: 'Which PIN is printed on the bill?',
    last_payment: 'How much was paid last time?',
    meter_number: 'What is the meter number?',
  },
  hints: {
    account_number: (example) => `Such as ${example}`,
    relation: 'You can pay and hand in readings for the account of family or friends too',
    proof_kind: 'One is enough: it shows us that you know the account',
    pin: 'It stands beside the account number',
    last_payment: 'The last payment that reached us, such as 358.20',
    meter_number: 'On the meter itself and on the bill. Zeros in front may be left out',
  },
  known: {
    account_number: 'Account',
    relation: 'Whose account',
    pin: 'PIN from the bill',
    last_payment: 'Last payment',
    meter_number: 'Meter number',
  },
  relations: { owner: 'Mine', payer: 'Of somebody close to me' },
  proofs: { pin: 'PIN from the bill', last_payment: 'Sum of the last payment', meter_number: 'Meter number' },
  theProofs: { pin: 'PIN from the bill', last_payment: 'sum of the last payment', meter_number: 'meter number' },
  change: 'Change',
  isProof: (value, proof) => `${value} is the ${proof}`,
  answer: 'Or write it in your own words',
  next: 'Next',
  where: 'Where is it?',
  whereClose: 'Close',
  whereText: {
    account_number: 'At the top of the bill that comes by post or email.',
    pin: 'Beside the account number.',
    last_payment: 'In the line "Paid". The payment before will do too, if the last one was made just now.',
    meter_number: 'In the line with the readings, or on the meter itself, often near the barcode.',
  },
  person: {
    title: 'A person will help',
    text: 'Call us: we will tell you the account number and the sum of the last payment. Or send a request, and our staff will add the account.',
    noFact: 'No harm done if you do not have it at hand.',
    otherProof: 'You can answer in another way too:',
  },
  refused: {
    title: 'The account could not be confirmed',
    lead: 'This happens when:',
    reasons: [
      'a digit differs in one of the answers',
      'the new bill or payment is not loaded yet: try tomorrow',
      "the account is another supplier's, or is closed",
    ],
    what: 'Check the answers above and change the one that is wrong. If all is right, ask us to add the account by hand.',
    again: 'Check again',
    calls: 'Or call:',
  },
  later: {
    title: 'Too many tries',
    text: (when) =>
      `Try again ${when}. Your answers are kept. If you would rather not wait, ask us to add the account by hand, or call.`,
  },
  byHand: 'Ask to add it by hand',
  byHandText: 'Our staff will compare the data and add the account.',
  restart: 'Start again',
};

export const linkTexts: Readonly<Record<PageLanguage, LinkTexts>> = { uk, ru, en };

import type { Money } from '@kabinet/api/contract';
import type { PageLanguage } from '../words/languages.js';
import { sumInWords } from '../words/sums.js';
import { type AppealMessageFacts, appealTexts } from './appeal-texts.js';
import { type AppointmentMessageFacts, appointmentTexts } from './appointment-texts.js';
import { type PlanMessageFacts, planTexts } from './plan-texts.js';

/** What each kind of message tells of. */
export interface MessageFacts extends PlanMessageFacts, AppointmentMessageFacts, AppealMessageFacts {
  /** `host`: where the code is typed, so that phones offer it there and nowhere else. */
  code: { readonly code: string; readonly minutes: number; readonly host: string };
  /** Somebody signs up with a contact that has signed up already. */
  already_signed_up: object;
  password_changed: object;
  contact_changed: object;
  new_device: object;
  passkey_added: object;
  passkey_removed: object;
  /** The last digits of the account's number; whether our staff added it, or somebody showed what only who has the bill knows. */
  account_linked: { readonly accountTail: string; readonly isByStaff: boolean };
  link_request_received: { readonly number: string };
  /** What staff wrote; empty when the account was simply added. */
  link_request_answered: { readonly number: string; readonly answer: string };
  /** For whom the invitation was, in the holder's words. */
  helper_accepted: { readonly label: string };
  /** The person had themselves erased. */
  data_erased: object;
  /** Money that was given back of a payment made here. */
  payment_refunded: { readonly number: string; readonly amount: Money };
}

export type MessagePurpose = keyof MessageFacts;

/** One message as both channels say it. */
export interface MessageText {
  /** At most 70 letters where it can be: one SMS in Cyrillic. */
  readonly sms: string;
  readonly subject: string;
  readonly body: string;
}

/** Who writes. */
export interface MessageFrom {
  /** Where to call, short enough for an SMS: nobody can call back the name that it comes from. */
  readonly phone: string;
}

type Texts = { readonly [P in MessagePurpose]: (facts: MessageFacts[P], from: MessageFrom) => MessageText };

/** The longest answer of staff that goes into an SMS as it is: three parts. */
const MAX_SMS_ANSWER = 160;

/** The last line of an SMS by which a phone fills the code in on that host and on no other. */
function boundCode({ code, host }: MessageFacts['code']): string {
  return `@${host} #${code}`;
}

const uk: Texts = {
  ...planTexts.uk,
  ...appointmentTexts.uk,
  ...appealTexts.uk,
  code: (facts) => ({
    sms: `Код ${facts.code}, діє ${facts.minutes} хв. Нікому не кажіть\n${boundCode(facts)}`,
    subject: `Код ${facts.code}`,
    body: `Ваш код: ${facts.code}\n\nВведіть його на сторінці, де ви його просили. Він діє ${facts.minutes} хв і лише один раз.\n\nНікому не кажіть цей код: наші працівники його не питають. Якщо ви його не просили, нічого робити не треба.`,
  }),
  already_signed_up: () => ({
    sms: 'Ви вже зареєстровані. Увійдіть, а якщо забули пароль, відновіть його',
    subject: 'Ви вже зареєстровані',
    body: 'Хтось, мабуть ви, почав реєстрацію з цією адресою. Вона вже зареєстрована: увійдіть, а якщо забули пароль, відновіть його на сторінці входу.\n\nЯкщо це були не ви, нічого робити не треба.',
  }),
  password_changed: (_facts, { phone }) => ({
    sms: `Пароль до кабінету змінено. Не ви? Телефонуйте ${phone}`,
    subject: 'Пароль змінено',
    body: 'Пароль до вашого кабінету змінено, інші пристрої вийшли з нього.\n\nЯкщо це були не ви, відновіть пароль на сторінці входу і зателефонуйте нам.',
  }),
  contact_changed: (_facts, { phone }) => ({
    sms: `Контакт для входу змінено. Не ви? Телефонуйте ${phone}`,
    subject: 'Контакт для входу змінено',
    body: 'Телефон або адресу, якими ви входите в кабінет, змінено.\n\nЯкщо це були не ви, зателефонуйте нам.',
  }),
  new_device: () => ({
    sms: 'У ваш кабінет увійшли з нового пристрою. Це не ви? Змініть пароль',
    subject: 'Вхід з нового пристрою',
    body: 'У ваш кабінет увійшли з пристрою, якого ми ще не знали.\n\nЯкщо це були не ви, змініть пароль: інші пристрої вийдуть з кабінету. Усі свої пристрої ви бачите в кабінеті.',
  }),
  passkey_added: (_facts, { phone }) => ({
    sms: `До кабінету додано ключ доступу. Не ви? ${phone}`,
    subject: 'Додано ключ доступу',
    body: 'До вашого кабінету додано ключ доступу: ним можна входити без пароля. Усі свої ключі ви бачите в профілі, там їх можна прибрати.\n\nЯкщо це були не ви, приберіть ключ, змініть пароль і зателефонуйте нам.',
  }),
  passkey_removed: (_facts, { phone }) => ({
    sms: `Ключ доступу до кабінету прибрано. Не ви? ${phone}`,
    subject: 'Прибрано ключ доступу',
    body: 'З вашого кабінету прибрано ключ доступу: ним уже не можна увійти. Усі свої ключі ви бачите в профілі.\n\nЯкщо це були не ви, змініть пароль і зателефонуйте нам.',
  }),
  account_linked: ({ accountTail, isByStaff }, { phone }) => ({
    sms: `До рахунку …${accountTail} додано людину. Помилка? ${phone}`,
    subject: `До рахунку …${accountTail} додано ще одну людину`,
    body: `Ще одна людина додала особовий рахунок, що закінчується на ${accountTail}, до свого кабінету. ${isByStaff ? 'Його додав наш працівник за її запитом.' : 'Вона знала дані з квитанції.'}\n\nЯкщо це не ваші близькі, зателефонуйте нам.`,
  }),
  link_request_received: ({ number }) => ({
    sms: `Запит ${number} отримано. Відповімо сюди`,
    subject: `Запит ${number} отримано`,
    body: `Ми отримали ваш запит ${number} додати особовий рахунок. Працівник порівняє його з базою, і ми напишемо сюди.`,
  }),
  link_request_answered: ({ number, answer }) => ({
    sms:
      answer === ''
        ? `Запит ${number}: рахунок додано до вашого кабінету`
        : answer.length <= MAX_SMS_ANSWER
          ? `Запит ${number}: ${answer}`
          : `Є відповідь на запит ${number}. Прочитайте її в кабінеті`,
    subject: `Відповідь на запит ${number}`,
    body: answer === '' ? `За запитом ${number} рахунок додано до вашого кабінету.` : `Запит ${number}.\n\n${answer}`,
  }),
  helper_accepted: ({ label }) => ({
    sms: `Ваше запрошення${label && ` «${label}»`} прийнято. Скасувати можна в кабінеті`,
    subject: 'Запрошення прийнято',
    body: `Ваше запрошення${label && ` «${label}»`} прийнято: тепер вам допомагатимуть з рахунком. Скасувати його можна в кабінеті будь-коли.`,
  }),
  data_erased: (_facts, { phone }) => ({
    sms: `Ваш кабінет і дані видалено. Не ви? Телефонуйте ${phone}`,
    subject: 'Ваші дані видалено',
    body: 'Ваш кабінет і все, що ви в ньому про себе залишили, видалено. Особовий рахунок і передані показання залишаються в постачальника.\n\nЗареєструватися знову можна будь-коли. Якщо це були не ви, зателефонуйте нам.',
  }),
  payment_refunded: ({ number, amount }) => ({
    sms: `Повертаємо ${sumInWords(amount, 'uk')} за платежем ${number} на вашу картку`,
    subject: `Повернення за платежем ${number}`,
    body: `Повертаємо ${sumInWords(amount, 'uk')} за платежем ${number} туди, звідки ви платили. Банк зараховує такі гроші за кілька днів.\n\nНа цю суму зменшилося сплачене за особовим рахунком: у кабінеті видно, скільки тепер до сплати.`,
  }),
};

const ru: Texts = {
  ...planTexts.ru,
  ...appointmentTexts.ru,
  ...appealTexts.ru,
  code: (facts) => ({
    sms: `Код ${facts.code}, ${facts.minutes} мин. Никому не говорите\n${boundCode(facts)}`,
    subject: `Код ${facts.code}`,
    body: `Ваш код: ${facts.code}\n\nВведите его на странице, где вы его просили. Он действует ${facts.minutes} мин и только один раз.\n\nНикому не говорите этот код: наши сотрудники его не спрашивают. Если вы его не просили, ничего делать не нужно.`,
  }),
  already_signed_up: () => ({
    sms: 'Вы уже зарегистрированы. Войдите или восстановите пароль',
    subject: 'Вы уже зарегистрированы',
    body: 'Кто-то, наверное вы, начал регистрацию с этим адресом. Он уже зарегистрирован: войдите, а если забыли пароль, восстановите его на странице входа.\n\nЕсли это были не вы, ничего делать не нужно.',
  }),
  password_changed: (_facts, { phone }) => ({
    sms: `Пароль к кабинету изменён. Не вы? Звоните ${phone}`,
    subject: 'Пароль изменён',
    body: 'Пароль к вашему кабинету изменён, другие устройства вышли из него.\n\nЕсли это были не вы, восстановите пароль на странице входа и позвоните нам.',
  }),
  contact_changed: (_facts, { phone }) => ({
    sms: `Контакт для входа изменён. Не вы? Звоните ${phone}`,
    subject: 'Контакт для входа изменён',
    body: 'Телефон или адрес, по которым вы входите в кабинет, изменены.\n\nЕсли это были не вы, позвоните нам.',
  }),
  new_device: () => ({
    sms: 'В ваш кабинет вошли с нового устройства. Не вы? Смените пароль',
    subject: 'Вход с нового устройства',
    body: 'В ваш кабинет вошли с устройства, которого мы ещё не знали.\n\nЕсли это были не вы, смените пароль: другие устройства выйдут из кабинета. Все свои устройства вы видите в кабинете.',
  }),
  passkey_added: (_facts, { phone }) => ({
    sms: `В кабинет добавлен ключ доступа. Не вы? Звоните ${phone}`,
    subject: 'Добавлен ключ доступа',
    body: 'В ваш кабинет добавлен ключ доступа: с ним можно входить без пароля. Все свои ключи вы видите в профиле, там их можно убрать.\n\nЕсли это были не вы, уберите ключ, смените пароль и позвоните нам.',
  }),
  passkey_removed: (_facts, { phone }) => ({
    sms: `Ключ доступа к кабинету убран. Не вы? Звоните ${phone}`,
    subject: 'Ключ доступа убран',
    body: 'Из вашего кабинета убран ключ доступа: с ним уже нельзя войти. Все свои ключи вы видите в профиле.\n\nЕсли это были не вы, смените пароль и позвоните нам.',
  }),
  account_linked: ({ accountTail, isByStaff }, { phone }) => ({
    sms: `К счёту …${accountTail} добавлен человек. Ошибка? ${phone}`,
    subject: `К счёту …${accountTail} добавлен ещё один человек`,
    body: `Ещё один человек добавил лицевой счёт, который заканчивается на ${accountTail}, в свой кабинет. ${isByStaff ? 'Счёт добавил наш сотрудник по его запросу.' : 'Он знал данные из квитанции.'}\n\nЕсли это не ваши близкие, позвоните нам.`,
  }),
  link_request_received: ({ number }) => ({
    sms: `Запрос ${number} получен. Ответим сюда`,
    subject: `Запрос ${number} получен`,
    body: `Мы получили ваш запрос ${number} добавить лицевой счёт. Сотрудник сравнит его с базой, и мы напишем сюда.`,
  }),
  link_request_answered: ({ number, answer }) => ({
    sms:
      answer === ''
        ? `Запрос ${number}: счёт добавлен в ваш кабинет`
        : answer.length <= MAX_SMS_ANSWER
          ? `Запрос ${number}: ${answer}`
          : `Есть ответ на запрос ${number}. Прочитайте его в кабинете`,
    subject: `Ответ на запрос ${number}`,
    body: answer === '' ? `По запросу ${number} счёт добавлен в ваш кабинет.` : `Запрос ${number}.\n\n${answer}`,
  }),
  helper_accepted: ({ label }) => ({
    sms: `Ваше приглашение${label && ` «${label}»`} принято. Отменить можно в кабинете`,
    subject: 'Приглашение принято',
    body: `Ваше приглашение${label && ` «${label}»`} принято: теперь вам будут помогать со счётом. Отменить его можно в кабинете в любое время.`,
  }),
  data_erased: (_facts, { phone }) => ({
    sms: `Ваш кабинет и данные удалены. Не вы? Звоните ${phone}`,
    subject: 'Ваши данные удалены',
    body: 'Ваш кабинет и всё, что вы в нём о себе оставили, удалено. Лицевой счёт и переданные показания остаются у поставщика.\n\nЗарегистрироваться снова можно в любое время. Если это были не вы, позвоните нам.',
  }),
  payment_refunded: ({ number, amount }) => ({
    sms: `Возвращаем ${sumInWords(amount, 'ru')} за платёж ${number} на вашу карту`,
    subject: `Возврат за платёж ${number}`,
    body: `Возвращаем ${sumInWords(amount, 'ru')} за платёж ${number} туда, откуда вы платили. Банк зачисляет такие деньги за несколько дней.\n\nНа эту сумму уменьшилось оплаченное по лицевому счёту: в кабинете видно, сколько теперь к оплате.`,
  }),
};

const en: Texts = {
  ...planTexts.en,
  ...appointmentTexts.en,
  ...appealTexts.en,
  code: (facts) => ({
    sms: `Code ${facts.code}, ${facts.minutes} min. Tell nobody\n${boundCode(facts)}`,
    subject: `Code ${facts.code}`,
    body: `Your code: ${facts.code}\n\nType it on the page where you asked for it. It works for ${facts.minutes} min and only once.\n\nTell this code to nobody: our staff do not ask for it. If you did not ask for it, there is nothing to do.`,
  }),
  already_signed_up: () => ({
    sms: 'You have signed up already. Sign in, or reset your password',
    subject: 'You have signed up already',
    body: 'Somebody, probably you, began to sign up with this address. It has signed up already: sign in, and if you forgot your password, reset it on the sign-in page.\n\nIf it was not you, there is nothing to do.',
  }),
  password_changed: (_facts, { phone }) => ({
    sms: `Your password was changed. Not you? Call ${phone}`,
    subject: 'Password changed',
    body: 'The password of your account was changed, and your other devices were signed out.\n\nIf it was not you, reset the password on the sign-in page and call us.',
  }),
  contact_changed: (_facts, { phone }) => ({
    sms: `Your sign-in contact was changed. Not you? Call ${phone}`,
    subject: 'Sign-in contact changed',
    body: 'The phone or address you sign in with was changed.\n\nIf it was not you, call us.',
  }),
  new_device: () => ({
    sms: 'A new device signed in as you. Not you? Change your password',
    subject: 'Signed in on a new device',
    body: 'A device we had not seen before signed in as you.\n\nIf it was not you, change your password: other devices are then signed out. You see all of your devices in your account.',
  }),
  passkey_added: (_facts, { phone }) => ({
    sms: `A passkey was added. Not you? Call ${phone}`,
    subject: 'Passkey added',
    body: 'A passkey was added to your account: it lets its holder sign in without a password. You see all your passkeys in your profile and can remove them there.\n\nIf it was not you, remove the passkey, change your password and call us.',
  }),
  passkey_removed: (_facts, { phone }) => ({
    sms: `A passkey was removed. Not you? Call ${phone}`,
    subject: 'Passkey removed',
    body: 'A passkey was removed from your account: nobody can sign in with it any more. You see all your passkeys in your profile.\n\nIf it was not you, change your password and call us.',
  }),
  account_linked: ({ accountTail, isByStaff }, { phone }) => ({
    sms: `Somebody added account …${accountTail}. A mistake? ${phone}`,
    subject: `Somebody else added account …${accountTail}`,
    body: `Somebody else added the account whose number ends in ${accountTail} to theirs. ${isByStaff ? 'Our staff added it on their request.' : 'They knew what stands on the bill.'}\n\nIf it is nobody of yours, call us.`,
  }),
  link_request_received: ({ number }) => ({
    sms: `We have your request ${number} and will answer here`,
    subject: `Request ${number} received`,
    body: `We have your request ${number} to add an account. Our staff will compare it with our records, and we will write to you here.`,
  }),
  link_request_answered: ({ number, answer }) => ({
    sms:
      answer === ''
        ? `Request ${number}: the account was added`
        : answer.length <= MAX_SMS_ANSWER
          ? `Request ${number}: ${answer}`
          : `Your request ${number} was answered: read it in your account`,
    subject: `Answer to request ${number}`,
    body: answer === '' ? `On your request ${number} the account was added.` : `Request ${number}.\n\n${answer}`,
  }),
  helper_accepted: ({ label }) => ({
    sms: `Your invitation${label && ` "${label}"`} was accepted. You can revoke it any time`,
    subject: 'Invitation accepted',
    body: `Your invitation${label && ` "${label}"`} was accepted: you now have help with your account. You can revoke it at any time.`,
  }),
  data_erased: (_facts, { phone }) => ({
    sms: `Your sign-in and data were erased. Not you? Call ${phone}`,
    subject: 'Your data was erased',
    body: 'Your sign-in and all that you left here about yourself was erased. The account with the supplier and the readings handed in stay with the supplier.\n\nYou can sign up again at any time. If it was not you, call us.',
  }),
  payment_refunded: ({ number, amount }) => ({
    sms: `We are returning ${sumInWords(amount, 'en')} of payment ${number} to your card`,
    subject: `Refund of payment ${number}`,
    body: `We are returning ${sumInWords(amount, 'en')} of payment ${number} to where you paid from. Banks take a few days for it.\n\nWhat you have paid for the account is less by this sum: your account area shows what is due now.`,
  }),
};

const texts: Readonly<Record<PageLanguage, Texts>> = { uk, ru, en };

/** A message in the reader's language. */
export function messageText<P extends MessagePurpose>(
  purpose: P,
  language: PageLanguage,
  facts: MessageFacts[P],
  from: MessageFrom,
): MessageText {
  const text: Texts[P] = texts[language][purpose];
  return text(facts, from);
}

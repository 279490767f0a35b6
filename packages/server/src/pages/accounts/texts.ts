import type { AccountRole } from '@kabinet/api/contract';
import type { HelperGrant } from '../../db/account-access.js';
import type { InvitationState, InviteFault } from '../../domain/helpers.js';
import type { Helper } from '../../domain/helpers.js';
import type { PageLanguage } from '../page.js';

/** What was just done, as the address of the list says it after a form was sent. */
export const OUTCOMES = [
  'saved',
  'first',
  'unlinked',
  'restored',
  'revoked',
  'helping',
  'password',
  'nothing',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What can be wrong in an invitation. */
export type InvitationFault = InviteFault | 'until_unreadable';

/** What an invitation that cannot be accepted says; an open one has its own words. */
export type ClosedState = Exclude<InvitationState, 'open'>;

/** What the pages of accounts, helpers and invitations say. */
export interface AccountTexts {
  readonly title: string;
  readonly empty: string;
  readonly emptyText: string;
  readonly link: string;
  readonly toSite: string;
  readonly pay: string;
  readonly reminders: string;
  readonly number: string;
  readonly address: string;
  readonly right: string;
  readonly roles: Readonly<Record<Exclude<AccountRole, 'helper'>, string>>;
  readonly helping: (what: string, until: string) => string;
  readonly grants: Readonly<Record<HelperGrant, string>>;
  readonly and: string;
  readonly closed: string;
  readonly isFirst: string;
  readonly change: string;
  readonly nickname: string;
  readonly nicknameHint: string;
  readonly save: string;
  readonly makeFirst: string;
  readonly unlink: string;
  readonly unlinkText: string;
  readonly unlinkWithHelpers: string;
  readonly takenOff: string;
  readonly takenOffText: string;
  readonly restore: string;
  readonly helpers: string;
  readonly noHelpers: string;
  readonly helperStates: Readonly<Record<Helper['state'], (until: string, linkUntil: string) => string>>;
  readonly unnamed: string;
  readonly revoke: string;
  readonly invite: string;
  readonly outcomes: Readonly<Record<Outcome, string>>;

  readonly inviteTitle: string;
  readonly inviteIntro: string;
  readonly inviteSees: string;
  readonly what: string;
  readonly untilOn: string;
  readonly untilHint: (last: string) => string;
  readonly label: string;
  readonly labelHint: string;
  readonly create: string;
  readonly back: string;
  readonly faults: Readonly<Record<InvitationFault, string>>;

  readonly readyTitle: string;
  readonly readyText: (until: string) => string;
  readonly readyLabel: string;
  readonly words: (supplier: string, what: string, until: string, link: string) => string;
  readonly copy: string;
  readonly copied: string;
  readonly sms: string;
  readonly readyGone: string;
  readonly readyGoneText: string;

  readonly invitationTitle: string;
  readonly invitationText: (supplier: string, what: string, until: string) => string;
  /** Before the locality and the street. */
  readonly invitationStreet: string;
  readonly invitationSees: string;
  readonly signInFirst: string;
  readonly signIn: string;
  readonly signUp: string;
  readonly accept: string;
  readonly closedStates: Readonly<Record<ClosedState, { readonly title: string; readonly text: string }>>;
}

const uk: AccountTexts = {
  title: 'Рахунки',
  empty: 'У списку ще немає рахунків',
  emptyText: 'Додайте особовий рахунок: потрібні його номер і ще одні дані з квитанції.',
  link: 'Додати рахунок',
  toSite: 'На сайт постачальника',
  pay: 'Сплатити',
  reminders: 'Нагадування про оплату',
  number: 'Особовий рахунок',
  address: 'Адреса',
  right: 'Ваше право',
  roles: { holder: 'Ви споживач', owner: 'Ваш рахунок', payer: 'Рахунок близької людини' },
  helping: (what, until) => `Ви допомагаєте: ${what}, до ${until} включно`,
  grants: { readings: 'передавати показання', payments: 'оплачувати' },
  and: ' і ',
  closed: 'Рахунок закрито',
  isFirst: 'Показуємо першим',
  change: 'Змінити назву або прибрати',
  nickname: 'Ваша назва',
  nicknameHint: 'Наприклад: Дача, Мама. Бачите лише ви.',
  save: 'Зберегти назву',
  makeFirst: 'Показувати першим',
  unlink: 'Прибрати зі списку',
  unlinkText: 'Повернути можна протягом 30 днів, нічого не підтверджуючи знову.',
  unlinkWithHelpers: 'Поки рахунок прибрано, ваші помічники теж не мають доступу.',
  takenOff: 'Прибрані рахунки',
  takenOffText: 'Їх ще можна повернути.',
  restore: 'Повернути до списку',
  helpers: 'Помічники',
  noHelpers: 'Хтось може передавати показання чи платити за вас, не бачачи вашого імені та боргу.',
  helperStates: {
    waiting: (until, linkUntil) => `посилання ще не відкрили, воно діє до ${linkUntil}; доступ до ${until}`,
    helping: (until) => `має доступ до ${until} включно`,
    expired: () => 'посилання не відкрили вчасно',
    left: () => 'помічник прибрав рахунок у себе',
  },
  unnamed: 'Без назви',
  revoke: 'Скасувати доступ',
  invite: 'Запросити помічника',
  outcomes: {
    saved: 'Назву збережено',
    first: 'Цей рахунок тепер перший',
    unlinked: 'Рахунок прибрано. Повернути його можна нижче',
    restored: 'Рахунок знову у списку',
    revoked: 'Доступ скасовано',
    helping: 'Рахунок додано: тепер ви можете допомагати',
    password: 'Пароль змінено',
    nothing: 'Це вже зроблено або більше неможливо',
  },
  inviteTitle: 'Запросити помічника',
  inviteIntro: 'Ви отримаєте посилання. Надішліть його людині, якій довіряєте: відкрити його можна один раз.',
  inviteSees:
    'Помічник побачить номер рахунку, адресу, лічильник і останнє показання. Не побачить вашого імені, боргу, оплат та історії.',
  what: 'Що він зможе?',
  untilOn: 'До якого дня включно',
  untilHint: (last) => `Не пізніше ${last}. Скасувати можна будь-коли.`,
  label: 'Для кого це',
  labelHint: 'Необов’язково. Щоб ви не сплутали запрошення; помічник цього не бачить.',
  create: 'Створити посилання',
  back: 'Назад до рахунків',
  faults: {
    no_grants: 'Оберіть, що зможе робити помічник',
    until_past: 'Цей день уже минув: вкажіть сьогоднішній або пізніший',
    until_too_far: 'Вкажіть день не пізніше ніж за рік',
    until_unreadable: 'Вкажіть день, наприклад 31.12.2026',
    too_many: 'До цього рахунку вже забагато запрошень: спершу скасуйте зайві',
  },
  readyTitle: 'Посилання готове',
  readyText: (until) => `Надішліть його зараз: ми показуємо його один раз. Відкрити можна до ${until}.`,
  readyLabel: 'Текст для повідомлення',
  words: (supplier, what, until, link) =>
    `Допоможіть мені ${what} (${supplier}) до ${until}. Відкрийте посилання й увійдіть: ${link}`,
  copy: 'Скопіювати',
  copied: 'Скопійовано',
  sms: 'Надіслати SMS',
  readyGone: 'Посилання вже показано',
  readyGoneText: 'Ми його не зберігаємо. Якщо воно загубилося, скасуйте запрошення і створіть нове.',
  invitationTitle: 'Вас просять допомогти',
  invitationText: (supplier, what, until) =>
    `Споживач компанії «${supplier}» дає вам право ${what} за одним рахунком до ${until} включно.`,
  invitationStreet: 'Де цей рахунок:',
  invitationSees:
    'Ви побачите номер рахунку, адресу та лічильник. Ім’я споживача, борг та історія лишаються закритими.',
  signInFirst: 'Щоб прийняти запрошення, увійдіть або зареєструйтеся. Потім ви повернетеся сюди.',
  signIn: 'Увійти',
  signUp: 'Зареєструватися',
  accept: 'Прийняти запрошення',
  closedStates: {
    accepted_by_you: { title: 'Ви вже прийняли це запрошення', text: 'Рахунок є у вашому списку.' },
    used: {
      title: 'Посилання вже використано',
      text: 'Його можна відкрити один раз. Попросіть того, хто вас запросив, надіслати нове.',
    },
    expired: {
      title: 'Посилання застаріло',
      text: 'Воно діє 7 днів. Попросіть того, хто вас запросив, надіслати нове.',
    },
    ended: {
      title: 'Запрошення скасовано',
      text: 'Запитайте того, хто вас запросив, чи допомога ще потрібна.',
    },
    your_own: {
      title: 'Це ваше запрошення',
      text: 'Надішліть посилання помічнику: прийняти його може лише інша людина.',
    },
    not_needed: { title: 'Цей рахунок у вас уже є', text: 'Ви й так можете за ним усе, що дає запрошення.' },
    unknown: {
      title: 'Такого запрошення немає',
      text: 'Можливо, посилання скопійовано не повністю. Відкрийте його ще раз із повідомлення.',
    },
  },
};

const ru: AccountTexts = {
  title: 'Счета',
  empty: 'В списке ещё нет счетов',
  emptyText: 'Добавьте лицевой счёт: нужны его номер и ещё одни данные с квитанции.',
  link: 'Добавить счёт',
  toSite: 'На сайт поставщика',
  pay: 'Оплатить',
  reminders: 'Напоминания об оплате',
  number: 'Лицевой счёт',
  address: 'Адрес',
  right: 'Ваше право',
  roles: { holder: 'Вы потребитель', owner: 'Ваш счёт', payer: 'Счёт близкого человека' },
  helping: (what, until) => `Вы помогаете: ${what}, по ${until} включительно`,
  grants: { readings: 'передавать показания', payments: 'оплачивать' },
  and: ' и ',
  closed: 'Счёт закрыт',
  isFirst: 'Показываем первым',
  change: 'Изменить название или убрать',
  nickname: 'Ваше название',
  nicknameHint: 'Например: Дача, Мама. Видите только вы.',
  save: 'Сохранить название',
  makeFirst: 'Показывать первым',
  unlink: 'Убрать из списка',
  unlinkText: 'Вернуть можно в течение 30 дней, ничего не подтверждая снова.',
  unlinkWithHelpers: 'Пока счёт убран, у ваших помощников тоже нет доступа.',
  takenOff: 'Убранные счета',
  takenOffText: 'Их ещё можно вернуть.',
  restore: 'Вернуть в список',
  helpers: 'Помощники',
  noHelpers: 'Кто-то может передавать показания или платить за вас, не видя вашего имени и долга.',
  helperStates: {
    waiting: (until, linkUntil) => `ссылку ещё не открыли, она действует до ${linkUntil}; доступ по ${until}`,
    helping: (until) => `имеет доступ по ${until} включительно`,
    expired: () => 'ссылку не открыли вовремя',
    left: () => 'помощник убрал счёт у себя',
  },
  unnamed: 'Без названия',
  revoke: 'Отменить доступ',
  invite: 'Пригласить помощника',
  outcomes: {
    saved: 'Название сохранено',
    first: 'Этот счёт теперь первый',
    unlinked: 'Счёт убран. Вернуть его можно ниже',
    restored: 'Счёт снова в списке',
    revoked: 'Доступ отменён',
    helping: 'Счёт добавлен: теперь вы можете помогать',
    password: 'Пароль изменён',
    nothing: 'Это уже сделано или больше невозможно',
  },
  inviteTitle: 'Пригласить помощника',
  inviteIntro: 'Вы получите ссылку. Отправьте её человеку, которому доверяете: открыть её можно один раз.',
  inviteSees:
    'Помощник увидит номер счёта, адрес, счётчик и последнее показание. Не увидит вашего имени, долга, оплат и истории.',
  what: 'Что он сможет?',
  untilOn: 'По какой день включительно',
  untilHint: (last) => `Не позже ${last}. Отменить можно в любое время.`,
  label: 'Для кого это',
  labelHint: 'Необязательно. Чтобы вы не спутали приглашения; помощник этого не видит.',
  create: 'Создать ссылку',
  back: 'Назад к счетам',
  faults: {
    no_grants: 'Выберите, что сможет делать помощник',
    until_past: 'Этот день уже прошёл: укажите сегодняшний или более поздний',
    until_too_far: 'Укажите день не позже чем через год',
    until_unreadable: 'Укажите день, например 31.12.2026',
    too_many: 'К этому счёту уже слишком много приглашений: сначала отмените лишние',
  },
  readyTitle: 'Ссылка готова',
  readyText: (until) => `Отправьте её сейчас: мы показываем её один раз. Открыть можно до ${until}.`,
  readyLabel: 'Текст для сообщения',
  words: (supplier, what, until, link) =>
    `Помогите мне ${what} (${supplier}) по ${until}. Откройте ссылку и войдите: ${link}`,
  copy: 'Скопировать',
  copied: 'Скопировано',
  sms: 'Отправить SMS',
  readyGone: 'Ссылка уже показана',
  readyGoneText: 'Мы её не храним. Если она потерялась, отмените приглашение и создайте новое.',
  invitationTitle: 'Вас просят помочь',
  invitationText: (supplier, what, until) =>
    `Потребитель компании «${supplier}» даёт вам право ${what} по одному счёту по ${until} включительно.`,
  invitationStreet: 'Где этот счёт:',
  invitationSees: 'Вы увидите номер счёта, адрес и счётчик. Имя потребителя, долг и история остаются закрытыми.',
  signInFirst: 'Чтобы принять приглашение, войдите или зарегистрируйтесь. Потом вы вернётесь сюда.',
  signIn: 'Войти',
  signUp: 'Зарегистрироваться',
  accept: 'Принять приглашение',
  closedStates: {
    accepted_by_you: { title: 'Вы уже приняли это приглашение', text: 'Счёт есть в вашем списке.' },
    used: {
      title: 'Ссылка уже использована',
      text: 'Её можно открыть один раз. Попросите того, кто вас пригласил, отправить новую.',
    },
    expired: {
      title: 'Ссылка устарела',
      text: 'Она действует 7 дней. Попросите того, кто вас пригласил, отправить новую.',
    },
    ended: { title: 'Приглашение отменено', text: 'Спросите того, кто вас пригласил, нужна ли ещё помощь.' },
    your_own: {
      title: 'Это ваше приглашение',
      text: 'Отправьте ссылку помощнику: принять её может только другой человек.',
    },
    not_needed: { title: 'Этот счёт у вас уже есть', text: 'Вы и так можете по нему всё, что даёт приглашение.' },
    unknown: {
      title: 'Такого приглашения нет',
      text: 'Возможно, ссылка скопирована не полностью. Откройте её ещё раз из сообщения.',
    },
  },
};

const en: AccountTexts = {
  title: 'Accounts',
  empty: 'There are no accounts on your list yet',
  emptyText: 'Add an account: you need its number and one fact from the bill.',
  link: 'Add an account',
  toSite: 'To the supplier’s site',
  pay: 'Pay',
  reminders: 'Reminders to pay',
  number: 'Account number',
  address: 'Address',
  right: 'Your right',
  roles: { holder: 'You are the customer', owner: 'Your account', payer: 'The account of somebody close to you' },
  helping: (what, until) => `You help to ${what}, until the end of ${until}`,
  grants: { readings: 'hand in readings', payments: 'pay' },
  and: ' and ',
  closed: 'The account is closed',
  isFirst: 'Shown first',
  change: 'Rename or take off the list',
  nickname: 'Your name for it',
  nicknameHint: 'For example: Cottage, Mum. Only you see it.',
  save: 'Save the name',
  makeFirst: 'Show first',
  unlink: 'Take off the list',
  unlinkText: 'You can put it back within 30 days without proving anything again.',
  unlinkWithHelpers: 'While the account is off your list, your helpers have no access either.',
  takenOff: 'Accounts you took off',
  takenOffText: 'You can still put them back.',
  restore: 'Put back on the list',
  helpers: 'Helpers',
  noHelpers: 'Somebody can hand in readings or pay for you without seeing your name or what you owe.',
  helperStates: {
    waiting: (until, linkUntil) =>
      `the link has not been opened yet and works until ${linkUntil}; access until ${until}`,
    helping: (until) => `has access until the end of ${until}`,
    expired: () => 'the link was not opened in time',
    left: () => 'the helper took the account off their list',
  },
  unnamed: 'Without a name',
  revoke: 'End the access',
  invite: 'Invite a helper',
  outcomes: {
    saved: 'The name is saved',
    first: 'This account is now the first',
    unlinked: 'The account is off your list. You can put it back below',
    restored: 'The account is back on your list',
    revoked: 'The access has ended',
    helping: 'The account was added: now you can help',
    password: 'The password is changed',
    nothing: 'This was done before, or cannot be done any more',
  },
  inviteTitle: 'Invite a helper',
  inviteIntro: 'You will get a link. Send it to somebody you trust: it can be opened once.',
  inviteSees:
    'The helper will see the account number, the address, the meter and the last reading. They will not see your name, what you owe, payments or history.',
  what: 'What will they be able to do?',
  untilOn: 'Until the end of which day',
  untilHint: (last) => `Not later than ${last}. You can end it at any time.`,
  label: 'Who it is for',
  labelHint: 'Optional. So that you do not mix up invitations; the helper does not see it.',
  create: 'Create the link',
  back: 'Back to the accounts',
  faults: {
    no_grants: 'Choose what the helper will be able to do',
    until_past: 'That day is over: enter today or later',
    until_too_far: 'Enter a day within a year',
    until_unreadable: 'Enter a day, such as 31.12.2026',
    too_many: 'There are too many invitations to this account: end some of them first',
  },
  readyTitle: 'The link is ready',
  readyText: (until) => `Send it now: we show it once. It can be opened until ${until}.`,
  readyLabel: 'Text for a message',
  words: (supplier, what, until, link) =>
    `Please help me ${what} (${supplier}) until ${until}. Open the link and sign in: ${link}`,
  copy: 'Copy',
  copied: 'Copied',
  sms: 'Send by SMS',
  readyGone: 'The link was shown already',
  readyGoneText: 'We do not keep it. If it was lost, end the invitation and create a new one.',
  invitationTitle: 'You are asked to help',
  invitationText: (supplier, what, until) =>
    `A customer of ${supplier} lets you ${what} for one account until the end of ${until}.`,
  invitationStreet: 'Where the account is:',
  invitationSees:
    'You will see the account number, the address and the meter. The customer’s name, what they owe and the history stay closed.',
  signInFirst: 'To accept the invitation, sign in or sign up. You will come back here.',
  signIn: 'Sign in',
  signUp: 'Sign up',
  accept: 'Accept the invitation',
  closedStates: {
    accepted_by_you: { title: 'You have accepted this invitation', text: 'The account is on your list.' },
    used: { title: 'The link was used already', text: 'It can be opened once. Ask who invited you to send a new one.' },
    expired: { title: 'The link is too old', text: 'It works for 7 days. Ask who invited you to send a new one.' },
    ended: { title: 'The invitation was withdrawn', text: 'Ask who invited you whether help is still needed.' },
    your_own: {
      title: 'This is your own invitation',
      text: 'Send the link to the helper: only somebody else can accept it.',
    },
    not_needed: {
      title: 'You have this account already',
      text: 'You can do everything that the invitation gives, and more.',
    },
    unknown: {
      title: 'There is no such invitation',
      text: 'The link may not have been copied whole. Open it from the message again.',
    },
  },
};

export const accountTexts: Readonly<Record<PageLanguage, AccountTexts>> = { uk, ru, en };

/** What a helper may do, in words: `передавати показання і оплачувати`. */
export function grantsInWords({ grants: words, and }: AccountTexts, grants: readonly HelperGrant[]): string {
  return grants.map((grant) => words[grant]).join(and);
}

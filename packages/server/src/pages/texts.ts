import type { PageLanguage } from './page.js';

/** What every hosted page says: the frame around it, the parts of forms, and what is said when a page cannot be shown. */
export interface ShellTexts {
  readonly skip: string;
  readonly languages: string;
  readonly error: string;
  /** Above the list of what is wrong in a form. */
  readonly errorSummary: string;
  readonly showPassword: string;
  readonly hidePassword: string;
  /** While a new password is typed: `{n}` becomes how many characters there are. */
  readonly passwordProgress: (atLeast: number) => string;
  readonly passwordReached: string;
  /** The label of the person's own menu. */
  readonly yourCabinet: string;
  readonly signedInAs: string;
  readonly accounts: string;
  readonly pay: string;
  readonly reminders: string;
  readonly profile: string;
  readonly devices: string;
  readonly staff: string;
  readonly signOut: string;
  readonly help: string;
  readonly emergency: string;
  readonly optional: string;
  readonly offline: string;
  readonly sending: string;
  readonly problems: {
    readonly notFound: ProblemText;
    readonly forbidden: ProblemText;
    readonly otherSite: ProblemText;
    readonly needsStrong: ProblemText;
    readonly tooOften: ProblemText;
    readonly tooLarge: ProblemText;
    readonly unavailable: ProblemText;
    readonly internal: ProblemText;
  };
  /** A form was sent after the session had ended. */
  readonly sessionOver: {
    readonly title: string;
    readonly kept: string;
    readonly text: string;
    readonly signIn: string;
    readonly again: string;
  };
  /** `inSpan` says when: `через 5 хвилин`. */
  readonly tryAgainIn: (inSpan: string) => string;
  readonly requestNumber: string;
  readonly toSignIn: string;
  readonly toAccounts: string;
  /** To the supplier's own site. */
  readonly toSite: string;
  readonly tryAgain: string;
}

export interface ProblemText {
  readonly title: string;
  readonly text: string;
}

const uk: ShellTexts = {
  skip: 'Перейти до змісту',
  languages: 'Мова',
  error: 'Помилка',
  errorSummary: 'Перевірте, що введено',
  showPassword: 'Показати пароль',
  hidePassword: 'Сховати пароль',
  passwordProgress: (atLeast) => `Знаків: {n}, потрібно щонайменше ${atLeast}`,
  passwordReached: 'Довжини достатньо',
  yourCabinet: 'Ваш кабінет',
  signedInAs: 'Ви увійшли',
  accounts: 'Рахунки',
  pay: 'Оплата',
  reminders: 'Нагадування',
  profile: 'Профіль',
  devices: 'Пристрої',
  staff: 'Для працівників',
  signOut: 'Вийти',
  help: 'Потрібна допомога? Телефонуйте',
  emergency: 'Аварійна служба',
  optional: 'необов’язково',
  offline: 'Немає зв’язку. Введене не втрачено: натисніть кнопку ще раз, коли з’явиться інтернет.',
  sending: 'Надсилаємо…',
  problems: {
    notFound: {
      title: 'Такої сторінки немає',
      text: 'Можливо, посилання застаріло або набране з помилкою.',
    },
    forbidden: { title: 'Сюди немає доступу', text: 'Ця сторінка не для вашого кабінету.' },
    otherSite: {
      title: 'Форму не прийнято',
      text: 'Вона надійшла не з цієї сторінки. Відкрийте сторінку знову і повторіть, нічого не змінилося.',
    },
    needsStrong: {
      title: 'Потрібне підтвердження',
      text: 'Ця сторінка відкривається лише після входу з кодом або ключем доступу. Вийдіть і увійдіть знову, підтвердивши вхід. Якщо ви щойно відновили пароль, вона відкриється за добу після цього.',
    },
    tooOften: { title: 'Забагато спроб', text: 'Зачекайте трохи і спробуйте ще раз, або зателефонуйте нам.' },
    tooLarge: {
      title: 'Забагато тексту',
      text: 'Надіслане більше, ніж ми можемо прийняти. Скоротіть і надішліть знову.',
    },
    unavailable: {
      title: 'Сервіс тимчасово не працює',
      text: 'Ми вже лагодимо. Спробуйте ще раз за кілька хвилин, нічого з ваших даних не втрачено.',
    },
    internal: {
      title: 'Щось зламалося в нас',
      text: 'Спробуйте ще раз. Якщо не вдасться, зателефонуйте і назвіть номер запиту.',
    },
  },
  sessionOver: {
    title: 'Сеанс завершився',
    kept: 'Введене не втрачено',
    text: 'Увійдіть у новій вкладці, поверніться сюди і надішліть ще раз.',
    signIn: 'Увійти в новій вкладці',
    again: 'Надіслати ще раз',
  },
  tryAgainIn: (inSpan) => `Спробуйте ще раз ${inSpan}.`,
  requestNumber: 'Номер запиту',
  toSignIn: 'До входу',
  toAccounts: 'До моїх рахунків',
  toSite: 'На сайт',
  tryAgain: 'Спробувати ще раз',
};

const ru: ShellTexts = {
  skip: 'Перейти к содержанию',
  languages: 'Язык',
  error: 'Ошибка',
  errorSummary: 'Проверьте, что введено',
  showPassword: 'Показать пароль',
  hidePassword: 'Скрыть пароль',
  passwordProgress: (atLeast) => `Знаков: {n}, нужно не меньше ${atLeast}`,
  passwordReached: 'Длины достаточно',
  yourCabinet: 'Ваш кабинет',
  signedInAs: 'Вы вошли',
  accounts: 'Счета',
  pay: 'Оплата',
  reminders: 'Напоминания',
  profile: 'Профиль',
  devices: 'Устройства',
  staff: 'Для сотрудников',
  signOut: 'Выйти',
  help: 'Нужна помощь? Звоните',
  emergency: 'Аварийная служба',
  optional: 'необязательно',
  offline: 'Нет связи. Введённое не потеряно: нажмите кнопку ещё раз, когда появится интернет.',
  sending: 'Отправляем…',
  problems: {
    notFound: {
      title: 'Такой страницы нет',
      text: 'Возможно, ссылка устарела или набрана с ошибкой.',
    },
    forbidden: { title: 'Сюда нет доступа', text: 'Эта страница не для вашего кабинета.' },
    otherSite: {
      title: 'Форма не принята',
      text: 'Она пришла не с этой страницы. Откройте страницу снова и повторите, ничего не изменилось.',
    },
    needsStrong: {
      title: 'Нужно подтверждение',
      text: 'Эта страница открывается только после входа с кодом или ключом доступа. Выйдите и войдите снова, подтвердив вход. Если вы только что восстановили пароль, она откроется через сутки после этого.',
    },
    tooOften: { title: 'Слишком много попыток', text: 'Подождите немного и попробуйте ещё раз, или позвоните нам.' },
    tooLarge: {
      title: 'Слишком много текста',
      text: 'Отправленное больше, чем мы можем принять. Сократите и отправьте снова.',
    },
    unavailable: {
      title: 'Сервис временно не работает',
      text: 'Мы уже чиним. Попробуйте ещё раз через несколько минут, ваши данные не потеряны.',
    },
    internal: {
      title: 'Что-то сломалось у нас',
      text: 'Попробуйте ещё раз. Если не получится, позвоните и назовите номер запроса.',
    },
  },
  sessionOver: {
    title: 'Сеанс завершился',
    kept: 'Введённое не потеряно',
    text: 'Войдите в новой вкладке, вернитесь сюда и отправьте ещё раз.',
    signIn: 'Войти в новой вкладке',
    again: 'Отправить ещё раз',
  },
  tryAgainIn: (inSpan) => `Попробуйте ещё раз ${inSpan}.`,
  requestNumber: 'Номер запроса',
  toSignIn: 'Ко входу',
  toAccounts: 'К моим счетам',
  toSite: 'На сайт',
  tryAgain: 'Попробовать ещё раз',
};

const en: ShellTexts = {
  skip: 'Skip to the content',
  languages: 'Language',
  error: 'Error',
  errorSummary: 'Check what you entered',
  showPassword: 'Show password',
  hidePassword: 'Hide password',
  passwordProgress: (atLeast) => `Characters: {n}, at least ${atLeast} needed`,
  passwordReached: 'Long enough',
  yourCabinet: 'Your account area',
  signedInAs: 'You are signed in',
  accounts: 'Accounts',
  pay: 'Pay',
  reminders: 'Reminders',
  profile: 'Profile',
  devices: 'Devices',
  staff: 'For staff',
  signOut: 'Sign out',
  help: 'Need help? Call us on',
  emergency: 'Emergency line',
  optional: 'optional',
  offline: 'No connection. What you entered is not lost: press the button again when you are online.',
  sending: 'Sending…',
  problems: {
    notFound: { title: 'There is no such page', text: 'The link may be old or mistyped.' },
    forbidden: { title: 'You cannot open this page', text: 'It does not belong to your account.' },
    otherSite: {
      title: 'The form was not accepted',
      text: 'It did not come from this page. Open the page again and repeat; nothing has changed.',
    },
    needsStrong: {
      title: 'One more step is needed',
      text: 'This page opens only after signing in with a code or a passkey. Sign out and sign in again, confirming it. If you have just reset your password, it opens a day after that.',
    },
    tooOften: { title: 'Too many attempts', text: 'Wait a little and try again, or call us.' },
    tooLarge: { title: 'Too much text', text: 'You sent more than we can take. Shorten it and send it again.' },
    unavailable: {
      title: 'The service is not working right now',
      text: 'We are on it. Try again in a few minutes; none of your data is lost.',
    },
    internal: {
      title: 'Something broke on our side',
      text: 'Try again. If it does not help, call us and give the request number.',
    },
  },
  sessionOver: {
    title: 'Your session has ended',
    kept: 'What you entered is not lost',
    text: 'Sign in in a new tab, come back here and send it again.',
    signIn: 'Sign in in a new tab',
    again: 'Send again',
  },
  tryAgainIn: (inSpan) => `Try again ${inSpan}.`,
  requestNumber: 'Request number',
  toSignIn: 'Sign in',
  toAccounts: 'To my accounts',
  toSite: 'To the site',
  tryAgain: 'Try again',
};

export const shellTexts: Readonly<Record<PageLanguage, ShellTexts>> = { uk, ru, en };

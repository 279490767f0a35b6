import type { PasswordFault } from '../../domain/passwords.js';
import type { ContactFault } from '../../domain/proof.js';
import { atHourUk } from '../../words/moments.js';
import type { PageLanguage } from '../page.js';

/** What can be typed into the one field for both. */
export type ContactKinds = 'both' | 'phone' | 'email';

/** Signing up, signing in, codes, a forgotten password. */
export interface GettingInTexts {
  readonly contact: Readonly<Record<ContactKinds, string>>;
  /** `example` is a phone as it is written in the supplier's country. */
  readonly contactFaults: (example: string) => Readonly<Record<ContactFault, string>>;
  readonly password: string;
  readonly newPassword: string;
  readonly newPasswordHint: (atLeast: number) => string;
  readonly passwordFaults: (atLeast: number) => Readonly<Record<PasswordFault | 'empty', string>>;
  /** `inSpan` says when: `через 5 хвилин`. */
  readonly wait: (inSpan: string) => string;
  readonly busy: string;

  readonly signIn: {
    readonly title: string;
    /** Somebody asked for a page that needs them signed in. */
    readonly toContinue: string;
    /** Where customers sign in on the supplier's own site. */
    readonly staffOnly: string;
    readonly hint: string;
    readonly passwordEmpty: string;
    readonly submit: string;
    readonly wrong: string;
    readonly wrongTitle: string;
    readonly forgotten: string;
    readonly noAccount: string;
    readonly toSignUp: string;
  };
  readonly signUp: {
    readonly title: string;
    readonly intro: string;
    readonly hint: Readonly<Record<ContactKinds, string>>;
    readonly submit: string;
    readonly have: string;
    readonly toSignIn: string;
    readonly taken: string;
    readonly takenText: string;
  };
  readonly code: {
    readonly title: string;
    readonly sent: string;
    readonly lasts: (minutes: number) => string;
    readonly label: string;
    readonly hint: string;
    readonly submit: string;
    readonly unreadable: string;
    readonly wrong: (triesLeft: number) => string;
    readonly tooMany: string;
    readonly expired: string;
    readonly notThere: string;
    /** What also may be, said to everybody alike. */
    readonly whySignUp: string;
    readonly whySignIn: string;
    readonly whyReset: string;
    /** Why it may not have come yet. */
    readonly whyEmail: string;
    readonly whySms: string;
    readonly again: string;
    readonly sentAgain: string;
    /** `at` is a time of day. */
    readonly againAt: (at: string) => string;
    readonly againIn: string;
    readonly againNow: string;
    readonly toOther: (masked: string) => string;
    readonly otherContact: string;
    readonly startAgain: string;
    readonly overTitle: string;
    readonly over: string;
  };
  readonly reset: {
    readonly title: string;
    readonly intro: string;
    readonly submit: string;
    readonly newTitle: string;
    readonly newSubmit: string;
    readonly newNote: string;
    readonly remembered: string;
  };
  readonly signOut: {
    readonly title: string;
    readonly text: string;
    readonly submit: string;
    readonly doneTitle: string;
    readonly done: string;
    readonly again: string;
    readonly toSite: (name: string) => string;
    readonly stay: string;
  };
}

const uk: GettingInTexts = {
  contact: { both: 'Телефон або e-mail', phone: 'Телефон', email: 'E-mail' },
  contactFaults: (example) => ({
    empty: `Введіть телефон, наприклад ${example}, або e-mail`,
    unreadable: `Введіть мобільний телефон повністю, наприклад ${example}, або e-mail, наприклад oksana@example.com`,
    wrong_layout: 'Схоже, розкладка не та: перемкніть клавіатуру на англійську й введіть e-mail ще раз',
    phone_abroad: `На номери інших країн код не надсилаємо: введіть номер, наприклад ${example}, або e-mail`,
    phone_not_served: 'На телефони ми поки не пишемо: введіть e-mail',
    email_not_served: `На e-mail ми поки не пишемо: введіть мобільний телефон, наприклад ${example}`,
  }),
  password: 'Пароль',
  newPassword: 'Новий пароль',
  newPasswordHint: (atLeast) => `Щонайменше ${atLeast} знаків. Найлегше запам’ятати кілька слів підряд.`,
  passwordFaults: (atLeast) => ({
    empty: 'Придумайте пароль',
    too_short: `Додайте знаків: пароль має бути щонайменше з ${atLeast}`,
    too_long: 'Скоротіть пароль до 200 знаків',
    too_common: 'Придумайте інший пароль: цей легко вгадати, він є у списках зламників',
    like_your_contact: 'Придумайте пароль, не схожий на ваш телефон чи e-mail: такий легко вгадати',
  }),
  wait: (inSpan) => `Було забагато спроб. Спробуйте ще раз ${inSpan} або зателефонуйте нам`,
  busy: 'Зараз забагато звернень. Спробуйте ще раз за хвилину: введене не втрачено.',
  signIn: {
    title: 'Вхід',
    toContinue: 'Увійдіть, і ми відкриємо сторінку, яку ви просили.',
    staffOnly: 'Тут входять лише працівники. Споживачі входять на нашому сайті.',
    hint: 'Номер особового рахунку поки не потрібен.',
    passwordEmpty: 'Введіть пароль',
    submit: 'Увійти',
    wrongTitle: 'Не вдалося увійти',
    wrong:
      'Пароль не підходить або такого контакту в нас немає. Перевірте розкладку, великі літери і те, з яким контактом ви реєструвалися.',
    forgotten: 'Забули пароль?',
    noAccount: 'Ще не маєте кабінету?',
    toSignUp: 'Зареєструватися',
  },
  signUp: {
    title: 'Реєстрація',
    intro: 'Знадобиться близько хвилини. Рахунок додасте потім, за квитанцією.',
    hint: {
      both: 'Надішлемо сюди код підтвердження.',
      phone: 'Надішлемо SMS з кодом підтвердження.',
      email: 'Надішлемо листа з кодом підтвердження.',
    },
    submit: 'Отримати код',
    have: 'Вже реєструвалися?',
    toSignIn: 'Увійти',
    taken: 'Ви вже зареєстровані',
    takenText: 'Увійдіть з цим контактом. Якщо пароль забули, його можна відновити.',
  },
  code: {
    title: 'Введіть код',
    sent: 'Код підтвердження надсилаємо на',
    lasts: (minutes) => `Він діє ${minutes} хвилин.`,
    label: 'Код з повідомлення',
    hint: '6 цифр',
    submit: 'Підтвердити',
    unreadable: 'Введіть 6 цифр з повідомлення',
    wrong: (triesLeft) => `Код не підходить, перевірте цифри. Залишилося спроб: ${triesLeft}`,
    tooMany: 'Спроби для цього коду закінчилися. Надішліть новий код',
    expired: 'Цей код уже не діє. Надішліть новий код',
    notThere: 'Код не прийшов?',
    whySignUp: 'Якщо ви вже реєструвалися, замість коду прийде повідомлення про це.',
    whySignIn: 'Код питаємо на кожному новому пристрої, а в працівників щоразу.',
    whyReset: 'Код прийде, якщо з цим контактом реєструвалися. Спробуйте інший, якщо їх у вас кілька.',
    whyEmail: 'Зачекайте хвилину. Лист міг потрапити до спаму.',
    whySms: 'Зачекайте хвилину. SMS приходить, коли телефон увімкнено і є зв’язок.',
    again: 'Надіслати новий код',
    sentAgain: 'Новий код уже в дорозі. Попередній більше не діє.',
    againAt: (at) => `Новий код можна попросити ${atHourUk(at)}.`,
    againIn: 'Новий код можна попросити через {time}.',
    againNow: 'Тепер можна попросити новий код.',
    toOther: (masked) => `Надіслати код на ${masked}`,
    otherContact: 'Вказати інший телефон або e-mail',
    startAgain: 'Почати спочатку',
    overTitle: 'Код більше не чекаємо',
    over: 'Минуло забагато часу, або код уже використано. Почніть спочатку: це швидко.',
  },
  reset: {
    title: 'Відновлення пароля',
    intro: 'Введіть контакт, з яким реєструвалися. Надішлемо код, і ви придумаєте новий пароль.',
    submit: 'Отримати код',
    newTitle: 'Новий пароль',
    newSubmit: 'Зберегти пароль і увійти',
    newNote: 'На інших пристроях доведеться увійти знову.',
    remembered: 'Згадали пароль? Увійти',
  },
  signOut: {
    title: 'Вийти з кабінету?',
    text: 'На цьому пристрої доведеться увійти знову.',
    submit: 'Вийти',
    doneTitle: 'Ви вийшли',
    done: 'Якщо пристрій не ваш, закрийте це вікно.',
    again: 'Увійти знову',
    toSite: (name) => `На сайт ${name}`,
    stay: 'Залишитися',
  },
};

const ru: GettingInTexts = {
  contact: { both: 'Телефон или e-mail', phone: 'Телефон', email: 'E-mail' },
  contactFaults: (example) => ({
    empty: `Введите телефон, например ${example}, или e-mail`,
    unreadable: `Введите мобильный телефон полностью, например ${example}, или e-mail, например oksana@example.com`,
    wrong_layout: 'Похоже, раскладка не та: переключите клавиатуру на английскую и введите e-mail ещё раз',
    phone_abroad: `На номера других стран код не отправляем: введите номер, например ${example}, или e-mail`,
    phone_not_served: 'На телефоны мы пока не пишем: введите e-mail',
    email_not_served: `На e-mail мы пока не пишем: введите мобильный телефон, например ${example}`,
  }),
  password: 'Пароль',
  newPassword: 'Новый пароль',
  newPasswordHint: (atLeast) => `Не меньше ${atLeast} знаков. Легче всего запомнить несколько слов подряд.`,
  passwordFaults: (atLeast) => ({
    empty: 'Придумайте пароль',
    too_short: `Добавьте знаков: в пароле их должно быть не меньше ${atLeast}`,
    too_long: 'Сократите пароль до 200 знаков',
    too_common: 'Придумайте другой пароль: этот легко угадать, он есть в списках взломщиков',
    like_your_contact: 'Придумайте пароль, не похожий на ваш телефон или e-mail: такой легко угадать',
  }),
  wait: (inSpan) => `Было слишком много попыток. Попробуйте ещё раз ${inSpan} или позвоните нам`,
  busy: 'Сейчас слишком много обращений. Попробуйте ещё раз через минуту: введённое не потеряно.',
  signIn: {
    title: 'Вход',
    toContinue: 'Войдите, и мы откроем страницу, которую вы просили.',
    staffOnly: 'Здесь входят только сотрудники. Потребители входят на нашем сайте.',
    hint: 'Номер лицевого счёта пока не нужен.',
    passwordEmpty: 'Введите пароль',
    submit: 'Войти',
    wrongTitle: 'Не удалось войти',
    wrong:
      'Пароль не подходит, или такого контакта у нас нет. Проверьте раскладку, заглавные буквы и то, с каким контактом вы регистрировались.',
    forgotten: 'Забыли пароль?',
    noAccount: 'Ещё нет кабинета?',
    toSignUp: 'Зарегистрироваться',
  },
  signUp: {
    title: 'Регистрация',
    intro: 'Понадобится около минуты. Счёт добавите потом, по квитанции.',
    hint: {
      both: 'Отправим сюда код подтверждения.',
      phone: 'Отправим SMS с кодом подтверждения.',
      email: 'Отправим письмо с кодом подтверждения.',
    },
    submit: 'Получить код',
    have: 'Уже регистрировались?',
    toSignIn: 'Войти',
    taken: 'Вы уже зарегистрированы',
    takenText: 'Войдите с этим контактом. Если пароль забыт, его можно восстановить.',
  },
  code: {
    title: 'Введите код',
    sent: 'Код подтверждения отправляем на',
    lasts: (minutes) => `Он действует ${minutes} минут.`,
    label: 'Код из сообщения',
    hint: '6 цифр',
    submit: 'Подтвердить',
    unreadable: 'Введите 6 цифр из сообщения',
    wrong: (triesLeft) => `Код не подходит, проверьте цифры. Осталось попыток: ${triesLeft}`,
    tooMany: 'Попытки для этого кода закончились. Отправьте новый код',
    expired: 'Этот код уже не действует. Отправьте новый код',
    notThere: 'Код не пришёл?',
    whySignUp: 'Если вы уже регистрировались, вместо кода придёт сообщение об этом.',
    whySignIn: 'Код спрашиваем на каждом новом устройстве, а у сотрудников каждый раз.',
    whyReset: 'Код придёт, если с этим контактом регистрировались. Попробуйте другой, если их у вас несколько.',
    whyEmail: 'Подождите минуту. Письмо могло попасть в спам.',
    whySms: 'Подождите минуту. SMS приходит, когда телефон включён и есть связь.',
    again: 'Отправить новый код',
    sentAgain: 'Новый код уже в пути. Прежний больше не действует.',
    againAt: (at) => `Новый код можно попросить в ${at}.`,
    againIn: 'Новый код можно попросить через {time}.',
    againNow: 'Теперь можно попросить новый код.',
    toOther: (masked) => `Отправить код на ${masked}`,
    otherContact: 'Указать другой телефон или e-mail',
    startAgain: 'Начать сначала',
    overTitle: 'Код больше не ждём',
    over: 'Прошло слишком много времени, или код уже использован. Начните сначала: это быстро.',
  },
  reset: {
    title: 'Восстановление пароля',
    intro: 'Введите контакт, с которым регистрировались. Отправим код, и вы придумаете новый пароль.',
    submit: 'Получить код',
    newTitle: 'Новый пароль',
    newSubmit: 'Сохранить пароль и войти',
    newNote: 'На других устройствах придётся войти снова.',
    remembered: 'Вспомнили пароль? Войти',
  },
  signOut: {
    title: 'Выйти из кабинета?',
    text: 'На этом устройстве придётся войти снова.',
    submit: 'Выйти',
    doneTitle: 'Вы вышли',
    done: 'Если устройство не ваше, закройте это окно.',
    again: 'Войти снова',
    toSite: (name) => `На сайт ${name}`,
    stay: 'Остаться',
  },
};

const en: GettingInTexts = {
  contact: { both: 'Phone or email', phone: 'Phone', email: 'Email' },
  contactFaults: (example) => ({
    empty: `Enter your phone, such as ${example}, or your email`,
    unreadable: `Enter the whole mobile number, such as ${example}, or an email, such as oksana@example.com`,
    wrong_layout: 'This looks like another keyboard layout: switch to English and enter the email again',
    phone_abroad: `We send no codes to phones of other countries: enter one such as ${example}, or your email`,
    phone_not_served: 'We do not write to phones yet: enter your email',
    email_not_served: `We do not write to email yet: enter your mobile phone, such as ${example}`,
  }),
  password: 'Password',
  newPassword: 'New password',
  newPasswordHint: (atLeast) => `At least ${atLeast} characters. A few words in a row are the easiest to remember.`,
  passwordFaults: (atLeast) => ({
    empty: 'Make up a password',
    too_short: `Add more characters: a password has at least ${atLeast}`,
    too_long: 'Shorten the password to 200 characters',
    too_common: 'Make up another password: this one is easy to guess, it is on the lists that break-ins use',
    like_your_contact: 'Make up a password unlike your phone or email: such a one is easy to guess',
  }),
  wait: (inSpan) => `There were too many attempts. Try again ${inSpan}, or call us`,
  busy: 'There are too many requests right now. Try again in a minute: what you entered is not lost.',
  signIn: {
    title: 'Sign in',
    toContinue: 'Sign in and we will open the page you asked for.',
    staffOnly: 'Only staff sign in here. Customers sign in on our site.',
    hint: 'You do not need your account number yet.',
    passwordEmpty: 'Enter your password',
    submit: 'Sign in',
    wrongTitle: 'You are not signed in',
    wrong:
      'The password does not match, or we have no such contact. Check the keyboard language, capital letters, and which contact you signed up with.',
    forgotten: 'Forgot your password?',
    noAccount: 'New here?',
    toSignUp: 'Sign up',
  },
  signUp: {
    title: 'Sign up',
    intro: 'It takes about a minute. You will add your account later, from a bill.',
    hint: {
      both: 'We will send a confirmation code here.',
      phone: 'We will text you a confirmation code.',
      email: 'We will email you a confirmation code.',
    },
    submit: 'Get a code',
    have: 'Signed up before?',
    toSignIn: 'Sign in',
    taken: 'You have signed up already',
    takenText: 'Sign in with this contact. If you forgot the password, you can set a new one.',
  },
  code: {
    title: 'Enter the code',
    sent: 'We are sending a confirmation code to',
    lasts: (minutes) => `It works for ${minutes} minutes.`,
    label: 'Code from the message',
    hint: '6 digits',
    submit: 'Confirm',
    unreadable: 'Enter the 6 digits from the message',
    wrong: (triesLeft) => `The code does not match, check the digits. Attempts left: ${triesLeft}`,
    tooMany: 'There are no attempts left for this code. Send a new one',
    expired: 'This code does not work any more. Send a new one',
    notThere: 'No code yet?',
    whySignUp: 'If you have signed up before, a message saying so comes instead of a code.',
    whySignIn: 'We ask for a code on every new device, and our staff for one each time.',
    whyReset: 'A code comes if somebody signed up with this contact. Try another one if you have several.',
    whyEmail: 'Wait a minute. The email may be in your spam folder.',
    whySms: 'Wait a minute. An SMS comes when the phone is on and has a signal.',
    again: 'Send a new code',
    sentAgain: 'A new code is on its way. The one before does not work any more.',
    againAt: (at) => `You can ask for a new code at ${at}.`,
    againIn: 'You can ask for a new code in {time}.',
    againNow: 'You can ask for a new code now.',
    toOther: (masked) => `Send a code to ${masked}`,
    otherContact: 'Use another phone or email',
    startAgain: 'Start again',
    overTitle: 'This code is over',
    over: 'Too much time has passed, or the code was used. Start again: it is quick.',
  },
  reset: {
    title: 'Set a new password',
    intro: 'Enter the contact you signed up with. We will send a code, and you will make up a new password.',
    submit: 'Get a code',
    newTitle: 'New password',
    newSubmit: 'Save and sign in',
    newNote: 'You will have to sign in again on other devices.',
    remembered: 'Remembered it? Sign in',
  },
  signOut: {
    title: 'Sign out?',
    text: 'You will have to sign in again on this device.',
    submit: 'Sign out',
    doneTitle: 'You are signed out',
    done: 'If this device is not yours, close this window.',
    again: 'Sign in again',
    toSite: (name) => `To the site of ${name}`,
    stay: 'Stay',
  },
};

export const gettingInTexts: Readonly<Record<PageLanguage, GettingInTexts>> = { uk, ru, en };

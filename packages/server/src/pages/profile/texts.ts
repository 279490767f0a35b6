import type { PageLanguage } from '../page.js';

/** What the profile and the pages below it say. */
export interface ProfileTexts {
  readonly title: string;
  readonly toProfile: string;
  readonly done: Readonly<Record<ProfileOutcome, string>>;
  readonly about: string;
  readonly name: string;
  readonly nameHint: string;
  readonly kind: string;
  readonly kinds: Readonly<Record<'household' | 'entrepreneur' | 'legal_entity', string>>;
  readonly language: string;
  readonly languageHint: string;
  readonly save: string;
  readonly nameTooLong: string;

  readonly contacts: string;
  readonly contactsHint: string;
  readonly change: string;
  readonly remove: string;
  readonly addContact: string;
  readonly changeContact: (contact: string) => string;
  readonly contactHint: string;
  readonly contactSame: string;
  readonly sendCode: string;
  readonly removeTitle: string;
  readonly removeText: (contact: string) => string;
  readonly lastContact: string;

  readonly password: string;
  readonly passwordText: string;
  readonly passwordNone: string;
  readonly changePassword: string;
  readonly setPassword: string;
  readonly oldPassword: string;

  readonly passkeys: string;
  readonly passkeysNone: string;
  readonly passkeyUnnamed: string;
  readonly passkeyUsed: (when: string) => string;
  readonly passkeyAdded: (when: string) => string;

  readonly staff: string;

  readonly data: string;
  readonly dataText: string;
  readonly download: string;
  readonly downloadTitle: string;
  readonly downloadText: string;
  readonly erase: string;
  readonly eraseTitle: string;
  readonly eraseGoes: string;
  readonly eraseGoesList: readonly string[];
  readonly eraseStays: string;
  readonly eraseStaysList: readonly string[];
  readonly eraseAgain: string;
  readonly eraseButton: string;
  readonly erasedTitle: string;
  readonly erasedText: string;
  readonly signUp: string;

  readonly currentPassword: string;
  readonly currentPasswordHint: string;
  readonly wrongPassword: string;
  readonly signInAgainTitle: string;
  readonly signInAgainText: string;
}

/** What was just done, as the address says it after a form was sent. */
export const PROFILE_OUTCOMES = [
  'saved',
  'contact_added',
  'contact_changed',
  'contact_removed',
  'password_changed',
  'passkey_added',
  'passkey_renamed',
  'passkey_removed',
] as const;
export type ProfileOutcome = (typeof PROFILE_OUTCOMES)[number];

const uk: ProfileTexts = {
  title: 'Профіль',
  toProfile: 'До профілю',
  done: {
    saved: 'Збережено',
    contact_added: 'Контакт додано',
    contact_changed: 'Контакт змінено',
    contact_removed: 'Контакт прибрано',
    password_changed: 'Пароль змінено, інші пристрої вийшли з кабінету',
    passkey_added: 'Ключ доступу додано',
    passkey_renamed: 'Ключ доступу перейменовано',
    passkey_removed: 'Ключ доступу прибрано',
  },
  about: 'Про вас',
  name: 'Як до вас звертатися',
  nameHint: 'Наприклад, Олена Петрівна або ФОП Коваль О. П. Можна не заповнювати.',
  kind: 'Ви',
  kinds: { household: 'побутовий споживач', entrepreneur: 'ФОП', legal_entity: 'юридична особа' },
  language: 'Мова листів і повідомлень',
  languageHint: 'Мову сторінок можна змінити вгорі.',
  save: 'Зберегти',
  nameTooLong: 'Скоротіть ім’я до 100 знаків',
  contacts: 'Контакти для входу',
  contactsHint: 'Ними ви входите в кабінет, на них приходять коди.',
  change: 'Змінити',
  remove: 'Прибрати',
  addContact: 'Додати телефон або e-mail',
  changeContact: (contact) => `Замість ${contact}`,
  contactHint: 'Надішлемо туди код, щоб переконатися, що контакт ваш.',
  contactSame: 'Цей контакт уже ваш. Введіть інший',
  sendCode: 'Надіслати код',
  removeTitle: 'Прибрати контакт',
  removeText: (contact) => `${contact}: входити ним більше не можна буде, і повідомлення туди не приходитимуть.`,
  lastContact: 'Це ваш єдиний контакт. Спершу додайте інший, інакше ви не зможете увійти.',
  password: 'Пароль',
  passwordText: 'Після зміни пароля інші пристрої вийдуть з кабінету.',
  passwordNone: 'Пароля немає: ви входите ключем доступу.',
  changePassword: 'Змінити пароль',
  setPassword: 'Створити пароль',
  oldPassword: 'Теперішній пароль',
  passkeys: 'Ключі доступу',
  passkeysNone: 'Ключів доступу ще немає.',
  passkeyUnnamed: 'Ключ доступу',
  passkeyUsed: (when) => `останній вхід: ${when}`,
  passkeyAdded: (when) => `додано: ${when}`,
  staff: 'Для працівників',
  data: 'Ваші дані',
  dataText: 'Ви можете взяти з собою все, що ми про вас зберігаємо, або видалити свій кабінет.',
  download: 'Завантажити мої дані',
  downloadTitle: 'Завантажити мої дані',
  downloadText:
    'Один файл JSON: профіль, контакти, рахунки у вашому кабінеті, показання, які ви передали, запити, звернення, записи на прийом, входи та записи про дії.',
  erase: 'Видалити мій кабінет',
  eraseTitle: 'Видалити мій кабінет',
  eraseGoes: 'Зникне назавжди',
  eraseGoesList: [
    'ім’я, телефони та e-mail, пароль і ключі доступу',
    'входи на всіх пристроях',
    'рахунки у вашому кабінеті, їхні назви та доступ помічників, яких ви запросили',
    'тексти ваших запитів на додавання рахунку',
    'планові платежі з картками, нагадування і календар',
    'усе, що ви писали у зверненнях, файли та відповіді; звернення без відповіді буде відкликано',
  ],
  eraseStays: 'Залишиться в постачальника',
  eraseStaysList: [
    'особовий рахунок, нарахування й оплати: це облік постачальника, і вести його зобов’язує закон',
    'передані показання та фото лічильника: за ними нараховано плату',
    'записи, що і коли зроблено, без імен і контактів',
  ],
  eraseAgain: 'З тим самим телефоном чи e-mail можна зареєструватися знову, але рахунки доведеться додати наново.',
  eraseButton: 'Видалити назавжди',
  erasedTitle: 'Ваш кабінет видалено',
  erasedText: 'Ми видалили все, що ви тут про себе залишили, і повідомили про це на ваш контакт.',
  signUp: 'Зареєструватися знову',
  currentPassword: 'Пароль',
  currentPasswordHint: 'Щоб переконатися, що це ви.',
  wrongPassword: 'Пароль не підійшов. Перевірте розкладку й великі літери',
  signInAgainTitle: 'Увійдіть ще раз',
  signInAgainText:
    'Пароля у вас немає, тож підтвердьте, що це ви: вийдіть, увійдіть ключем доступу й протягом 10 хвилин поверніться сюди. Або задайте пароль: на сторінці входу натисніть «Забули пароль?».',
};

const ru: ProfileTexts = {
  title: 'Профиль',
  toProfile: 'К профилю',
  done: {
    saved: 'Сохранено',
    contact_added: 'Контакт добавлен',
    contact_changed: 'Контакт изменён',
    contact_removed: 'Контакт убран',
    password_changed: 'Пароль изменён, другие устройства вышли из кабинета',
    passkey_added: 'Ключ доступа добавлен',
    passkey_renamed: 'Ключ доступа переименован',
    passkey_removed: 'Ключ доступа убран',
  },
  about: 'О вас',
  name: 'Как к вам обращаться',
  nameHint: 'Например, Елена Петровна или ИП Коваль Е. П. Можно не заполнять.',
  kind: 'Вы',
  kinds: { household: 'бытовой потребитель', entrepreneur: 'ИП', legal_entity: 'юридическое лицо' },
  language: 'Язык писем и сообщений',
  languageHint: 'Язык страниц можно сменить вверху.',
  save: 'Сохранить',
  nameTooLong: 'Сократите имя до 100 знаков',
  contacts: 'Контакты для входа',
  contactsHint: 'По ним вы входите в кабинет, на них приходят коды.',
  change: 'Изменить',
  remove: 'Убрать',
  addContact: 'Добавить телефон или e-mail',
  changeContact: (contact) => `Вместо ${contact}`,
  contactHint: 'Отправим туда код, чтобы убедиться, что контакт ваш.',
  contactSame: 'Этот контакт уже ваш. Введите другой',
  sendCode: 'Отправить код',
  removeTitle: 'Убрать контакт',
  removeText: (contact) => `${contact}: входить по нему больше нельзя будет, и сообщения туда не придут.`,
  lastContact: 'Это ваш единственный контакт. Сначала добавьте другой, иначе вы не сможете войти.',
  password: 'Пароль',
  passwordText: 'После смены пароля другие устройства выйдут из кабинета.',
  passwordNone: 'Пароля нет: вы входите с ключом доступа.',
  changePassword: 'Сменить пароль',
  setPassword: 'Создать пароль',
  oldPassword: 'Нынешний пароль',
  passkeys: 'Ключи доступа',
  passkeysNone: 'Ключей доступа ещё нет.',
  passkeyUnnamed: 'Ключ доступа',
  passkeyUsed: (when) => `последний вход: ${when}`,
  passkeyAdded: (when) => `добавлен: ${when}`,
  staff: 'Для сотрудников',
  data: 'Ваши данные',
  dataText: 'Вы можете взять с собой всё, что мы о вас храним, или удалить свой кабинет.',
  download: 'Скачать мои данные',
  downloadTitle: 'Скачать мои данные',
  downloadText:
    'Один файл JSON: профиль, контакты, счета в вашем кабинете, показания, которые вы передали, запросы, обращения, записи на приём, входы и записи о действиях.',
  erase: 'Удалить мой кабинет',
  eraseTitle: 'Удалить мой кабинет',
  eraseGoes: 'Исчезнет навсегда',
  eraseGoesList: [
    'имя, телефоны и e-mail, пароль и ключи доступа',
    'входы на всех устройствах',
    'счета в вашем кабинете, их названия и доступ помощников, которых вы пригласили',
    'тексты ваших запросов на добавление счёта',
    'плановые платежи с картами, напоминания и календарь',
    'всё, что вы писали в обращениях, файлы и ответы; обращения без ответа будут отозваны',
  ],
  eraseStays: 'Останется у поставщика',
  eraseStaysList: [
    'лицевой счёт, начисления и оплаты: это учёт поставщика, и вести его обязывает закон',
    'переданные показания и фото счётчика: по ним начислена плата',
    'записи, что и когда сделано, без имён и контактов',
  ],
  eraseAgain: 'С тем же телефоном или e-mail можно зарегистрироваться снова, но счета придётся добавить заново.',
  eraseButton: 'Удалить навсегда',
  erasedTitle: 'Ваш кабинет удалён',
  erasedText: 'Мы удалили всё, что вы здесь о себе оставили, и сообщили об этом на ваш контакт.',
  signUp: 'Зарегистрироваться снова',
  currentPassword: 'Пароль',
  currentPasswordHint: 'Чтобы убедиться, что это вы.',
  wrongPassword: 'Пароль не подошёл. Проверьте раскладку и большие буквы',
  signInAgainTitle: 'Войдите ещё раз',
  signInAgainText:
    'Пароля у вас нет, поэтому подтвердите, что это вы: выйдите, войдите с ключом доступа и в течение 10 минут вернитесь сюда. Или задайте пароль: на странице входа нажмите «Забыли пароль?».',
};

const en: ProfileTexts = {
  title: 'Profile',
  toProfile: 'To the profile',
  done: {
    saved: 'Saved',
    contact_added: 'The contact was added',
    contact_changed: 'The contact was changed',
    contact_removed: 'The contact was removed',
    password_changed: 'The password was changed, other devices were signed out',
    passkey_added: 'Passkey added',
    passkey_renamed: 'Passkey renamed',
    passkey_removed: 'Passkey removed',
  },
  about: 'About you',
  name: 'How to address you',
  nameHint: 'Such as Olena Petrivna, or the name of your business. May be left empty.',
  kind: 'You are',
  kinds: { household: 'a household', entrepreneur: 'an entrepreneur', legal_entity: 'a legal entity' },
  language: 'Language of letters and messages',
  languageHint: 'The language of these pages is changed above.',
  save: 'Save',
  nameTooLong: 'Shorten the name to 100 characters',
  contacts: 'Contacts to sign in with',
  contactsHint: 'You sign in with them, and codes are sent there.',
  change: 'Change',
  remove: 'Remove',
  addContact: 'Add a phone or email',
  changeContact: (contact) => `Instead of ${contact}`,
  contactHint: 'We will send a code there to make sure that it is yours.',
  contactSame: 'This contact is yours already. Enter another one',
  sendCode: 'Send the code',
  removeTitle: 'Remove the contact',
  removeText: (contact) => `${contact}: you will not be able to sign in with it, and nothing will be sent there.`,
  lastContact: 'This is your only contact. Add another one first, or you could not sign in.',
  password: 'Password',
  passwordText: 'When the password is changed, other devices are signed out.',
  passwordNone: 'There is no password: you sign in with a passkey.',
  changePassword: 'Change the password',
  setPassword: 'Set a password',
  oldPassword: 'Present password',
  passkeys: 'Passkeys',
  passkeysNone: 'There are no passkeys yet.',
  passkeyUnnamed: 'Passkey',
  passkeyUsed: (when) => `last used: ${when}`,
  passkeyAdded: (when) => `added: ${when}`,
  staff: 'For staff',
  data: 'Your data',
  dataText: 'You can take along all that we keep about you, or erase your sign-in.',
  download: 'Download my data',
  downloadTitle: 'Download my data',
  downloadText:
    'One JSON file: profile, contacts, the accounts on your list, the readings you handed in, requests, appeals, appointments, sign-ins and the record of what was done.',
  erase: 'Erase me',
  eraseTitle: 'Erase me',
  eraseGoes: 'Gone for good',
  eraseGoesList: [
    'your name, phones and emails, password and passkeys',
    'sign-ins on all devices',
    'the accounts on your list, your names for them, and the access of helpers you invited',
    'the texts of your requests to add an account',
    'planned payments with their cards, reminders and the calendar',
    'all that you wrote in appeals, with files and answers; those not answered yet are taken back',
  ],
  eraseStays: 'Stays with the supplier',
  eraseStaysList: [
    'the account itself, charges and payments: they are the supplier’s books, which the law makes it keep',
    'readings handed in and photos of the meter: bills were made by them',
    'the record of what was done when, without names or contacts',
  ],
  eraseAgain: 'You can sign up again with the same phone or email, but will have to add your accounts anew.',
  eraseButton: 'Erase for good',
  erasedTitle: 'You were erased',
  erasedText: 'We erased all that you left here about yourself, and told your contact.',
  signUp: 'Sign up again',
  currentPassword: 'Password',
  currentPasswordHint: 'To make sure that it is you.',
  wrongPassword: 'The password did not match. Check the keyboard’s language and capital letters',
  signInAgainTitle: 'Sign in again',
  signInAgainText:
    'You have no password, so confirm that it is you: sign out, sign in with a passkey, and come back here within 10 minutes. Or set a password: press “Forgot your password?” on the sign-in page.',
};

export const profileTexts: Readonly<Record<PageLanguage, ProfileTexts>> = { uk, ru, en };

import type { PageLanguage } from '../page.js';

/** What pages say about passkeys. */
export interface PasskeyTexts {
  readonly explained: string;
  readonly signIn: string;
  readonly wrongTitle: string;
  readonly wrong: string;
  readonly expired: string;
  readonly notSignedIn: string;
  readonly withoutPassword: string;
  readonly withoutPasswordHint: string;
  readonly chooseTitle: string;
  readonly proven: string;
  readonly make: string;
  readonly orPassword: string;
  readonly withPassword: string;
  readonly notMadeTitle: string;
  readonly notMade: string;
  readonly exists: string;
  readonly unreachable: string;
  readonly needsScript: string;
  readonly tooMany: string;
  readonly add: string;
  readonly label: string;
  readonly labelHint: string;
  readonly rename: string;
  readonly renameTitle: string;
  readonly removeTitle: string;
  readonly removeText: (label: string) => string;
  readonly lastWayIn: string;
  readonly lastWayInText: string;
}

const uk: PasskeyTexts = {
  explained:
    'Ключ доступу замінює пароль: ви підтверджуєте вхід відбитком пальця, обличчям або PIN-кодом свого пристрою.',
  signIn: 'Увійти з ключем доступу',
  wrongTitle: 'Не вдалося увійти',
  wrong:
    'Цей ключ доступу тут не діє: можливо, його прибрано або він від іншого кабінету. Увійдіть з паролем або оберіть інший ключ.',
  expired: 'Час на підтвердження минув. Спробуйте ще раз.',
  notSignedIn: 'Ключ доступу не підтверджено. Спробуйте ще раз або увійдіть з паролем.',
  withoutPassword: 'Без пароля, з ключем доступу',
  withoutPasswordHint: 'Після коду пристрій попросить відбиток, обличчя або PIN-код.',
  chooseTitle: 'Як ви входитимете',
  proven: 'Підтверджено:',
  make: 'Створити ключ доступу',
  orPassword: 'Або пароль',
  withPassword: 'Завершити з паролем',
  notMadeTitle: 'Ключ доступу не створено',
  notMade: 'Ключ доступу не створено. Спробуйте ще раз: пристрій попросить підтвердити, що це ви.',
  exists: 'На цьому пристрої вже є ваш ключ доступу до цього кабінету.',
  unreachable: 'Немає зв’язку з кабінетом. Перевірте інтернет і спробуйте ще раз.',
  needsScript: 'Щоб додати ключ доступу, увімкніть у браузері JavaScript. Усе інше працює і без нього.',
  tooMany: 'Ключів доступу вже забагато. Приберіть ті, якими не користуєтеся.',
  add: 'Додати ключ доступу',
  label: 'Назва ключа',
  labelHint: 'Щоб упізнати його потім, наприклад «Мій телефон». Можна не заповнювати.',
  rename: 'Перейменувати',
  renameTitle: 'Назва ключа доступу',
  removeTitle: 'Прибрати ключ доступу?',
  removeText: (label) =>
    `Ключем «${label}» більше не можна буде увійти. На самому пристрої його можна видалити в налаштуваннях паролів.`,
  lastWayIn: 'Це ваш єдиний спосіб увійти',
  lastWayInText: 'Спочатку створіть пароль або додайте інший ключ доступу.',
};

const ru: PasskeyTexts = {
  explained:
    'Ключ доступа заменяет пароль: вы подтверждаете вход отпечатком пальца, лицом или PIN-кодом своего устройства.',
  signIn: 'Войти с ключом доступа',
  wrongTitle: 'Не удалось войти',
  wrong:
    'Этот ключ доступа здесь не действует: возможно, его убрали или относится к другому кабинету. Войдите с паролем или выберите другой ключ.',
  expired: 'Время на подтверждение вышло. Попробуйте ещё раз.',
  notSignedIn: 'Ключ доступа не подтверждён. Попробуйте ещё раз или войдите с паролем.',
  withoutPassword: 'Без пароля, с ключом доступа',
  withoutPasswordHint: 'После кода устройство попросит отпечаток, лицо или PIN-код.',
  chooseTitle: 'Как вы будете входить',
  proven: 'Подтверждено:',
  make: 'Создать ключ доступа',
  orPassword: 'Или пароль',
  withPassword: 'Завершить с паролем',
  notMadeTitle: 'Ключ доступа не создан',
  notMade: 'Ключ доступа не создан. Попробуйте ещё раз: устройство попросит подтвердить, что это вы.',
  exists: 'На этом устройстве уже есть ваш ключ доступа к этому кабинету.',
  unreachable: 'Нет связи с кабинетом. Проверьте интернет и попробуйте ещё раз.',
  needsScript: 'Чтобы добавить ключ доступа, включите в браузере JavaScript. Всё остальное работает и без него.',
  tooMany: 'Ключей доступа уже слишком много. Уберите те, которыми не пользуетесь.',
  add: 'Добавить ключ доступа',
  label: 'Название ключа',
  labelHint: 'Чтобы узнать его потом, например «Мой телефон». Можно не заполнять.',
  rename: 'Переименовать',
  renameTitle: 'Название ключа доступа',
  removeTitle: 'Убрать ключ доступа?',
  removeText: (label) =>
    `Ключом «${label}» больше нельзя будет войти. На самом устройстве его можно удалить в настройках паролей.`,
  lastWayIn: 'Это ваш единственный способ войти',
  lastWayInText: 'Сначала задайте пароль или добавьте другой ключ доступа.',
};

const en: PasskeyTexts = {
  explained:
    'A passkey replaces the password: you confirm signing in with your fingerprint, face or the PIN of your device.',
  signIn: 'Sign in with a passkey',
  wrongTitle: 'You are not signed in',
  wrong:
    'This passkey does not work here: it may have been removed, or belong to another account. Sign in with your password, or choose another passkey.',
  expired: 'The time to confirm ran out. Try again.',
  notSignedIn: 'The passkey was not confirmed. Try again, or sign in with your password.',
  withoutPassword: 'No password, use a passkey',
  withoutPasswordHint: 'After the code your device asks for your fingerprint, face or PIN.',
  chooseTitle: 'How you will sign in',
  proven: 'Confirmed:',
  make: 'Create a passkey',
  orPassword: 'Or a password',
  withPassword: 'Finish with a password',
  notMadeTitle: 'The passkey was not created',
  notMade: 'The passkey was not created. Try again: your device will ask you to confirm that it is you.',
  exists: 'This device already has your passkey for this account.',
  unreachable: 'We cannot be reached. Check your connection and try again.',
  needsScript: 'To add a passkey, turn on JavaScript in your browser. All the rest works without it.',
  tooMany: 'There are too many passkeys already. Remove those you do not use.',
  add: 'Add a passkey',
  label: 'Passkey name',
  labelHint: 'To know it again later, such as "My phone". You can leave it empty.',
  rename: 'Rename',
  renameTitle: 'Passkey name',
  removeTitle: 'Remove the passkey?',
  removeText: (label) =>
    `Nobody will be able to sign in with "${label}" any more. On the device itself you can delete it in the password settings.`,
  lastWayIn: 'This is your only way to sign in',
  lastWayInText: 'Set a password or add another passkey first.',
};

export const passkeyTexts: Readonly<Record<PageLanguage, PasskeyTexts>> = { uk, ru, en };

import type { ThemeName } from './frame.js';

/** What the docs' own machinery says; guides say the rest. Every language has every word: a missing one does not compile. */
export interface Words {
  readonly search: {
    readonly label: string;
    readonly hint: string;
    readonly none: string;
    readonly close: string;
    readonly found: string;
  };
  readonly preview: string;
  readonly state: string;
  readonly states: Readonly<Record<'ready' | 'loading' | 'empty' | 'error' | 'offline' | 'unauthorized', string>>;
  readonly language: string;
  readonly scheme: string;
  readonly schemes: { readonly system: string; readonly light: string; readonly dark: string };
  readonly theme: string;
  readonly themeNames: Readonly<Record<ThemeName, string>>;
  readonly onItsOwn: string;
  readonly noTheme: string;
  readonly width: string;
  readonly slotText: string;
  readonly showPart: string;
  readonly noPart: string;
  readonly attributes: string;
  readonly properties: string;
  readonly events: string;
  readonly slots: string;
  readonly parts: string;
  readonly tokens: string;
  readonly slotDefault: string;
  readonly eventLog: string;
  readonly noEvents: string;
  readonly cancelable: string;
  readonly clear: string;
  readonly snippet: string;
  /** What of the snippet on an element's page is not yet the reader's own. */
  readonly replaceAddresses: string;
  readonly noSnippet: string;
  readonly noSample: string;
  readonly copy: string;
  readonly copied: string;
  readonly notSet: string;
  readonly yes: string;
  readonly no: string;
  readonly name: string;
  readonly type: string;
  readonly meaning: string;
  readonly configurator: {
    readonly widgets: string;
    readonly way: string;
    readonly ways: Readonly<Record<'module' | 'module-with-map' | 'one-file' | 'classic', string>>;
    readonly base: string;
    readonly api: string;
    readonly languages: string;
    readonly session: string;
    readonly tokenUrl: string;
    readonly accent: string;
    readonly nonce: string;
    readonly head: string;
    readonly body: string;
    readonly csp: string;
    readonly chooseOne: string;
  };
  readonly api: {
    readonly public: string;
    readonly signedIn: string;
    readonly parameters: string;
    readonly body: string;
    readonly answer: string;
    readonly problems: string;
    /** Of the whole contract. */
    readonly allProblems: string;
    readonly required: string;
    /** Where a parameter stands. */
    readonly places: Readonly<Record<'path' | 'query' | 'header', string>>;
    readonly names: string;
  };
}

const uk: Words = {
  search: {
    label: 'Пошук у документації',
    hint: 'Що знайти?',
    none: 'Нічого не знайдено. Спробуйте інше слово.',
    close: 'Закрити',
    found: 'Знайдено',
  },
  preview: 'Спробуйте',
  state: 'Стан',
  states: {
    ready: 'дані є',
    loading: 'завантаження',
    empty: 'даних немає',
    error: 'служба не відповідає',
    offline: 'немає зв’язку',
    unauthorized: 'вхід не виконано',
  },
  language: 'Мова',
  scheme: 'Світла чи темна',
  schemes: { system: 'як у системі', light: 'світла', dark: 'темна' },
  theme: 'Тема',
  themeNames: {
    calm: 'Спокій',
    night: 'Ніч',
    contrast: 'Контраст',
    warm: 'Тепло',
    forest: 'Ліс',
    square: 'Квадрат',
  },
  onItsOwn: 'Відкрити сайт окремо',
  noTheme: 'без теми',
  width: 'Ширина, пікселів',
  slotText: 'Текст усередині тегу',
  showPart: 'Обвести частину',
  noPart: 'жодної',
  attributes: 'Атрибути',
  properties: 'Властивості зі скрипту',
  events: 'Події',
  slots: 'Слоти',
  parts: 'Частини для стилів',
  tokens: 'Властивості CSS',
  slotDefault: '(без назви)',
  eventLog: 'Події, що сталися',
  noEvents: 'Поки жодної. Скористайтеся елементом вище.',
  cancelable: 'можна скасувати',
  clear: 'Очистити',
  snippet: 'Код для сторінки',
  replaceAddresses:
    'Замініть https://cdn.example.com/… адресою, де лежать файли. Код показує вигадані дані: для справжніх поставте замість mock: адресу вашого API, додайте data-session, а до політики – connect-src із сайтом API. Усе це разом складе конфігуратор.',
  noSnippet: 'З такими адресами коду не скласти: перевірте їх',
  noSample: 'Вигадані дані є лише в тегу модуля: оберіть його або вкажіть адресу API.',
  copy: 'Скопіювати',
  copied: 'Скопійовано',
  notSet: 'не задано',
  yes: 'так',
  no: 'ні',
  name: 'Назва',
  type: 'Тип',
  meaning: 'Що означає',
  configurator: {
    widgets: 'Що буде на сторінці',
    way: 'Як під’єднати',
    ways: {
      module: 'Тег модуля',
      'module-with-map': 'Тег модуля з перевіркою кожного файла',
      'one-file': 'Один файл',
      classic: 'Для Tag Manager і старих шаблонів',
    },
    base: 'Де лежать файли',
    api: 'Адреса вашого API',
    languages: 'Мови сторінки',
    session: 'Хто відповідає за вхід',
    tokenUrl: 'Адреса, що видає токен',
    accent: 'Колір',
    nonce: 'Nonce сторінки, якщо є',
    head: 'У <head>',
    body: 'У <body>, де має бути кабінет',
    csp: 'Додайте до Content-Security-Policy',
    chooseOne: 'Оберіть хоча б один елемент.',
  },
  api: {
    public: 'Без входу.',
    signedIn: 'Потрібен вхід.',
    parameters: 'Параметри',
    body: 'Що надсилається',
    answer: 'Відповідь',
    problems: 'Що може бути не так',
    allProblems: 'Коди помилок',
    required: 'обов’язково',
    places: { path: 'в адресі', query: 'у рядку запиту', header: 'у заголовку' },
    names: 'Назви полів, типи й значення – англійською, як у контракті.',
  },
};

const ru: Words = {
  search: {
    label: 'Поиск по документации',
    hint: 'Что найти?',
    none: 'Ничего не найдено. Попробуйте другое слово.',
    close: 'Закрыть',
    found: 'Найдено',
  },
  preview: 'Попробуйте',
  state: 'Состояние',
  states: {
    ready: 'данные есть',
    loading: 'загрузка',
    empty: 'данных нет',
    error: 'служба не отвечает',
    offline: 'нет связи',
    unauthorized: 'вход не выполнен',
  },
  language: 'Язык',
  scheme: 'Светлая или тёмная',
  schemes: { system: 'как в системе', light: 'светлая', dark: 'тёмная' },
  theme: 'Тема',
  themeNames: {
    calm: 'Спокойствие',
    night: 'Ночь',
    contrast: 'Контраст',
    warm: 'Тепло',
    forest: 'Лес',
    square: 'Квадрат',
  },
  onItsOwn: 'Открыть сайт отдельно',
  noTheme: 'без темы',
  width: 'Ширина, пикселей',
  slotText: 'Текст внутри тега',
  showPart: 'Обвести часть',
  noPart: 'ни одной',
  attributes: 'Атрибуты',
  properties: 'Свойства из скрипта',
  events: 'События',
  slots: 'Слоты',
  parts: 'Части для стилей',
  tokens: 'Свойства CSS',
  slotDefault: '(без имени)',
  eventLog: 'Случившиеся события',
  noEvents: 'Пока ни одного. Воспользуйтесь элементом выше.',
  cancelable: 'можно отменить',
  clear: 'Очистить',
  snippet: 'Код для страницы',
  replaceAddresses:
    'Замените https://cdn.example.com/… адресом, где лежат файлы. Код показывает выдуманные данные: для настоящих поставьте вместо mock: адрес вашего API, добавьте data-session, а к политике – connect-src с сайтом API. Всё это вместе составит конфигуратор.',
  noSnippet: 'Из таких адресов код не составить: проверьте их',
  noSample: 'Выдуманные данные есть только в теге модуля: выберите его или укажите адрес API.',
  copy: 'Скопировать',
  copied: 'Скопировано',
  notSet: 'не задано',
  yes: 'да',
  no: 'нет',
  name: 'Имя',
  type: 'Тип',
  meaning: 'Что значит',
  configurator: {
    widgets: 'Что будет на странице',
    way: 'Как подключить',
    ways: {
      module: 'Тег модуля',
      'module-with-map': 'Тег модуля с проверкой каждого файла',
      'one-file': 'Один файл',
      classic: 'Для Tag Manager и старых шаблонов',
    },
    base: 'Где лежат файлы',
    api: 'Адрес вашего API',
    languages: 'Языки страницы',
    session: 'Кто отвечает за вход',
    tokenUrl: 'Адрес, который выдаёт токен',
    accent: 'Цвет',
    nonce: 'Nonce страницы, если есть',
    head: 'В <head>',
    body: 'В <body>, где должен быть кабинет',
    csp: 'Добавьте в Content-Security-Policy',
    chooseOne: 'Выберите хотя бы один элемент.',
  },
  api: {
    public: 'Без входа.',
    signedIn: 'Нужен вход.',
    parameters: 'Параметры',
    body: 'Что отправляется',
    answer: 'Ответ',
    problems: 'Что может быть не так',
    allProblems: 'Коды ошибок',
    required: 'обязательно',
    places: { path: 'в адресе', query: 'в строке запроса', header: 'в заголовке' },
    names: 'Названия полей, типы и значения – по-английски, как в контракте.',
  },
};

const en: Words = {
  search: {
    label: 'Search the docs',
    hint: 'What to find?',
    none: 'Nothing was found. Try another word.',
    close: 'Close',
    found: 'Found',
  },
  preview: 'Try it',
  state: 'State',
  states: {
    ready: 'data is there',
    loading: 'loading',
    empty: 'no data',
    error: 'service does not answer',
    offline: 'offline',
    unauthorized: 'not signed in',
  },
  language: 'Language',
  scheme: 'Light or dark',
  schemes: { system: 'as the system', light: 'light', dark: 'dark' },
  theme: 'Theme',
  themeNames: { calm: 'Calm', night: 'Night', contrast: 'Contrast', warm: 'Warm', forest: 'Forest', square: 'Square' },
  onItsOwn: 'Open the site by itself',
  noTheme: 'no theme',
  width: 'Width, pixels',
  slotText: 'Text inside the tag',
  showPart: 'Outline a part',
  noPart: 'none',
  attributes: 'Attributes',
  properties: 'Properties from a script',
  events: 'Events',
  slots: 'Slots',
  parts: 'Parts to style',
  tokens: 'CSS properties',
  slotDefault: '(unnamed)',
  eventLog: 'Events that happened',
  noEvents: 'None yet. Use the element above.',
  cancelable: 'cancelable',
  clear: 'Clear',
  snippet: 'Code for your page',
  replaceAddresses:
    'Replace https://cdn.example.com/… by the address where the files lie. The snippet shows sample data: for your own, put the address of your API in the place of mock:, add data-session, and add connect-src with the API’s site to the policy. The configurator does all that at once.',
  noSnippet: 'No snippet can be made of this: check the addresses',
  noSample: 'Sample data comes with the module tag only: choose it, or name an API.',
  copy: 'Copy',
  copied: 'Copied',
  notSet: 'not set',
  yes: 'yes',
  no: 'no',
  name: 'Name',
  type: 'Type',
  meaning: 'What it means',
  configurator: {
    widgets: 'What is on the page',
    way: 'How to embed it',
    ways: {
      module: 'Module tag',
      'module-with-map': 'Module tag with every file checked',
      'one-file': 'One file',
      classic: 'For Tag Manager and old templates',
    },
    base: 'Where the files are',
    api: 'Address of your API',
    languages: 'Languages of the page',
    session: 'Who keeps the session',
    tokenUrl: 'Address that hands out a token',
    accent: 'Colour',
    nonce: 'Nonce of the page, if it has one',
    head: 'In <head>',
    body: 'In <body>, where the cabinet is to be',
    csp: 'Add to the Content-Security-Policy',
    chooseOne: 'Choose at least one element.',
  },
  api: {
    public: 'No sign-in.',
    signedIn: 'Signed in only.',
    parameters: 'Parameters',
    body: 'What is sent',
    answer: 'Answer',
    problems: 'What can be wrong',
    allProblems: 'Error codes',
    required: 'required',
    places: { path: 'in the path', query: 'in the query', header: 'in a header' },
    names: 'Names of fields, types and values stand as they do in the contract.',
  },
};

export const words = { uk, ru, en } as const satisfies Readonly<Record<string, Words>>;

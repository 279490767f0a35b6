import type { PageChoices } from './snippet.js';

/** What the configurator says beside its fields. */
export interface ConfiguratorWords {
  readonly baseHint: string;
  readonly apiHint: string;
  /** The ways to sign in, by who does it; what each needs. */
  readonly sessions: Readonly<Record<PageChoices['session'], { readonly name: string; readonly hint: string }>>;
  readonly moreOnSignOn: string;
  readonly inside: string;
  readonly insideHint: string;
  /** What is wrong with what is typed, at its field. */
  readonly wrong: Readonly<Record<'base' | 'api' | 'tokenUrl' | 'accent' | 'nonce', string>>;
  /** Of an API without encryption, which works on the developer's own machine alone. */
  readonly plainApi: string;
}

const uk: ConfiguratorWords = {
  baseHint: 'Ціла адреса або шлях від кореня вашого сайту: /kabinet/…/',
  apiHint: 'Ціла адреса, шлях на вашому сайті або mock: – вигадані дані для проби.',
  sessions: {
    pkce: {
      name: 'Сторінки Kabinet (pkce)',
      hint: 'Споживач входить у вікні Kabinet. API може бути на будь-якому домені; після перезавантаження сторінки вхід відновлюється через те саме вікно.',
    },
    cookie: {
      name: 'Сторінки Kabinet, з cookie (cookie)',
      hint: 'Найпростіше й найбезпечніше, якщо API має ім’я під вашим доменом: cabinet.example.com поряд із www.example.com.',
    },
    token: {
      name: 'Ваш сайт, де вже є вхід (token)',
      hint: 'Ваш сервер видає токен тому, хто ввійшов у вас. Потрібна адреса, яка його дає.',
    },
  },
  moreOnSignOn: 'Докладніше про три способи',
  inside: 'Текст, поки віджета немає',
  insideHint: 'Телефон або кілька слів: їх видно, доки віджет не завантажився і коли не може. Впишіть свій телефон.',
  wrong: {
    base: 'Потрібна ціла адреса https://… або шлях від кореня вашого сайту, без ? і #.',
    api: 'Це не адреса: напишіть https://…, шлях від кореня вашого сайту або mock:.',
    tokenUrl: 'Потрібен шлях на вашому ж сайті: /kabinet-token.',
    accent: 'Це не колір, тож у коді його немає: напишіть, наприклад, #1257a8.',
    nonce: 'У nonce бувають лише латинські літери, цифри та + / - _ =.',
  },
  plainApi: 'Сторінка https не звернеться до API за адресою http: браузер не дозволить.',
};

const ru: ConfiguratorWords = {
  baseHint: 'Целый адрес или путь от корня вашего сайта: /kabinet/…/',
  apiHint: 'Целый адрес, путь на вашем сайте или mock: – выдуманные данные для пробы.',
  sessions: {
    pkce: {
      name: 'Страницы Kabinet (pkce)',
      hint: 'Потребитель входит в окне Kabinet. API может быть на любом домене; после перезагрузки страницы вход восстанавливается через то же окно.',
    },
    cookie: {
      name: 'Страницы Kabinet, с cookie (cookie)',
      hint: 'Проще и безопаснее всего, если у API есть имя под вашим доменом: cabinet.example.com рядом с www.example.com.',
    },
    token: {
      name: 'Ваш сайт, где уже есть вход (token)',
      hint: 'Ваш сервер выдаёт токен тому, кто вошёл у вас. Нужен адрес, который его даёт.',
    },
  },
  moreOnSignOn: 'Подробнее о трёх способах',
  inside: 'Текст, пока виджета нет',
  insideHint:
    'Телефон или несколько слов: они видны, пока виджет не загрузился и когда не может. Впишите свой телефон.',
  wrong: {
    base: 'Нужен целый адрес https://… или путь от корня вашего сайта, без ? и #.',
    api: 'Это не адрес: напишите https://…, путь от корня вашего сайта или mock:.',
    tokenUrl: 'Нужен путь на вашем же сайте: /kabinet-token.',
    accent: 'Это не цвет, поэтому в коде его нет: напишите, например, #1257a8.',
    nonce: 'В nonce бывают только латинские буквы, цифры и + / - _ =.',
  },
  plainApi: 'Страница https не обратится к API по адресу http: браузер не позволит.',
};

const en: ConfiguratorWords = {
  baseHint: 'A whole address, or a path from the root of your site: /kabinet/…/',
  apiHint: 'A whole address, a path on your site, or mock: for sample data.',
  sessions: {
    pkce: {
      name: 'Kabinet’s pages (pkce)',
      hint: 'Customers sign in in a window of Kabinet. The API may be on any domain; after a reload they sign in by that window again.',
    },
    cookie: {
      name: 'Kabinet’s pages, with a cookie (cookie)',
      hint: 'The simplest and the safest, if the API has a name under your own domain: cabinet.example.com beside www.example.com.',
    },
    token: {
      name: 'Your site, which has sign-in (token)',
      hint: 'Your server hands a token to whoever signed in with you. It needs an address that does.',
    },
  },
  moreOnSignOn: 'More about the three ways',
  inside: 'Text until the widget is there',
  insideHint:
    'A phone or a few words: shown until the widget is loaded, and whenever it cannot be. Write your phone here.',
  wrong: {
    base: 'It must be a whole address, https://…, or a path from the root of your site, without ? and #.',
    api: 'This is no address: write https://…, a path from the root of your site, or mock:.',
    tokenUrl: 'It must be a path on your own site: /kabinet-token.',
    accent: 'This is no colour, so the snippet goes without it: write #1257a8, for example.',
    nonce: 'A nonce has letters, digits and + / - _ = only.',
  },
  plainApi: 'A page of https cannot ask an API at an http address: browsers do not let it.',
};

export const configuratorWords = { uk, ru, en };

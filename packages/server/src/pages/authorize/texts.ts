import type { PageLanguage } from '../page.js';

/** The page that ends a sign-in for another page; mostly seen for a moment only. */
export interface AuthorizeTexts {
  readonly doneTitle: string;
  readonly done: string;
  readonly failedTitle: string;
  readonly failed: string;
  readonly back: string;
  readonly unknownTitle: string;
  readonly unknown: string;
  readonly toAccounts: string;
}

const uk: AuthorizeTexts = {
  doneTitle: 'Ви увійшли',
  done: 'Це вікно можна закрити й повернутися на сторінку, з якої ви прийшли.',
  failedTitle: 'Увійти з цієї сторінки не вдалося',
  failed: 'Сторінка, з якої ви прийшли, попросила про вхід неправильно. Поверніться на неї та спробуйте ще раз.',
  back: 'Повернутися на сторінку',
  unknownTitle: 'Ця сторінка не може вас впустити',
  unknown:
    'Вас привела сюди сторінка, яка не належить до наших сайтів, або її адреса неповна. Ваші дані їй не передано. Відкрийте кабінет тут.',
  toAccounts: 'Відкрити кабінет',
};

const ru: AuthorizeTexts = {
  doneTitle: 'Вы вошли',
  done: 'Это окно можно закрыть и вернуться на страницу, с которой вы пришли.',
  failedTitle: 'Войти с этой страницы не удалось',
  failed: 'Страница, с которой вы пришли, попросила о входе неправильно. Вернитесь на неё и попробуйте ещё раз.',
  back: 'Вернуться на страницу',
  unknownTitle: 'Эта страница не может вас впустить',
  unknown:
    'Вас привела сюда страница, которая не относится к нашим сайтам, или её адрес неполный. Ваши данные ей не переданы. Откройте кабинет здесь.',
  toAccounts: 'Открыть кабинет',
};

const en: AuthorizeTexts = {
  doneTitle: 'You are signed in',
  done: 'You can close this window and go back to the page you came from.',
  failedTitle: 'Signing in from that page did not work',
  failed: 'The page you came from asked for it in a wrong way. Go back to it and try again.',
  back: 'Back to the page',
  unknownTitle: 'That page cannot sign you in',
  unknown:
    'You came here from a page that is not one of our sites, or its address is incomplete. It was told nothing about you. Open your cabinet here.',
  toAccounts: 'Open the cabinet',
};

export const authorizeTexts: Readonly<Record<PageLanguage, AuthorizeTexts>> = { uk, ru, en };

import type { DefaultTheme, LocaleSpecificConfig } from 'vitepress';
import { type Link, guides } from './data/guides.js';
import { elementDocs, type Language } from './data/manifest.js';
import { apiDocs } from './data/operation-pages.js';

interface Frame {
  readonly label: string;
  readonly title: string;
  readonly description: string;
  readonly start: string;
  readonly frameworks: string;
  readonly running: string;
  readonly elements: string;
  readonly configurator: string;
  readonly themes: string;
  readonly reference: string;
  readonly all: string;
  readonly outline: string;
  readonly previous: string;
  readonly next: string;
  readonly menu: string;
  readonly top: string;
  readonly languages: string;
  readonly skip: string;
  readonly notFound: { readonly title: string; readonly quote: string; readonly link: string };
}

const FRAMES: Readonly<Record<Language, Frame>> = {
  uk: {
    label: 'Українська',
    title: 'Kabinet',
    description: 'Особистий кабінет постачальника комунальних послуг для будь-якої сторінки',
    start: 'Посібники',
    frameworks: 'Системи та фреймворки',
    running: 'Сервер у роботі',
    elements: 'Елементи',
    configurator: 'Конфігуратор',
    themes: 'Теми',
    reference: 'API',
    all: 'Усі',
    outline: 'На цій сторінці',
    previous: 'Назад',
    next: 'Далі',
    menu: 'Меню',
    top: 'Нагору',
    languages: 'Інша мова',
    skip: 'До змісту сторінки',
    notFound: {
      title: 'Такої сторінки немає',
      quote: 'Перевірте адресу або скористайтеся пошуком.',
      link: 'До початку',
    },
  },
  ru: {
    label: 'Русский',
    title: 'Kabinet',
    description: 'Личный кабинет поставщика коммунальных услуг для любой страницы',
    start: 'Руководства',
    frameworks: 'Системы и фреймворки',
    running: 'Сервер в работе',
    elements: 'Элементы',
    configurator: 'Конфигуратор',
    themes: 'Темы',
    reference: 'API',
    all: 'Все',
    outline: 'На этой странице',
    previous: 'Назад',
    next: 'Дальше',
    menu: 'Меню',
    top: 'Наверх',
    languages: 'Другой язык',
    skip: 'К содержанию страницы',
    notFound: { title: 'Такой страницы нет', quote: 'Проверьте адрес или воспользуйтесь поиском.', link: 'К началу' },
  },
  en: {
    label: 'English',
    title: 'Kabinet',
    description: "A utility's self-service cabinet for any page",
    start: 'Guides',
    frameworks: 'Systems and frameworks',
    running: 'Running the server',
    elements: 'Elements',
    configurator: 'Configurator',
    themes: 'Themes',
    reference: 'API',
    all: 'All',
    outline: 'On this page',
    previous: 'Previous',
    next: 'Next',
    menu: 'Menu',
    top: 'To the top',
    languages: 'Another language',
    skip: 'To the content',
    notFound: { title: 'There is no such page', quote: 'Check the address, or search.', link: 'To the beginning' },
  },
};

/** @param link where the name itself leads; with it the group is folded */
const group = (text: string, items: readonly Link[], link?: string): DefaultTheme.SidebarItem[] =>
  items.length === 0 ? [] : [{ text, items: [...items], ...(link !== undefined && { link, collapsed: true }) }];

/** What VitePress is told for a language: its words, and what leads where. */
export function localeOf(language: Language): LocaleSpecificConfig<DefaultTheme.Config> & { label: string } {
  const frame = FRAMES[language];
  const ofElements: Link[] = [
    { text: frame.all, link: `/${language}/elements/` },
    { text: frame.configurator, link: `/${language}/elements/configurator` },
    { text: frame.themes, link: `/${language}/elements/themes` },
    ...elementDocs(language).map(({ tag }) => ({ text: tag, link: `/${language}/elements/${tag}` })),
  ];
  const ofReference = apiDocs(language).groups.map(({ name: of, title, calls }) => ({
    title,
    place: `/${language}/api/#${of}`,
    links: calls.map(({ name }): Link => ({ text: name, link: `/${language}/api/${name}` })),
  }));
  const first = guides(language, '')[0]?.link ?? `/${language}/elements/`;
  return {
    label: frame.label,
    lang: language,
    title: frame.title,
    description: frame.description,
    themeConfig: {
      nav: [
        { text: frame.start, link: first },
        { text: frame.elements, link: `/${language}/elements/` },
        { text: frame.configurator, link: `/${language}/elements/configurator` },
        { text: frame.reference, link: `/${language}/api/` },
      ],
      sidebar: {
        [`/${language}/api/`]: [
          ...group(frame.reference, [{ text: frame.all, link: `/${language}/api/` }]),
          // Folded: the one that holds the open page unfolds by itself. The name leads somewhere, or it would be a button around a button.
          ...ofReference.flatMap(({ title, links, place }) => group(title, links, place)),
        ],
        [`/${language}/`]: [
          ...group(frame.start, guides(language, '')),
          ...group(frame.frameworks, guides(language, 'guides')),
          ...group(frame.running, guides(language, 'running')),
          ...group(frame.elements, ofElements),
        ],
      },
      outline: { label: frame.outline, level: [2, 3] },
      docFooter: { prev: frame.previous, next: frame.next },
      sidebarMenuLabel: frame.menu,
      returnToTopLabel: frame.top,
      langMenuLabel: frame.languages,
      skipToContentLabel: frame.skip,
      notFound: {
        title: frame.notFound.title,
        quote: frame.notFound.quote,
        linkText: frame.notFound.link,
        linkLabel: frame.notFound.link,
      },
    },
  };
}

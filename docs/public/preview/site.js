/* global document, location */
import { sites, words } from './sites/texts.js';

// Builds the site of a theme around the widgets: its own looks (sites/<theme>.css), the theme as a supplier would link it, and the mock.

const query = new URLSearchParams(location.search);
/** Only what is known here becomes part of an address. */
const one = (name, known) => (known.includes(query.get(name)) ? query.get(name) : known[0]);

const theme = one('theme', Object.keys(sites));
const lang = one('lang', Object.keys(words));
const scheme = one('scheme', ['', 'light', 'dark']);
const site = sites[theme][lang];

const root = document.documentElement;
root.lang = lang;
root.style.colorScheme = scheme;
document.title = site.name;
for (const href of [`./sites/${theme}.css`, `../themes/${theme}.css`]) {
  document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href }));
}

const say = (selector, text) => {
  document.querySelector(selector).textContent = text;
};
say('.name', site.name);
say('.motto', site.motto);
say('h1', site.heading);
say('.lead', site.lead);
say('aside', site.aside);
say('footer', words[lang].footer);
const nav = document.querySelector('nav');
nav.setAttribute('aria-label', words[lang].menu);
nav.append(
  ...site.menu.map((text, index) => {
    const link = Object.assign(document.createElement('a'), { href: '#', textContent: text });
    if (index === 0) link.setAttribute('aria-current', 'page');
    // Nothing is behind the site's menu.
    link.addEventListener('click', (event) => event.preventDefault());
    return link;
  }),
);

const provider = document.createElement('kabinet-provider');
provider.setAttribute('api', 'mock:?state=ready');
provider.setAttribute('lang', lang);
provider.append(...site.tags.map((tag) => document.createElement(tag)));
document.getElementById('cabinet').append(provider);

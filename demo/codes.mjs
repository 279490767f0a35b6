// @ts-check
// The page that says of each thing the five real cabinets do where this demo shows it, or "not yet".

import { CODES } from './codes-list.mjs';
import { escapeHtml } from './escape-html.mjs';

/** @typedef {'uk' | 'ru' | 'en'} Language */

const WORDS = {
  uk: {
    title: 'Що вміє кабінет',
    lead: (/** @type {number} */ shown, /** @type {number} */ all) =>
      `П’ять справжніх кабінетів вміють ${all} речей. Тут видно ${shown} із них; решту позначено «ще ні». Що є в кабінеті, видно після входу: у Придеснянськгазу оберіть споживача зі зразка, в інших візьміть рахунок зі сторінки «Квитанція» їхнього сайту й зареєструйтеся з ним.`,
    code: 'Код',
    name: 'Що це',
    where: 'Де подивитися',
    test: 'Перевірка',
    notYet: 'ще ні',
    notRunning: 'сайт зараз не працює',
    languages: 'Мова сторінки',
    own: 'сторінка кабінету',
  },
  ru: {
    title: 'Что умеет кабинет',
    lead: (/** @type {number} */ shown, /** @type {number} */ all) =>
      `Пять настоящих кабинетов умеют ${all} вещей. Здесь видно ${shown} из них; остальные помечены «ещё нет». Что есть в кабинете, видно после входа: у Придеснянскгаза выберите потребителя из образца, у других возьмите счёт со страницы «Квитанция» их сайта и зарегистрируйтесь с ним.`,
    code: 'Код',
    name: 'Что это',
    where: 'Где посмотреть',
    test: 'Проверка',
    notYet: 'ещё нет',
    notRunning: 'сайт сейчас не работает',
    languages: 'Язык страницы',
    own: 'страница кабинета',
  },
  en: {
    title: 'What the cabinet does',
    lead: (/** @type {number} */ shown, /** @type {number} */ all) =>
      `Five real cabinets do ${all} things. ${shown} of them can be seen here; the others say “not yet”. What is in a cabinet shows once you sign in: at Prydesnianskgaz choose a sample customer, at the others take a bill from the page “The bill” of their site and sign up with it.`,
    code: 'Code',
    name: 'What it is',
    where: 'Where to see it',
    test: 'Test',
    notYet: 'not yet',
    notRunning: 'this site is not running',
    languages: 'Language of the page',
    own: 'a page of the cabinet',
  },
};
/** @type {Record<Language, string>} */
const LANGUAGES = { uk: 'Українська', ru: 'Русский', en: 'English' };

/** @typedef {{supplier: string, siteUrl: string}} Site */

/**
 * Where a thing is to be seen; undefined when that supplier's site is not running.
 * @type {(where: import('./codes-list.mjs').Place, run: {sites: readonly Site[], apiUrl: string}) => string | undefined}
 */
export function addressOf({ supplier, path, hosted }, { sites, apiUrl }) {
  const site = sites.find((each) => each.supplier === supplier);
  if (!site) return undefined;
  return hosted === undefined ? `${site.siteUrl}${path}` : `${apiUrl}/${supplier}/my/${hosted}`;
}

/** The sites and the cabinet's own pages take the language from the address. @type {(address: string, language: Language) => string} */
function withLanguage(address, language) {
  const url = new URL(address);
  url.searchParams.set('lang', language);
  return url.href;
}

/**
 * What stands between the page's head and foot.
 * @type {(options: {sites: readonly Site[], apiUrl: string, language: Language}) => string}
 */
export function renderCodes({ sites, apiUrl, language }) {
  const words = WORDS[language];
  const rows = CODES.map(({ code, name, where, test }) => {
    const first = `<th scope="row">${code}</th><td>${escapeHtml(name[language])}</td>`;
    if (!where || !test) return `<tr id="${code}">${first}<td colspan="2" class="not-yet">${words.notYet}</td></tr>`;
    const address = addressOf(where, { sites, apiUrl });
    const label = `${where.supplier}${where.hosted === undefined ? escapeHtml(where.path ?? '') : `, ${words.own}`}`;
    const link = address
      ? `<a href="${escapeHtml(withLanguage(address, language))}">${label}</a>`
      : `${label} (${words.notRunning})`;
    return `<tr id="${code}">${first}<td>${link}</td><td><code>${escapeHtml(test)}</code></td></tr>`;
  });
  const shown = CODES.filter(({ where, test }) => where && test).length;
  const links = Object.entries(LANGUAGES).map(
    ([each, name]) =>
      `<li><a href="?lang=${each}" hreflang="${each}" lang="${each}"${each === language ? ' aria-current="true"' : ''}>${name}</a></li>`,
  );
  return `<div>
        <h1>${words.title}</h1>
        <p class="lead">${words.lead(shown, CODES.length)}</p>
        <nav class="languages" aria-label="${words.languages}"><ul>${links.join('')}</ul></nav>
        <div class="scrolls" role="region" tabindex="0" aria-label="${words.title}">
          <table class="codes">
            <thead><tr><th scope="col">${words.code}</th><th scope="col">${words.name}</th><th scope="col">${words.where}</th><th scope="col">${words.test}</th></tr></thead>
            <tbody>${rows.join('\n')}</tbody>
          </table>
        </div>
      </div>`;
}

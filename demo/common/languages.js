// The language of the widgets is switched in place, so that a reading typed already is not lost to a reload. The choice goes along from
// page to page in the links' addresses: nothing is written on the device of somebody who only looks. Without this script the widgets
// stay in the site's own language.

const LINKS = 'nav.languages a[hreflang]';
const PARAMETER = 'lang';
const links = [...document.querySelectorAll(LINKS)];
const knows = (language) => links.some((link) => link.hreflang === language);

// What the site itself wrote stays in the site's own language, and says so to screen readers.
const ownLanguage = document.documentElement.lang;
document.body.lang = ownLanguage;

/** Every widget there is, whatever its name: one that is added to a page later on needs no line here. */
const widgets = () =>
  [...document.body.querySelectorAll('*')].filter(({ localName }) => localName.startsWith('kabinet-'));

/** Gives the page and every widget on it the language, and marks its link. */
function showLanguage(language) {
  document.documentElement.lang = language;
  for (const widget of widgets()) widget.lang = language;
  for (const link of links) {
    if (link.hreflang === language) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
  carryAlong(language);
  // For pages whose script makes widgets by itself: they give each the language of the document's element.
  document.dispatchEvent(new Event('site-language-changed'));
}

/** Puts the language into the links to other pages of this site. */
function carryAlong(language) {
  for (const link of document.querySelectorAll('a[href]')) {
    const isOfAnotherPage = link.origin === location.origin && !link.getAttribute('href').startsWith('#');
    if (!isOfAnotherPage || links.includes(link)) continue;
    const address = new URL(link.href);
    if (language === ownLanguage) address.searchParams.delete(PARAMETER);
    else address.searchParams.set(PARAMETER, language);
    if (address.href !== link.href) link.href = address.href;
  }
}

for (const link of links) {
  link.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    // Whatever else the address says stays: a receipt, or the payment that somebody comes back from.
    const address = new URL(location.href);
    address.searchParams.set(PARAMETER, link.hreflang);
    history.replaceState(history.state, '', address);
    showLanguage(link.hreflang);
  });
}

const chosen = new URLSearchParams(location.search).get(PARAMETER);
if (knows(chosen)) showLanguage(chosen);

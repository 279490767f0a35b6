// The language of the widgets is switched in place, so that a reading typed already is not lost to a reload. The choice goes along from
// page to page of the site within the tab. Without this script the widgets stay in the site's own language.

const LINKS = 'nav.languages a[hreflang]';
const KEPT_AS = 'language';
const links = [...document.querySelectorAll(LINKS)];
const knows = (language) => links.some((link) => link.hreflang === language);

// What the site itself wrote stays in the site's own language, and says so to screen readers.
document.body.lang = document.documentElement.lang;

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
  try {
    sessionStorage.setItem(KEPT_AS, language);
  } catch {
    // No storage: then the address alone says it.
  }
}

function keptLanguage() {
  try {
    return sessionStorage.getItem(KEPT_AS);
  } catch {
    return null;
  }
}

for (const link of links) {
  link.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    // Whatever else the address says stays: a receipt, or the payment that somebody comes back from.
    const address = new URL(location.href);
    address.searchParams.set('lang', link.hreflang);
    history.replaceState(history.state, '', address);
    showLanguage(link.hreflang);
  });
}

const chosen = [new URLSearchParams(location.search).get('lang'), keptLanguage()].find(knows);
if (chosen) showLanguage(chosen);

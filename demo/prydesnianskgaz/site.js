// The language of the widgets is switched in place, so that a reading typed already is not lost to a reload.
// Without this script the links still work as far as the page's address goes, and the widgets stay in Ukrainian.

const languages = document.querySelectorAll('.languages a[hreflang]');

/** Gives every widget on the page the language, and marks its link. */
function showLanguage(language) {
  for (const widget of document.querySelectorAll(
    'kabinet-reading-form, kabinet-balance-card, kabinet-meter-card, kabinet-tariff-lookup, kabinet-cost-calculator',
  )) {
    widget.lang = language;
  }
  for (const link of languages) {
    if (link.hreflang === language) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
}

for (const link of languages) {
  link.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.replaceState(null, '', link.href);
    showLanguage(link.hreflang);
  });
}

const asked = new URLSearchParams(location.search).get('lang');
if ([...languages].some((link) => link.hreflang === asked)) showLanguage(asked);

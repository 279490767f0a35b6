// The language of a page is switched in place, so that a reading typed already is not lost to a reload: the widgets are told, and the site's
// own words come from the page as the server has it in that language. The choice goes along from page to page in the links' addresses:
// nothing is written on the device of somebody who only looks. Without this script the links load the page anew.

const LINKS = 'nav.languages a[hreflang]';
const PARAMETER = 'lang';
/** What is read out of a tag, besides what stands in it. */
const SPOKEN = ['aria-label', 'alt', 'placeholder', 'title'];
const links = [...document.querySelectorAll(LINKS)];
/** The site's own stands first. */
const ownLanguage = links[0]?.hreflang;
const knows = (language) => links.some((link) => link.hreflang === language);
let asked;

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

/** Not by fetch() and DOMParser: pages with Trusted Types let no script make documents out of texts. */
function showOwnWords(address) {
  asked?.abort();
  asked = new XMLHttpRequest();
  asked.open('GET', address);
  asked.responseType = 'document';
  asked.onload = ({ target }) => {
    const other = target.responseXML;
    if (!other) return;
    document.title = other.title;
    takeWords(document.body, other.body);
  };
  asked.send();
}

/** The words of the same element in the other language. What scripts made, widgets show or people typed is left as it is. */
function takeWords(own, other) {
  for (const name of SPOKEN) if (other.hasAttribute(name)) own.setAttribute(name, other.getAttribute(name));
  // An address of another site names the language too; carryAlong() sees to those of this one.
  const isElsewhere = own.localName === 'a' && /^https?:/.test(own.protocol) && own.origin !== location.origin;
  if (isElsewhere) own.setAttribute('href', other.getAttribute('href'));
  const theirs = [...other.childNodes];
  if (own.childNodes.length !== theirs.length) return;
  for (const [index, node] of own.childNodes.entries()) {
    const their = theirs[index];
    if (node.nodeName !== their.nodeName) return;
    if (node.nodeType === Node.TEXT_NODE && node.data !== their.data) node.data = their.data;
    const isWidget = node.localName?.startsWith('kabinet-') && node.matches(':defined');
    if (node.nodeType === Node.ELEMENT_NODE && !isWidget) takeWords(node, their);
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
    showOwnWords(address);
  });
}

const chosen = new URLSearchParams(location.search).get(PARAMETER);
if (knows(chosen)) showLanguage(chosen);

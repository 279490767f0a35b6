/** On what stands between the page and the card while it is printed, the card included. */
const PATH = 'data-kabinet-printing';

let sheet: CSSStyleSheet | null = null;
let marked: readonly Element[] = [];

/** While something is printed alone, what is beside the way to it is not on the paper. */
function hideTheRest(): void {
  if (sheet) return;
  sheet = new CSSStyleSheet();
  sheet.replaceSync(`@media print { [${PATH}] > :not([${PATH}], head) { display: none !important; } }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  // Not every browser tells of the end in both ways; without any the page's own printing would lack what is hidden.
  window.addEventListener('afterprint', showAll);
  matchMedia('print').addEventListener('change', ({ matches }) => {
    if (!matches) showAll();
  });
}

function showAll(): void {
  for (const each of marked) each.removeAttribute(PATH);
  marked = [];
}

/** Prints one card of a page without the rest of it. A card inside somebody's shadow root, or a browser of before 2023, prints the page. */
export function printAlone(card: HTMLElement): void {
  showAll();
  const path: Element[] = [];
  if (card.getRootNode() === document && 'adoptedStyleSheets' in document) {
    for (let each = card.parentElement; each; each = each.parentElement) path.push(each);
    hideTheRest();
  }
  marked = path.length > 0 ? [card, ...path] : [];
  for (const each of marked) each.setAttribute(PATH, '');
  window.print();
}

import { addStyles } from './later-styles.js';

/** What the style sheets count from (core/accent.styles.ts), ours again. */
const OURS = {
  accent: '--_for-light: var(--_our-light); --_for-dark: var(--_our-dark);',
  'on-accent': '--_on-light: var(--_our-on-light); --_on-dark: var(--_our-on-dark);',
} as const;
const TOKENS = Object.keys(OURS) as (keyof typeof OURS)[];

const sheets = new Map<string, CSSStyleSheet>();
const told = new Set<string>();

/** One for all widgets: made where the first one needs it. */
function sheetOf(token: keyof typeof OURS): CSSStyleSheet {
  const sheet = sheets.get(token) ?? new CSSStyleSheet();
  if (!sheets.has(token)) sheet.replaceSync(`:host { ${OURS[token]} }`);
  sheets.set(token, sheet);
  return sheet;
}

/** Where a webmaster looks for it: tokens of the whole page stand at its root, whichever widget comes first. */
export function whereGiven(element: Element, tokens: readonly string[]): string {
  const [here, page] = [element, document.documentElement].map((each) => getComputedStyle(each));
  const isOfPage = tokens.every((token) => here?.getPropertyValue(token) === page?.getPropertyValue(token));
  return isOfPage ? ':root' : `<${element.localName}>`;
}

/** A colour that is the same wherever it stands, and is seen. */
function isColour(probe: HTMLElement, value: string): boolean {
  if (!CSS.supports('color', value) || /currentcolor/i.test(value)) return false;
  probe.style.color = `color(from ${value} srgb-linear r g b / alpha)`;
  return !/\/ 0\)$/.test(getComputedStyle(probe).color);
}

/**
 * Takes our own accent, and what is written on it, where the page's is no colour: the browser would take some grey. Says so once in the
 * console. Answers the tokens.
 */
export function replaceNoColours(element: Element, root: ShadowRoot, probe: HTMLElement): ReadonlySet<string> {
  const styles = getComputedStyle(element);
  const replaced = TOKENS.filter((token) => {
    const name = `--kabinet-${token}`;
    const value = styles.getPropertyValue(name).trim();
    const sheet = sheetOf(token);
    if (value === '' || isColour(probe, value)) {
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter((each) => each !== sheet);
      return false;
    }
    addStyles(root, sheet);
    const line = `Kabinet: ${whereGiven(element, [name])}: ${name} "${value}" is no colour, so ours is taken.`;
    if (!told.has(line)) console.warn(line);
    told.add(line);
    return true;
  });
  return new Set<string>(replaced);
}

import type { CSSResultGroup, CSSResultOrNative } from 'lit';

function flat(styles: CSSResultGroup): CSSResultOrNative[] {
  return Array.isArray(styles) ? styles.flatMap(flat) : [styles];
}

/** Gives a widget the look of a part that was loaded later. */
export function addStyles(root: Node, styles: CSSResultGroup): void {
  const shadow = root as ShadowRoot;
  for (const each of flat(styles)) {
    const sheet = each instanceof CSSStyleSheet ? each : each.styleSheet;
    if (sheet) {
      if (!shadow.adoptedStyleSheets.includes(sheet)) shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheet];
      continue;
    }
    // A browser that cannot share style sheets, as Lit serves them.
    const style = document.createElement('style');
    style.textContent = String(each);
    shadow.append(style);
  }
}

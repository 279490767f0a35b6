const told = new Set<string>();

/** Tells whoever makes the page what is wrong with an attribute: once in the console, however many tags have it and however often they draw. */
export function warnOnce(element: Element, attribute: string, what: string): void {
  const text = `Kabinet: <${element.localName} ${attribute}="${element.getAttribute(attribute) ?? ''}">: this ${what}`;
  if (told.has(text)) return;
  told.add(text);
  console.warn(text);
}

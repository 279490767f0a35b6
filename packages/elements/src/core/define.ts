/**
 * Registers a tag. A page that loads the script twice, or two versions of it, keeps the first and is told so once; it never breaks.
 */
export function define(tag: string, element: CustomElementConstructor): void {
  const existing = customElements.get(tag);
  if (existing === undefined) customElements.define(tag, element);
  else if (existing !== element) console.warn(`Kabinet: <${tag}> is defined already; this second copy is not used.`);
}

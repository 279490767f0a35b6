/** Whether it leads to a page or a file of the web: only such addresses of an answer are followed, `javascript:` never. */
export function isWebAddress(address: string): boolean {
  try {
    return ['https:', 'http:'].includes(new URL(address).protocol);
  } catch {
    return false;
  }
}

/** The same address as the site names it; empty where it leads to no page. */
export function namedPage(named: string): string {
  return pageAddress(named) === null ? '' : named;
}

/** The whole address of a page that the site names, relative to the one on show; null for none, or nonsense. */
export function pageAddress(named: string): string | null {
  if (named === '') return null;
  try {
    const { href } = new URL(named, document.baseURI);
    return isWebAddress(href) ? href : null;
  } catch {
    return null;
  }
}

/** Whether it leads to a page or a file of the web: only such addresses of an answer are followed, `javascript:` never. */
export function isWebAddress(address: string, base?: string): boolean {
  try {
    return /^https?:$/.test(new URL(address, base).protocol);
  } catch {
    return false;
  }
}

/** The address of a page as the site names it, relative to the one on show; empty for none, or nonsense. */
export function namedPage(named: string): string {
  return named && isWebAddress(named, document.baseURI) ? named : '';
}

/** The same, whole; null for none. */
export function pageAddress(named: string): string | null {
  return (namedPage(named) && new URL(named, document.baseURI).href) || null;
}

/** Whether it leads to a page or a file of the web: only such addresses of an answer are followed, `javascript:` never. */
export function isWebAddress(address: string): boolean {
  try {
    return ['https:', 'http:'].includes(new URL(address).protocol);
  } catch {
    return false;
  }
}

/* eslint-disable no-restricted-globals -- what is kept is the opaque id of an order, for this tab: nothing personal, and gone when it is settled. */

/** How the service names the order in the address that people come back to. Whatever it says, only the service tells what became of it. */
const PARAMETER = 'kabinet-order';

const keptAs = (supplierId: string) => `kabinet-payment ${supplierId}`;

const isId = (text: string | null): text is string => text !== null && /^[\w-]{1,60}$/.test(text);

/** The order that the page's address names; null where it names none. */
export function orderInAddress(): string | null {
  const id = new URLSearchParams(location.search).get(PARAMETER);
  return isId(id) ? id : null;
}

/** Whether the browser's Back or Forward brought this page, and not a reload or a link. */
export function cameByBack(): boolean {
  const [entry] = performance.getEntriesByType('navigation');
  return entry instanceof PerformanceNavigationTiming && entry.type === 'back_forward';
}

/** The order that this tab left the page to pay; null where there is none. */
export function keptOrder(supplierId: string): string | null {
  try {
    const id = sessionStorage.getItem(keptAs(supplierId));
    return isId(id) ? id : null;
  } catch {
    return null; // no storage
  }
}

/** The page is left for the provider's: whoever comes back by any way finds the order again. */
export function keepOrder(supplierId: string, orderId: string): void {
  try {
    sessionStorage.setItem(keptAs(supplierId), orderId);
  } catch {
    // No storage: the address has it too, when the provider sends people back.
  }
}

/** There is no more to come back to: a reload or a shared link does not tell the story again. */
export function forgetOrder(supplierId: string): void {
  try {
    sessionStorage.removeItem(keptAs(supplierId));
  } catch {
    // Then there is nothing to remove either.
  }
  const address = new URL(location.href);
  if (!address.searchParams.has(PARAMETER)) return;
  address.searchParams.delete(PARAMETER);
  history.replaceState(history.state, '', address);
}

/** Longer addresses the service does not take; they lose what stands after the path. */
const LONGEST_ADDRESS = 2000;

/** Where the provider's page sends people back to: the page named, else this one as it is. */
export function returnAddress(named: string): string {
  const address = new URL(named || location.href, location.href);
  address.searchParams.delete(PARAMETER);
  return address.href.length > LONGEST_ADDRESS ? address.origin + address.pathname : address.href;
}

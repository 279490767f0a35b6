/** A signed receipt: three parts of base64url. */
const SIGNED = /^#[\w-]+\.[\w-]+\.[\w-]+$/;

/**
 * Inside the form of the page for checking receipts, which works without it. A QR code leads to that page with the receipt behind the `#` of
 * the address, where no server and no log sees it: we move it into the form, out of the address, and send it.
 */
export class KabinetReceiptAddress extends HTMLElement {
  connectedCallback(): void {
    this.#take();
  }

  /** The page is whole by then: our script is a module. */
  #take(): void {
    const { hash } = location;
    const field = this.querySelector('textarea');
    if (field === null || !SIGNED.test(hash)) return;
    field.value = hash.slice(1);
    history.replaceState(null, '', location.pathname + location.search);
    this.closest('form')?.requestSubmit();
  }
}

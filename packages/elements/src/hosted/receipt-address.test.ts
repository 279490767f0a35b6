import { expect, fixture, html } from '@open-wc/testing';
import { KabinetReceiptAddress } from './receipt-address.js';

customElements.define('kabinet-receipt-address', KabinetReceiptAddress);

describe('the page for checking receipts, opened by a QR code', () => {
  let sent: string[];
  const handle = (event: SubmitEvent) => {
    event.preventDefault();
    sent.push(String(new FormData(event.target as HTMLFormElement).get('text')));
  };
  beforeEach(() => {
    sent = [];
    document.addEventListener('submit', handle);
  });
  afterEach(() => {
    document.removeEventListener('submit', handle);
    history.replaceState(null, '', location.pathname + location.search);
  });
  const open = () =>
    fixture(
      html`<form>
        <kabinet-receipt-address><textarea name="text"></textarea><button>Check</button></kabinet-receipt-address>
      </form>`,
    );

  it('is checked at once, and what the code said is gone from the address', async () => {
    history.replaceState(null, '', '#eyJh.eyJi.c2ln-_');
    await open();
    expect(sent).to.deep.equal(['eyJh.eyJi.c2ln-_']);
    expect(location.hash).to.equal('');
  });

  it('waits for the person where the address says nothing, or something else', async () => {
    for (const hash of ['', '#main', '#a.b']) {
      history.replaceState(null, '', hash || location.pathname);
      await open();
    }
    expect(sent).to.deep.equal([]);
    expect(location.hash).to.equal('#a.b');
  });
});

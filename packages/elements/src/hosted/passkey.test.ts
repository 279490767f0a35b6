import { aTimeout, expect, fixture, html, waitUntil } from '@open-wc/testing';
import sinon, { type SinonStub } from 'sinon';
import { KabinetPasskey } from './passkey.js';

customElements.define('kabinet-passkey', KabinetPasskey);

const OPTIONS = {
  challenge: 'AAAA',
  rp: { id: 'localhost', name: 'Gas' },
  user: { id: 'AAAA', name: 'olena@example.com', displayName: 'Gas' },
  pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
};

/** What the browser's dialogue gives when the person confirms. */
const MADE = {
  id: 'key',
  rawId: new Uint8Array([1]).buffer,
  type: 'public-key',
  response: { attestationObject: new Uint8Array([2]).buffer, clientDataJSON: new Uint8Array([3]).buffer },
  getClientExtensionResults: () => ({}),
  authenticatorAttachment: 'platform',
};

describe('a form with a passkey', () => {
  let ask: SinonStub<[string, URLSearchParams], Promise<unknown>>;
  let create: SinonStub;
  beforeEach(() => {
    ask = sinon.stub(KabinetPasskey, 'ask').resolves({ options: OPTIONS });
    create = sinon.stub(navigator.credentials, 'create').resolves(MADE);
  });
  afterEach(() => sinon.restore());

  async function make() {
    const element = await fixture<KabinetPasskey>(
      html`<kabinet-passkey
        hidden
        data-options="/my/passkeys/new-options"
        data-ceremony="create"
        data-failed="Not made"
        data-exists="There is one"
        data-unreachable="No network"
        ><form><input aria-label="Name" name="label" value="Phone" /><button>Make</button></form></kabinet-passkey
      >`,
    );
    const sent: FormData[] = [];
    element.addEventListener('submit', (event) => {
      if (!event.defaultPrevented) sent.push(new FormData(event.target as HTMLFormElement));
      event.preventDefault();
    });
    const button = element.querySelector('button') as HTMLButtonElement;
    const said = () => element.querySelector('[role=status]')?.textContent ?? '';
    return { element, sent, button, said };
  }

  it('is shown where the browser can, and sends what the device answered along with the rest', async () => {
    const { element, sent, button } = await make();
    expect(element.hidden).to.equal(false);
    button.click();
    button.click();
    await waitUntil(() => sent.length > 0);
    expect(ask.callCount).to.equal(1);
    expect(ask.firstCall.args.map(String)).to.deep.equal(['/my/passkeys/new-options', 'label=Phone']);
    expect(sent.map((form) => form.get('label'))).to.deep.equal(['Phone']);
    expect(JSON.parse(sent[0]?.get('passkey') as string)).to.include({ id: 'key', type: 'public-key' });
  });

  it('stays hidden where the browser cannot', async () => {
    const credential = sinon.stub(window, 'PublicKeyCredential').value(undefined);
    const { element, sent, button } = await make();
    expect(element.hidden).to.equal(true);
    button.click();
    expect([ask.callCount, sent.length]).to.deep.equal([0, 1]);
    credential.restore();
  });

  const refusals: readonly (readonly [what: string, arrange: () => void, words: string])[] = [
    ['the server says why not', () => ask.resolves({ error: 'Wrong password' }), 'Wrong password'],
    ['nobody answers', () => ask.rejects(new TypeError('network')), 'No network'],
    ['the person says no', () => create.rejects(new DOMException('no', 'NotAllowedError')), 'Not made'],
    ['the device has one', () => create.rejects(new DOMException('no', 'InvalidStateError')), 'There is one'],
  ];
  for (const [what, arrange, words] of refusals) {
    it(`says so when ${what}, sends nothing and can be tried again`, async () => {
      arrange();
      const { sent, button, said } = await make();
      button.click();
      await waitUntil(() => said() === words);
      // Whatever else would come of it has come.
      await aTimeout(0);
      expect(sent).to.have.length(0);
      ask.resolves({ options: OPTIONS });
      create.resolves(MADE);
      button.click();
      await waitUntil(() => sent.length === 1);
      expect(said()).to.equal('');
    });
  }

  it('makes another for a form that comes back by the back button', async () => {
    const { sent, button } = await make();
    button.click();
    await waitUntil(() => sent.length === 1);
    window.dispatchEvent(new Event('pageshow'));
    button.click();
    await waitUntil(() => sent.length === 2);
    expect(ask.callCount).to.equal(2);
  });
});

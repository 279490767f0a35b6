import { expect, fixture, html } from '@open-wc/testing';
import sinon, { type SinonFakeTimers } from 'sinon';
import { KabinetCodeField } from './code-field.js';
import { KabinetCountdown } from './countdown.js';
import { KabinetHostedForm } from './hosted-form.js';
import { KabinetPasswordField } from './password-field.js';

customElements.define('kabinet-code-field', KabinetCodeField);
customElements.define('kabinet-countdown', KabinetCountdown);
customElements.define('kabinet-hosted-form', KabinetHostedForm);
customElements.define('kabinet-password-field', KabinetPasswordField);

/** Types as a person does: the field's value, and its event. */
function type(input: HTMLInputElement, text: string): void {
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Counts what a form would send, and sends nothing. */
function sendingsOf(form: HTMLFormElement): () => number {
  let count = 0;
  // After the element itself has had its say.
  document.addEventListener('submit', (event) => {
    if (event.target !== form) return;
    if (!event.defaultPrevented) count += 1;
    event.preventDefault();
  });
  return () => count;
}

const input = (element: Element) => element.querySelector('input') as HTMLInputElement;
const button = (element: Element) => element.querySelector('button') as HTMLButtonElement;

describe('the parts of the hosted pages', () => {
  let clock: SinonFakeTimers;

  beforeEach(() => {
    clock = sinon.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'],
    });
  });
  afterEach(() => {
    clock.restore();
    sinon.restore();
  });

  describe('a password', () => {
    const make = () =>
      fixture<HTMLFormElement>(
        html`<form>
          <kabinet-password-field
            data-show="Show"
            data-hide="Hide"
            data-min-length="8"
            data-progress="{n} of 8"
            data-reached="Long enough"
            ><input id="password" type="password"
          /></kabinet-password-field>
        </form>`,
      );

    it('is shown and hidden by a button, and sent as a password', async () => {
      const form = await make();
      sendingsOf(form);
      expect(button(form).textContent).to.equal('Show');
      button(form).click();
      expect([input(form).type, button(form).textContent]).to.deep.equal(['text', 'Hide']);
      form.requestSubmit();
      expect([input(form).type, button(form).textContent]).to.deep.equal(['password', 'Show']);
    });

    it('says how far it is from long enough, and says it aloud when the person pauses', async () => {
      const form = await make();
      const [seen, heard] = [...form.querySelectorAll('p')];
      type(input(form), 'абв');
      expect([seen?.textContent, heard?.textContent]).to.deep.equal(['3 of 8', '']);
      type(input(form), 'абвгґдеє');
      clock.tick(1000);
      expect([seen?.textContent, heard?.textContent]).to.deep.equal(['Long enough', 'Long enough']);
      expect(seen?.classList.contains('reached')).to.equal(true);
    });
  });

  describe('a code', () => {
    const make = (attributes: 'alone' | 'wrong' | 'with more') =>
      fixture<HTMLFormElement>(
        html`<form>
          <kabinet-code-field data-length="6" ?data-alone=${attributes !== 'with more'}
            ><input aria-label="Code" aria-invalid=${attributes === 'wrong' ? 'true' : 'false'}
          /></kabinet-code-field>
        </form>`,
      );

    it('is sent when all digits are there, once', async () => {
      const form = await make('alone');
      const sendings = sendingsOf(form);
      type(input(form), '123 45');
      expect(sendings()).to.equal(0);
      type(input(form), '123 456');
      type(input(form), '123456');
      expect(sendings()).to.equal(1);
    });

    for (const how of ['wrong', 'with more'] as const) {
      it(`is not sent by itself when it ${how === 'wrong' ? 'was wrong before' : 'is not all that is asked'}`, async () => {
        const form = await make(how);
        const sendings = sendingsOf(form);
        type(input(form), '123456');
        expect(sendings()).to.equal(0);
      });
    }
  });

  describe('a form', () => {
    const make = async () => {
      const element = await fixture(
        html`<kabinet-hosted-form data-offline="No network" data-sending="Sending"
          ><form><input aria-label="Name" value="typed" /><button>Send</button></form></kabinet-hosted-form
        >`,
      );
      const form = element.querySelector('form') as HTMLFormElement;
      return { element, form, sendings: sendingsOf(form), status: () => element.querySelector('[role=status]') };
    };

    it('is sent once, however often the button is pressed, and again when nothing came of it', async () => {
      const { element, sendings, status } = await make();
      button(element).click();
      button(element).click();
      expect([sendings(), button(element).getAttribute('aria-disabled')]).to.deep.equal([1, 'true']);
      expect(status()?.textContent).to.equal('Sending');
      clock.tick(20_000);
      button(element).click();
      expect(sendings()).to.equal(2);
    });

    it('can be sent again by who comes back by the back button', async () => {
      const { element, sendings } = await make();
      button(element).click();
      window.dispatchEvent(new Event('pageshow'));
      expect(button(element).hasAttribute('aria-disabled')).to.equal(false);
      button(element).click();
      expect(sendings()).to.equal(2);
    });

    it('is not sent into the void without network: it says so and keeps what was typed', async () => {
      const { element, sendings, status } = await make();
      const onLine = sinon.stub(navigator, 'onLine').get(() => false);
      button(element).click();
      expect([sendings(), status()?.textContent, input(element).value]).to.deep.equal([0, 'No network', 'typed']);
      onLine.get(() => true);
      window.dispatchEvent(new Event('online'));
      expect(status()?.textContent).to.equal('');
      button(element).click();
      expect(sendings()).to.equal(1);
    });
  });

  it('count the seconds until a new code can be asked for', async () => {
    const element = await fixture(
      html`<kabinet-countdown data-seconds="61" data-text="In {time}" data-done="Now">At 12:05:30</kabinet-countdown>`,
    );
    expect(element.textContent).to.equal('In 1:01');
    clock.tick(56_000);
    expect(element.textContent).to.equal('In 0:05');
    expect(element.querySelector('[role=status]')?.textContent).to.equal('');
    clock.tick(5000);
    expect(element.querySelector('[role=status]')?.textContent).to.equal('Now');
    expect(element.textContent).to.equal('Now');
  });
});

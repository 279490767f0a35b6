import { expect } from '@open-wc/testing';
import '@kabinet/elements/define-all.js';
import type { KabinetProvider } from '@kabinet/elements/provider/provider.js';
import type { KabinetReadingForm } from '@kabinet/elements/widgets/reading-form/reading-form.js';
import type { KabinetPaymentButton } from '@kabinet/elements/widgets/payment-button/payment-button.js';
import { createMockApi, sampleData } from '@kabinet/api/mock';
import { everyElement } from './every-attribute.js';
import type { Framework, Mounted, View } from './framework.js';
import { EVENT_NAMES, type SampleElement } from './sample-element.js';

/**
 * What the public custom-elements-everywhere suite asks of a framework with a custom element, asked with ours: nine checks of every
 * framework, and nine of what pages would like.
 */
export function describeConformance(framework: Framework): void {
  describe(`${framework.name} with our elements`, () => {
    let place: HTMLElement;
    let mounted: Mounted | null = null;

    beforeEach(() => {
      place = document.createElement('main');
      document.body.append(place);
    });
    afterEach(async () => {
      await mounted?.unmount();
      mounted = null;
      place.remove();
    });

    async function mount<E extends HTMLElement>(view: View): Promise<E> {
      mounted = await framework.mount(view, place);
      const element = place.querySelector<E>(view.tag);
      if (!element) throw new Error(`There is no <${view.tag}> on the page.`);
      return element;
    }

    const shadowText = async (element: HTMLElement) => {
      await (element as SampleElement).updateComplete;
      return element.shadowRoot?.textContent ?? '';
    };

    describe('shows', () => {
      it('an element without anything inside', async () => {
        const element = await mount({ tag: 'kabinet-sample' });
        expect(element.childNodes.length === 0 || element.textContent === '').to.equal(true);
      });

      it('what an element has in its shadow', async () => {
        expect(await shadowText(await mount({ tag: 'kabinet-sample' }))).to.contain('In the shadow');
      });

      it('what the page puts inside, also when that changes', async () => {
        const element = await mount({ tag: 'kabinet-sample', inside: 'Call 104' });
        expect(element.textContent?.trim()).to.equal('Call 104');
        await mounted?.show({ tag: 'kabinet-sample', inside: 'Call 105' });
        expect(element.textContent?.trim()).to.equal('Call 105');
        expect(await shadowText(element)).to.contain('In the shadow');
        expect(place.querySelector('kabinet-sample')).to.equal(element);
      });

      it('an element, hides it and shows it again', async () => {
        await mount({ tag: 'kabinet-sample', inside: 'Call 104' });
        await mounted?.show(null);
        expect(place.querySelector('kabinet-sample')).to.equal(null);
        await mounted?.show({ tag: 'kabinet-sample', inside: 'Call 104' });
        const again = place.querySelector<HTMLElement>('kabinet-sample')!;
        expect(await shadowText(again)).to.contain('In the shadow');
        expect(again.textContent?.trim()).to.equal('Call 104');
      });
    });

    describe('gives', () => {
      it('yes and no', async () => {
        const form = await mount<KabinetReadingForm>({ tag: 'kabinet-reading-form', props: { withOutbox: true } });
        expect(form.withOutbox).to.equal(true);
        await mounted?.show({ tag: 'kabinet-reading-form', props: { withOutbox: false } });
        expect(form.withOutbox).to.equal(false);
      });

      it('a number', async () => {
        expect((await mount<SampleElement>({ tag: 'kabinet-sample', props: { count: 42 } })).count).to.equal(42);
      });

      it('a text', async () => {
        const view = { tag: 'kabinet-payment-button', props: { amount: '120.50' } };
        expect((await mount<KabinetPaymentButton>(view)).amount).to.equal('120.50');
      });

      it('no other value to what can only be read', async () => {
        mounted = await framework.mount({ tag: 'kabinet-provider', props: { connection: 'of the page' } }, place);
        if (framework.unwritable === 'throws') {
          // The framework's own doing, with any element: our types for it do not offer the property.
          expect(String(mounted.errors[0])).to.contain('connection');
          return;
        }
        const provider = place.querySelector<KabinetProvider>('kabinet-provider')!;
        expect(provider.connection).to.equal(null);
      });
    });

    it('lets a page listen by itself', async () => {
      const element = await mount<SampleElement>({ tag: 'kabinet-sample' });
      let heard = 0;
      element.addEventListener('kebab-event', () => (heard += 1));
      element.send('kebab-event');
      expect(heard).to.equal(1);
    });

    describe('gives as a property', () => {
      it('a list', async () => {
        const items = ['gas', 'water'];
        expect((await mount<SampleElement>({ tag: 'kabinet-sample', props: { items } })).items).to.equal(items);
      });

      it('an object', async () => {
        const details = { name: 'gas' };
        expect((await mount<SampleElement>({ tag: 'kabinet-sample', props: { details } })).details).to.equal(details);
      });

      it('an object to a name in camel case', async () => {
        const camelDetails = { name: 'gas' };
        const element = await mount<SampleElement>({ tag: 'kabinet-sample', props: { camelDetails } });
        expect(element.camelDetails).to.equal(camelDetails);
      });

      it('what the element has from its bases', async () => {
        const form = await mount<KabinetReadingForm>({
          tag: 'kabinet-reading-form',
          props: { account: '0400123456', lang: 'ru' },
        });
        expect([form.account, form.lang]).to.deep.equal(['0400123456', 'ru']);
      });
    });

    describe('lets a page say in its markup who listens to', () => {
      for (const name of EVENT_NAMES) {
        it(name, async () => {
          let heard = 0;
          const element = await mount<SampleElement>({ tag: 'kabinet-sample', on: { [name]: () => (heard += 1) } });
          element.send(name);
          expect(heard).to.equal(1);
        });
      }
    });

    describe('gives every attribute of', () => {
      for (const { tag, attributes } of everyElement) {
        it(`<${tag}>`, async () => {
          const given = attributes.map(({ name, property, type }) => ({ name, property, value: valueFor(name, type) }));
          const props = Object.fromEntries(given.map(({ name, value }) => [name, value]));
          const element = await mount({ tag, props, byManifest: true });
          const arrived = given.map(({ property }) => [
            property,
            (element as unknown as Record<string, unknown>)[property],
          ]);
          expect(arrived).to.deep.equal(given.map(({ property, value }) => [property, value]));
        });
      }
    });

    describe('beyond the public suite', () => {
      const service = () => createMockApi({ data: sampleData({ now: new Date(), window: 'open', accounts: ['gas'] }) });

      it('has a widget work in a provider with an adapter of the page’s own', async () => {
        await mount({
          tag: 'kabinet-provider',
          props: { service: service(), lang: 'uk' },
          inside: { tag: 'kabinet-balance-card', inside: 'Call 104' },
        });
        const card = place.querySelector<HTMLElement>('kabinet-balance-card')!;
        await seesIn(card, '0400123456');
      });

      it('tells the page of what happens, under the name in the docs', async () => {
        let asked = 0;
        const handle = (event: Event) => {
          asked += 1;
          event.preventDefault();
        };
        const tag = 'kabinet-balance-card';
        const card = await mount({ tag, on: { 'kabinet-sign-in-request': handle } });
        const event = new Event('kabinet-sign-in-request', { cancelable: true });
        card.dispatchEvent(event);
        expect([asked, event.defaultPrevented]).to.deep.equal([1, true]);
      });

      it('leaves nothing on the page after 100 comings and goings', async () => {
        const inside: View = { tag: 'kabinet-meter-card' };
        const view: View = { tag: 'kabinet-provider', props: { service: service() }, inside };
        await mount(view);
        for (let i = 0; i < 100; i += 1) {
          await mounted?.show(null);
          await mounted?.show(view);
        }
        expect(place.querySelectorAll('kabinet-meter-card')).to.have.length(1);
        await mounted?.unmount();
        mounted = null;
        expect(place.querySelectorAll('*')).to.have.length(0);
      });
    });
  });
}

/** A value that an attribute has not by itself. */
function valueFor(name: string, type: string): string | boolean {
  if (type === 'boolean') return true;
  if (name === 'lang') return 'ru';
  return /'([^']+)'$/.exec(type)?.[1] ?? 'of-the-page';
}

/** Waits until a widget shows a text. */
export async function seesIn(element: HTMLElement, text: string): Promise<void> {
  const end = performance.now() + 10_000;
  while (!element.shadowRoot?.textContent?.includes(text)) {
    if (performance.now() > end) throw new Error(`<${element.localName}> never showed “${text}”.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

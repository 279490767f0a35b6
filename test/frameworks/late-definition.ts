import { expect } from '@open-wc/testing';
import type { KabinetProvider } from '@kabinet/elements/provider/provider.js';
import type { KabinetReadingForm } from '@kabinet/elements/widgets/reading-form/reading-form.js';
import { createMockApi, sampleData } from '@kabinet/api/mock';
import type { Framework, View } from './framework.js';

/** What a page gives our elements before their code is there, as with the script tag. Each framework has a page of its own for it. */
export function describeLateDefinition(framework: Framework): void {
  describe(`${framework.name} with elements whose code comes late`, () => {
    const place = document.createElement('main');
    const service = createMockApi({ data: sampleData({ now: new Date(), window: 'open', accounts: ['gas'] }) });
    before(() => document.body.append(place));
    after(() => place.remove());

    it('gives them attributes early, objects by define-all first', async () => {
      expect(customElements.get('kabinet-provider')).to.equal(undefined);
      const inside: View = {
        tag: 'kabinet-reading-form',
        props: { account: '0400123456', 'with-outbox': true },
        inside: 'Call 104',
      };
      const early = await framework.mount({ tag: 'kabinet-provider', props: { service }, inside }, place);
      expect(place.textContent?.trim()).to.equal('Call 104');

      await import('@kabinet/elements/define-all.js');
      const form = place.querySelector<KabinetReadingForm>('kabinet-reading-form')!;
      expect([form.account, form.withOutbox]).to.deep.equal(['0400123456', true]);
      const provider = place.querySelector<KabinetProvider>('kabinet-provider')!;
      await provider.updateComplete;
      expect(provider.connection !== null).to.equal(framework.objectsBeforeDefinition === 'arrive');
      await early.unmount();

      const late = await framework.mount({ tag: 'kabinet-provider', props: { service } }, place);
      const afterwards = place.querySelector<KabinetProvider>('kabinet-provider')!;
      await afterwards.updateComplete;
      expect(afterwards.connection).not.to.equal(null);
      await late.unmount();
    });
  });
}

import { expect } from '@open-wc/testing';
import '@kabinet/elements/define-all.js';
import type { KabinetProvider } from '@kabinet/elements/provider/provider.js';
import type { KabinetReadingForm } from '@kabinet/elements/widgets/reading-form/reading-form.js';
import { createMockApi, sampleData } from '@kabinet/api/mock';
import { createApp } from 'vue';

it('takes our tags in a Vue template as they are', () => {
  const place = document.createElement('main');
  document.body.append(place);
  const service = createMockApi({ data: sampleData({ now: new Date(), window: 'open', accounts: ['gas'] }) });
  const heard: string[] = [];
  const app = createApp({
    setup: () => ({ service, account: '0400123456', hear: (event: Event) => void heard.push(event.type) }),
    template: `
      <kabinet-provider :service.prop="service" lang="uk">
        <kabinet-reading-form :account="account" with-outbox @kabinet-reading-accepted="hear">Call 104</kabinet-reading-form>
      </kabinet-provider>`,
  });
  app.config.compilerOptions.isCustomElement = (tag) => tag.startsWith('kabinet-');
  app.mount(place);
  const provider = place.querySelector<KabinetProvider>('kabinet-provider')!;
  const form = place.querySelector<KabinetReadingForm>('kabinet-reading-form')!;
  expect(provider.service).to.equal(service);
  expect([form.account, form.withOutbox, form.textContent]).to.deep.equal(['0400123456', true, 'Call 104']);
  form.dispatchEvent(new Event('kabinet-reading-accepted', { bubbles: true }));
  expect(heard).to.deep.equal(['kabinet-reading-accepted']);
  app.unmount();
  place.remove();
});

// In a page of its own: here <kabinet-provider> is defined after the widgets, as scripts happen to load.
import { expect } from '@open-wc/testing';
import '../widgets/balance-card/balance-card.define.js';
import { stopTheClock } from '../testing/clock.js';
import { lull, Person } from '../testing/person.js';
import { Service } from '../testing/service.js';
import { makeWidget, place } from '../testing/stage.js';
import { page } from './page.js';

describe('a <kabinet-provider> whose code comes late', () => {
  it('is waited for without a complaint, and then followed', async () => {
    stopTheClock();
    const warnings: string[] = [];
    const { warn } = console;
    console.warn = (...args: unknown[]) => void warnings.push(args.join(' '));
    try {
      page().configure({});
      const provider = document.createElement('kabinet-provider');
      // The page's own script does not wait for ours either.
      provider.service = Service.sample().api;
      provider.lang = 'uk';
      const widget = makeWidget({ tag: 'kabinet-balance-card', inside: 'Телефонуйте 104' });
      provider.append(widget);
      place().append(provider);
      await lull();
      const person = new Person(widget);
      expect(person.seesInside).to.equal('Телефонуйте 104');
      expect(person.reads).to.equal('');

      await import('./provider.define.js');
      await person.sees('Стан рахунку', '358,20');
      expect(warnings).to.deep.equal([]);
    } finally {
      console.warn = warn;
    }
  });
});

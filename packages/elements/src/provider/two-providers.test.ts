import { expect } from '@open-wc/testing';
import '../widgets/balance-card/balance-card.define.js';
import { stopTheClock } from '../testing/clock.js';
import { Person } from '../testing/person.js';
import { Service } from '../testing/service.js';
import { makeWidget, place } from '../testing/stage.js';
import './provider.define.js';

describe('two cabinets on a page', () => {
  /** One of them, put into the page as a framework does: whole, and before anything has been drawn. */
  function addCabinet(service: Service) {
    const provider = document.createElement('kabinet-provider');
    const widget = makeWidget({ tag: 'kabinet-balance-card' });
    provider.append(widget);
    provider.service = service.api;
    provider.lang = 'uk';
    place().append(provider);
    return { provider, person: new Person(widget) };
  }

  it('follow each its own provider, though the other comes in the same moment', async () => {
    stopTheClock();
    const warnings: string[] = [];
    const { warn } = console;
    console.warn = (...args: unknown[]) => void warnings.push(args.join(' '));
    try {
      const cabinets = [addCabinet(Service.sample()), addCabinet(Service.sample())];
      for (const { person } of cabinets) await person.sees('358,20');
      expect(warnings).to.deep.equal([]);
      for (const { provider, person } of cabinets) {
        provider.lang = 'ru';
        await person.sees('Состояние счёта');
      }
    } finally {
      console.warn = warn;
    }
  });
});

import { expect } from '@open-wc/testing';
import type { Tariff } from '@kabinet/api';
import { answers, calculator, charging, tag } from '../../testing/calculator.js';
import { stopTheClock } from '../../testing/clock.js';
import { failing, hanging } from '../../testing/service.js';
import { enter } from '../../testing/stage.js';

/** Gas that costs 5 in villages and 7 in towns. */
const bySettlement = (tariffs: readonly Tariff[]): Tariff[] =>
  tariffs.flatMap((each) => {
    if (each.id !== 'gas-2022') return each.serviceKind === 'gas' ? [] : [each];
    return (['village', 'town'] as const).map((settlement) => ({
      ...each,
      id: settlement,
      blocks: [{ upTo: null, price: settlement === 'village' ? '5' : '7', zonePrices: [] }],
      when: { settlement: [settlement] },
    }));
  });
const ASKED = 'Де ви живете?';

describe('the cost calculator at a place that the page names', () => {
  beforeEach(() => {
    stopTheClock();
  });

  it('takes what living there answers', async () => {
    for (const [locality, sum] of [
      ['gontivka', '500,00 грн'],
      ['nizhyn', '700,00 грн'],
    ] as const) {
      const { person } = await calculator(charging(bySettlement), { service: 'gas', locality });
      await person.types('100');
      await person.sees(`За листопад 2026 ${sum}`);
      expect(person.reads).not.to.include(ASKED);
    }
  });

  it('asks where the page names none, and where the place cannot be looked up', async () => {
    for (const attributes of [{}, { locality: 'gontivka' }]) {
      const service = charging(bySettlement);
      service.fault = failing('unavailable', 'searchLocalities');
      const { person } = await calculator(service, { service: 'gas', ...attributes });
      await person.sees(ASKED);
      await answers(person, 'У селі');
      await person.types('100');
      await person.sees('За листопад 2026 500,00 грн');
    }
  });

  it('asks nothing before the place is looked up', async () => {
    const service = charging(bySettlement);
    service.fault = hanging('searchLocalities');
    const { person } = enter({ tag, service, attributes: { service: 'gas', locality: 'gontivka' } });
    await person.sees('Завантажуємо дані…');
    expect(person.reads).not.to.include('Порахувати');
  });
});

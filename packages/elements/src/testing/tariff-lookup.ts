import type { Tariff } from '@kabinet/api';
import { type MockData, sampleData } from '@kabinet/api/mock';
import '../provider/provider.define.js';
import { breath, type Person, until } from './person.js';
import { Service } from './service.js';

// What the tests of the tariff lookup share: books of tariffs, and what people do with them.

export const tag = 'kabinet-tariff-lookup';

export const HISTORY = 'Попередні та оголошені тарифи';
export const CALCULATOR = 'Скільки це за місяць?';

/** The sample supplier with its book changed. */
export function charging(change: (book: MockData['tariffBook']) => Partial<MockData['tariffBook']>): Service {
  const data = sampleData({ now: new Date(), window: 'open', accounts: ['gas'] });
  return new Service({ ...data, tariffBook: { ...data.tariffBook, ...change(data.tariffBook) } });
}

/** Other prices for the electricity that costs 4.32 in the sample, beside it or instead of it. */
export function electricity(...changes: Partial<Tariff>[]): Service {
  return charging(({ tariffs }) => {
    const base = tariffs.find(({ id }) => id === 'electricity-2024') as Tariff;
    const plain = { ...base, validFrom: '2024-06-01', touSets: [] };
    return { tariffs: changes.map((change, index) => ({ ...plain, id: `changed-${index}`, ...change })) };
  });
}

export const blocks = (...prices: [upTo: string | null, price: string][]) =>
  prices.map(([upTo, price]) => ({ upTo, price, zonePrices: [] }));

/** Villages have a price of their own, with steps. */
export const withVillages = () =>
  electricity({}, { when: { settlement: ['village'] }, blocks: blocks(['150', '0.90'], [null, '1.68']) });

/** Prices differ by place. */
export const byPlace = () =>
  electricity({ when: { locality: ['bakhmut'] } }, { when: { locality: ['oster'] }, blocks: blocks([null, '3.20']) });

export async function chooses(person: Person, answer: string): Promise<void> {
  const find = () => [...person.root.querySelectorAll('label')].find((label) => label.innerText.trim() === answer);
  await until(find, () => `an answer “${answer}”; there is “${person.reads}”`);
  find()?.click();
  await breath();
}

/** What screen readers are told. */
export const heard = (person: Person) =>
  person.root.querySelector('[role=status]')?.textContent?.replace(/\s+/g, ' ').trim() ?? '';

import { expect } from '@open-wc/testing';
import type { ConsumptionNorm, TariffQuestion } from '@kabinet/api';
import { answers, calculator, supplier } from '../../testing/calculator.js';
import { stopTheClock } from '../../testing/clock.js';
import type { Service } from '../../testing/service.js';

const STOREYS: TariffQuestion = {
  id: 'storeys',
  text: { uk: 'Скільки поверхів у будинку?', ru: 'Сколько этажей в доме?', en: 'How many storeys has the house?' },
  hint: null,
  options: [
    { id: 'low', label: { uk: 'До чотирьох', ru: 'До четырёх', en: 'Up to four' } },
    { id: 'high', label: { uk: 'П’ять і більше', ru: 'Пять и больше', en: 'Five or more' } },
  ],
};

const norm = (id: string, quantity: string, different: Partial<ConsumptionNorm> = {}): ConsumptionNorm => ({
  id,
  serviceKind: 'heat',
  unit: 'Gcal',
  per: 'area',
  quantity,
  validFrom: '2020-01-01',
  validTo: null,
  season: { from: '10-15', to: '04-15' },
  when: {},
  source: null,
  ...different,
});
const low = norm('low', '0.0342', { when: { storeys: ['low'] } });
const high = norm('high', '0.0231', { when: { storeys: ['high'] } });

/** Heat at 1654.41 a Gcal and 32.17 a month, by these norms. */
function heated(...norms: ConsumptionNorm[]): Service {
  return supplier(({ tariffBook }) => ({
    tariffBook: { ...tariffBook, questions: [...tariffBook.questions, STOREYS], norms },
  }));
}
const heating = (service: Service) => calculator(service, { mode: 'heating' });

describe('the heating mode of the cost calculator, by norms that differ', () => {
  beforeEach(() => {
    stopTheClock();
  });

  it('asks what the norm depends on, and takes the one for the answer', async () => {
    const { person } = await heating(heated(low, high));
    await person.sees('Скільки поверхів у будинку?');
    await person.types('50', 'Опалювана площа');
    expect(person.reads).not.to.include('За сезон');
    expect(person.reads, 'no norm before the answer').not.to.include('Норма');
    await answers(person, 'П’ять і більше');
    // 50 × 0.0231 = 1.155 Gcal × 1654.41 = 1910.84 (1910.8435…); + 32.17 = 1943.01
    await person.sees('0,0231 Гкал на м² за місяць', 'За повний місяць 1943,01 грн');
    await answers(person, 'До чотирьох');
    // 50 × 0.0342 = 1.71 Gcal × 1654.41 = 2829.04 (2829.0411); + 32.17 = 2861.21
    await person.sees('0,0342 Гкал на м² за місяць', 'За повний місяць 2861,21 грн');
  });

  it('does not ask it where a heat meter counts', async () => {
    const { person } = await heating(heated(low, high));
    await answers(person, 'За лічильником тепла');
    await person.types('1,2', 'Скільки тепла за місяць, Гкал');
    await person.sees('За повний місяць 2017,46 грн');
    expect(person.reads).not.to.include('поверхів');
  });

  it('asks for the norm where none is for the answer', async () => {
    const { person } = await heating(heated(low));
    await answers(person, 'П’ять і більше');
    await person.types('50', 'Опалювана площа');
    expect(person.reads).not.to.include('За сезон');
    await person.types('0,02', 'Норма, Гкал на м² за місяць');
    // 50 × 0.02 = 1 Gcal: 1654.41 + 32.17 = 1686.58
    await person.sees('За повний місяць 1686,58 грн');
    await answers(person, 'До чотирьох');
    await person.sees('За повний місяць 2861,21 грн');
    expect(person.reads).not.to.include('Норма, Гкал');
  });

  it('lets a norm be said anew that ends within the season', async () => {
    const { person } = await heating(heated(norm('old', '0.02', { validTo: '2026-12-31' })));
    await person.types('50', 'Опалювана площа');
    expect(person.field('Норма').value).to.equal('0,02');
    // Each month of the season by it, also those after its end: 5 × 1686.58 + October 17/31 + April 15/30.
    // October: 907.26 (907.2571) + 17.64; April: 827.21 (827.205) + 16.09 (16.085); 8432.90 + 924.90 + 843.30 = 10 201.10
    await person.sees('За повний місяць 1686,58 грн', 'За сезон 2026–2027 10 201,10 грн');
  });

  it('takes each month’s own where the parts of the season have theirs', async () => {
    const mild = norm('mild', '0.01', { season: { from: '03-01', to: '04-15' } });
    const { person } = await heating(heated(norm('usual', '0.02'), mild));
    await person.types('50', 'Опалювана площа');
    // A part's norm and the season's both have seasons; both are valid from one day, so the id that comes first applies: `mild`.
    // March: 0.5 Gcal = 827.21 (827.205) + 32.17 = 859.38
    await person.sees('За повний місяць від 859,38 грн до 1686,58 грн');
    expect(person.reads).not.to.include('Норма, Гкал');
  });
});

import { expect } from '@open-wc/testing';
import type { Tariff } from '@kabinet/api';
import { answers, calculator, charging, saysInStatus, selects, supplier, tag } from '../../testing/calculator.js';
import { stopTheClock } from '../../testing/clock.js';
import { focusIsOn, lull } from '../../testing/person.js';

/** The prices of one service, dearer than any sum can be. */
const beyondSums = (tariffs: readonly Tariff[]): Tariff[] =>
  tariffs.map((each) =>
    each.basis === 'use' ? { ...each, blocks: [{ upTo: null, price: '9999999', zonePrices: [] }] } : each,
  );

describe(`<${tag}> and its sums`, () => {
  beforeEach(() => {
    stopTheClock();
  });

  it('tells that nothing used costs nothing', async () => {
    const { person } = await calculator(supplier(), { service: 'electricity' });
    await answers(person, 'Ні');
    await person.types('0', 'Скільки за місяць');
    await person.sees('За листопад 2026 0,00 грн');
    await selects(person, 'month-count', '2');
    await person.sees('За листопад 2026 – грудень 2026 0,00 грн', 'Листопад 2026 0,00 грн Грудень 2026 0,00 грн');
  });

  it('tells what is charged by the month all the same', async () => {
    const { person } = await calculator(supplier(), { service: 'gas' });
    await person.types('0', 'Скільки за місяць');
    await person.sees('За листопад 2026 62,40 грн', 'Розподіл газу');
  });

  it('tells that a season without heat costs nothing', async () => {
    const { person } = await calculator(
      charging((tariffs) => tariffs.filter(({ id }) => id !== 'heat-service')),
      { mode: 'heating' },
    );
    await answers(person, 'За лічильником тепла');
    await person.types('0', 'Скільки тепла за місяць');
    await person.sees('За повний місяць 0,00 грн', 'За сезон 2026–2027 0,00 грн');
  });

  it('says that there is no price for nothing used either', async () => {
    const { person } = await calculator(supplier(), { service: 'gas' });
    await person.types('0', 'Скільки за місяць');
    await selects(person, 'year', '2019');
    await selects(person, 'month', '01');
    await person.sees('За січень 2019 ціни немає');
  });

  it('does not take a norm that is for others for nothing used', async () => {
    const service = supplier(({ tariffBook }) => ({
      tariffBook: {
        ...tariffBook,
        norms: tariffBook.norms.map((each) => ({ ...each, when: { settlement: ['village'] } })),
      },
    }));
    const { person } = await calculator(service, { service: 'cold_water' });
    await answers(person, 'Лічильника немає, плачу за нормою');
    await answers(person, 'У місті чи селищі');
    await person.types('3', 'Скільки людей зареєстровано');
    await person.sees('Суму порахувати не вдалося', '0 800 500 104');
    expect(person.reads).not.to.include('0,00 грн');
  });

  it('names the zones of a meter in one order, whatever the book’s', async () => {
    const reversed = (tariffs: readonly Tariff[]): Tariff[] =>
      tariffs.map((each) => ({ ...each, touSets: each.touSets.map((set) => [...set].reverse()) }));
    const { person } = await calculator(charging(reversed), { service: 'electricity' });
    await answers(person, 'Ні');
    await answers(person, 'За зонами: пік, напівпік, ніч');
    for (const zone of ['Пік', 'Напівпік', 'Ніч']) await person.types('10', zone);
    // 10 × 4.32 × 1.5 = 64.80; 10 × 4.32 = 43.20; 10 × 4.32 × 0.4 = 17.28; together 125.28
    await person.sees('125,28 грн');
    const inOrder = /Пік:.*64,80 грн.*Напівпік:.*43,20 грн.*Ніч:.*17,28 грн/;
    expect(person.reads).to.match(inOrder);
  });

  it('says so when no sum can be told, and goes on from there', async () => {
    for (const [attributes, label] of [
      [{ service: 'cold_water' }, 'Скільки за місяць'],
      [{ mode: 'heating' }, 'Опалювана площа'],
    ] as const) {
      const { person } = await calculator(
        charging((tariffs) => beyondSums(tariffs).map((each) => ({ ...each, perUnits: '0.000001' }))),
        attributes,
      );
      await person.types('99999', label);
      await person.sees('Суму порахувати не вдалося', '0 800 500 104');
      expect(person.field(label).value).to.equal('99999');
      await person.presses('Порахувати');
      await lull();
      expect(saysInStatus(person)).to.include('Суму порахувати не вдалося');
      await person.types('0', label);
      await person.noLongerSees('Суму порахувати не вдалося');
      await person.sees('грн');
    }
  });

  it('puts the focus on the one thing that is missing, a question too', async () => {
    const { person } = await calculator(supplier(), { service: 'electricity' });
    await person.types('250', 'Скільки за місяць');
    await person.presses('Порахувати');
    await person.sees('Оберіть одну з відповідей');
    expect(focusIsOn()).to.equal('input#question-heating');
  });

  it('tells several things that are missing in a summary, after a change of the period too', async () => {
    stopTheClock('2026-06-10T08:00:00Z');
    const { person } = await calculator(supplier(), { service: 'electricity' });
    await person.presses('Порахувати');
    await person.sees('Введіть число цифрами');
    expect(focusIsOn()).to.equal('input#use-electricity-total');
    await selects(person, 'month-count', '6');
    await person.presses('Порахувати');
    await person.sees('Перевірте введене');
    expect(focusIsOn()).to.include('Перевірте введене');
  });
});

import { expect } from '@open-wc/testing';
import type { Tariff, TariffBook } from '@kabinet/api';
import { answers, calculator, charging, saysInStatus, selects, supplier, tag } from '../../testing/calculator.js';
import { stopTheClock } from '../../testing/clock.js';
import { lull, type Person } from '../../testing/person.js';

/** Which answers look chosen, in order. */
function chosen(person: Person): string[] {
  return [...person.root.querySelectorAll<HTMLElement>('.choices label')]
    .filter((each) => each.querySelector('input')?.checked)
    .map((each) => each.innerText.trim());
}

/** The sample's electricity, and water by a norm that differs by where people live. */
function normsBySettlement({ norms }: TariffBook): TariffBook['norms'] {
  return norms.flatMap((each) =>
    each.serviceKind === 'cold_water'
      ? [each, { ...each, id: 'village', quantity: '2', when: { settlement: ['village'] } }]
      : [each],
  );
}

describe(`<${tag}> over a period`, () => {
  beforeEach(() => {
    stopTheClock();
  });

  it('asks what matters in any month of it, and keeps what was answered', async () => {
    const { person } = await calculator(supplier(), { service: 'electricity' });
    await answers(person, 'Так');
    await answers(person, 'За зонами: день, ніч');
    await person.types('1500', 'День');
    await person.types('1000', 'Ніч');
    await selects(person, 'month-count', '12');
    // Seven months of heating: (2000 × 2.64 + 500 × 4.32) × (0.6 + 0.4 × 0.5) = 5952.00; five without: 2500 × 4.32 × 0.8 = 8640.00
    await person.sees('За листопад 2026 – жовтень 2027 84 864,00 грн');
    await selects(person, 'month', '05');
    await person.sees('Чи зареєстровано у вас електроопалення?', 'За травень 2026 – квітень 2027 84 864,00 грн');
    expect(chosen(person)).to.deep.equal(['Так', 'За зонами: день, ніч']);
  });

  it('asks what begins to matter in the middle of a month, and no more than matters', async () => {
    const midMonth = (tariffs: readonly Tariff[]) =>
      tariffs.map((each) => (each.season ? { ...each, season: { from: '05-20', to: '05-25' } } : each));
    const { person } = await calculator(charging(midMonth), { service: 'electricity' });
    await person.sees('Як рахують спожите');
    expect(person.reads).not.to.include('електроопалення');
    await selects(person, 'month', '05');
    await person.sees('Чи зареєстровано у вас електроопалення?');
  });

  it('asks what the norm depends on, once it is paid by the norm', async () => {
    const service = supplier(({ tariffBook }) => ({
      tariffBook: { ...tariffBook, norms: normsBySettlement(tariffBook as TariffBook) },
    }));
    const { person } = await calculator(service, { service: 'cold_water' });
    expect(person.reads).not.to.include('Де ви живете?');
    await answers(person, 'Лічильника немає, плачу за нормою');
    await person.types('3', 'Скільки людей зареєстровано');
    await answers(person, 'У селі');
    // 3 × 2 = 6 m³; 6 × 30.38 = 182.28
    await person.sees('За листопад 2026 182,28 грн');
  });

  it('offers the zones that any of its months has prices for', async () => {
    const later = (tariffs: readonly Tariff[]) =>
      tariffs.flatMap((each): Tariff[] =>
        each.id === 'electricity-2024'
          ? [
              { ...each, touSets: [], validTo: '2026-11-30' },
              { ...each, id: 'later', validFrom: '2026-12-01' },
            ]
          : each.season
            ? []
            : [each],
      );
    const { person } = await calculator(charging(later), { service: 'electricity' });
    await person.sees('Скільки за місяць');
    expect(person.reads).not.to.include('За зонами');
    await selects(person, 'month-count', '2');
    await person.sees('За зонами: день, ніч');
  });

  it('always shows the answers it calculates with', async () => {
    const { person } = await calculator(supplier(), { service: 'electricity' });
    await answers(person, 'Так');
    expect(chosen(person)).to.deep.equal(['Так', 'За звичайним лічильником']);
    await selects(person, 'month', '05');
    expect(chosen(person), 'no question').to.deep.equal(['За звичайним лічильником']);
    await selects(person, 'month', '11');
    expect(chosen(person), 'and back').to.deep.equal(['Так', 'За звичайним лічильником']);
  });

  it('shows the year it calculates, of a service whose prices began later too', async () => {
    const { person } = await calculator();
    await selects(person, 'service', 'electricity');
    await selects(person, 'year', '2017');
    await selects(person, 'service', 'cold_water');
    await person.sees('Період: листопад 2017');
    expect(person.root.querySelector<HTMLSelectElement>('#year')?.value).to.equal('2017');
  });

  it('tells a question that a change brings up to those who do not see it', async () => {
    stopTheClock('2026-06-10T08:00:00Z');
    const { person } = await calculator(supplier(), { service: 'electricity' });
    expect(saysInStatus(person)).to.equal('');
    await selects(person, 'month-count', '6');
    await person.sees('Чи зареєстровано у вас електроопалення?');
    expect(saysInStatus(person)).to.equal('З’явилося запитання: Чи зареєстровано у вас електроопалення?');
    await answers(person, 'Ні');
    await lull();
    expect(saysInStatus(person), 'said once').to.equal('');
  });
});

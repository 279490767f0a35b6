import { expect } from '@open-wc/testing';
import type { Benefit, Tariff } from '@kabinet/api';
import {
  answers,
  answersFirst,
  calculator,
  charging,
  saysInStatus,
  selects,
  supplier,
  tag,
} from '../../testing/calculator.js';
import { stopTheClock } from '../../testing/clock.js';
import { everyWidget } from '../../testing/every-widget.js';
import { looksRightEverywhere } from '../../testing/looks.js';
import { focusIsOn, lull, Person, until } from '../../testing/person.js';
import { failing, hanging, noNetwork, Service } from '../../testing/service.js';
import { enter, makeProvider, makeWidget, place } from '../../testing/stage.js';
import type { KabinetCostCalculator } from './cost-calculator.js';
import './cost-calculator.define.js';

everyWidget({
  tag,
  attributes: { account: '' },
  heading: { uk: 'Скільки це коштуватиме', ru: 'Сколько это будет стоить', en: 'What it will cost' },
  reads: ['getAccountTariff'],
  content: 'Порахувати',
});

describe(`<${tag}>`, () => {
  beforeEach(() => {
    stopTheClock();
  });

  describe('says what use costs, line by line', () => {
    it('at one price', async () => {
      const { person } = await calculator(supplier(), { service: 'electricity' });
      await answers(person, 'Ні');
      await person.types('250', 'Скільки за місяць, кВт·год');
      // 250 × 4.32 = 1080.00; VAT in it 1080 × 20 / 120 = 180.00
      await person.sees(
        'За листопад 2026 1080,00 грн',
        'Електроенергія для населення 250 кВт·год × 4,32 грн = 1080,00 грн у т. ч. ПДВ 20 %: 180,00 грн',
        'Підстава: Постанова КМУ № 632 від 31.05.2024',
      );
    });

    it('in blocks, of an earlier month', async () => {
      const { person } = await calculator(supplier(), { service: 'electricity' });
      await selects(person, 'year', '2017');
      await selects(person, 'month', '04');
      await person.types('250', 'Скільки за місяць');
      // 100 × 0.90 + 150 × 1.68 = 90.00 + 252.00 = 342.00; VAT 342 / 6 = 57.00
      await person.sees(
        'За квітень 2017 342,00 грн',
        '100 кВт·год × 0,90 грн до 100 кВт·год на місяць = 90,00 грн',
        '150 кВт·год × 1,68 грн понад 100 кВт·год на місяць = 252,00 грн',
        'Разом 342,00 грн',
        'ПДВ 20 %: 57,00 грн',
      );
    });

    it('at a price that the whole volume decides', async () => {
      const { person } = await calculator(supplier(), { service: 'electricity' });
      await selects(person, 'year', '2022');
      await person.types('250', 'Скільки за місяць');
      // 250 × 1.44 = 360.00; 251 × 1.68 = 421.68
      await person.sees('360,00 грн', 'ціна за весь обсяг, якщо він не більший за 250 кВт·год на місяць');
      await person.types('251', 'Скільки за місяць');
      await person.sees('421,68 грн', 'ціна за весь обсяг, якщо він більший за 250 кВт·год на місяць');
    });

    it('by the zones of the meter', async () => {
      const { person } = await calculator(supplier(), { service: 'electricity' });
      await answers(person, 'Так');
      await answers(person, 'За зонами: день, ніч');
      await person.types('2500', 'День');
      expect(person.reads, 'half of it is not the sum').not.to.include('За листопад');
      await person.types('500', 'Ніч');
      // Electric heating: 2000 of 3000 at 2.64, 1000 at 4.32; day 5/6, night 1/6 of each; night × 0.5.
      // Day 1666⅔ × 2.64 = 4400.00, night 333⅓ × 2.64 × 0.5 = 440.00; day 833⅓ × 4.32 = 3600.00, night 166⅔ × 4.32 × 0.5 = 360.00
      await person.sees(
        'За листопад 2026 8800,00 грн',
        'День: ≈ 1666,667 кВт·год × 2,64 грн',
        'Ніч: ≈ 333,333 кВт·год × 2,64 грн × 0,5',
        '= 440,00 грн',
        '= 360,00 грн',
        'понад 2000 кВт·год на місяць',
      );
    });

    it('with what another company bills', async () => {
      const { person } = await calculator(supplier(), { service: 'gas' });
      await person.types('100', 'Скільки за місяць, м³');
      // 100 × 7.96 + 62.40 = 858.40
      await person.sees(
        'За листопад 2026 858,40 грн',
        '100 м³ × 7,96 грн = 796,00 грн',
        'Розподіл газу Квитанцію надсилає Зразок Газ Мережі 62,40 грн за місяць 62,40 грн',
        'Разом 858,40 грн',
      );
    });

    it('by the thousand, and by the dear price of a part of the month', async () => {
      const perThousand = (tariffs: readonly Tariff[]): Tariff[] =>
        tariffs.flatMap((each) =>
          each.id === 'gas-2022'
            ? [
                {
                  ...each,
                  perUnits: '1000',
                  blocks: [{ upTo: null, price: '7960', zonePrices: [] }],
                  validTo: '2026-11-14',
                },
                {
                  ...each,
                  id: 'gas-dear',
                  blocks: [{ upTo: null, price: '9.96', zonePrices: [] }],
                  validFrom: '2026-11-15',
                },
              ]
            : each.serviceKind === 'gas'
              ? []
              : [each],
        );
      const { person } = await calculator(charging(perThousand), { service: 'gas' });
      await person.types('100', 'Скільки за місяць');
      // 14 of 30 days: 46⅔ × 7960 / 1000 = 371.47; 16 of 30 days: 53⅓ × 9.96 = 531.20; together 902.67
      await person.sees(
        'За листопад 2026 902,67 грн',
        'З 1 листопада до 14 листопада',
        '≈ 46,667 м³ × 7960,00 грн за 1000 м³ = 371,47 грн',
        'З 15 листопада до 30 листопада',
        '≈ 53,333 м³ × 9,96 грн = 531,20 грн',
      );
    });

    it('without a meter, by the norm', async () => {
      const { person } = await calculator(supplier(), { service: 'cold_water' });
      await answers(person, 'Лічильника немає, плачу за нормою');
      await person.types('3', 'Скільки людей зареєстровано');
      // 3 × 4.5 = 13.5 m³; 13.5 × 30.38 = 410.13
      await person.sees('За листопад 2026 410,13 грн', 'Спожито: 3 особи × 4,5 м³ = 13,5 м³');
      await person.sees('13,5 м³ × 30,38 грн = 410,13 грн');
    });

    it('for several months, each at its own price', async () => {
      const { person } = await calculator(supplier(), { service: 'cold_water' });
      await person.types('10', 'Скільки за місяць');
      await selects(person, 'month-count', '3');
      // The price rises on 1 January: 2 × 303.80 + 345.10 = 952.70
      await person.sees(
        'За листопад 2026 – січень 2027 952,70 грн',
        'Листопад 2026 303,80 грн Грудень 2026 303,80 грн Січень 2027 345,10 грн Разом 952,70 грн',
      );
      await person.presses('Як пораховано кожен місяць');
      await person.sees('Січень 2027 Холодна вода 10 м³ × 34,51 грн = 345,10 грн');
    });

    it('by area and by residents, where that is charged', async () => {
      const refuse = (tariffs: readonly Tariff[]): Tariff[] => {
        const [first] = tariffs;
        if (!first) throw new Error('the sample has no tariffs');
        const each = { ...first, serviceKind: 'refuse' as const, unit: null, validFrom: '2026-01-01', validTo: null };
        return [
          { ...each, id: 'r', series: 'r', basis: 'resident', blocks: [{ upTo: null, price: '41.5', zonePrices: [] }] },
          { ...each, id: 'a', series: 'a', basis: 'area', blocks: [{ upTo: null, price: '0.318', zonePrices: [] }] },
        ];
      };
      const { person } = await calculator(charging(refuse));
      await person.types('2', 'Скільки людей зареєстровано');
      await person.types('54,3', 'Площа житла, м²');
      // 2 × 41.50 = 83.00; 54.3 × 0.318 = 17.2674 → 17.27; together 100.27
      await person.sees('100,27 грн', '2 особи × 41,50 грн', '54,3 м² × 0,318 грн');
    });
  });

  describe('about an account', () => {
    const veteran: Benefit = {
      id: 'veteran',
      serviceKind: 'gas',
      components: ['supply'],
      kind: 'percent',
      value: '25',
      upTo: '60',
      validFrom: '2024-01-01',
      validTo: null,
      name: { uk: 'Пільга ветерана', ru: 'Льгота ветерана', en: "Veteran's privilege" },
      source: null,
    };
    const privileged = () =>
      supplier(({ accounts }) => ({
        accounts: accounts.map((account) => ({ ...account, tariff: { benefits: [veteran] } })),
      }));

    it('knows the benefits, and takes them off in words without a minus', async () => {
      const { person } = await calculator(privileged(), { account: '' });
      await person.sees('Особовий рахунок 0400123456', 'Ваші тариф і пільги вже враховано.');
      await person.types('100', 'Скільки за місяць');
      // 60 × 7.96 × 25 % = 119.40; 796.00 + 62.40 − 119.40 = 739.00
      await person.sees('За листопад 2026 739,00 грн', 'Знижка: Пільга ветерана 60 м³ × 7,96 грн × 25 % = 119,40 грн');
      expect(person.reads).not.to.match(/[−-]\s*\d/);
    });

    it('asks nothing that is known: the zones of the meter, residents, what is registered', async () => {
      const service = Service.sample({ accounts: ['two-zones'] });
      const { person } = await calculator(service, { account: '' });
      await person.sees('День: скільки за місяць, кВт·год', 'Ніч: скільки за місяць, кВт·год');
      expect(person.reads).not.to.include('електроопалення');
    });
  });

  describe('forgives, and says what to do', () => {
    it('takes spaces, a comma and full-width digits, in every language', async () => {
      for (const [lang, typed, sum] of [
        ['uk', '1 250,5', '9953,98 грн'],
        ['ru', '１２５０．５', '9953,98 грн'],
        ['en', '1,250.5', '9953.98 UAH'],
      ] as const) {
        const { person } = await calculator(supplier(), { service: 'gas' }, lang);
        await person.types(typed);
        // 1250.5 × 7.96 = 9953.98
        await person.sees(sum);
      }
    });

    it('keeps silent while something is typed, and tells when the button is pressed', async () => {
      const { person } = await calculator(supplier(), { service: 'gas' });
      await person.types('ба');
      expect(person.root.querySelector('.error')).to.equal(null);
      await person.presses('Порахувати');
      await person.sees('Введіть число цифрами, наприклад 45');
      expect(focusIsOn()).to.equal('input#use-gas-total');
      expect(person.descriptionOf(person.field())).to.include('Введіть число цифрами');
      await person.types('45');
      await person.sees('За листопад 2026');
      expect(person.root.querySelector('.error')).to.equal(null);
    });

    it('names several at once, each with a way to its field', async () => {
      const { person } = await calculator(supplier(), { service: 'electricity' });
      await person.types('12,3456', 'Скільки за місяць');
      await person.presses('Порахувати');
      await person.sees('Перевірте введене', 'Чи зареєстровано у вас електроопалення? Оберіть одну з відповідей');
      expect(focusIsOn()).to.include('Перевірте введене');
      await person.presses('Скільки за місяць, кВт·год: Перевірте, чи на місці кома: забагато цифр. Приклад: 250');
      expect(focusIsOn()).to.equal('input#use-electricity-total');
      await person.presses('Чи зареєстровано у вас електроопалення? Оберіть одну з відповідей');
      expect(focusIsOn()).to.equal('input#question-heating');
    });

    it('reads the sum out once, when it is asked for', async () => {
      const { person } = await calculator(supplier(), { service: 'gas' });
      await person.types('100');
      await person.sees('858,40 грн');
      expect(saysInStatus(person)).to.equal('');
      await person.presses('Порахувати');
      await lull();
      expect(saysInStatus(person).replace(/\s+/g, ' ')).to.equal('За листопад 2026 858,40 грн');
      await person.types('1000');
      expect(saysInStatus(person), 'an old sum').to.equal('');
    });

    it('goes on by itself when the button was pressed before there was anything to answer with', async () => {
      const provider = makeProvider({ service: supplier() });
      const widget = makeWidget({ tag, attributes: { service: 'gas' } }) as KabinetCostCalculator;
      let arrive: () => void = () => undefined;
      const arrived = new Promise<void>((resolve) => (arrive = resolve));
      const load = widget['loadRest'].bind(widget);
      widget['loadRest'] = async () => {
        await arrived;
        await load();
      };
      provider.append(widget);
      place().append(provider);
      const person = new Person(widget);
      await person.seesItLoaded();
      await person.types('100');
      await person.presses('Порахувати');
      expect(person.reads).not.to.include('858,40');
      arrive();
      await person.sees('За листопад 2026 858,40 грн');
      await lull();
      expect(saysInStatus(person)).to.include('858,40');
    });

    it('keeps what was typed through another language, another service and another place in the page', async () => {
      const { person, provider, widget } = await calculator();
      await person.types('100');
      await person.sees('858,40 грн');
      provider.lang = 'en';
      await person.sees('For November 2026 858.40 UAH', '100 m³ × 7.96 UAH');
      await selects(person, 'service', 'electricity');
      expect(person.field().value).to.equal('');
      await selects(person, 'service', 'gas');
      expect(person.field().value).to.equal('100');
      widget.remove();
      provider.append(widget);
      await person.sees('858.40 UAH');
      expect(person.field().value).to.equal('100');
    });

    it('is done by keyboard alone: Enter in a field is the button', async () => {
      const { person } = await calculator(supplier(), { service: 'gas' });
      await person.types('100');
      person.root.querySelector('form')?.requestSubmit();
      await lull();
      expect(saysInStatus(person)).to.include('858,40');
      const order = [...person.root.querySelectorAll<HTMLElement>('input, select, summary, button, a')].filter((each) =>
        each.checkVisibility(),
      );
      expect(order.map((each) => each.id || each.innerText)).to.deep.equal([
        'use-gas-total',
        'Період: листопад 2026',
        'Порахувати',
        '0 800 500 104',
        '104',
      ]);
      expect(order.every((each) => each.tabIndex === 0)).to.equal(true);
    });
  });

  describe('the heating mode', () => {
    const heating = (service = supplier(), attributes: Record<string, string> = {}) =>
      calculator(service, { mode: 'heating', ...attributes });

    it('says what a month and the season cost by area', async () => {
      const { person } = await heating();
      await person.sees('Скільки коштуватиме опалення', '1654,41 грн за 1 Гкал', '32,17 грн за місяць');
      await person.sees('0,0231 Гкал на м² за місяць', 'з 15 жовтня до 15 квітня');
      await person.types('54,3', 'Опалювана площа');
      // 54.3 × 0.0231 = 1.25433 Gcal × 1654.41 = 2075.18 (2075.1760…); + 32.17 = 2107.35 a month.
      // October, 17 of 31 days: 1138.00 + 17.64 = 1155.64; April, 15 of 30: 1037.59 + 16.09 = 1053.68.
      // 5 × 2107.35 + 1155.64 + 1053.68 = 12 746.07
      await person.sees('За повний місяць 2107,35 грн', 'За сезон 2026–2027 12 746,07 грн');
      await person.sees('Жовтень 2026 17 з 31 дня 1155,64 грн', 'Квітень 2027 15 з 30 днів 1053,68 грн');
      await person.presses('Як пораховано кожен місяць');
      await person.sees('Спожито: 54,3 м² × 0,0231 Гкал = 1,25433 Гкал', '1,25433 Гкал × 1654,41 грн = 2075,18 грн');
      // 54.3 × 0.0231 × 17 / 31 = 0.687858…; 0.68786 × 1654.41 = 1138.00, while four digits would make 1138.07.
      await person.sees('Спожито: 54,3 м² × 0,0231 Гкал × 17 з 31 дня ≈ 0,68786 Гкал', '≈ 0,68786 Гкал × 1654,41 грн');
      await person.sees('Абонентське обслуговування: 32,17 грн за місяць');
    });

    it('of the season that is on, or else of the next one', async () => {
      for (const [now, years] of [
        ['2026-02-10T08:00:00Z', '2025–2026'],
        ['2026-04-15T08:00:00Z', '2025–2026'],
        ['2026-04-16T08:00:00Z', '2026–2027'],
        ['2026-10-15T08:00:00Z', '2026–2027'],
      ] as const) {
        stopTheClock(now);
        const { person } = await heating();
        await person.types('54,3', 'Опалювана площа');
        await person.sees(`За сезон ${years}`);
      }
    });

    it('by a heat meter, and with a subsidy', async () => {
      const { person } = await heating();
      await answers(person, 'За лічильником тепла');
      await person.types('1,2', 'Скільки тепла за місяць, Гкал');
      // 1.2 × 1654.41 = 1985.29 (1985.292) + 32.17 = 2017.46
      await person.sees('За повний місяць 2017,46 грн');
      await person.types('600', 'Субсидія на місяць, грн');
      // 2017.46 − 600 = 1417.46; October 600 × 17/31 = 329.03, April 300: 5 × 600 + 329.03 + 300 = 3629.03
      await person.sees('За повний місяць 1417,46 грн', 'Субсидія зменшує суму за сезон на 3629,03 грн');
      await person.sees('Листопад 2026 2017,46 грн 600,00 грн 1417,46 грн');
      await person.presses('Як пораховано кожен місяць');
      await person.sees('Знижка: субсидія');
      expect(person.reads).not.to.match(/[−-]\s*\d+,\d/);
    });

    it('never pays out: a subsidy larger than the bill leaves nothing to pay', async () => {
      const { person } = await heating();
      await person.types('54,3', 'Опалювана площа');
      await person.types('5000', 'Субсидія на місяць');
      await person.sees('За повний місяць 0,00 грн', 'За сезон 2026–2027 0,00 грн');
    });

    it('asks for the norm where the supplier publishes none', async () => {
      const service = supplier(({ tariffBook }) => ({ tariffBook: { ...tariffBook, norms: [] } }));
      const { person } = await heating(service);
      await person.types('50', 'Опалювана площа');
      expect(person.reads).not.to.include('За сезон');
      await person.types('0,02', 'Норма, Гкал на м² за місяць');
      // 50 × 0.02 = 1 Gcal: 1654.41 + 32.17 = 1686.58
      await person.sees('За повний місяць 1686,58 грн');
    });

    it('says so where the supplier has no heating', async () => {
      const { person } = await heating(
        charging((tariffs) => tariffs.filter(({ serviceKind }) => serviceKind !== 'heat')),
      );
      await person.sees('Цей постачальник не надає опалення', '0 800 500 104');
      expect(person.has('Порахувати')).to.equal(false);
    });
  });

  describe('without a sign-in', () => {
    it('asks for none, and nothing of a customer', async () => {
      const service = supplier();
      service.fault = failing('unauthorized', 'listAccounts', 'getAccountTariff', 'listMeters');
      const { person } = await calculator(service);
      await person.sees('Порахувати');
      expect(service.calls.map(({ operation }) => operation).sort()).to.deep.equal(['getSupplier', 'listTariffs']);
    });

    const states: Readonly<Record<string, { fault: Service['fault']; says: string }>> = {
      loading: { fault: hanging('listTariffs'), says: 'Завантажуємо дані…' },
      down: { fault: failing('unavailable', 'listTariffs'), says: 'Сервіс зараз не працює' },
      offline: { fault: noNetwork, says: 'Немає зв’язку з інтернетом' },
    };
    for (const [name, { fault, says }] of Object.entries(states)) {
      it(`is ${name}`, async () => {
        const service = supplier();
        service.fault = fault;
        const { person } = enter({ tag, service });
        await person.sees(says);
        if (name === 'loading') return;
        service.fault = null;
        await person.presses('Спробувати ще раз');
        await person.sees('Порахувати');
      });
    }

    it('takes the prices of the locality that the page names', async () => {
      const village = (tariffs: readonly Tariff[]): Tariff[] =>
        tariffs.flatMap((each) => {
          if (each.id !== 'gas-2022') return each.serviceKind === 'gas' ? [] : [each];
          const blocks = [{ upTo: null, price: '5', zonePrices: [] }];
          return [{ ...each, id: 'local', blocks, when: { locality: ['gontivka'] } }];
        });
      const { person } = await calculator(charging(village), { service: 'gas', locality: 'gontivka' });
      await person.types('100');
      await person.sees('За листопад 2026 500,00 грн');
      const none = await calculator(charging(village), { service: 'gas' });
      await none.person.sees('Ціна залежить від населеного пункту', '0 800 500 104');
    });

    it('says that there are no prices yet, none for the service, and none for the month', async () => {
      const empty = await calculator(charging(() => []));
      await empty.person.sees('Цін ще немає', 'Постачальник ще не опублікував тарифів.');
      const none = await calculator(supplier(), { service: 'sewerage' });
      await none.person.sees('Водовідведення: цін немає');
      const early = await calculator(supplier(), { service: 'gas' });
      await early.person.types('100');
      await selects(early.person, 'year', '2019');
      await selects(early.person, 'month', '01');
      await early.person.sees('За січень 2019 ціни немає');
      expect(early.person.reads).not.to.include('0,00 грн');
    });
  });

  describe('looks right everywhere', () => {
    it('with a bill of blocks and zones', () =>
      looksRightEverywhere({
        tag,
        service: () => supplier(),
        attributes: { service: 'electricity' },
        play: async (person) => {
          await person.seesItLoaded();
          await answersFirst(person, 'question-heating', 1);
          await answersFirst(person, 'way', 2);
          const inputs = () => person.root.querySelectorAll<HTMLInputElement>('input[type="text"]');
          await until(
            () => inputs().length === 3,
            () => 'a field for each of three zones',
          );
          for (const input of inputs()) {
            input.value = '1234567,891';
            input.dispatchEvent(new InputEvent('input'));
          }
          await until(
            () => person.root.querySelector('.bill'),
            () => 'a bill',
          );
        },
      }));

    it('with errors', () =>
      looksRightEverywhere({
        tag,
        service: () => supplier(),
        attributes: { service: 'electricity' },
        play: async (person) => {
          await person.seesItLoaded();
          person.root.querySelector('form')?.requestSubmit();
          await lull();
        },
      }));

    it('with a season and its subsidy', () =>
      looksRightEverywhere({
        tag,
        service: () => supplier(),
        attributes: { mode: 'heating' },
        play: async (person) => {
          await person.seesItLoaded();
          for (const [id, text] of [
            ['area', '99999'],
            ['subsidy', '500'],
          ] as const) {
            const input = person.root.querySelector<HTMLInputElement>(`#${id}`);
            if (!input) throw new Error(`no field ${id}`);
            input.value = text;
            input.dispatchEvent(new InputEvent('input'));
          }
          await lull();
          for (const details of person.root.querySelectorAll('details')) details.open = true;
          await lull();
          if (!person.root.querySelector('.months')) throw new Error('no months are on show');
        },
      }));
  });
});

import { expect } from '@open-wc/testing';
import { sampleData } from '@kabinet/api/mock';
import { stopTheClock } from '../../testing/clock.js';
import { everyWidget } from '../../testing/every-widget.js';
import { looksRightEverywhere, type Play } from '../../testing/looks.js';
import { breath, lull, type Person, until } from '../../testing/person.js';
import { failing, hanging, noNetwork, Service } from '../../testing/service.js';
import { stage } from '../../testing/stage.js';
import {
  blocks,
  byPlace,
  CALCULATOR,
  charging,
  chooses,
  electricity,
  heard,
  HISTORY,
  tag,
  withVillages,
} from '../../testing/tariff-lookup.js';
import './tariff-lookup.define.js';

everyWidget({
  tag,
  attributes: { account: '' },
  looksAtStates: false,
  heading: { uk: 'Ваш тариф', ru: 'Ваш тариф', en: 'Your tariff' },
  reads: ['getAccountTariff'],
  content: '7,96 грн',
});

const fieldOf = (person: Person) => person.root.querySelector<HTMLInputElement>('[role=combobox]') as HTMLInputElement;

async function choosesPlace(person: Person, typed: string, name: string): Promise<void> {
  await until(
    () => person.root.querySelector('[role=combobox]'),
    () => 'a field for the place',
  );
  await person.types(typed, 'Населений пункт');
  const find = () =>
    [...person.root.querySelectorAll('[role=option]')].find((each) => each.textContent?.includes(name));
  await until(find, () => `${name} in the list; there is “${person.reads}”`);
  (find() as HTMLElement).click();
  await breath();
}

describe(`<${tag}>`, () => {
  // Choosing in the list waits for a pause in typing: real time goes on, and the day is the samples' only where it matters.
  describe('without a sign-in', () => {
    it('asks nothing that needs a session, and never speaks of signing in', async () => {
      const service = Service.sample({ accounts: [] });
      service.fault = failing('unauthorized', 'getSession', 'listAccounts', 'getAccountTariff', 'getBalance');
      const { person } = await stage({ tag, service });
      await person.sees('Тарифи', '7,96 грн', '0 800 500 104');
      await chooses(person, 'Електроенергія');
      await chooses(person, 'Ні');
      await person.sees('4,32 грн');
      expect(new Set(service.calls.map(({ operation }) => operation))).to.deep.equal(
        new Set(['getSupplier', 'listTariffs', 'searchLocalities']),
      );
    });

    it('becomes about an account as soon as it is told so', async () => {
      const service = Service.sample();
      const { person, widget } = await stage({ tag, service });
      await person.sees('Тарифи');
      widget.setAttribute('account', '');
      await person.sees('Ваш тариф', 'Особовий рахунок 0400123456', '7,96 грн');
      expect(person.reads).not.to.include('Послуга');
    });

    it('shares one reading of the book with its copies', async () => {
      const service = Service.sample();
      const { person, provider } = await stage({ tag, service });
      provider.append(document.createElement(tag));
      await person.sees('7,96 грн');
      await lull();
      expect(service.count('listTariffs')).to.equal(1);
    });
  });

  describe('says what it costs', () => {
    beforeEach(() => {
      stopTheClock();
    });

    const cases: Readonly<
      Record<string, { service: () => Service; kind?: string; uk: string; ru: string; en: string }>
    > = {
      'one price': {
        service: () => electricity({}),
        uk: 'З 1 червня 2024 року: 4,32 грн за 1 кВт·год, ПДВ включено',
        ru: 'С 1 июня 2024 года: 4,32 грн за 1 кВт·ч, НДС включён',
        en: 'From 1 June 2024: 4.32 UAH per 1 kWh, VAT included',
      },
      'marginal blocks': {
        service: () => electricity({ blocks: blocks(['100', '0.366'], ['600', '0.63'], [null, '1.407']) }),
        uk: 'З 1 червня 2024 року, ПДВ включено: перші 100 кВт·год на місяць — по 0,366 грн від 100 кВт·год до 600 кВт·год — по 0,63 грн понад 600 кВт·год — по 1,407 грн',
        ru: 'первые 100 кВт·ч в месяц — по 0,366 грн от 100 кВт·ч до 600 кВт·ч — по 0,63 грн свыше 600 кВт·ч — по 1,407 грн',
        en: 'the first 100 kWh a month — 0.366 UAH each from 100 kWh to 600 kWh — 0.63 UAH each above 600 kWh — 1.407 UAH each',
      },
      'two marginal blocks': {
        service: () => electricity({ blocks: blocks(['100', '0.90'], [null, '1.68']) }),
        uk: 'перші 100 кВт·год на місяць — по 0,90 грн решта — по 1,68 грн',
        ru: 'первые 100 кВт·ч в месяц — по 0,90 грн остальное — по 1,68 грн',
        en: 'the first 100 kWh a month — 0.90 UAH each the rest — 1.68 UAH each',
      },
      'a price for the whole volume': {
        service: () => electricity({ blockRule: 'whole_volume', blocks: blocks(['250', '1.44'], [null, '1.68']) }),
        uk: 'до 250 кВт·год на місяць — 1,44 грн за весь обсяг понад 250 кВт·год на місяць — 1,68 грн за весь обсяг',
        ru: 'до 250 кВт·ч в месяц — 1,44 грн за весь объём свыше 250 кВт·ч в месяц — 1,68 грн за весь объём',
        en: 'up to 250 kWh a month — 1.44 UAH for the whole volume above 250 kWh a month — 1.68 UAH for the whole volume',
      },
      'a thousand units, without VAT': {
        service: () => electricity({ unit: 'm3', perUnits: '1000', blocks: blocks([null, '2145']), vatRate: null }),
        uk: '2145,00 грн за 1000 м³, без ПДВ',
        ru: '2145,00 грн за 1000 м³, без НДС',
        en: '2145.00 UAH per 1000 m³, no VAT',
      },
      'a charge a month, by another company': {
        service: () => Service.sample(),
        kind: 'gas',
        uk: 'Квитанцію надсилає Зразок Газ Мережі З 1 січня 2020 року: 62,40 грн на місяць, ПДВ включено',
        ru: 'Квитанцию присылает Образец Газ Сети С 1 января 2020 года: 62,40 грн в месяц, НДС включён',
        en: 'Billed by Sample Gas Networks From 1 January 2020: 62.40 UAH a month, VAT included',
      },
      'charges by area, residents and capacity': {
        service: () =>
          electricity(
            { series: 'a', basis: 'area', unit: null, blocks: blocks([null, '5.5']) },
            { series: 'b', basis: 'resident', unit: null, blocks: blocks([null, '40']) },
            { series: 'c', basis: 'capacity', unit: null, blocks: blocks([null, '1.2']) },
          ),
        uk: '5,50 грн на місяць за 1 м² площі, ПДВ включено',
        ru: '40,00 грн в месяц за каждого зарегистрированного, НДС включён',
        en: '1.20 UAH a month per unit of capacity (1/12 of a year’s use), VAT included',
      },
      'zones by hours': {
        service: () => charging(({ tariffs }) => ({ tariffs: tariffs.filter(({ id }) => id === 'electricity-2024') })),
        uk: 'Двозонний лічильник: день (07:00–23:00) — 4,32 грн ніч (23:00–07:00) — 2,16 грн Тризонний лічильник: пік (08:00–11:00, 20:00–22:00) — 6,48 грн',
        ru: 'Двухзонный счётчик: день (07:00–23:00) — 4,32 грн ночь (23:00–07:00) — 2,16 грн',
        en: 'Two-zone meter: day (07:00–23:00) — 4.32 UAH night (23:00–07:00) — 2.16 UAH',
      },
      'a price of the season': {
        service: () => electricity({ season: { from: '10-01', to: '04-30' } }),
        uk: 'Сезон щороку з 1 жовтня до 30 квітня',
        ru: 'Сезон каждый год с 1 октября до 30 апреля',
        en: 'Season every year from 1 October to 30 April',
      },
      'what will change, with the difference': {
        service: () => Service.sample(),
        kind: 'cold_water',
        uk: 'З 1 січня 2022 року до 31 грудня 2026 року: 30,38 грн за 1 м³, ПДВ включено Що зміниться З 1 січня 2027 року: 34,51 грн за 1 м³ дорожче на 4,13 грн (13,6 %)',
        ru: 'С 1 января 2027 года: 34,51 грн за 1 м³ дороже на 4,13 грн (13,6 %)',
        en: 'From 1 January 2027: 34.51 UAH per 1 m³ 4.13 UAH more (13.6%)',
      },
      'that nothing is to change': {
        service: () => electricity({}),
        uk: 'Змін цього тарифу не оголошено.',
        ru: 'Об изменениях этого тарифа не объявлено.',
        en: 'No change of this tariff has been announced.',
      },
    };
    for (const [name, { service, kind = 'electricity', ...texts }] of Object.entries(cases)) {
      it(name, async () => {
        for (const [lang, text] of Object.entries(texts)) {
          const { person } = await stage({ tag, service: service(), lang, attributes: { service: kind } });
          await person.sees(text);
          expect(person.reads, 'the other languages').not.to.match(lang === 'en' ? /[а-яіїєґ]/i : /\bfrom\b/i);
        }
      });
    }

    it('VAT apart, rounded only where it has no end', async () => {
      const { person } = await stage({ tag, service: electricity({}), attributes: { service: 'electricity' } });
      await person.sees('Ціна з ПДВ 4,32 грн за 1 кВт·год Без ПДВ 3,60 грн ПДВ 20 % 0,72 грн');
      const { person: other } = await stage({ tag, service: Service.sample(), attributes: { service: 'gas' } });
      await other.sees('Без ПДВ ≈ 6,6333 грн ПДВ 20 % ≈ 1,3267 грн');
    });

    it('the document, with a link where there is one', async () => {
      const source = { title: { uk: 'Постанова 632', en: 'Resolution 632' }, url: 'https://zakon.example/632' };
      const { person } = await stage({ tag, service: electricity({ source }), attributes: { service: 'electricity' } });
      expect((person.control('Постанова 632') as HTMLAnchorElement).href).to.equal('https://zakon.example/632');
      const script = { ...source, url: 'javascript:alert(1)' };
      const unsafe = await stage({
        tag,
        service: electricity({ source: script }),
        attributes: { service: 'electricity' },
      });
      await unsafe.person.sees('Постанова 632');
      expect(unsafe.person.has('Постанова 632'), 'a link that is no address').to.equal(false);
      const russian = await stage({ tag, service: electricity({ source }), lang: 'ru' });
      await russian.person.sees('Документ Постанова 632');
    });

    it('for another day than today', async () => {
      const { person } = await stage({
        tag,
        service: Service.sample(),
        attributes: { service: 'cold_water', day: '2027-02-01' },
      });
      await person.sees('На 1 лютого 2027', '34,51 грн за 1 м³');
    });

    it('that there is none on the day, and what comes', async () => {
      const service = electricity({ validFrom: '2027-01-01' });
      const { person } = await stage({ tag, service, attributes: { service: 'electricity' } });
      await person.sees('На 3 листопада 2026 року тариф не встановлено', 'З 1 січня 2027 року: 4,32 грн за 1 кВт·год');
      expect(person.has(CALCULATOR)).to.equal(false);
    });

    it('that nothing is published', async () => {
      const { person } = await stage({ tag, service: charging(() => ({ tariffs: [] })) });
      await person.sees('Тарифи ще не опубліковано', '0 800 500 104');
    });
  });

  describe('asks only what changes the answer', () => {
    it('which service, and nothing else where the price is everybody’s', async () => {
      const { person } = await stage({ tag, service: Service.sample() });
      await person.sees('7,96 грн');
      await chooses(person, 'Холодна вода');
      await person.sees('30,38 грн');
      expect(person.root.querySelectorAll('fieldset')).to.have.length(1);
    });

    it('about heating only where electricity is chosen, and keeps the answer while services are switched', async () => {
      const { person } = await stage({ tag, service: Service.sample() });
      await chooses(person, 'Електроенергія');
      await person.sees('Чи зареєстровано у вас електроопалення?', 'Дайте відповідь вище');
      expect(person.reads).not.to.include('4,32 грн');
      await chooses(person, 'Так');
      await person.sees('перші 2000 кВт·год на місяць — по 2,64 грн');
      await chooses(person, 'Газ');
      await person.sees('7,96 грн');
      expect(person.reads).not.to.include('електроопалення?');
      await chooses(person, 'Електроенергія');
      await person.sees('перші 2000 кВт·год на місяць');
    });

    it('about the season that comes, in summer already', async () => {
      stopTheClock('2026-07-10T09:00:00Z');
      const { person } = await stage({ tag, service: Service.sample(), attributes: { service: 'electricity' } });
      await chooses(person, 'Так');
      await person.sees('4,32 грн за 1 кВт·год', 'З 1 жовтня 2026 року: перші 2000 кВт·год на місяць');
    });

    it('about the settlement, which a place answers', async () => {
      const { person } = await stage({ tag, service: withVillages(), attributes: { service: 'electricity' } });
      await person.sees('Населений пункт', 'Немає у списку? Дайте відповідь самі:', 'Де ви живете?');
      await choosesPlace(person, 'ґонтивка', 'Ґонтівка');
      await person.sees('перші 150 кВт·год на місяць');
      expect(person.reads).not.to.include('Де ви живете?');
      expect(fieldOf(person).value).to.equal('Ґонтівка, Чернігівська область');
      await choosesPlace(person, 'Артемовск', 'Бахмут');
      await person.sees('4,32 грн за 1 кВт·год');
    });

    it('about the settlement itself where the person does not find the place', async () => {
      const { person } = await stage({ tag, service: withVillages(), attributes: { service: 'electricity' } });
      await chooses(person, 'У селі');
      await person.sees('перші 150 кВт·год на місяць', 'Населений пункт');
    });

    it('and tells before the answer what does not depend on it', async () => {
      const service = electricity(
        { when: { settlement: ['town'] } },
        { series: 'fee', basis: 'month', unit: null, blocks: blocks([null, '32.17']), name: { uk: 'Абонплата' } },
      );
      const { person } = await stage({ tag, service, attributes: { service: 'electricity' } });
      await person.sees('Дайте відповідь вище, щоб побачити все.', 'Абонплата', '32,17 грн на місяць');
      expect(person.reads).not.to.include('4,32 грн');
      await chooses(person, 'У місті чи селищі');
      await person.sees('4,32 грн', '32,17 грн на місяць');
    });

    it('nothing of the place where places answer nothing', async () => {
      const { person } = await stage({ tag, service: Service.sample(), attributes: { service: 'electricity' } });
      await person.sees('електроопалення?');
      expect(person.reads).not.to.include('Населений пункт');
    });

    it('the questions themselves where places cannot be read', async () => {
      const service = withVillages();
      service.fault = failing('unavailable', 'searchLocalities');
      const { person } = await stage({ tag, service, attributes: { service: 'electricity' } });
      await chooses(person, 'У селі');
      await person.sees('перші 150 кВт·год на місяць');
      expect(person.reads).not.to.include('Населений пункт');
    });

    it('the place first where prices differ by it, and reads the prices of that place', async () => {
      const service = byPlace();
      const { person } = await stage({ tag, service });
      await person.sees('Ціна залежить від населеного пункту');
      await choosesPlace(person, 'остер', 'Остер');
      await person.sees('3,20 грн');
      expect(service.callsOf('listTariffs').map(({ args }) => args)).to.deep.equal([{}, { localityId: 'oster' }]);
    });

    it('no place that the page has named, by its id or its name', async () => {
      for (const locality of ['gontivka', 'Ґонтівка']) {
        const attributes = { service: 'electricity', locality };
        const { person } = await stage({ tag, service: withVillages(), attributes });
        await person.sees('перші 150 кВт·год на місяць');
        expect(fieldOf(person).value).to.equal('Ґонтівка, Чернігівська область');
        person.root.querySelector<HTMLButtonElement>('.clear')?.click();
        await person.sees('Де ви живете?');
      }
    });

    it('no place that the page has named, though it was renamed', async () => {
      const attributes = { service: 'electricity', locality: 'Артемівськ' };
      const { person } = await stage({ tag, service: withVillages(), attributes });
      await person.sees('4,32 грн за 1 кВт·год');
      expect(fieldOf(person).value).to.equal('Бахмут, Донецька область');
    });

    it('the place by its former name, which is shown', async () => {
      const { person } = await stage({ tag, service: withVillages(), attributes: { service: 'electricity' } });
      await person.types('Днепродзержинск', 'Населений пункт');
      await person.sees("Кам'янське Дніпропетровська область · раніше Дніпродзержинськ");
    });

    it('which of two places of one name', async () => {
      const attributes = { service: 'electricity', locality: 'Іванівка' };
      const { person } = await stage({ tag, service: withVillages(), attributes });
      await person.sees('Де ви живете?');
      expect(fieldOf(person).value).to.equal('');
    });

    it('nothing that the account has answered', async () => {
      const service = Service.sample({ accounts: ['two-zones'] });
      const { person } = await stage({ tag, service, attributes: { account: '' } });
      await person.sees('Ваш тариф', '4,32 грн');
      expect(person.root.querySelectorAll('fieldset')).to.have.length(0);
      expect(service.count('listTariffs') + service.count('searchLocalities')).to.equal(0);
    });
  });

  it('says an answer once, when the person has changed it, and tells the page without personal data', async () => {
    const shown: unknown[] = [];
    const listen = (event: Event) => shown.push({ ...event });
    document.body.addEventListener('kabinet-tariff-shown', listen);
    try {
      const { person } = await stage({ tag, service: Service.sample() });
      await person.sees('7,96 грн');
      expect(heard(person), 'nothing was asked for').to.equal('');
      await chooses(person, 'Опалення');
      await person.sees('1654,41 грн');
      expect(heard(person)).to.equal(
        'Опалення. З 1 жовтня 2021 року: 1654,41 грн за 1 Гкал, ПДВ включено. Абонентське обслуговування. З 1 жовтня 2021 року: 32,17 грн на місяць, ПДВ включено.',
      );
      expect(person.root.querySelectorAll('[role=status]')).to.have.length(1);
      expect(shown.map((each) => (each as { serviceKind: string }).serviceKind)).to.deep.equal(['gas', 'heat']);
      expect(Object.keys(shown[0] as object).filter((key) => key !== 'isTrusted')).to.deep.equal(['serviceKind']);
    } finally {
      document.body.removeEventListener('kabinet-tariff-shown', listen);
    }
  });

  describe('shows the other times', () => {
    it('newest first, each with its difference in words, money and percent', async () => {
      const { person } = await stage({ tag, service: Service.sample(), attributes: { service: 'electricity' } });
      await chooses(person, 'Ні');
      await person.presses(HISTORY);
      await person.sees('дорожче на 1,68 грн (63,6 %)');
      const rows = [...person.root.querySelectorAll<HTMLElement>('.times li')].map((row) =>
        row.innerText.replace(/\s+/g, ' ').trim(),
      );
      expect(rows).to.deep.equal([
        'Діє зараз З 1 червня 2024 року: 4,32 грн за 1 кВт·год дорожче на 1,68 грн (63,6 %) Постанова КМУ № 632 від 31.05.2024',
        'Раніше З 1 червня 2023 року до 31 травня 2024 року: 2,64 грн за 1 кВт·год до того рахували інакше: до 250 кВт·год на місяць — 1,44 грн за весь обсяг; понад 250 кВт·год на місяць — 1,68 грн за весь обсяг',
        'Раніше З 1 жовтня 2021 року до 31 травня 2023 року: до 250 кВт·год на місяць — 1,44 грн за весь обсяг; понад 250 кВт·год на місяць — 1,68 грн за весь обсяг до того рахували інакше: перші 100 кВт·год на місяць — по 0,90 грн, решта — по 1,68 грн',
        'Раніше З 1 березня 2017 року до 30 вересня 2021 року: перші 100 кВт·год на місяць — по 0,90 грн, решта — по 1,68 грн Постанова НКРЕКП № 220 від 26.02.2015',
      ]);
    });

    it('block by block where prices have blocks, cheaper and the same too', async () => {
      const service = electricity(
        { validTo: '2026-10-31', blocks: blocks(['100', '1.00'], ['600', '2.00'], [null, '3.00']) },
        { validFrom: '2026-11-01', blocks: blocks(['100', '0.50'], ['600', '2.00'], [null, '4.00']) },
      );
      stopTheClock();
      const { person } = await stage({ tag, service, attributes: { service: 'electricity' } });
      await person.presses(HISTORY);
      await person.sees(
        'перші 100 кВт·год на місяць — дешевше на 0,50 грн (50 %); від 100 кВт·год до 600 кВт·год — ціна та сама; понад 600 кВт·год — дорожче на 1,00 грн (33,3 %)',
      );
    });
  });

  describe('works out a month', () => {
    const opens = async (service: Service, attributes: Readonly<Record<string, string>>) => {
      stopTheClock();
      const staged = await stage({ tag, service, attributes });
      await staged.person.presses(CALCULATOR);
      await until(
        () => staged.person.root.querySelector('.calculator-fields input'),
        () => 'the calculator’s fields',
      );
      return staged;
    };
    const leaves = async (person: Person, label: string) => {
      person.field(label).dispatchEvent(new Event('change', { bubbles: true }));
      await breath();
    };

    it('by blocks, line by line: 100 x 0.90 + 150 x 1.68 = 342.00', async () => {
      const service = electricity({ blocks: blocks(['100', '0.90'], [null, '1.68']) });
      const { person } = await opens(service, { service: 'electricity' });
      await person.types('250', 'Скільки витрачаєте');
      await person.sees('Сума за листопад 2026: 342,00 грн', '100 кВт·год × 0,90 грн', '150 кВт·год × 1,68 грн');
      expect(heard(person), 'while it is typed').to.equal('');
      await leaves(person, 'Скільки витрачаєте');
      expect(heard(person)).to.equal('Разом за місяць 342,00 грн');
    });

    it('of the zones of the meter: 100 x 4.32 + 50 x 4.32 x 0.5 = 540.00', async () => {
      const service = charging(({ tariffs }) => ({ tariffs: tariffs.filter(({ id }) => id === 'electricity-2024') }));
      const { person } = await opens(service, { service: 'electricity' });
      await chooses(person, 'Двозонний лічильник');
      await person.types('100', 'День');
      expect(person.reads).not.to.include('Сума за');
      await person.types('50', 'Ніч');
      await person.sees('540,00 грн');
    });

    it('with the charges of the month: 10 x 7.96 + 62.40 = 142.00', async () => {
      const { person } = await opens(Service.sample(), { service: 'gas' });
      await person.types('10', 'Скільки витрачаєте');
      await person.sees('142,00 грн', 'Квитанцію надсилає Зразок Газ Мережі');
    });

    it('complains of what is no number when the field is left, not before', async () => {
      const { person } = await opens(Service.sample(), { service: 'gas' });
      await person.types('багато', 'Скільки витрачаєте');
      expect(person.reads).not.to.include('Введіть число');
      await leaves(person, 'Скільки витрачаєте');
      await person.sees('Введіть число цифрами');
      expect(person.field('Скільки витрачаєте').value).to.equal('багато');
      expect(person.descriptionOf(person.field('Скільки витрачаєте'))).to.include('Введіть число цифрами');
    });

    it('and says so where no sum can be told', async () => {
      const { person } = await opens(electricity({ blocks: blocks([null, '9999999']) }), { service: 'electricity' });
      await person.types('9999999', 'Скільки витрачаєте');
      await person.sees('Таку суму порахувати не вдається.');
      await person.types('1', 'Скільки витрачаєте');
      await person.sees('Сума за листопад 2026: 9 999 999,00 грн');
    });

    it('by the account’s own measures and benefits', async () => {
      const { benefits } = await import('@kabinet/api/mock').then(({ sampleBenefits }) => ({
        benefits: sampleBenefits,
      }));
      const data = sampleData({ now: new Date(), window: 'open', accounts: ['gas'] });
      const service = new Service({
        ...data,
        accounts: data.accounts.map((each) => ({ ...each, tariff: { benefits: [...benefits] } })),
      });
      const { person } = await opens(service, { account: '' });
      await person.sees('Ваші пільги', 'Пільга ветерана: знижка 25 % на перші 60 м³ на місяць');
      // 100 x 7.96 - 60 x 7.96 x 25 % + 62.40 = 796.00 - 119.40 + 62.40
      await person.types('100', 'Скільки витрачаєте');
      await person.sees('739,00 грн');
    });

    it('not where the page does not want it', async () => {
      const { person } = await stage({ tag, service: Service.sample(), attributes: { 'without-calculator': '' } });
      await person.sees('7,96 грн');
      expect(person.has(CALCULATOR)).to.equal(false);
    });
  });

  it('no longer says in the old language what it said, once the language is another', async () => {
    const { person, provider } = await stage({ tag, service: Service.sample() });
    await chooses(person, 'Опалення');
    await until(
      () => heard(person).includes('Гкал'),
      () => 'what was chosen, said',
    );
    provider.lang = 'en';
    await person.sees('Heating');
    expect(heard(person)).not.to.match(/[а-яіїєґ]/i);
  });

  it('ends in words where the service tells days that nobody can reckon with', async () => {
    const service = electricity({ validFrom: '0900-01-01', season: { from: '10-01', to: '04-30' } });
    const { person } = await stage({ tag, service, attributes: { service: 'electricity' } });
    await person.sees('Сервіс дав незрозумілу відповідь', '0 800 500 104');
  });

  it('says that it is offline, and reads again by itself', async () => {
    const service = Service.sample();
    service.fault = noNetwork;
    const { person } = await stage({ tag, service });
    await person.sees('Немає зв’язку з інтернетом');
    service.fault = null;
    window.dispatchEvent(new Event('online'));
    await person.sees('7,96 грн');
  });

  it('says that the book does not come, and reads it again on request', async () => {
    const service = Service.sample();
    service.fault = failing('unavailable', 'listTariffs');
    const { person } = await stage({ tag, service });
    await person.sees('Сервіс зараз не працює', '0 800 500 104');
    service.fault = null;
    await person.presses('Спробувати ще раз');
    await person.sees('7,96 грн');
  });

  describe('looks right in every language, width and colour scheme', () => {
    beforeEach(() => {
      stopTheClock();
    });

    const opensAll: Play = async (person) => {
      await person.seesItLoaded();
      for (const radio of [...person.root.querySelectorAll<HTMLInputElement>('fieldset input')]) radio.click();
      await lull();
      for (const summary of [...person.root.querySelectorAll('summary')]) summary.click();
      await until(
        () => person.root.querySelector('.times') && person.root.querySelector('.calculator-fields'),
        () => 'what is opened',
      );
      for (const input of person.root.querySelectorAll<HTMLInputElement>('.calculator-fields input')) {
        input.value = '1234567';
        input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      }
      await lull();
    };
    const long = 'Дуже довга назва тарифу, якої ніхто не скорочував: електроенергія-для-побутових-споживачів';
    const cases: Readonly<Record<string, { service: () => Service; kind: string; play?: Play }>> = {
      'all of gas': { service: () => Service.sample(), kind: 'gas' },
      'zones and seasons': { service: () => Service.sample(), kind: 'electricity' },
      'long names, huge prices': {
        service: () =>
          electricity({
            name: { uk: long },
            provider: { uk: long },
            source: { title: { uk: long }, url: 'https://zakon.example/' },
            blocks: blocks(['123456', '123456.789'], [null, '1234567.891']),
            perUnits: '1000',
          }),
        kind: 'electricity',
      },
      'a place is asked': { service: withVillages, kind: 'electricity', play: (person) => person.seesItLoaded() },
      'nothing published': {
        service: () => charging(() => ({ tariffs: [] })),
        kind: 'gas',
        play: (person) => person.seesItLoaded(),
      },
      loading: {
        service: () => {
          const service = Service.sample();
          service.fault = hanging('listTariffs');
          return service;
        },
        kind: 'gas',
        play: (person) =>
          until(
            () => person.widget.shadowRoot?.querySelector('.bones'),
            () => 'bones',
          ),
      },
    };
    for (const [name, { service, kind, play = opensAll }] of Object.entries(cases)) {
      it(name, () => looksRightEverywhere({ tag, service, attributes: { service: kind }, play }));
    }
  });
});

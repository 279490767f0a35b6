import { expect } from '@open-wc/testing';
import type { AccountTariff, Tariff } from '@kabinet/api';
import { type MockData, sampleBenefits, sampleData, sampleTariffs } from '@kabinet/api/mock';
import { stopTheClock } from '../../testing/clock.js';
import { looksRightEverywhere } from '../../testing/looks.js';
import { lull, type Person, until } from '../../testing/person.js';
import { hasAll, openForm, SEND } from '../../testing/reading-form.js';
import { failing, hanging, Service } from '../../testing/service.js';

type Change = (data: MockData) => unknown;
type Account = Parameters<typeof sampleData>[0]['accounts'];

function serviceWith(accounts: NonNullable<Account>, change: Change = () => {}): Service {
  const data = sampleData({ now: new Date(), window: 'open', accounts });
  change(data);
  return new Service(data);
}

/** A form whose cost is worked out, or would be. */
async function openWith(accounts: NonNullable<Account>, change?: Change, fault: Service['fault'] = null) {
  const service = serviceWith(accounts, change);
  service.fault = fault;
  return openForm({ service });
}

/** The account is charged by these tariffs. */
const charged =
  (tariff: Partial<AccountTariff>): Change =>
  ({ accounts }) =>
    accounts.forEach((account) => Object.assign(account, { tariff }));

/** The sample tariff with what a test says instead. */
function tariff(id: string, change: Partial<Tariff> = {}): Tariff {
  const found = sampleTariffs('2026-11-03').find((each) => each.id === id);
  if (!found) throw new Error(`no sample tariff ${id}`);
  return { ...found, ...change };
}

/** The gas meter counts electricity, with one register, priced as it was once. */
const electricity =
  (...tariffs: Tariff[]): Change =>
  (data) => {
    charged({ tariffs })(data);
    for (const { account, meters } of data.accounts) {
      account.serviceKinds = ['electricity'];
      for (const { meter } of meters) Object.assign(meter, { serviceKind: 'electricity', unit: 'kWh' });
    }
  };

const seesNoCost = async (person: Person) => {
  await lull();
  expect(person.reads).not.to.match(/≈|грн/);
};

describe('<kabinet-reading-form>, what a reading costs', () => {
  beforeEach(() => {
    stopTheClock();
  });

  it('gas: 1279 - 1234 = 45 m³, 45 × 7.96 = 358.20; the network’s 62.40 a month comes anyway', async () => {
    const { person } = await openWith(['gas']);
    await person.types('1279');
    await person.sees('Витрата: 45 м³ ≈ 358,20 грн', 'Ціна за м³: 7,96 грн');
    await person.presses('Як пораховано вартість');
    await person.sees('Природний газ', '45 м³ × 7,96 грн', 'не залежить від витрати, сюди не входить');
    expect(person.reads).not.to.include('62,40');
    await person.types('1234');
    await person.sees('Витрата: 0 м³ ≈ 0,00 грн');
  });

  it('day and night: 68 × 4.32 = 293.76 and 49 × 4.32 × 0.5 = 105.84, together 399.60', async () => {
    const { person } = await openWith(['two-zones']);
    await person.types('18500', 'День');
    await person.sees('Витрата: 68 кВт·год');
    expect(person.reads, 'the night is still to come').not.to.include('≈');
    await person.types('7100', 'Ніч');
    await person.sees('Витрата разом: 117 кВт·год ≈ 399,60 грн');
    await person.sees('Ціна за кВт·год: День 4,32 грн, Ніч 2,16 грн');
  });

  describe('with the distance to another price', () => {
    const whole = tariff('electricity-2021', { validTo: null });
    const marginal = tariff('electricity-2017', { validTo: null });
    for (const [name, each, typed, ...texts] of [
      // 238 × 1.44
      ['whole volume', whole, '1472', '≈ 342,72 грн', 'Ще 12 кВт·год за ціною 1,44 грн; далі 1,68 грн за весь обсяг'],
      // 250 × 1.44; the edge belongs to the block
      ['on the edge', whole, '1484', '≈ 360,00 грн', 'Це межа ціни 1,44 грн; далі 1,68 грн за весь обсяг'],
      // 251 × 1.68
      ['behind it', whole, '1485', '≈ 421,68 грн', 'Ціна за кВт·год: 1,68 грн'],
      // 88 × 0.90
      ['block by block', marginal, '1322', '≈ 79,20 грн', 'Ще 12 кВт·год за ціною 0,90 грн; решта по 1,68 грн'],
    ] as const) {
      it(name, async () => {
        const { person } = await openWith(['gas'], electricity(each));
        await person.types(typed);
        await person.sees(...texts);
      });
    }

    it('and nothing of it in the last block: 100 × 0.90 + 150 × 1.68 = 342.00', async () => {
      const { person } = await openWith(['gas'], electricity(marginal));
      await person.types('1484');
      await person.sees('≈ 342,00 грн');
      expect(person.reads).not.to.match(/Ще|Ціна/);
    });

    it('without prices where zones multiply them: (100 + 50 × 0.5) × 1.44 = 180.00', async () => {
      const { person } = await openWith(['two-zones'], charged({ tariffs: [whole] }));
      await person.types('18532', 'День');
      await person.types('7101', 'Ніч');
      await person.sees('150 кВт·год ≈ 180,00 грн', 'Ще 100 кВт·год; далі інша ціна за весь обсяг');
    });
  });

  it('with the customer’s benefit: 358.20 less a quarter of it, 89.55', async () => {
    const { person } = await openWith(['gas'], charged({ benefits: [...sampleBenefits] }));
    await person.types('1279');
    await person.sees('≈ 268,65 грн');
    await person.presses('Як пораховано вартість');
    await person.sees('Знижка: Пільга ветерана');
  });

  it('of all the months it is billed for: 83 m³ over September and October, the price changing between', async () => {
    // 83 × 30/61 × 7.96 = 324.92 and 83 × 31/61 × 8.96 = 377.94
    const change: Change = (data) => {
      const later = { validFrom: '2026-10-01', blocks: [{ upTo: null, price: '8.96', zonePrices: [] }] };
      charged({
        tariffs: [tariff('gas-2022', { validTo: '2026-09-30' }), tariff('gas-2022', { id: 'new', ...later })],
      })(data);
      // Last month's reading never came: the one before said 1196.
      data.accounts[0]?.meters[0]?.readings.shift();
    };
    const { person } = await openWith(['gas'], change);
    await person.types('1279');
    await person.sees('Витрата: 83 м³ ≈ 702,86 грн');
  });

  describe('says nothing of money where nobody can know', () => {
    const sample: Readonly<Record<string, readonly [NonNullable<Account>, Change, Service['fault']?]>> = {
      'no tariff of the service': [['gas'], charged({ tariffs: [] })],
      'days without a price': [['gas'], charged({ tariffs: [tariff('gas-2022', { validTo: '2026-10-20' })] })],
      'the tariff does not come': [['gas'], () => {}, hanging('getAccountTariff')],
      'the tariff fails': [['gas'], () => {}, failing('unavailable', 'getAccountTariff')],
      'it is refused': [['gas'], () => {}, failing('unauthorized', 'getAccountTariff')],
    };
    for (const [name, [accounts, change, fault]] of Object.entries(sample)) {
      it(name, async () => {
        const { person, service, told } = await openWith(accounts, change, fault);
        await until(
          () => service.count('getAccountTariff') > 0,
          () => 'the question for the tariff',
        );
        await person.types('1279');
        await person.sees('Витрата: 45 м³');
        await seesNoCost(person);
        expect(person.root.querySelector('.notice')).to.equal(null);
        await person.presses(SEND);
        await person.sees('Показання прийнято');
        await seesNoCost(person);
        expect(told).to.deep.equal(['accepted']);
      });
    }

    for (const [what, change] of [
      ['a price for no units', { perUnits: '0' }],
      ['a price below zero', { blocks: [{ upTo: null, price: '-4', zonePrices: [] }] }],
      ['a season of no month', { season: { from: '99-99', to: '00-00' } }],
      ['a price longer than any', { blocks: [{ upTo: null, price: '9'.repeat(400), zonePrices: [] }] }],
    ] as const) {
      it(`the tariff means nothing: ${what}; the reading is handed in all the same`, async () => {
        const tariffs = [tariff('gas-2022', change as Partial<Tariff>)];
        const { person } = await openWith(['gas'], charged({ tariffs }));
        await person.types('1279');
        await seesNoCost(person);
        await person.presses(SEND);
        await person.sees('Показання прийнято');
        expect(person.reads).not.to.include('грн');
      });
    }

    it('two meters share a month’s blocks', async () => {
      const shared = tariff('cold_water-now', { blocks: [...tariff('electricity-2017').blocks] });
      const change: Change = (data) => {
        charged({ tariffs: [shared] })(data);
        for (const { meter } of data.accounts[0]?.meters ?? []) Object.assign(meter, { serviceKind: 'cold_water' });
      };
      const { person } = await openWith(['huge-debt'], change);
      await person.types('820');
      await person.sees('Витрата: 8 м³');
      await seesNoCost(person);
    });

    it('the supplier tells no tariffs: it is not even asked', async () => {
      const { person, service } = await openWith(['gas'], ({ supplier }) =>
        Object.assign(supplier, { capabilities: ['readings'] }),
      );
      await person.sees('Введіть показання, і тут буде витрата.');
      await person.types('1279');
      await person.sees('Витрата: 45 м³');
      await seesNoCost(person);
      expect(service.count('getAccountTariff')).to.equal(0);
    });
  });

  it('is told with the receipt too', async () => {
    const { person } = await openWith(['gas']);
    await person.types('1279');
    await person.sees('≈ 358,20 грн');
    await person.presses(SEND);
    await person.sees('Показання прийнято', 'Вартість ≈ 358,20 грн');
  });

  describe('tells what will be owed', () => {
    /** The balance speaks of the days up to September: October is still to be charged. */
    const untilSeptember =
      (amount = 358_20): Change =>
      ({ accounts }) => {
        for (const { balance } of accounts) {
          balance.period = { from: '2026-09-01', to: '2026-09-30' };
          balance.amountOwed = { amount, currency: 'UAH' };
        }
      };
    const send = async (change: Change, typed = '1279') => {
      const { person } = await openWith(['gas'], change);
      await person.types(typed);
      await person.presses(SEND);
      await person.sees('Показання прийнято', '≈');
      return person;
    };

    it('358.20 now and 358.20 for this reading; the network’s charge is another company’s', async () => {
      const person = await send(untilSeptember());
      await person.sees('Зараз до сплати 358,20 грн; після нарахування за цим показанням ≈ до сплати 716,40 грн.');
    });

    it('paid ahead: 400.00 less 358.20 is 41.80', async () => {
      const person = await send(untilSeptember(-400_00));
      await person.sees('Зараз переплата 400,00 грн; після нарахування за цим показанням ≈ переплата 41,80 грн.');
    });

    it('with the supplier’s own standing charge: 358.20 + 358.20 + 62.40', async () => {
      const person = await send((data) => {
        untilSeptember()(data);
        charged({ tariffs: [tariff('gas-2022'), tariff('gas-network', { provider: null })] })(data);
      });
      await person.sees('Вартість ≈ 358,20 грн', '≈ до сплати 778,80 грн.');
    });

    for (const [name, change] of [
      ['where those days may be in it already', () => {}],
      [
        'where a payment is on its way',
        ({ accounts }: MockData) => {
          untilSeptember()({ accounts } as MockData);
          for (const { balance } of accounts) balance.paymentsOnTheWay = { amount: 1, currency: 'UAH' };
        },
      ],
      [
        'where the supplier tells no balance',
        (data: MockData) => {
          untilSeptember()(data);
          data.supplier.capabilities = ['readings', 'tariffs'];
        },
      ],
    ] as const) {
      it(`not ${name}`, async () => {
        const person = await send(change);
        await lull();
        expect(person.reads).not.to.include('після нарахування');
      });
    }
  });

  it('moves nothing that stands below while one types', async () => {
    for (const accounts of [['gas'], ['two-zones']] as const) {
      for (const width of ['320px', '700px']) {
        const { person, widget } = await openWith(accounts);
        widget.style.width = width;
        const topOf = (element: Element | null) => element?.getBoundingClientRect().top ?? NaN;
        const place = () => topOf(person.root.querySelector('button.primary')) - topOf(widget);
        const before = place();
        for (const [index, text] of ['18500', '7100']
          .slice(0, person.root.querySelectorAll('form input').length)
          .entries()) {
          const typed = accounts[0] === 'gas' ? '1279' : text;
          await person.types(typed, accounts[0] === 'gas' ? '' : index === 0 ? 'День' : 'Ніч');
        }
        await person.sees('грн');
        expect(place(), `${accounts[0]} ${width}`).to.equal(before);
      }
    }
  });

  it('looks right in every language, width and colour scheme', async () => {
    await looksRightEverywhere({
      tag: 'kabinet-reading-form',
      service: () => serviceWith(['long-names'], charged({ tariffs: [tariff('electricity-2017', { validTo: null })] })),
      play: async (person) => {
        await person.seesItLoaded();
        await hasAll(person.widget);
        for (const [index, input] of [...person.root.querySelectorAll<HTMLInputElement>('form input')].entries()) {
          await person.types(['4412', '9808', '3379'][index] ?? '', input.labels?.[0]?.innerText);
        }
        await person.sees('≈');
        person.root.querySelector('details')?.setAttribute('open', '');
      },
    });
  });
});

import { expect } from '@open-wc/testing';
import { stopTheClock } from '../../testing/clock.js';
import { lull, until } from '../../testing/person.js';
import { Service } from '../../testing/service.js';
import { stage } from '../../testing/stage.js';
import { electricity, tag, withVillages } from '../../testing/tariff-lookup.js';
import './tariff-lookup.define.js';

/** What the console says while the widget is on the page, and two copies of it; `hears` waits for the first line. */
async function consoleOf(
  attributes: Readonly<Record<string, string>>,
  { hears = false, service = withVillages() } = {},
): Promise<string[]> {
  const said: string[] = [];
  const { warn } = console;
  console.warn = (...args: unknown[]) => void said.push(args.join(' '));
  try {
    const { person, provider } = await stage({ tag, service, attributes });
    provider.append(person.widget.cloneNode());
    await until(
      () => (person.widget as unknown as { rest: { isHere: boolean } }).rest.isHere,
      () => 'the code that looks for mistakes',
    );
    if (hears)
      await until(
        () => said.length > 0,
        () => 'a line in the console',
      );
    await lull();
    person.widget.lang = 'en';
    await lull();
    return said;
  } finally {
    console.warn = warn;
  }
}

describe('<kabinet-tariff-lookup> tells the webmaster once', () => {
  const mistakes: Readonly<Record<string, [attributes: Record<string, string>, said: RegExp]>> = {
    'a service that is none': [
      { service: 'electrcity' },
      /<kabinet-tariff-lookup service="electrcity">.* no service.*electricity/,
    ],
    'a service that the supplier has not': [{ service: 'refuse' }, /service="refuse">.* none of this supplier/],
    'a day that is none': [{ day: '2026-02-31' }, /day="2026-02-31">.* no day.*2027-01-01/],
    'a day of other times': [{ day: '9999-12-31' }, /day="9999-12-31">.* no day/],
    'a place that is none': [{ locality: 'Атлантида' }, /locality="Атлантида">.* no place/],
    'a name of several places': [{ locality: 'Іванівка' }, /locality="Іванівка">.* may be 2 places/],
  };
  for (const [name, [attributes, said]] of Object.entries(mistakes)) {
    it(name, async () => {
      const lines = await consoleOf(attributes, { hears: true });
      expect(lines).to.have.length(1);
      expect(lines[0]).to.match(said);
    });
  }

  it('nothing where all is well', async () => {
    expect(await consoleOf({ service: 'electricity', day: '2026-02-28', locality: 'gontivka' })).to.deep.equal([]);
    expect(await consoleOf({ locality: 'Ґонтівка' })).to.deep.equal([]);
  });
});

describe('<kabinet-tariff-lookup> with a webmaster’s mistake', () => {
  it('lets the customer choose the service, and shows them no word of ours', async () => {
    for (const service of ['electrcity', 'refuse']) {
      const { person } = await stage({ tag, service: Service.sample(), attributes: { service } });
      await person.sees('Послуга', 'Електроенергія', '7,96 грн');
      expect(person.reads).not.to.include(service);
    }
  });

  it('tells of today where the day is none', async () => {
    for (const on of ['2026-02-31', '9999-12-31', '0000-00-00', 'soon']) {
      stopTheClock();
      const { person } = await stage({ tag, service: electricity({}), attributes: { service: 'electricity', on } });
      await person.sees('4,32 грн за 1 кВт·год');
      expect(person.reads).not.to.include('На ');
    }
  });
});

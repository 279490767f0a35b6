import { expect } from '@open-wc/testing';
import type { UtilityApi } from '@kabinet/api';
import { sampleSupplier } from '@kabinet/api/mock';
import '../widgets/balance-card/balance-card.define.js';
import { define } from '../core/define.js';
import { stopTheClock } from '../testing/clock.js';
import { lull, Person, until } from '../testing/person.js';
import { Service } from '../testing/service.js';
import { makeWidget, place } from '../testing/stage.js';
import { page } from './page.js';
import { KabinetProvider } from './provider.js';
import './provider.define.js';

const tag = 'kabinet-balance-card';

/** What goes out to the network, answered from the sample data where the address is known. */
function interceptFetch(service: Service) {
  const asked: { url: string; authorization: string | null }[] = [];
  const real = window.fetch;
  let isSessionOver = false;
  window.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const authorization = new Headers(init?.headers).get('Authorization');
    asked.push({ url, authorization });
    const json = (value: unknown, status = 200) => new Response(JSON.stringify(value), { status });
    if (url.endsWith('/token')) return isSessionOver ? json({}, 401) : json({ token: 'from-the-site' });
    if (url.endsWith('/supplier')) return json(sampleSupplier());
    if (!authorization || isSessionOver) return json({}, 401);
    if (url.endsWith('/accounts')) return json(await service.api.listAccounts({}));
    if (url.endsWith('/balance')) return json(await service.api.getBalance({ accountId: 'gas' }));
    return json({}, 404);
  };
  return {
    asked,
    endSession: (isOver: boolean) => (isSessionOver = isOver),
    restore: () => (window.fetch = real),
  };
}

async function inProvider(attributes: Readonly<Record<string, string>>, change?: (provider: KabinetProvider) => void) {
  const provider = document.createElement('kabinet-provider');
  for (const [name, value] of Object.entries(attributes)) provider.setAttribute(name, value);
  change?.(provider);
  const widget = makeWidget({ tag });
  provider.append(widget);
  place({ lang: 'uk' }).append(provider);
  await provider.updateComplete;
  return { provider, person: new Person(widget) };
}

describe('<kabinet-provider>', () => {
  let network: ReturnType<typeof interceptFetch>;
  beforeEach(() => {
    stopTheClock();
    network = interceptFetch(Service.sample());
  });
  afterEach(() => {
    network.restore();
    page().configure({ service: undefined, lang: '' });
  });

  it('asks the site for a token once, and sends it to the service only', async () => {
    const { person } = await inProvider({ api: 'https://api.test/gas/v1/', 'token-url': '/token' });
    await person.sees('358,20');
    const tokens = network.asked.filter(({ url }) => url.endsWith('/token'));
    expect(tokens).to.have.length(1);
    for (const { url, authorization } of network.asked) {
      const isPublic = url.endsWith('/token') || url.endsWith('/supplier');
      expect(authorization, url).to.equal(isPublic ? null : 'Bearer from-the-site');
      if (!url.endsWith('/token')) expect(url).to.match(/^https:\/\/api\.test\/gas\/v1\/[a-z]/);
    }
  });

  it('asks the page’s own function for a token, and shows nothing once there is none', async () => {
    let token: string | null = 'of-the-page';
    const { person, provider } = await inProvider({ api: 'https://api.test/gas/v1' }, (provider) => {
      provider.getToken = () => Promise.resolve(token);
    });
    await person.sees('358,20');
    expect(network.asked.map(({ authorization }) => authorization)).to.include('Bearer of-the-page');

    token = null;
    network.endSession(true);
    provider.connection?.refresh();
    await person.sees('Час входу закінчився');
    token = 'another';
    network.endSession(false);
    provider.sessionChanged();
    await person.sees('358,20');
    expect(network.asked.map(({ authorization }) => authorization)).to.include('Bearer another');
  });

  it('asks for nothing while it has no address', async () => {
    const { person } = await inProvider({});
    await person.sees('Кабінет ще не під’єднано');
    await lull();
    expect(network.asked).to.deep.equal([]);
  });

  it('connects when the address comes later', async () => {
    const { person, provider } = await inProvider({ 'token-url': '/token' });
    await person.sees('Кабінет ще не під’єднано');
    provider.setAttribute('api', 'https://api.test/gas/v1');
    await person.sees('358,20');
  });

  it('shows sample data by the address mock:, and asks nobody for them', async () => {
    const { person, provider } = await inProvider({ api: 'mock:?account=gas', 'token-url': '/token', session: 'pkce' });
    await person.sees('358,20', '0400123456');
    provider.setAttribute('api', 'mock:?state=error');
    await person.sees('0 800 500 104');
    expect(network.asked).to.deep.equal([]);
    expect(provider.connection?.sessionMode).to.equal('token');
  });

  it('does without one where the page is configured, and follows the page', async () => {
    const widget = makeWidget({ tag });
    place().append(widget);
    const person = new Person(widget);
    page().configure({ service: Service.sample().api, lang: 'uk' });
    await person.sees('358,20', '0400123456');
    page().configure({ service: Service.sample({ accounts: ['payment-on-the-way'] }).api, lang: 'en' });
    await person.sees('Balance', '0400123461');
    page().configure({ service: undefined, lang: '' });
    await person.sees('Кабінет ще не під’єднано');
  });

  it('keeps what was read when only the language or the words of the page change', async () => {
    const service = Service.sample();
    const widget = makeWidget({ tag });
    place().append(widget);
    const person = new Person(widget);
    page().configure({ service: service.api, lang: 'uk' });
    await person.sees('Стан рахунку', '358,20');
    const { connection } = page();
    page().configure({ lang: 'en' });
    await person.sees('Balance', '358');
    page().configure({ texts: { en: { balanceCard: { heading: 'What you owe' } } } });
    await person.sees('What you owe');
    expect(page().connection === connection).to.equal(true);
    expect(service.count('getBalance')).to.equal(1);
    page().configure({ texts: {} });
  });

  it('goes before the page’s configuration', async () => {
    page().configure({ service: Service.sample({ accounts: ['payment-on-the-way'] }).api });
    const { person } = await inProvider({ api: 'https://api.test/gas/v1', 'token-url': '/token' });
    await person.sees('0400123456');
  });
});

describe('settings that are wrong', () => {
  const NOT_WORKING = 'Сервіс зараз не працює';
  let warnings: string[];
  let network: ReturnType<typeof interceptFetch>;
  const { warn } = console;
  beforeEach(() => {
    stopTheClock();
    network = interceptFetch(Service.sample());
    warnings = [];
    console.warn = (...args: unknown[]) => void warnings.push(args.join(' '));
  });
  afterEach(() => {
    // Those that lose their page's configuration here would complain into the next test.
    for (const widget of document.querySelectorAll(tag)) widget.remove();
    page().configure({ service: undefined, api: '', lang: '' });
    network.restore();
    console.warn = warn;
  });

  /** What is only a word to whoever makes the page is told when there is time. */
  const warned = async (lines: number) => {
    await until(
      () => warnings.length >= lines,
      () => `${lines} lines; there are ${warnings.length}`,
    );
    expect(warnings).to.have.length(lines);
  };

  const onThePage = () => {
    const [widget, another] = [makeWidget({ tag }), makeWidget({ tag })];
    place({ lang: 'uk' }).append(widget, another);
    return new Person(widget);
  };

  for (const api of [
    'api.example.com/v1',
    'mock',
    'mock?state=debt',
    'htp://api.test',
    'https://',
    'https:/api.test',
  ]) {
    it(`are no address: “${api}”`, async () => {
      const { person } = await inProvider({ api });
      await person.sees(NOT_WORKING);
      expect(warnings).to.have.length(1);
      expect(warnings[0]).to.include(`api="${api}"`).and.to.include('https://...');
      expect(network.asked).to.deep.equal([]);
    });
  }

  for (const api of ['https://api.test/gas/v1', '/gas/v1', './gas/v1', 'gas/v1', '//api.test/gas/v1']) {
    it(`are none where it is an address: “${api}”`, async () => {
      const { person } = await inProvider({ api, 'token-url': '/token' });
      await person.sees('358,20');
      expect(warnings).to.deep.equal([]);
    });
  }

  it('are an adapter that nobody made a whole service of', async () => {
    const person = onThePage();
    const methods = { getSupplier: () => Promise.resolve(sampleSupplier()) };
    page().configure({ service: methods as unknown as UtilityApi, lang: 'uk' });
    await person.sees(NOT_WORKING);
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.include('defineAdapter()');
  });

  it('are none where the name of the sample data is written in capitals', async () => {
    const { person } = await inProvider({ api: 'MOCK:' });
    await person.sees('Стан рахунку');
    expect(warnings).to.deep.equal([]);
    expect(network.asked).to.deep.equal([]);
  });

  it('are none where configure() is told nothing', () => {
    page().configure();
    expect(warnings).to.deep.equal([]);
  });

  it('are a name that configure() does not know', async () => {
    page().configure({ 'token-url': '/token', Api: 'mock:' } as Parameters<ReturnType<typeof page>['configure']>[0]);
    await warned(1);
    expect(warnings[0]).to.include('token-url,Api').and.to.include('tokenUrl');
  });

  it('are an attribute as HTML reads the name of the property', async () => {
    const { person } = await inProvider({ api: 'https://api.test/gas/v1', tokenUrl: '/token' });
    await person.sees('Спочатку увійдіть');
    await warned(1);
    expect(warnings[0]).to.include('write token-url');
  });

  it('are a language that there are no texts in: then widgets follow the page', async () => {
    const { person } = await inProvider({ api: 'mock:', lang: 'xx' });
    await person.sees('Стан рахунку');
    const another = onThePage();
    page().configure({ api: 'mock:', lang: 'yy' });
    page().configure({ lang: 'yy' });
    await another.sees('Стан рахунку');
    await warned(2);
    expect(warnings.join()).to.include('"xx"').and.to.include('"yy"');
  });

  it('are an address of tokens on another site', async () => {
    const { person, provider } = await inProvider({
      api: 'https://api.test/gas/v1',
      'token-url': 'https://else.test/t',
    });
    await person.sees('Спочатку увійдіть');
    provider.connection?.refresh();
    await lull();
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.include('https://else.test/t');
    expect(network.asked.map(({ url }) => url)).to.not.include('https://else.test/t');
  });
});

describe('a tag that is defined twice', () => {
  it('stays what it was, with one line of warning and no error', () => {
    const warnings: string[] = [];
    const { warn } = console;
    console.warn = (...args: unknown[]) => void warnings.push(args.join(' '));
    try {
      define('kabinet-provider', KabinetProvider);
      expect(warnings).to.deep.equal([]);
      define('kabinet-provider', class extends HTMLElement {});
    } finally {
      console.warn = warn;
    }
    expect(customElements.get('kabinet-provider') === KabinetProvider).to.equal(true);
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.include('<kabinet-provider>');
  });
});

/** What a webmaster loads by script tag, as it was built, on pages of every kind. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mockStateNames } from '@kabinet/api/mock';
import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Integrity, integrityOf } from '../../packages/embed/build/integrity.js';
import type { Manifest } from '../../packages/embed/build/manifest.js';
import { buildStaleEmbed } from '../../scripts/lib/build.mjs';
import { root } from '../../scripts/lib/run.mjs';
import { TAG_NAMES } from '../manifest.js';
import { launchBrowser } from '../support/browser.js';
import { type EmbedSite, startEmbedSite } from '../support/embed-site.js';
import { type MockServer, startMockServer } from '../support/mock-server.js';

const dist = join(root, 'packages/embed/dist');
const builtFiles = (folder = dist) => readdirSync(folder).filter((name) => !name.endsWith('.map'));

/** The provider only wraps; the cabinet makes the other tags, which would then be there twice: it has tests of its own. */
const OTHERS: readonly string[] = ['kabinet-provider', 'kabinet-cabinet'];
/** What there is once a widget can be used. */
const USABLE = {
  'kabinet-reading-form': 'kabinet-reading-form form input',
  'kabinet-balance-card': 'kabinet-balance-card [part=amount]',
  'kabinet-meter-card': 'kabinet-meter-card [part=meter]',
  'kabinet-tariff-lookup': 'kabinet-tariff-lookup #service',
  'kabinet-cost-calculator': 'kabinet-cost-calculator form input',
  'kabinet-account-menu': 'kabinet-account-menu #toggle',
  'kabinet-link-account': 'kabinet-link-account [part=account]',
  'kabinet-guest-reading-form': 'kabinet-guest-reading-form form input',
  'kabinet-payment-button': 'kabinet-payment-button [part=submit]',
  'kabinet-payment-history': 'kabinet-payment-history [part=payment]',
  'kabinet-payment-plan': 'kabinet-payment-plan [data-add]',
  'kabinet-receipt': 'kabinet-receipt input',
  'kabinet-appointment-form': 'kabinet-appointment-form [data-choose]',
  'kabinet-appeal-form': 'kabinet-appeal-form [part=kind]',
  'kabinet-appeal-list': 'kabinet-appeal-list [part=appeal]',
  'kabinet-contracts': 'kabinet-contracts [part=file] button',
  'kabinet-tour': 'kabinet-tour [part=start]',
} as const;
const TAGS = TAG_NAMES.filter((tag): tag is keyof typeof USABLE => !OTHERS.includes(tag));

let api: MockServer;
let site: EmbedSite;
let browser: Browser;
let manifest: Manifest;
let context: BrowserContext;
let page: Page;
let complaints: string[];
/** Names of our files that the page asked for. */
let loaded: string[];

beforeAll(async () => {
  await buildStaleEmbed();
  manifest = JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8')) as Manifest;
  [api, site, browser] = await Promise.all([startMockServer(), startEmbedSite(), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await Promise.all([api?.stop(), site?.stop()]);
});

beforeEach(async () => {
  context = await browser.newContext({ locale: 'uk-UA' });
  page = await context.newPage();
  complaints = [];
  loaded = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // The browser's own line about an address that did not answer well is no complaint of ours.
    const isAboutAddress = message.text().startsWith('Failed to load resource');
    if (['warning', 'error'].includes(message.type()) && !isAboutAddress) complaints.push(message.text());
  });
  page.on('request', (request) => {
    const file = /\/(kabinet(?:-2)?\/[\w.-]+)$/.exec(new URL(request.url()).pathname)?.[1];
    if (file) loaded.push(file.replace('kabinet/', ''));
  });
});

afterEach(async () => {
  await context.close();
  site.missing.clear();
});

const script = (query = 'account=gas', more = '') =>
  `<script type="module" src="/kabinet/kabinet.js" data-api="${api.base(query)}" data-token-url="/token" ${more}></script>`;

const document = (body: string, head = script()) =>
  `<!doctype html><html lang="uk"><head><meta charset="utf-8"><link rel="icon" href="data:"><title>Сайт</title>${head}</head><body>${body}</body></html>`;

const open = (html: string | Buffer, headers?: Readonly<Record<string, string>>) =>
  page.goto(site.add({ html, ...(headers && { headers }) }));

const widgets = (inside = '') => TAGS.map((tag) => `<${tag}>${inside}</${tag}>`).join('');

const sees = (text: string) => page.getByText(text).first().waitFor();

describe('the built files', () => {
  it('are pure ASCII, so that no page reads them as another charset', () => {
    const files = builtFiles().filter((name) => name.endsWith('.js'));
    expect(files.length).toBeGreaterThan(20);
    for (const name of files)
      expect(
        readFileSync(join(dist, name)).findIndex((byte) => byte > 0x7f),
        name,
      ).toBe(-1);
  });

  it('are hashed, all of them, in the form that browsers compare', () => {
    const { files } = JSON.parse(readFileSync(join(dist, 'integrity.json'), 'utf8')) as Integrity;
    const scripts = builtFiles().filter((name) => name.endsWith('.js'));
    expect(Object.keys(files).filter((name) => !name.includes('/'))).toEqual(scripts.sort());
    for (const [name, { integrity, bytes }] of Object.entries(files)) {
      const content = readFileSync(join(dist, name));
      expect({ integrity, bytes }, name).toEqual({ integrity: integrityOf(content), bytes: content.length });
    }
  });

  it('never ask for kabinet.js, which the page may have under another address', () => {
    // The classic loader can be told to load it; the snippet maker writes its name into pages.
    const MAY_NAME_IT = ['kabinet-classic.js', 'kabinet-all.js', 'snippet.js'];
    for (const name of builtFiles().filter((each) => /\.js$/.test(each) && !MAY_NAME_IT.includes(each))) {
      expect(readFileSync(join(dist, name), 'utf8'), name).not.toContain('kabinet.js');
    }
  });

  it('are named in the manifest only where they exist', () => {
    expect(Object.keys(manifest.tags).sort()).toEqual([...OTHERS, ...TAGS].sort());
    const named = [
      ...manifest.hosted,
      ...manifest.mock,
      ...Object.values(manifest.tags).flatMap(({ code, texts, later }) => [
        ...[code, later.code].flat(),
        ...[texts, later.texts].flatMap((each) => Object.values(each).flat()),
      ]),
    ];
    for (const name of named) expect(builtFiles()).toContain(name);
  });
});

describe('a page loads', () => {
  it('widgets of which each is known to be usable by something', () => {
    expect(Object.keys(USABLE).sort()).toEqual(TAGS);
  });

  it.each(TAGS)('for <%s> alone what the manifest names, and can use it with nothing else', async (tag) => {
    const needs = manifest.tags[tag];
    if (!needs) throw new Error(`The manifest does not know <${tag}>.`);
    const { code, texts } = needs;
    const needed = [...code, ...(texts['uk'] ?? [])];
    const others = Object.values(manifest.tags).flatMap((each) => [...each.code, ...Object.values(each.texts).flat()]);
    // Whatever else it asks for never comes.
    await page.route(
      (url) => url.pathname.startsWith('/kabinet/') && !needed.includes(url.pathname.slice('/kabinet/'.length)),
      () => undefined,
    );
    await open(document(`<${tag}></${tag}>`));
    await page.locator(USABLE[tag]).first().waitFor();
    expect(loaded).toEqual(expect.arrayContaining(needed));
    expect(loaded.filter((name) => others.includes(name) && !needed.includes(name))).toEqual([]);
    expect(new Set(loaded).size, 'each file once').toBe(loaded.length);
  });

  it('for the whole cabinet what the manifest names, and then the code of the section on show, not of the others', async () => {
    await open(document('<kabinet-cabinet></kabinet-cabinet>'));
    await page.locator('kabinet-cabinet [part=section]').first().waitFor();
    await page.locator(USABLE['kabinet-balance-card']).waitFor();
    await page.waitForLoadState('networkidle');
    const { code = [], texts = {} } = manifest.tags['kabinet-cabinet'] ?? {};
    expect(loaded).toEqual(expect.arrayContaining([...code, ...(texts['uk'] ?? [])]));
    const defined = loaded.flatMap((name) => /^(.*)\.define-/.exec(name)?.[1] ?? []);
    expect(defined.sort()).toEqual(['account-menu', 'balance-card', 'cabinet', 'tour']);
    expect(complaints).toEqual([]);
  });

  it('the code of the section that is asked for beside the cabinet’s own, before either has come', async () => {
    const held: Route[] = [];
    // Whatever defines a tag is asked for and not answered.
    await page.route(/\.define-[^/]*\.js$/, (route) => void held.push(route));
    await page.goto(`${site.add({ html: document('<kabinet-cabinet></kabinet-cabinet>') })}#kabinet/payments`);
    const asked = () => held.flatMap((route) => /([\w-]+)\.define-/.exec(route.request().url())?.[1] ?? []).sort();
    await expect.poll(asked).toEqual(['account-menu', 'cabinet', 'payment-button']);
    await Promise.all(held.map((route) => route.continue()));
    await page.unroute(/\.define-[^/]*\.js$/);
    await page.locator(USABLE['kabinet-payment-button']).waitFor();
    await page.waitForLoadState('networkidle');
    expect(new Set(loaded).size, 'each file once').toBe(loaded.length);
    expect(complaints).toEqual([]);
  });

  it('tariffs without asking for anybody’s session', async () => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await open(document('<kabinet-tariff-lookup></kabinet-tariff-lookup>'));
    await sees('7,96');
    await page.waitForLoadState('networkidle');
    expect(asked.filter((path) => path.endsWith('/tariffs'))).toHaveLength(1);
    expect(asked.filter((path) => /token|session|accounts/.test(path))).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('hardly anything without a tag, and the code of one that is added later', async () => {
    await open(document('<main>Про нас</main>'));
    await page.waitForLoadState('networkidle');
    const isCode = (name: string) => /define|states|steps|common/.test(name);
    expect(loaded.filter(isCode)).toEqual([]);
    await page.evaluate(() => {
      const added = window.document.createElement('kabinet-balance-card');
      window.document.body.append(added);
    });
    await sees('До сплати');
    expect(loaded.filter((name) => /reading-form|meter-card/.test(name))).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('the texts of its own language only', async () => {
    await open(document(widgets(), script('account=gas', 'data-lang="ru"')));
    await sees('Состояние счёта');
    await page.waitForLoadState('networkidle');
    expect(loaded.filter((name) => /^(uk|en)-/.test(name))).toEqual([]);
  });

  it('each answer of the service once, for several widgets and copies', async () => {
    const before = api.asked.length;
    await open(document(widgets() + widgets() + widgets()));
    for (const selector of Object.values(USABLE)) await page.locator(selector).nth(2).waitFor();
    const asked = api.asked.slice(before).filter((each) => each.startsWith('GET'));
    expect(asked).toEqual([...new Set(asked)]);
    expect(asked).toContain('GET /accounts');
  });
});

describe('loaded twice', () => {
  it('under one address it is one script, and says so once', async () => {
    await open(document(widgets(), script() + script()));
    for (const selector of Object.values(USABLE)) await page.locator(selector).first().waitFor();
    expect(complaints).toEqual([expect.stringContaining('the script is on this page already')]);
  });

  it('under another address the second copy says so once, and leaves the page to the first', async () => {
    await open(document(widgets(), script() + script().replace('/kabinet/', '/kabinet-2/')));
    for (const selector of Object.values(USABLE)) await page.locator(selector).first().waitFor();
    await page.waitForLoadState('networkidle');
    expect(complaints).toEqual([expect.stringContaining('the script is on this page already')]);
    expect(loaded.filter((name) => name.startsWith('kabinet-2/') && name.includes('define'))).toEqual([]);
  });

  it.each([
    ['/kabinet/', '/kabinet-2/'],
    ['/kabinet-2/', '/kabinet/'],
  ])('beside the classic loader too, when %s comes before %s', async (_first, second) => {
    // Which of the two is there first is the network's to say; here it is the test's.
    await page.route(`**${second}${second === '/kabinet-2/' ? 'kabinet-all' : 'kabinet'}.js`, async (route) => {
      await page.locator(USABLE['kabinet-reading-form']).first().waitFor();
      await route.continue();
    });
    const classic = script()
      .replace('type="module" ', '')
      .replace('/kabinet/kabinet.js', '/kabinet-2/kabinet-classic.js');
    await open(document(widgets(), script() + classic));
    for (const selector of Object.values(USABLE)) await page.locator(selector).first().waitFor();
    await expect.poll(() => complaints).toEqual([expect.stringContaining('the script is on this page already')]);
  });
});

describe('the classic loader', () => {
  it('works without type=module and hands over its data attributes', async () => {
    const asksForToken = page.waitForRequest((request) => request.url().endsWith('/token'));
    const classic = `<script src="/kabinet/kabinet-classic.js" data-api="${api.base('account=gas')}" data-token-url="/token" data-lang="ru"></script>`;
    await open(document(widgets(), classic));
    for (const selector of Object.values(USABLE)) await page.locator(selector).first().waitFor();
    await sees('Передать показание');
    await asksForToken;
    expect(complaints).toEqual([]);
  });

  it('leaves the text inside the tags on show when the module does not come, and says so in the console', async () => {
    site.missing.add('kabinet-all.js');
    const classic = `<script src="/kabinet/kabinet-classic.js" data-api="${api.base()}"></script>`;
    await open(document(widgets('Телефон 104'), classic));
    await expect.poll(() => complaints).toEqual([expect.stringContaining('Kabinet could not be loaded')]);
    expect(await page.getByText('Телефон 104').count()).toBe(TAGS.length);
    expect(await page.getByText('Телефон 104').first().isVisible()).toBe(true);
  });
});

describe('when a file does not come', () => {
  const fileOf = (pattern: RegExp) => {
    const file = builtFiles().find((name) => pattern.test(name));
    if (!file) throw new Error(`The build has no file like ${String(pattern)}.`);
    return file;
  };

  it('the text inside the tag stays, one console line names the tag, and the other widgets work', async () => {
    site.missing.add(fileOf(/^balance-card\.define-.*js$/));
    await open(document(widgets('Телефон 104')));
    await page.locator(USABLE['kabinet-meter-card']).waitFor();
    await expect.poll(() => complaints).toEqual([expect.stringContaining('<kabinet-balance-card>')]);
    expect(await page.locator('kabinet-balance-card').getByText('Телефон 104').isVisible()).toBe(true);
    site.missing.clear();
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await sees('До сплати');
  });

  it('the text inside the tag stays when it is the texts of the widget', async () => {
    site.missing.add(fileOf(/^uk-common-.*js$/));
    await open(document('<kabinet-balance-card>Телефон 104</kabinet-balance-card>'));
    await expect.poll(() => complaints).toContainEqual(expect.stringContaining('the texts (uk) could not be loaded'));
    await sees('Телефон 104');
  });

  /** Lets the steps after the form's fields come when the test says so, or not at all. */
  async function holdSteps(): Promise<{
    release: () => Promise<void>;
    lose: () => Promise<void>;
    let: () => Promise<void>;
  }> {
    const held: Route[] = [];
    const steps = (url: URL) => /\/steps-[\w-]+\.js$/.test(url.pathname);
    await page.route(steps, (route) => void held.push(route));
    const all = async (work: (route: Route) => Promise<void>) => {
      await expect.poll(() => held.length).toBeGreaterThan(0);
      await Promise.all(held.splice(0).map(work));
    };
    return {
      release: () => all((route) => route.continue()),
      lose: () => all((route) => route.abort('internetdisconnected')),
      let: () => page.unroute(steps),
    };
  }
  const field = () => page.locator('kabinet-reading-form form input');
  const pressSend = () => page.getByRole('button', { name: 'Передати показання' }).click();

  it('a button pressed before the steps after the fields are here waits for them and goes on', async () => {
    const steps = await holdSteps();
    await open(document('<kabinet-reading-form></kabinet-reading-form>'));
    await field().fill('1280');
    await pressSend();
    await sees('Надсилаємо показання…');
    await steps.release();
    await sees('Показання прийнято');
    expect(complaints).toEqual([]);
  });

  it('says so when they do not come, keeps what was typed, and goes on when they do', async () => {
    const steps = await holdSteps();
    await open(document('<kabinet-reading-form></kabinet-reading-form>'));
    await field().fill('1281');
    await pressSend();
    await steps.lose();
    await sees('Сервіс зараз не працює');
    expect(await field().inputValue()).toBe('1281');
    await steps.let();
    await page.getByRole('button', { name: 'Спробувати ще раз' }).click();
    await sees('Показання прийнято');
  });

  it('says that there is no network when that is why, and goes on by itself when it is back', async () => {
    const steps = await holdSteps();
    await open(document('<kabinet-reading-form></kabinet-reading-form>'));
    await field().fill('1282');
    await context.setOffline(true);
    await pressSend();
    await steps.lose();
    await sees('Немає зв’язку з інтернетом');
    expect(await field().inputValue()).toBe('1282');
    await steps.let();
    await context.setOffline(false);
    await sees('Показання прийнято');
  });

  it('tells within 15 seconds when they hang', async () => {
    await holdSteps();
    await open(document('<kabinet-reading-form></kabinet-reading-form>'));
    await field().fill('1283');
    await pressSend();
    await page.getByText('Сервіс зараз не працює').waitFor({ timeout: 15_000 });
    expect(await field().inputValue()).toBe('1283');
  });

  it('shows a plain word instead of the state that is missing its own', async () => {
    site.missing.add(fileOf(/^uk-states-.*js$/));
    await open(document('<kabinet-balance-card>Телефон 104</kabinet-balance-card>', script('state=not-found')));
    await sees('Сервіс зараз не працює');
    await sees('0 800 500 104');
    site.missing.clear();
    await page.getByRole('button', { name: 'Спробувати ще раз' }).click();
    await sees('Цей рахунок не знайдено');
  });

  it('waits with a receipt for the steps, and says so when they do not come', async () => {
    const steps = await holdSteps();
    await open(document('<kabinet-reading-form></kabinet-reading-form>', script('account=gas&state=submitted')));
    await page.locator('kabinet-reading-form .bones').waitFor({ state: 'attached' });
    await steps.lose();
    await sees('Сервіс зараз не працює');
    await steps.let();
    await page.getByRole('button', { name: 'Спробувати ще раз' }).click();
    await sees('Показання прийнято');
  });
});

describe('on an old page', () => {
  /** The page in windows-1251: its own letters are one byte each. */
  const windows1251 = (text: string) =>
    Buffer.from(
      [...text].map((letter) => {
        const code = letter.codePointAt(0) ?? 0;
        return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : letter === 'і' ? 0xb3 : code;
      }),
    );
  const headings = ['Передати показання', 'Стан рахунку', 'Лічильник'];
  const classic = (query: string) =>
    `<script src="/kabinet/kabinet-classic.js" data-api="${api.base(query)}" data-token-url="/token"></script>`;

  it.each([
    ['the module script', script],
    ['the classic loader', classic],
  ])('in windows-1251 the letters are right, by %s', async (_name, tag) => {
    const html = document(`<h1>Про лічильники</h1>${widgets()}`, tag('account=gas')).replace('utf-8', 'windows-1251');
    await open(windows1251(html), { 'Content-Type': 'text/html; charset=windows-1251' });
    expect(await page.evaluate(() => window.document.characterSet)).toBe('windows-1251');
    await sees('Про лічильники');
    for (const heading of headings) await page.getByRole('heading', { name: heading, exact: true }).waitFor();
    await sees('Аварійна служба');
    expect(complaints).toEqual([]);
  });

  it('in quirks mode the widgets look and read as elsewhere', async () => {
    await open(document(widgets()).replace('<!doctype html>', ''));
    expect(await page.evaluate(() => window.document.compatMode)).toBe('BackCompat');
    for (const heading of headings) await page.getByRole('heading', { name: heading, exact: true }).waitFor();
    expect(complaints).toEqual([]);
  });
});

describe('on a page with the strictest policy', () => {
  const NONCE = 'r4nd0m';
  const policy = () =>
    `default-src 'none'; script-src 'nonce-${NONCE}'; connect-src ${api.origin}; require-trusted-types-for 'script'; trusted-types lit-html`;

  /** As strict as it gets, and so without an icon and a token address of its own: the page hands the token over. */
  const strictPage = (query: string, body = widgets('Телефон 104')) =>
    `<!doctype html><html lang="uk"><head><meta charset="utf-8"><title>Сайт</title>
      <script type="module" nonce="${NONCE}" src="/kabinet/kabinet.js"></script>
      <script type="module" nonce="${NONCE}">
        import { configure } from '/kabinet/kabinet.js';
        configure({ api: '${api.base(query)}', getToken: async () => 'of-the-site' });
      </script></head><body>${body}</body></html>`;

  async function openStrictly(query: string, body?: string): Promise<void> {
    await page.addInitScript(() => {
      window.document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        console.error(`securitypolicyviolation: ${violatedDirective} ${blockedURI}`),
      );
    });
    await open(strictPage(query, body), { 'Content-Security-Policy': policy() });
  }
  const violations = () =>
    complaints.filter((each) => /securitypolicyviolation|Content.Security|Trusted ?Type/i.test(each));

  /** The smallest picture: strict pages forbid to show one by its address. */
  const DOT = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

  /** Of the supplier the service tells even where it is too slow otherwise, and these need to know no more. */
  const NEED_SUPPLIER_ALONE: readonly string[] = ['kabinet-guest-reading-form', 'kabinet-receipt', 'kabinet-tour'];

  /** Whether all that it shows is that it loads. */
  const isWaiting = (tag: string, state: string) =>
    state === 'loading' || (state === 'timeout' && !NEED_SUPPLIER_ALONE.includes(tag));

  it.each(mockStateNames)('every widget shows the state “%s” without a violation', async (state) => {
    await openStrictly(`state=${state}`);
    // All at once: what waits for the service now tells of its silence some seconds later.
    await Promise.all(
      TAGS.map(async (tag) => {
        // The account menu is no card, and has a single bone.
        const card = page.locator(`${tag} :is(section[part=card], [part=menu])`);
        await card.waitFor();
        await card.locator('.bones, .pill').waitFor({ state: isWaiting(tag, state) ? 'attached' : 'detached' });
      }),
    );
    const input = page.locator('kabinet-reading-form form input[inputmode]').first();
    if (await input.isVisible()) {
      // What is typed, shown back, confirmed, and becomes of it.
      for (const each of await page.locator('kabinet-reading-form form input[inputmode]').all()) await each.fill('1');
      await input.press('Enter');
      // Where nothing was ever read, nothing is doubted.
      if (state !== 'nothing-yet') await page.getByRole('button', { name: 'Так, усе правильно' }).click();
      await page.locator('kabinet-reading-form [data-focus]').first().waitFor();
    }
    const photo = page.locator('kabinet-reading-form input[type=file]');
    if (state === 'submitted') await photo.waitFor({ state: 'attached' });
    if ((await photo.count()) > 0) {
      await photo.setInputFiles({ name: 'meter.png', mimeType: 'image/png', buffer: Buffer.from(DOT, 'base64') });
      await page.locator('kabinet-reading-form canvas').waitFor();
    }
    expect(violations()).toEqual([]);
    expect(complaints.filter((each) => !each.startsWith('Access to fetch'))).toEqual([]);
  });

  it('the same watch sees a style attribute of the page (control)', async () => {
    await openStrictly('account=gas', `<p style="color: red">Акція</p>${widgets()}`);
    await page.locator(USABLE['kabinet-balance-card']).waitFor();
    expect(violations()).toContainEqual(expect.stringContaining('style-src'));
  });

  it('the same watch sees a script that has no nonce (control)', async () => {
    await openStrictly('account=gas', `<script>window.foreign = true</script>${widgets()}`);
    await page.locator(USABLE['kabinet-balance-card']).waitFor();
    expect(violations()).toContainEqual(expect.stringContaining('script-src'));
  });
});

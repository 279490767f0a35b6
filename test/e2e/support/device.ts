import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { photoWithTraces } from '../../../packages/server/src/testing/pictures.js';
import type { Cabinet, SupplierId } from './cabinet.js';
import { type Network, openNetwork } from './network.js';

const WIDGETS =
  'kabinet-reading-form, kabinet-balance-card, kabinet-meter-card, kabinet-tariff-lookup, kabinet-cost-calculator, kabinet-guest-reading-form';
/** Longer than anything may take, so that a test tells how long it did take. */
const PATIENCE_MS = 25_000;
/** What a screen reader hears while a widget waits. */
const LOADING = ['Завантажуємо дані…', 'Загружаем данные…', 'Loading…'];

export interface DeviceOptions {
  /** On whose site; the cabinet's first supplier's without it. */
  readonly at?: SupplierId;
  /** Who signs in on the site beforehand. */
  readonly as?: { readonly ref: string };
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
}

/** An event of a widget as the page's own scripts see it, with every field in it. */
export interface SeenEvent {
  readonly type: string;
  readonly fields: Record<string, unknown>;
}

/** Somebody's browser, with a network of its own. */
export class Device {
  readonly page: Page;
  readonly network: Network;
  readonly context: BrowserContext;
  /** What the browser's console complained of: content security policy, scripts that threw. */
  readonly complaints: string[];
  /** Every error and warning in the browser's console, whoever wrote it. */
  readonly consoleErrors: string[];
  readonly #siteUrl: string;

  constructor(
    parts: Pick<Device, 'page' | 'network' | 'context' | 'complaints' | 'consoleErrors'> & { siteUrl: string },
  ) {
    this.page = parts.page;
    this.network = parts.network;
    this.context = parts.context;
    this.complaints = parts.complaints;
    this.consoleErrors = parts.consoleErrors;
    this.#siteUrl = parts.siteUrl;
  }

  get form(): Locator {
    return this.page.locator('kabinet-reading-form');
  }

  get balance(): Locator {
    return this.page.locator('kabinet-balance-card');
  }

  get meter(): Locator {
    return this.page.locator('kabinet-meter-card');
  }

  get tariff(): Locator {
    return this.page.locator('kabinet-tariff-lookup');
  }

  get calculator(): Locator {
    return this.page.locator('kabinet-cost-calculator');
  }

  async goTo(path: string): Promise<void> {
    await this.page.goto(`${this.#siteUrl}${path}`, { waitUntil: 'domcontentloaded' });
  }

  /** Signs in as the site's own page would, without the clicks. */
  async signIn({ ref }: { readonly ref: string }): Promise<void> {
    const answer = await fetch(`${this.#siteUrl}/sign-in`, {
      method: 'POST',
      body: new URLSearchParams({ customer: ref }),
      headers: { Origin: this.#siteUrl },
      redirect: 'manual',
    });
    const [name, value] = answer.headers.getSetCookie()[0]?.split(';')[0]?.split('=') ?? [];
    if (!name || !value) throw new Error(`The site did not let ${ref} in: ${answer.status}`);
    await this.context.addCookies([{ name, value, url: this.#siteUrl, httpOnly: true, sameSite: 'Lax' }]);
  }

  /** A page of the site that is the test's own, with the site's session; `head` comes before the widgets' script. */
  async openOwnPage({
    body,
    apiBase,
    lang = 'uk',
    head = '',
    session = 'data-token-url="/kabinet-token"',
  }: {
    body: string;
    apiBase: string;
    lang?: string;
    head?: string;
    session?: 'data-token-url="/kabinet-token"' | 'data-session="cookie"' | 'data-session="pkce"';
  }): Promise<void> {
    const script = await this.#embedAddress();
    const path = '/own-page.html';
    this.network.serve(
      `${this.#siteUrl}${path}`,
      `<!doctype html><html lang="${lang}"><head><title>Сторінка</title><link rel="icon" href="data:">${head}
       <script type="module" src="${script}" data-api="${apiBase}" data-lang="${lang}" ${session}></script>
       </head><body>${body}</body></html>`,
    );
    await this.goTo(path);
  }

  /** Waits until the widget says all of this, and tells what it says instead when it never does. */
  async sees(widget: Locator, ...texts: readonly (string | RegExp)[]): Promise<void> {
    for (const text of texts) await this.timeUntil(widget, text);
  }

  /** Everything that is written in the widget, as one line. */
  async words(widget: Locator): Promise<string> {
    const texts = await widget.locator('section').first().allInnerTexts();
    return texts.join(' ').replace(/\s+/g, ' ').trim();
  }

  /** The field for the reading. */
  get field(): Locator {
    return this.form.locator('input[inputmode]');
  }

  /** Waits until the field holds this. */
  async fieldHolds(value: string): Promise<void> {
    const field = await this.field.elementHandle();
    await this.page.waitForFunction(([input, value]) => (input as HTMLInputElement | null)?.value === value, [
      field,
      value,
    ] as const);
  }

  button(name: string | RegExp): Locator {
    return this.form.getByRole('button', { name, exact: true });
  }

  /** Types a reading and hands it in. */
  async handIn(reading: number | string): Promise<void> {
    await this.field.fill(String(reading));
    await this.button('Передати показання').click();
  }

  /** Whether any widget stands on the page. */
  async hasWidgets(): Promise<boolean> {
    return (await this.page.locator(WIDGETS).count()) > 0;
  }

  /** Chooses a photo as a phone makes it, with the place where it was taken, for the reading that is handed in. */
  async choosePhoto(): Promise<void> {
    const photo = { name: 'IMG_2026.jpg', mimeType: 'image/jpeg', buffer: await photoWithTraces() };
    await this.form.locator('input[type=file]').setInputFiles(photo);
    await this.sees(this.form, 'Чи видно на фото номер лічильника й цифри?');
  }

  /** Milliseconds by the page's own clock until no widget waits for anything any more. */
  async settled(): Promise<number> {
    const handle = await this.page.waitForFunction(
      ([widgets = '', ...loading]) => {
        const settled = [...document.querySelectorAll(widgets)].map((widget) => {
          const card = widget.shadowRoot?.querySelector('section');
          return card && !loading.some((words) => card.textContent.includes(words));
        });
        return settled.length > 0 && settled.every(Boolean) && performance.now();
      },
      [WIDGETS, ...LOADING],
      { timeout: PATIENCE_MS },
    );
    return Number(await handle.jsonValue());
  }

  /** Milliseconds by the page's own clock until the widget says this; from the moment `now()` gave, else from the page's start. */
  async timeUntil(widget: Locator, text: string | RegExp, since = 0): Promise<number> {
    const element = await widget.elementHandle();
    const [words, pattern] = typeof text === 'string' ? [text, null] : ['', text.source];
    const seen = await this.page
      .waitForFunction(
        ([widget, words, pattern]) => {
          const section = (widget as Element).shadowRoot?.querySelector('section');
          const written = (section?.innerText ?? '').replace(/\s+/g, ' ');
          return (pattern === null ? written.includes(words) : new RegExp(pattern).test(written)) && performance.now();
        },
        [element, words, pattern] as const,
        { timeout: PATIENCE_MS },
      )
      .catch(async (error: unknown) => {
        throw new Error(`never came: “${String(text)}”; there is “${await this.words(widget)}”`, { cause: error });
      });
    return Number(await seen.jsonValue()) - since;
  }

  now(): Promise<number> {
    return this.page.evaluate(() => performance.now());
  }

  /** Another tab of the same browser: the same session, the same storage. */
  async anotherTab(): Promise<Device> {
    const page = await this.context.newPage();
    return new Device({ ...this, page, siteUrl: this.#siteUrl, complaints: this.complaints });
  }

  /** The ids of what is kept on the device to be sent later. */
  outbox(): Promise<string[]> {
    return this.page.evaluate(async () => {
      const isThere = (await indexedDB.databases()).some(({ name }) => name === 'kabinet');
      if (!isThere) return [];
      const finished = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(new Error('IndexedDB', { cause: request.error }));
        });
      const database = await finished(indexedDB.open('kabinet'));
      const ids = await finished(database.transaction('items').objectStore('items').getAllKeys());
      database.close();
      return ids.map(String);
    });
  }

  /** The events that widgets of this page sent so far about what was done, or went wrong. */
  async events(): Promise<SeenEvent[]> {
    return (await this.allEvents()).filter(({ type }) => type !== 'kabinet-tariff-shown');
  }

  /** The same with those that only say what is on the screen. */
  allEvents(): Promise<SeenEvent[]> {
    return this.page.evaluate(() => (globalThis as unknown as { seenEvents: SeenEvent[] }).seenEvents);
  }

  async #embedAddress(): Promise<string> {
    const cookies = await this.context.cookies(this.#siteUrl);
    const headers = { Cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') };
    for (const path of ['/kabinet.html', '/']) {
      const page = await fetch(this.#siteUrl + path, { headers });
      // Whichever way the site itself has the widgets by: the folder is the same.
      const folder = /\/kabinet\/[^"/]+\//.exec(await page.text())?.[0];
      if (folder) return `${folder}kabinet.js`;
    }
    throw new Error('No page of the site names the script: is anybody signed in?');
  }
}

export async function openDevice(browser: Browser, cabinet: Cabinet, options: DeviceOptions = {}): Promise<Device> {
  const network = await openNetwork(cabinet.apiUrl);
  const context = await browser.newContext(contextOptions(network, options));
  return useDevice({ network, context, cabinet: options.at ? cabinet.siteOf(options.at) : cabinet, options });
}

export function contextOptions(
  network: Network,
  { width = 1280, height = 900, colorScheme }: DeviceOptions,
): BrowserContextOptions {
  return {
    proxy: { server: network.proxyUrl },
    viewport: { width, height },
    locale: 'uk-UA',
    timezoneId: 'Europe/Kyiv',
    ...(colorScheme && { colorScheme }),
  };
}

/** The device that a browser context makes with its network. */
export async function useDevice({
  network,
  context,
  cabinet,
  options,
}: {
  network: Network;
  context: BrowserContext;
  cabinet: Pick<Cabinet, 'siteUrl'>;
  options: DeviceOptions;
}): Promise<Device> {
  context.setDefaultTimeout(PATIENCE_MS);
  await context.addInitScript(keepEvents);
  const page = context.pages()[0] ?? (await context.newPage());
  const complaints: string[] = [];
  const consoleErrors: string[] = [];
  page.on('pageerror', (error) => complaints.push(`thrown: ${error.message}`));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) consoleErrors.push(message.text());
    if (/Content.Security.Policy|Trusted ?Type|securitypolicyviolation/i.test(message.text()))
      complaints.push(message.text());
  });
  const device = new Device({ page, network, context, siteUrl: cabinet.siteUrl, complaints, consoleErrors });
  if (options.as) await device.signIn(options.as);
  return device;
}

/** Runs in the page before its own scripts. */
function keepEvents(): void {
  const seen: SeenEvent[] = [];
  Object.assign(globalThis, { seenEvents: seen });
  const fieldsOf = (value: unknown, depth: number): unknown => {
    if (typeof value !== 'object' || value === null || value instanceof Node || depth > 4)
      return value instanceof Node ? 'node' : value;
    const names = new Set<string>();
    for (
      let each: object | null = value;
      each && each !== Object.prototype && each !== Event.prototype;
      each = Object.getPrototypeOf(each) as object | null
    ) {
      for (const name of Object.getOwnPropertyNames(each)) names.add(name);
    }
    const fields = [...names].filter((name) => name !== 'constructor' && name !== 'stack');
    return Object.fromEntries(
      fields.map((name) => [name, fieldsOf((value as Record<string, unknown>)[name], depth + 1)]),
    );
  };
  for (const type of [
    'kabinet-reading-accepted',
    'kabinet-reading-withdrawn',
    'kabinet-error',
    'kabinet-sign-in-request',
    'kabinet-reading-request',
    'kabinet-tariff-shown',
  ]) {
    addEventListener(type, (event) => {
      const fields = fieldsOf(event, 0) as Record<string, unknown>;
      seen.push({
        type,
        fields: JSON.parse(
          JSON.stringify(fields, (_name, value: unknown) => (typeof value === 'function' ? undefined : value)),
        ) as Record<string, unknown>,
      });
    });
  }
  document.addEventListener('securitypolicyviolation', (event) => {
    console.error(`securitypolicyviolation: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
  });
}

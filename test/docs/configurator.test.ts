import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.js';
import { type MockServer, startMockServer } from '../support/mock-server.js';
import { buildStaleDocs, dist, type DocsSite, startDocsSite } from './support/docs-site.js';
import { readDocs } from './support/reader.js';

// What the configurator gives to copy works as it is copied: on a page of nothing else, under the policy that stands beside it.

let site: DocsSite;
let browser: Browser;
let api: MockServer;

beforeAll(async () => {
  await buildStaleDocs();
  [site, browser, api] = await Promise.all([startDocsSite(), launchBrowser(), startMockServer()]);
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await site?.stop();
  await api?.stop();
});

const field = (page: Page, name: string, value?: string) =>
  page.locator(`.kd-configurator [name="${name}"]${value === undefined ? '' : `[value="${value}"]`}`);

async function type(page: Page, name: string, value: string): Promise<void> {
  await field(page, name).fill(value);
  await field(page, name).blur();
}

/** Says at the field what is wrong with what is typed in it, to eyes and ears. */
async function isMarked(page: Page, name: string, words: string): Promise<void> {
  await page.locator('.kd-wrong', { hasText: words }).waitFor();
  const [isInvalid, described] = await field(page, name).evaluate((input) => [
    input.getAttribute('aria-invalid'),
    (input.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent),
  ]);
  expect(isInvalid).toBe('true');
  expect(String(described)).toContain(words);
}

/** The three texts to copy: head, body, policy. */
async function copied(page: Page): Promise<{ head: string; body: string; csp: string }> {
  const [head = '', body = '', csp = ''] = await page.locator('.kd-code pre code').allTextContents();
  return { head, body, csp };
}

/** Chooses three widgets of files that this site has, answered by a service elsewhere that asks for no token. */
async function configure(way: string): Promise<{ head: string; body: string; csp: string }> {
  const { page } = await readDocs(browser, `${site.origin}/uk/elements/configurator`);
  await type(page, 'base', `${site.origin}/kabinet/`);
  await type(page, 'api', api.base('state=ready'));
  await field(page, 'session').selectOption('token');
  await type(page, 'token-url', '');
  await field(page, 'tags', 'kabinet-tariff-lookup').check();
  await field(page, 'way').selectOption(way);
  await expect.poll(async () => (await copied(page)).body).toContain('kabinet-tariff-lookup');
  return copied(page);
}

async function paste({ head, body, csp }: { head: string; body: string; csp: string }) {
  const html = `<!doctype html><html lang="uk"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Сайт</title>${head}</head><body>${body}</body></html>`;
  return readDocs(browser, site.add({ html, policy: `${csp}; img-src data:` }));
}

describe('the configurator', () => {
  for (const way of ['module', 'module-with-map', 'classic', 'one-file']) {
    it(`gives a snippet that works: ${way}`, async () => {
      const snippet = await configure(way);
      expect(snippet.head).toContain('sha384-');
      const { page, complaints, elsewhere, written } = await paste(snippet);
      for (const tag of ['kabinet-balance-card', 'kabinet-reading-form', 'kabinet-tariff-lookup']) {
        await page.locator(tag).locator('[part~=heading]').first().waitFor();
      }
      expect(elsewhere.filter((address) => new URL(address).origin !== api.origin)).toEqual([]);
      expect(await written()).toEqual([]);
      expect(complaints).toEqual([]);
    });
  }

  it('gives the hashes of the files as they were built', async () => {
    const { head } = await configure('module');
    const { files } = JSON.parse(readFileSync(join(dist, 'kabinet/integrity.json'), 'utf8')) as {
      files: Record<string, { integrity: string }>;
    };
    expect(head).toContain(`integrity="${files['kabinet.js']?.integrity}"`);
    // One letter of it changed, and the browser refuses the file.
    const wrong = head.replace(
      /integrity="sha384-(.)/,
      (_, first: string) => `integrity="sha384-${first === 'a' ? 'b' : 'a'}`,
    );
    const { page, complaints } = await paste({
      head: wrong,
      body: '<kabinet-balance-card>0 800 500 104</kabinet-balance-card>',
      csp: `default-src 'self'`,
    });
    expect(complaints.join('\n')).toMatch(/integrity/i);
    expect(await page.evaluate(() => customElements.get('kabinet-balance-card') === undefined)).toBe(true);
    await page.getByText('0 800 500 104').waitFor();
  });

  it('shows what it gives, in the colour that is chosen', async () => {
    const { page } = await readDocs(browser, `${site.origin}/uk/elements/configurator`);
    await type(page, 'accent', '#7a1f5c');
    await expect.poll(async () => (await copied(page)).head).toContain('--kabinet-accent: #7a1f5c;');
    expect(await page.locator('.kd-preview iframe').count()).toBe(2);
    const frame = page.frameLocator('.kd-preview iframe').first();
    await expect
      .poll(() => frame.locator('html').evaluate((root) => root.style.getPropertyValue('--kabinet-accent')))
      .toBe('#7a1f5c');
  });

  it('gives a colour that the policy beside it allows', async () => {
    const { page } = await readDocs(browser, `${site.origin}/uk/elements/configurator`);
    await type(page, 'base', `${site.origin}/kabinet/`);
    await type(page, 'api', 'mock:');
    await type(page, 'accent', 'rgb(122, 31, 92)');
    await expect.poll(async () => (await copied(page)).csp).toContain(`style-src 'sha256-`);
    const pasted = await paste(await copied(page));
    await pasted.page.locator('kabinet-balance-card').locator('[part~=heading]').first().waitFor();
    const accent = await pasted.page.evaluate(() =>
      getComputedStyle(document.documentElement).getPropertyValue('--kabinet-accent'),
    );
    expect(accent.trim()).toBe('rgb(122, 31, 92)');
    expect(pasted.complaints).toEqual([]);
  });

  it('writes nothing into the snippet that would end its style or its tags', async () => {
    const { page } = await readDocs(browser, `${site.origin}/uk/elements/configurator`);
    await type(page, 'accent', 'red;}</style><script>alert(1)</script>');
    await type(page, 'api', 'https://api.example.com/"><script>alert(1)</script>');
    // What is typed after them is there, so they were heeded.
    await type(page, 'inside', 'x</kabinet-balance-card><script>alert(1)</script>');
    await expect.poll(async () => (await copied(page)).body).toContain('x&lt;/kabinet-balance-card&gt;');
    const { head, body } = await copied(page);
    expect(body).not.toContain('<script');
    expect(head).not.toContain('<script>alert');
    expect(head).not.toContain('<style');
  });

  it('takes a path of one’s own site for the files and the API, and says what each way to sign in needs', async () => {
    const { page } = await readDocs(browser, `${site.origin}/uk/elements/configurator`);
    await type(page, 'base', '/kabinet/');
    await type(page, 'api', '/kabinet-api/mygas/v1');
    await type(page, 'inside', '0 800 500 104');
    for (const name of ['base', 'api']) {
      expect(await field(page, name).evaluate((input: HTMLInputElement) => input.validity.valid)).toBe(true);
    }
    await expect.poll(async () => (await copied(page)).head).toContain('src="/kabinet/kabinet.js"');
    const { head, body, csp } = await copied(page);
    expect(head).toContain('data-api="/kabinet-api/mygas/v1"');
    expect(head).toContain('data-session="pkce"');
    expect(body).toContain('<kabinet-reading-form>0 800 500 104</kabinet-reading-form>');
    expect(csp).not.toContain('example.com');
    for (const [session, words] of [
      ['pkce', 'входить у вікні Kabinet'],
      ['cookie', 'під вашим доменом'],
      ['token', 'Ваш сервер видає токен'],
    ] as const) {
      await field(page, 'session').selectOption(session);
      await page.getByText(words).waitFor();
    }
    await page.getByRole('link', { name: 'Докладніше про три способи' }).click();
    await page.getByRole('heading', { level: 1, name: 'Хто впускає споживача' }).waitFor();
  });

  it('begins with every part checked, and with words inside the tags', async () => {
    const { page } = await readDocs(browser, `${site.origin}/uk/elements/configurator`);
    const { head, body } = await copied(page);
    expect(head).toContain('<script type="importmap">');
    expect(body).toContain(
      '<kabinet-reading-form>Якщо тут нічого не з’явилося, зателефонуйте нам.</kabinet-reading-form>',
    );
    expect(await page.locator('.kd-wrong').count()).toBe(0);
  });

  it('says at the field what cannot be, or will not work, and leaves what is no colour out', async () => {
    const { page } = await readDocs(browser, `${site.origin}/uk/elements/configurator`);
    for (const nonsense of ['#12', 'currentColor', 'transparent', 'red;}']) {
      await type(page, 'accent', nonsense);
      await isMarked(page, 'accent', 'Це не колір');
      expect((await copied(page)).head, nonsense).not.toContain('--kabinet-accent');
    }
    await type(page, 'accent', '#7a1f5c');
    await expect.poll(() => page.locator('.kd-wrong').count()).toBe(0);
    await type(page, 'api', 'http://api.example.com/v1');
    await isMarked(page, 'api', 'браузер не дозволить');
    expect((await copied(page)).head).toContain('data-api="http://api.example.com/v1"');
    await type(page, 'api', 'javascript:alert(1)');
    await isMarked(page, 'api', 'Це не адреса');
    expect(await page.locator('.kd-code').count()).toBe(0);
    await type(page, 'api', '/api/v1');
    await field(page, 'session').selectOption('token');
    await type(page, 'token-url', 'https://evil.example/token');
    await isMarked(page, 'token-url', 'шлях на вашому ж сайті');
    await type(page, 'token-url', '/token');
    await type(page, 'nonce', 'a b');
    await isMarked(page, 'nonce', 'лише латинські літери');
  });

  it('says what is missing instead of a snippet that cannot work', async () => {
    const { page } = await readDocs(browser, `${site.origin}/uk/elements/configurator`);
    await type(page, 'base', 'not an address');
    await page.getByText('перевірте їх').waitFor();
    await isMarked(page, 'base', 'Потрібна ціла адреса');
    await type(page, 'base', `${site.origin}/kabinet/`);
    // The one file has no sample data in it.
    await type(page, 'api', 'mock:');
    await field(page, 'way').selectOption('one-file');
    await isMarked(page, 'api', 'Вигадані дані є лише в тегу модуля');
    await field(page, 'way').selectOption('module');
    await page.locator('.kd-code').first().waitFor();
    for (const tag of ['kabinet-balance-card', 'kabinet-reading-form']) await field(page, 'tags', tag).uncheck();
    await page.getByText('Оберіть хоча б один елемент.').waitFor();
  });
});

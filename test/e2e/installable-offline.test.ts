/** The cabinet as an app of a phone: what opens without a network, what lies on the device for it, and what never does. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/lib/run.mjs';
import { FILES, NAME, usePhoneApp, WORKER } from './support/phone-app.js';

const dist = join(root, 'packages/embed/dist');
const phone = usePhoneApp();

describe('the cabinet that a phone keeps', () => {
  it('opens any section without the site, keeps nothing of the customer, and says so when the service is away too', async () => {
    const { app } = phone;
    await app.context.addCookies([{ name: 'site', value: 'oksana', url: app.site.origin }]);
    await app.open();
    await app.page.getByText(NAME).waitFor();
    await app.balance();
    await app.isKept();

    const all = await app.kept();
    const strangers = all.filter(
      ({ url }) => !url.startsWith(app.site.origin + FILES) && !/\/cabinet\.(html|css)$/.test(url),
    );
    expect(strangers).toEqual([]);
    const written = all.map(({ text }) => text).join('\n');
    for (const secret of [NAME, 'of-the-site', '0400123456', '0400 123 456']) expect(written).not.toContain(secret);
    expect(written, 'the control: what everybody is told').toContain('Вітаємо');

    await app.site.stop();
    await app.page.goto('about:blank');
    await app.open('?kabinet-order=ord-1#kabinet/payments');
    await app.page.getByText('Вітаємо').waitFor();
    await app.page.locator('kabinet-cabinet nav').getByRole('link', { name: 'Оплата та історія' }).waitFor();

    await app.api.stop();
    await app.context.setOffline(true);
    await app.open();
    const frame = app.page.locator('kabinet-cabinet');
    await frame.getByRole('heading', { name: 'Особистий кабінет' }).waitFor();
    await frame.getByText('Немає зв’язку з інтернетом').waitFor();
    await frame.getByText('Ваших даних у пам’яті цього пристрою немає').waitFor();
    await frame.getByText('Телефон: 0 800 500 104').waitFor();
  });

  it('opens from the device when the site answers nothing for long', async () => {
    const { app } = phone;
    await app.open();
    await app.balance();
    await app.isKept();
    await app.page.goto('about:blank');
    app.isMute = true;
    await app.open();
    await app.page.getByText('Вітаємо').waitFor();
    await app.balance();
  });

  it('keeps the page as it was last, and no page for a file that is gone', async () => {
    const { app } = phone;
    await app.open();
    await app.balance();
    await app.isKept();
    app.greeting = 'З новим роком';
    await app.page.evaluate((url) => {
      navigator.serviceWorker.controller?.postMessage({ type: 'kabinet-files', urls: [url] });
    }, `${app.site.origin}${FILES}gone.js`);
    await app.page.reload();
    await expect
      .poll(async () => (await app.kept()).find(({ url }) => url.endsWith('/cabinet.html'))?.text)
      .toContain('З новим роком');
    expect((await app.kept()).filter(({ url }) => url.endsWith('/gone.js'))).toEqual([]);
  });

  it('tells pages apart by what follows ?, but for what is ours', async () => {
    const { app } = phone;
    app.worker = `/kabinet-sw.js?files=${FILES}&shell=${encodeURIComponent('/index.php?page=cabinet')}`;
    app.documented = { '/index.php': app.cabinetPage() };
    await app.page.goto(`${app.site.origin}/index.php?page=cabinet`);
    await app.balance();
    await expect
      .poll(async () => (await app.kept()).map(({ url }) => url))
      .toContain(`${app.site.origin}/index.php?page=cabinet`);
    await app.site.stop();
    await app.page.goto('about:blank');
    await app.page.goto(`${app.site.origin}/index.php?page=cabinet&kabinet-order=ord-1&code=1&state=2`);
    await app.page.getByText('Вітаємо').waitFor();
    await expect(app.page.goto(`${app.site.origin}/index.php?page=news`)).rejects.toThrow('ERR_');
  });

  it('lets other pages, and what is theirs alone, pass by', async () => {
    const { app } = phone;
    app.worker = `${WORKER}&shell=/private.html`;
    await app.open();
    await app.balance();
    await app.isKept();
    expect((await app.kept()).filter(({ url }) => url.includes('private'))).toEqual([]);
  });

  it('runs no file that was changed in the cache, and takes the right one from the site when the page is loaded anew', async () => {
    const { app } = phone;
    await app.open();
    await app.balance();
    await app.isKept();
    await app.page.evaluate(async (url) => {
      const [name = ''] = await caches.keys();
      const body = new Response('document.title = "stolen"', { headers: { 'Content-Type': 'text/javascript' } });
      await (await caches.open(name)).put(url, body);
    }, `${app.site.origin}${FILES}kabinet.js`);
    await app.page.reload();
    await app.balance();
    expect(await app.page.title()).toBe('Кабінет');
    const script = await readFile(join(dist, 'kabinet.js'), 'utf8');
    await expect.poll(async () => (await app.kept()).find(({ url }) => url.endsWith('/kabinet.js'))?.text).toBe(script);
  });
});

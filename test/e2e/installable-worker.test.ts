/** The cabinet as an app of a phone: which worker is put there, and how one makes room for the next. */
import { describe, expect, it } from 'vitest';
import { usePhoneApp, WORKER } from './support/phone-app.js';

const phone = usePhoneApp();

describe('the worker of the cabinet', () => {
  it('leaves the worker that the site has already', async () => {
    const { app } = phone;
    app.documented = { '/own.html': '<!doctype html><title>Сайт</title>' };
    await app.page.goto(`${app.site.origin}/own.html`);
    await app.page.evaluate(() =>
      navigator.serviceWorker.register('/own-sw.js').then(() => navigator.serviceWorker.ready),
    );
    const warning = app.page.waitForEvent('console', (message) => message.text().includes('own-sw.js'));
    await app.open();
    await app.balance();
    expect((await warning).type()).toBe('warning');
    const workers = () =>
      app.page.evaluate(async () =>
        (await navigator.serviceWorker.getRegistrations()).map((each) => each.active?.scriptURL),
      );
    expect(await workers()).toEqual([`${app.site.origin}/own-sw.js`]);
    expect(await app.kept()).toEqual([]);
  });

  it('puts no other script on the device, and no worker of a folder that the page is not in', async () => {
    const { app } = phone;
    for (const [address, why] of [
      ['/own-sw.js', 'kabinet-sw.js'],
      ['https://elsewhere.example/kabinet-sw.js', 'must be on'],
      ['/elsewhere/kabinet-sw.js', 'folder'],
    ] as const) {
      app.worker = address;
      const warning = app.page.waitForEvent('console', (message) => message.text().includes('service worker'));
      await app.open();
      expect((await warning).text()).toContain(why);
    }
    expect(await app.page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  });

  it('keeps no file of a folder without a version', async () => {
    const { app } = phone;
    app.worker = '/kabinet-sw.js?files=/kabinet/&shell=/cabinet.html';
    await app.open();
    await app.balance();
    await app.page.evaluate(() => navigator.serviceWorker.ready);
    await app.page.reload();
    await app.balance();
    expect((await app.kept()).map(({ url }) => url)).toEqual([`${app.site.origin}/cabinet.html`]);
  });

  it('takes the old version away when there is a new one and nobody uses the old', async () => {
    const { app } = phone;
    await app.open();
    await app.balance();
    await app.isKept();
    const [before] = new Set((await app.kept()).map(({ name }) => name));
    app.worker = `${WORKER}&shell=/icon-192.png`;
    await app.page.reload();
    await app.balance();
    await expect
      .poll(() => app.page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting?.state))
      .toBe('installed');
    expect(
      (await app.kept()).some(({ name }) => name === before),
      'the old one is in use',
    ).toBe(true);
    // What this page runs on lies with the new one already: the next start may be in a basement.
    await expect
      .poll(async () => (await app.kept()).some(({ name, url }) => name !== before && url.endsWith('/kabinet.js')))
      .toBe(true);
    // The old worker leaves when its last page has closed and it has done its work: with that visit, or with the one after.
    await expect
      .poll(
        async () => {
          await app.page.goto('about:blank');
          await app.open();
          await app.balance();
          return (await app.kept()).some(({ name }) => name === before);
        },
        { timeout: 20_000 },
      )
      .toBe(false);
  });
});

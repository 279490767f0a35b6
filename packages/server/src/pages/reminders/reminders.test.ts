import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DatabaseUnderTest, openTestPGlite } from '../../testing/databases.js';
import { PageBrowser } from '../../testing/page-browser.js';
import { planStage, type PlanStage } from '../../testing/plan-stage.js';

describe('the page of reminders, without a script', () => {
  let under: DatabaseUnderTest;
  let stage: PlanStage;
  let browser: PageBrowser;
  beforeAll(async () => {
    under = await openTestPGlite();
  });
  afterAll(() => under.close());
  beforeEach(async () => {
    stage = await planStage(under);
    browser = new PageBrowser(stage.app, { supplierId: stage.supplier.id, cookie: await stage.cookie() });
  });

  const settings = async () => (await stage.call('getReminders')).body;

  it('is where the profile leads, and sets when and where', async () => {
    expect((await browser.visit('profile')).html).toContain(`/${stage.supplier.id}/my/reminders`);
    const [{ id }] = (await settings()).channels;
    const page = await browser.send('reminders', { what: 'settings', days: '5', channel: id });
    expect([page.address, page.text.includes('Збережено')]).toEqual(['reminders?done=saved', true]);
    expect(await settings()).toMatchObject({ daysBefore: 5, channels: [{ isOn: true }] });
    const wrong = await browser.send('reminders', { what: 'settings', days: '15', channel: id });
    expect([wrong.status, wrong.text.includes('Введіть число від 1 до 14')]).toEqual([422, true]);
    expect(wrong.html).toContain('value="15"');
    await browser.send('reminders', { what: 'settings', days: '5' });
    expect(await settings()).toMatchObject({ channels: [{ isOn: false }] });
  });

  it('is one press away on every page, and on the list of accounts', async () => {
    for (const page of ['accounts', 'profile', 'devices', 'pay']) {
      const menu = /<nav class="own"[\s\S]*?<\/nav>/.exec((await browser.visit(page)).html)?.[0] ?? '';
      expect(menu).toContain(`href="/${stage.supplier.id}/my/reminders"`);
      expect(menu).toContain(`href="/${stage.supplier.id}/my/pay"`);
    }
    const accounts = await browser.visit('accounts');
    expect(accounts.text).toMatch(/Сплатити Нагадування про оплату/);
  });

  it('is not led to where the supplier takes no payments and reminds nobody', async () => {
    const plain = await planStage(under, { profile: { paying: null, capabilities: ['balance'] } });
    const there = new PageBrowser(plain.app, { supplierId: plain.supplier.id, cookie: await plain.cookie() });
    for (const page of ['accounts', 'profile']) {
      const { html } = await there.visit(page);
      expect(html).not.toMatch(/\/my\/(pay|reminders)"/);
    }
  });

  it('shows a calendar address once, and ends it', async () => {
    const made = await browser.send('reminders', { what: 'calendar' });
    const url = /value="(https:\/\/[^"]*\.ics)"/.exec(made.html)?.[1] ?? '';
    expect(made.html).toContain(url.replace('https:', 'webcal:'));
    expect((await stage.app.fetch(new Request(url))).status).toBe(200);
    const token = url.split('/').at(-1) ?? '';
    expect((await browser.visit('reminders')).html).not.toContain(token);
    expect((await browser.send('reminders', { what: 'revocation' })).text).toContain('Адресу скасовано');
    expect((await stage.app.fetch(new Request(url))).status).toBe(404);
  });
});

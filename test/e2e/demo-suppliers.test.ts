import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { letInHosted } from './support/let-in-hosted.js';
import { useCabinet } from './support/use-cabinet.js';

// The five suppliers' sites, each with its own way to have the widgets in its pages, on billing bases that were imported.

const house = useCabinet({
  accounts: 40,
  suppliers: [
    'prydesnianskgaz',
    'prydniprovski-merezhi',
    'stepnohorske-vodoteplo',
    'verkhnevolzhsk-energo',
    'polonynagaz',
  ],
});

interface Opened {
  readonly page: Page;
  /** What the browser complained of. */
  readonly complaints: string[];
  /** The build's files that were asked for, by name. */
  readonly files: Set<string>;
}

async function openPage(): Promise<Opened> {
  const context = await house.browser.newContext({ viewport: { width: 1280, height: 900 } });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const complaints: string[] = [];
  const files = new Set<string>();
  page.on('console', (message) => {
    // Nobody is signed in at first: the service says so, and the browser writes that down as well.
    if (['error', 'warning'].includes(message.type()) && !/\b401\b/.test(message.text()))
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    const [, file] = /\/kabinet\/[^/]+\/(.+)$/.exec(new URL(request.url()).pathname) ?? [];
    if (file) files.add(file);
  });
  return { page, complaints, files };
}

/** Waits until a widget says this, wherever in it. */
async function says(page: Page, tag: string, text: string | RegExp): Promise<void> {
  await page.locator(tag).first().getByText(text).first().waitFor({ timeout: 15_000 });
}

describe('the way of embedding', () => {
  it('of Prydesnianskgaz is the module tag', async () => {
    const { page, complaints, files } = await openPage();
    await page.goto(`${house.cabinet.siteOf('prydesnianskgaz').siteUrl}/taryfy.html`);
    await says(page, 'kabinet-tariff-lookup', /7,96/);
    expect(files).toContain('kabinet.js');
    expect(files).not.toContain('kabinet-all.js');
    expect(complaints).toEqual([]);
  });

  it('of Polonynagaz is the classic loader, in a page in windows-1251', async () => {
    const { page, complaints, files } = await openPage();
    const answer = await page.goto(`${house.cabinet.siteOf('polonynagaz').siteUrl}/index.html`);
    expect(answer?.headers()['content-type']).toBe('text/html; charset=windows-1251');
    expect(await page.evaluate(() => document.characterSet)).toBe('windows-1251');
    expect(await page.locator('h1').innerText()).toBe('Ціна газу');
    await says(page, 'kabinet-tariff-lookup', /7,96/);
    // What the widget says is right though the page around it is in another encoding.
    expect(
      await page.locator('kabinet-tariff-lookup').evaluate((element) => element.shadowRoot?.textContent),
    ).toContain('м³');
    expect(files).toContain('kabinet-classic.js');
    expect(files).toContain('kabinet-all.js');
    expect(complaints).toEqual([]);
  });

  it('of Verkhnevolzhsk-Energo is the one file, in Russian and in roubles', async () => {
    const { page, complaints, files } = await openPage();
    await page.goto(`${house.cabinet.siteOf('verkhnevolzhsk-energo').siteUrl}/index.html`);
    // What gas costs there depends on what it is for: nobody is told a price that may not be theirs.
    await page.locator('kabinet-tariff-lookup').getByText('Отопление или есть счётчик').click();
    await says(page, 'kabinet-tariff-lookup', /2145,00\sруб/);
    expect([...files]).toEqual(['kabinet-all.js']);
    expect(complaints).toEqual([]);
  });

  it('of Prydniprovski merezhi is React on the cabinet’s page', async () => {
    const { cabinet } = house;
    const { page, complaints } = await openPage();
    const customer = cabinet.newCustomer({ at: 'prydniprovski-merezhi' });
    const person = await cabinet.addPerson({
      at: 'prydniprovski-merezhi',
      accountNumbers: [customer.accountNumber],
    });
    await letInHosted(page.context(), cabinet, person);
    await page.goto(`${cabinet.siteOf('prydniprovski-merezhi').siteUrl}/kabinet.html`);
    await page.locator('nav.sections a').first().waitFor();
    await page.locator('kabinet-reading-form').getByText(customer.serialNumber).first().waitFor({ timeout: 15_000 });
    // An attribute without a value reached the tag, defined or not.
    expect(await page.locator('kabinet-tariff-lookup').getAttribute('account')).toBe('');
    // The language that is chosen outside of React's part reaches its widgets.
    await page.locator('.languages a[hreflang=en]').click();
    await page.locator('main kabinet-balance-card section[lang=en]').first().waitFor();
    // A widget's event reaches React.
    const form = page.locator('kabinet-reading-form');
    await form.locator('input[inputmode]').fill(String(customer.lastReading + 7));
    await form.getByRole('button', { name: 'Send the reading', exact: true }).click();
    await page.getByText('Thank you for handing in a reading').waitFor();
    expect(await cabinet.readingsOf(customer.accountId)).toHaveLength(1);
    expect(complaints).toEqual([]);
  });
});

describe('the old billing system of Hirnychyi', () => {
  const open = async () => {
    const opened = await openPage();
    await opened.page.goto(`${house.cabinet.siteOf('stepnohorske-vodoteplo').siteUrl}/hirnychyi.html`);
    return opened;
  };
  const signIn = async (page: Page, number: string, code: string) => {
    await page.locator('#rah').fill(number);
    await page.locator('#kod').fill(code);
    await page.getByRole('button', { name: 'Увійти', exact: true }).click();
    await page.waitForLoadState();
  };

  it('shows through the adapter what is owed, and hides what it cannot do', async () => {
    const { page, complaints } = await open();
    await signIn(page, ' 17/204 ', '5521');
    await says(page, 'kabinet-balance-card', /358,20/);
    // It keeps days and no times: a moment of today that is yet to come would be none to say a sum of.
    await says(page, 'kabinet-balance-card', /Станом на \d+ \S+, 00:00/);
    await page.locator('kabinet-meter-card').getByText('ВК-00781').first().waitFor();
    // It was never asked for payments, and offers none.
    expect(await page.locator('kabinet-payment-button').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('says of money paid ahead that nothing is to be paid', async () => {
    const { page } = await open();
    await signIn(page, '17/011-а', '0307');
    await says(page, 'kabinet-balance-card', /12,00/);
    expect(await page.locator('kabinet-balance-card').evaluate((card) => card.shadowRoot?.textContent)).not.toContain(
      '-12',
    );
  });

  /** Types it into the form, as people do. */
  const handIn = async (page: Page, reading: string) => {
    const form = page.locator('kabinet-reading-form');
    await form.locator('input[inputmode]').fill(reading);
    await form.getByRole('button', { name: 'Передати показання', exact: true }).click();
  };
  /** What the old system has of this customer. */
  const card = async (page: Page) => {
    const answer = await page.request.get(new URL('/stara-baza/kartka.xml', page.url()).href);
    return new TextDecoder('windows-1251').decode(await answer.body());
  };

  it('takes a reading once, also where its first answer is lost on the way', async () => {
    const { page } = await open();
    await signIn(page, '17/011-А', '0307');
    await says(page, 'kabinet-reading-form', 'ВК-00112');
    let sent = 0;
    await page.route('**/stara-baza/pokaz', async (route) => {
      sent += 1;
      if (sent > 1) return route.continue();
      await route.fetch();
      await route.abort();
    });
    await handIn(page, '1040');
    // It goes on by itself: nobody knew whether the first one had come.
    await says(page, 'kabinet-reading-form', 'Показання прийнято');
    expect(sent).toBe(2);
    const taken = [...(await card(page)).matchAll(/<POKAZ NOMER="(П-\d{5})"[^>]* OST="01040,000"/g)].map(
      ([, number]) => number,
    );
    expect(taken).toHaveLength(1);
    await says(page, 'kabinet-reading-form', taken[0] ?? '');
  });

  it('says why the old system did not take a reading', async () => {
    const { page } = await open();
    await signIn(page, '17/204', '5521');
    await says(page, 'kabinet-reading-form', 'ВК-00781');
    const neighbour = await page.context().newPage();
    await neighbour.goto(page.url());
    await handIn(neighbour, '430');
    await says(neighbour, 'kabinet-reading-form', 'Показання прийнято');
    // This page does not know of it yet.
    await handIn(page, '420');
    await says(page, 'kabinet-reading-form', 'Показання не прийнято');
    await says(page, 'kabinet-reading-form', 'менше за попереднє');
    expect(await card(page)).not.toContain('00420');
  });

  it('lets nobody in with a wrong code, and says what to do', async () => {
    const { page } = await open();
    await signIn(page, '17/204', '0000');
    await page.getByText('Перевірте їх на квитанції').waitFor();
    expect(await page.context().cookies()).toEqual([]);
  });
});

describe('the rules that a supplier has', () => {
  it('are its own window, due day, language and ways to hand in', async () => {
    const of = async (supplier: Parameters<typeof house.cabinet.siteOf>[0]) => {
      const answer = await fetch(`${house.cabinet.siteOf(supplier).apiBase}/supplier`);
      return (await answer.json()) as {
        currency: string;
        languages: string[];
        serviceKinds: string[];
        channels: { kind: string; address: string; takesReadings: boolean }[];
      };
    };
    const highland = await of('polonynagaz');
    expect(
      highland.channels.filter(({ takesReadings }) => takesReadings).map(({ kind, address }) => `${kind} ${address}`),
    ).toEqual(['sms 7104', 'phone 0 800 000 500', 'email pokaznyky@polonynagaz.example']);
    expect((await of('verkhnevolzhsk-energo')).currency).toBe('RUB');
    expect((await of('stepnohorske-vodoteplo')).serviceKinds).toContain('heat');
  });

  it('stand on the page of the highlands’ gas supplier, every way to hand in a reading', async () => {
    const { page } = await openPage();
    await page.goto(`${house.cabinet.siteOf('polonynagaz').siteUrl}/pokaznyky.html`);
    const ways = await page.locator('table.ways th').allInnerTexts();
    expect(ways).toEqual([
      'SMS на 7104 (незабаром)',
      'Особистий кабінет',
      'Без реєстрації',
      'Контакт-центр',
      'Електронна пошта',
    ]);
    await expect(page.locator('#main').innerText()).resolves.toContain('Щомісяця з 1-го по 5-те');
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../app.js';
import { beginSession } from '../../domain/sessions.js';
import { sessionCookie } from '../../http/session-cookie.js';
import { type DatabaseUnderTest, openTestPGlite } from '../../testing/databases.js';
import { SEED_NOW, seedSupplier, type SeededSupplier, testContext } from '../../testing/index.js';
import { PageBrowser } from '../../testing/page-browser.js';
import { signedInPerson } from '../../testing/signed-in.js';

const PHONE =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36';
const COMPUTER = 'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0';

describe('the page of devices', () => {
  let under: DatabaseUnderTest;
  let supplier: SeededSupplier;
  let app: ReturnType<typeof createApp>;
  let personId: string;
  let phone: { browser: PageBrowser; sessionId: string };
  let computer: { browser: PageBrowser; sessionId: string };
  beforeAll(async () => {
    under = await openTestPGlite();
    supplier = await seedSupplier(under.database, { profile: { hostedSignIn: true } });
    app = createApp(testContext(under.database));
  });
  afterAll(() => under.close());
  beforeEach(async () => {
    ({ personId } = await signedInPerson(under.database, {
      supplierId: supplier.id,
      now: new Date(SEED_NOW.getTime() - 24 * 60 * 60_000),
    }));
    phone = await device(PHONE, 20);
    computer = await device(COMPUTER, 0);
  });

  async function device(userAgent: string, minutesAgo: number) {
    const now = new Date(SEED_NOW.getTime() - minutesAgo * 60_000);
    const supplierId = supplier.id;
    const { token, sessionId } = await under.database.transaction(supplierId, (tx) =>
      beginSession(tx, { supplierId, personId, method: 'password', isStrong: false, userAgent, now }),
    );
    return { browser: new PageBrowser(app, { supplierId, cookie: sessionCookie(supplierId, token) }), sessionId };
  }

  const isSignedIn = async ({ browser }: { browser: PageBrowser }) =>
    (await browser.visit('devices')).address === 'devices';

  it('tells them in plain words, marks this one and says when each was seen', async () => {
    const { text } = await computer.browser.visit('devices');
    expect(text).toContain('Firefox, Linux (цей пристрій)');
    expect(text).toContain('Chrome, Android Востаннє: 3 листопада 2026 р. об 11:40');
    expect(text).not.toContain('Chrome, Android (цей');
    expect(text).not.toContain('Невідомий пристрій');
    expect(text).not.toContain('Mozilla');
  });

  it('signs one out, and leaves this one', async () => {
    const page = await computer.browser.send('devices', { end: phone.sessionId });
    expect(page.address).toBe('devices?done=one');
    expect(page.text).toContain('Сеанс завершено');
    expect(page.text).not.toContain('Chrome');
    expect(await isSignedIn(phone)).toBe(false);
    expect((await computer.browser.send('devices', { end: phone.sessionId })).text).toContain('уже було завершено');
  });

  it('signs this one out, and leaves the other', async () => {
    expect((await computer.browser.send('devices', { end: computer.sessionId })).address).toBe('sign-in');
    expect([...computer.browser.cookies.values()].join()).not.toMatch(/[\w-]{43}/);
    expect(await isSignedIn(phone)).toBe(true);
  });

  it('signs the others out', async () => {
    expect((await computer.browser.send('devices', { end: 'others' })).text).toContain('На інших пристроях');
    expect([await isSignedIn(computer), await isSignedIn(phone)]).toEqual([true, false]);
  });

  it('signs all out at once', async () => {
    expect((await computer.browser.send('devices', { end: 'everywhere' })).address).toBe('sign-in');
    expect([await isSignedIn(computer), await isSignedIn(phone)]).toEqual([false, false]);
  });

  it('signs nobody else’s device out', async () => {
    const neighbour = await signedInPerson(under.database, { supplierId: supplier.id });
    for (const end of [neighbour.sessionId, randomUUID(), "' or true", '']) {
      expect((await computer.browser.send('devices', { end })).address).toBe('devices?done=nothing');
    }
    const browser = new PageBrowser(app, {
      supplierId: supplier.id,
      cookie: sessionCookie(supplier.id, neighbour.token),
    });
    expect((await browser.visit('devices')).address).toBe('devices');
  });
});

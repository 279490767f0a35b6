import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../app.js';
import type { Context } from '../../context.js';
import { readCookies } from '../../http/session-cookie.js';
import { type DatabaseUnderTest, openTestPGlite } from '../../testing/databases.js';
import { SEED_NOW, seedSupplier, type SeededSupplier, testContext } from '../../testing/index.js';
import { newPhone } from '../../testing/people.js';

const OWN = 'https://api.kabinet.test';
const PASSWORD = 'корова пасеться вночі';

describe('getting in', () => {
  let under: DatabaseUnderTest;
  let supplier: SeededSupplier;
  let context: Context;
  let app: ReturnType<typeof createApp>;
  let now = SEED_NOW;
  let person = 0;

  beforeAll(async () => {
    under = await openTestPGlite();
    context = testContext(under.database, { now: () => now });
    app = createApp(context);
  });
  // Another supplier each time: nobody of it is known, and no budget is spent.
  beforeEach(async () => {
    now = SEED_NOW;
    supplier = await seedSupplier(under.database, { profile: { hostedSignIn: true, languages: ['uk', 'ru', 'en'] } });
    await context.suppliers.all();
  });
  afterAll(() => under.close());

  /** A browser without scripts: it keeps cookies and sends forms. */
  class Browser {
    readonly cookies = new Map<string, string>();
    readonly headers: Record<string, string>;

    constructor(headers: Record<string, string> = {}) {
      this.headers = headers;
    }

    async #fetch(path: string, init: RequestInit) {
      const url = new URL(path, `${OWN}/${supplier.id}/my/`);
      const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const headers = { ...this.headers, Cookie: cookie, ...(init.headers as Record<string, string>) };
      const response = await app.fetch(new Request(url, { ...init, headers }));
      for (const each of response.headers.getSetCookie()) {
        for (const [name, value] of Object.entries(readCookies(each.split(';')[0] ?? null))) {
          if (each.includes('Max-Age=0')) this.cookies.delete(name);
          else this.cookies.set(name, value);
        }
      }
      const to = response.headers.get('location')?.replace(`/${supplier.id}/my/`, '') ?? null;
      return { status: response.status, to, text: await response.text(), headers: response.headers };
    }

    visit(path: string) {
      return this.#fetch(path, { method: 'GET' });
    }

    send(path: string, fields: Record<string, string>) {
      const headers = { Origin: OWN, 'Content-Type': 'application/x-www-form-urlencoded' };
      return this.#fetch(path, { method: 'POST', headers, body: new URLSearchParams(fields).toString() });
    }
  }

  const someContact = () => `oksana${(person += 1)}@example.com`;
  const messagesTo = (contact: string) =>
    under.database.transaction(supplier.id, (tx) =>
      tx
        .selectFrom('outgoing_messages')
        .select(['purpose', 'body'])
        .where('recipient', '=', contact)
        .orderBy('created_at')
        .orderBy('id')
        .execute(),
    );
  const lastCode = async (contact: string) => {
    const codes = (await messagesTo(contact)).filter(({ purpose }) => purpose === 'code');
    return /\b(\d{6})\b/.exec(codes.at(-1)?.body ?? '')?.[1] ?? 'none';
  };
  const later = (seconds: number) => (now = new Date(now.getTime() + seconds * 1000));
  const wrongFor = (code: string) => (code === '123456' ? '654321' : '123456');
  /** Somebody who signed up on another device and is signed in there. */
  const signUp = async (contact = someContact(), password = PASSWORD) => {
    const browser = new Browser();
    await browser.send('sign-up', { contact, password });
    const done = await browser.send('sign-up/code', { code: await lastCode(contact) });
    expect(done.to).toBe('link');
    return { browser, contact };
  };
  /** What could tell two answers apart: all of it but the tokens. */
  const face = ({ status, to, text, headers }: Awaited<ReturnType<Browser['visit']>>, contact: string) => ({
    status,
    to,
    text: text.replaceAll(contact, 'CONTACT').replaceAll(/nonce="[^"]*"/g, 'nonce'),
    headers: [...headers]
      .filter(([name]) => name !== 'x-request-id')
      .map(([name, value]) => [name, value.replace(/nonce-[\w-]+|=[\w-]{43};/g, 'TOKEN')]),
  });

  it('signs somebody up by a contact, a password and a code, and leads them on to their account', async () => {
    const browser = new Browser();
    const contact = someContact();
    expect((await browser.visit('sign-up')).text).toContain('autocomplete="new-password"');
    const begun = await browser.send('sign-up', { contact: ` ${contact.toUpperCase()} `, password: PASSWORD });
    expect([begun.status, begun.to]).toEqual([303, 'sign-up/code']);
    const asked = await browser.visit('sign-up/code');
    expect(asked.text).toContain(`<strong class="together">${contact}</strong>`);
    expect(asked.text).toMatch(/autocomplete="one-time-code"/);
    expect(asked.text).toContain('спаму');
    const code = await lastCode(contact);
    const done = await browser.send('sign-up/code', { code: `${code.slice(0, 3)} ${code.slice(3)}` });
    expect([done.status, done.to]).toEqual([303, 'link']);
    const own = await browser.visit('devices');
    expect([own.status, own.text.includes(contact)]).toEqual([200, true]);
  });

  it('says of a code that comes to a phone nothing of letters', async () => {
    const browser = new Browser();
    await browser.send('sign-up', { contact: newPhone(), password: PASSWORD });
    const asked = await browser.visit('sign-up/code');
    expect(asked.text).toContain('SMS приходить, коли телефон увімкнено');
    expect(asked.text).not.toContain('спаму');
  });

  it("leads who came from the supplier's site back to it", async () => {
    const { contact } = await signUp();
    const browser = new Browser();
    await browser.visit('sign-in?return_to=https%3A%2F%2Fgas.example%2Fkabinet.html');
    const done = await browser.send('sign-in', { contact, password: PASSWORD });
    expect(done.to).toBe('https://gas.example/kabinet.html');
    expect((await browser.visit('sign-in')).to).toBe('accounts');
  });

  it('leads who is new from the site over their first account, and then back', async () => {
    const contact = someContact();
    const browser = new Browser();
    await browser.visit('sign-up?return_to=https%3A%2F%2Fgas.example%2Fkabinet.html');
    await browser.send('sign-up', { contact, password: PASSWORD });
    expect((await browser.send('sign-up/code', { code: await lastCode(contact) })).to).toBe('link');
    // Still known there: the page that says "added" leads to it.
    expect((await browser.visit('sign-in')).to).toBe('https://gas.example/kabinet.html');
  });

  it('leads who is signed in already to the site they were sent from, not to where they once wanted to go', async () => {
    const { browser } = await signUp();
    const site = 'https://gas.example/kabinet.html';
    expect((await browser.visit(`sign-in?return_to=${encodeURIComponent(site)}`)).to).toBe(site);
    await browser.visit(`accounts?return_to=${encodeURIComponent('https://gas.example/old')}`);
    expect((await browser.visit(`sign-up?return_to=${encodeURIComponent(site)}`)).to).toBe(site);
    expect((await browser.visit('sign-in')).to).toBe('accounts');
    expect((await browser.visit('sign-in?return_to=https%3A%2F%2Fevil.example%2F')).to).toBe('accounts');
  });

  it('ends the session that another takes the place of in the browser', async () => {
    const first = await signUp();
    const second = await signUp();
    const stolen = new Browser();
    for (const [name, value] of first.browser.cookies) stolen.cookies.set(name, value);
    expect((await stolen.visit('devices')).status).toBe(200);
    const elsewhere = new Browser();
    await elsewhere.send('sign-in', { contact: first.contact, password: PASSWORD });
    expect((await first.browser.send('sign-in', { contact: second.contact, password: PASSWORD })).to).toBe('accounts');
    expect((await first.browser.visit('devices')).text).toContain(second.contact);
    expect((await stolen.visit('devices')).to).toBe('sign-in');
    // Other devices, of either, are left alone.
    expect((await elsewhere.visit('devices')).status).toBe(200);
    expect((await second.browser.visit('devices')).status).toBe(200);
  });

  it('asks for a code after a short password on a new device, and not again on the same', async () => {
    const { contact } = await signUp(someContact(), 'тихийБір');
    const browser = new Browser();
    expect((await browser.send('sign-in', { contact, password: 'тихийБір' })).to).toBe('sign-in/code');
    expect((await browser.visit('sign-in/code')).text).toContain('Код питаємо на кожному новому пристрої');
    expect((await browser.send('sign-in/code', { code: await lastCode(contact) })).to).toBe('accounts');
    await browser.send('sign-out', {});
    expect((await browser.send('sign-in', { contact, password: 'тихийБір' })).to).toBe('accounts');
  });

  it('says the same, to the byte, of a contact that is known and of one that is not', async () => {
    const { contact: known } = await signUp();
    const unknown = someContact();
    for (const [page, fields] of [
      ['sign-up', { password: PASSWORD }],
      ['reset-password', {}],
      ['sign-in', { password: 'не той пароль зовсім' }],
    ] as const) {
      const [one, other] = [new Browser(), new Browser()];
      const answers = [
        face(await one.send(page, { contact: known, ...fields }), known),
        face(await other.send(page, { contact: unknown, ...fields }), unknown),
      ];
      expect([page, answers[0]]).toEqual([page, answers[1]]);
      if (page === 'sign-in') continue;
      const asked = [await one.visit(`${page}/code`), await other.visit(`${page}/code`)] as const;
      expect(face(asked[0], known)).toEqual(face(asked[1], unknown));
      const typed = { code: '12', ...fields };
      const wrong = [await one.send(`${page}/code`, typed), await other.send(`${page}/code`, typed)] as const;
      expect(wrong[0].status).toBe(422);
      expect(face(wrong[0], known)).toEqual(face(wrong[1], unknown));
    }
    // It is the owner who learns of it.
    expect((await messagesTo(known)).map(({ purpose }) => purpose)).toContain('already_signed_up');
  });

  it.each([
    ['uk', 'Введіть пароль', 'Помилка: Вхід'],
    ['ru', 'Введите пароль', 'Ошибка: Вход'],
    ['en', 'Enter your password', 'Error: Sign in'],
  ])('says in %s what is missing, and keeps what was typed', async (language, words, title) => {
    const browser = new Browser({ 'Accept-Language': language });
    const answer = await browser.send('sign-in', { contact: '067 123 45', password: '' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(`<title>${title} –`);
    expect(answer.text).toContain('value="067 123 45"');
    expect(answer.text).toContain('<a href="#contact">');
    expect(answer.text).toContain(`<a href="#password">${words}</a>`);
    expect(answer.text).toMatch(/aria-describedby="password-error" aria-invalid="true"/);
  });

  it('never writes a password back into the page', async () => {
    const contact = someContact();
    for (const page of ['sign-in', 'sign-up']) {
      const answer = await new Browser().send(page, {
        contact: page === 'sign-up' ? 'x' : contact,
        password: PASSWORD,
      });
      expect([page, answer.status]).toEqual([page, 422]);
      expect(answer.text).not.toContain('корова');
    }
  });

  it('counts wrong codes, says how many are left, and asks for a new one', async () => {
    const browser = new Browser();
    const contact = someContact();
    await browser.send('sign-up', { contact, password: PASSWORD });
    const code = wrongFor(await lastCode(contact));
    const texts: string[] = [];
    for (let tries = 0; tries < 5; tries += 1) texts.push((await browser.send('sign-up/code', { code })).text);
    expect(texts[0]).toContain('Залишилося спроб: 4');
    expect(texts[4]).toContain('Спроби для цього коду закінчилися');
    const right = await browser.send('sign-up/code', { code: await lastCode(contact) });
    expect([right.status, right.text.includes('закінчилися')]).toEqual([422, true]);
  });

  it('sends another code after a minute, which takes the place of the first', async () => {
    const browser = new Browser();
    const contact = someContact();
    await browser.send('sign-up', { contact, password: PASSWORD });
    const first = await lastCode(contact);
    const early = await browser.send('sign-up/code', { resend: 'yes' });
    expect([early.status, early.text.includes('через 60 секунд')]).toEqual([429, true]);
    // Without a script: at what time, by the supplier's clock.
    expect((await browser.visit('sign-up/code')).text).toMatch(/Новий код можна попросити о \d\d:\d\d:\d\d\./);
    later(61);
    const again = await browser.send('sign-up/code', { resend: 'yes' });
    expect([again.status, again.to]).toEqual([303, 'sign-up/code?again']);
    expect((await browser.visit('sign-up/code?again')).text).toContain('Новий код уже в дорозі');
    const second = await lastCode(contact);
    if (first !== second) expect((await browser.send('sign-up/code', { code: first })).status).toBe(422);
    expect((await browser.send('sign-up/code', { code: second })).to).toBe('link');
  });

  it('sets a new password by a code, and the old one opens nothing any more', async () => {
    const { browser: elsewhere, contact } = await signUp();
    const browser = new Browser();
    const forgotten = await browser.send('reset-password', { contact, password: PASSWORD, forgotten: 'yes' });
    expect([forgotten.status, forgotten.text.includes(`value="${contact}"`)]).toEqual([200, true]);
    expect((await browser.send('reset-password', { contact })).to).toBe('reset-password/code');
    const code = await lastCode(contact);
    const short = await browser.send('reset-password/code', { code, password: 'abc' });
    expect([short.status, short.text.includes(`value="${code}"`)]).toEqual([422, true]);
    const done = await browser.send('reset-password/code', { code, password: 'інший довгий пароль' });
    expect(done.to).toBe('accounts?done=password');
    expect((await browser.visit('accounts?done=password')).text).toContain('Пароль змінено');
    expect((await elsewhere.visit('devices')).to).toBe('sign-in');
    expect((await new Browser().send('sign-in', { contact, password: PASSWORD })).status).toBe(422);
    expect((await messagesTo(contact)).at(-1)?.purpose).toBe('password_changed');
  });

  it.each(['sign-up', 'sign-in', 'reset-password'])(
    'leads back to the beginning of %s whoever comes too late, or by the back button',
    async (page) => {
      const nowhere = await new Browser().visit(`${page}/code`);
      expect([nowhere.status, nowhere.text.includes(`href="/${supplier.id}/my/${page}"`)]).toEqual([410, true]);
      const sent = await new Browser().send(`${page}/code`, { code: '123456', password: PASSWORD });
      expect(sent.status).toBe(410);
    },
  );

  it('takes a code only in the browser that asked for it, once', async () => {
    const browser = new Browser();
    const contact = someContact();
    await browser.send('sign-up', { contact, password: PASSWORD });
    const code = await lastCode(contact);
    expect((await new Browser().send('sign-up/code', { code })).status).toBe(410);
    const kept = new Map(browser.cookies);
    expect((await browser.send('sign-up/code', { code })).to).toBe('link');
    const copy = new Browser();
    for (const [name, value] of kept) copy.cookies.set(name, value);
    expect((await copy.send('sign-up/code', { code })).status).toBe(410);
  });

  it('signs out by a form only, for good', async () => {
    const { browser } = await signUp();
    const copy = new Browser();
    for (const [name, value] of browser.cookies) copy.cookies.set(name, value);
    expect((await browser.visit('sign-out')).status).toBe(200);
    expect((await browser.visit('devices')).status).toBe(200);
    expect((await browser.send('sign-out', {})).to).toBe('signed-out');
    expect((await browser.visit('signed-out')).text).toContain('Ви вийшли');
    expect((await copy.visit('devices')).to).toBe('sign-in');
  });

  it('says when to try again after too many wrong passwords, and keeps the contact', async () => {
    const { contact } = await signUp();
    const browser = new Browser();
    for (let tries = 0; tries < 10; tries += 1) await browser.send('sign-in', { contact, password: 'не той' });
    const answer = await browser.send('sign-in', { contact, password: PASSWORD });
    expect(answer.status).toBe(429);
    expect(answer.text).toMatch(/Спробуйте ще раз через \d+ (хвилин|годин)/);
    expect(answer.text).toContain(`value="${contact}"`);
  });
});

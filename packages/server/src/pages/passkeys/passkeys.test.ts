import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../app.js';
import type { Context } from '../../context.js';
import { insertPasskey } from '../../db/passkeys.js';
import { sessionCookie } from '../../http/session-cookie.js';
import { SoftPasskey } from '../../testing/authenticator.js';
import { type DatabaseUnderTest, openTestPGlite } from '../../testing/databases.js';
import { SEED_NOW, seedSupplier, type SeededSupplier, testContext } from '../../testing/index.js';
import { PageBrowser } from '../../testing/page-browser.js';
import { newPhone, signUpPerson, testVisitor } from '../../testing/people.js';

const OWN = 'https://api.kabinet.test';

describe('the pages of passkeys', () => {
  let under: DatabaseUnderTest;
  let supplier: SeededSupplier;
  let context: Context;
  let app: ReturnType<typeof createApp>;
  let now = SEED_NOW;
  beforeAll(async () => {
    under = await openTestPGlite();
    supplier = await seedSupplier(under.database, { profile: { hostedSignIn: true, languages: ['uk', 'ru', 'en'] } });
    context = testContext(under.database, { now: () => now });
    app = createApp(context);
  });
  afterAll(() => under.close());
  beforeEach(() => {
    now = SEED_NOW;
  });

  const browserWith = (token?: string) =>
    new PageBrowser(app, {
      supplierId: supplier.id,
      ...(token !== undefined && { cookie: sessionCookie(supplier.id, token) }),
    });

  /** What our script asks. */
  const ask = (
    page: string,
    { headers = {}, fields = {} }: { headers?: object; fields?: Record<string, string> } = {},
  ) =>
    app.fetch(
      new Request(`${OWN}/${supplier.id}/my/passkeys/${page}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: OWN, ...headers },
        body: new URLSearchParams(fields).toString(),
      }),
    );

  it('ask for a signature under the rules of every page, and bind it to the browser', async () => {
    const response = await ask('sign-in-options');
    expect(response.status).toBe(200);
    const { options } = (await response.json()) as { options: PublicKeyCredentialRequestOptionsJSON };
    expect(options).toMatchObject({ rpId: 'api.kabinet.test', userVerification: 'required', allowCredentials: [] });
    expect(response.headers.getSetCookie().join()).toMatch(
      /__Host-kabinet-passkey\.[^=]+=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=300/,
    );
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it.each(['sign-in-options', 'sign-up-options', 'new-options'])('answer no other site at %s', async (page) => {
    for (const headers of [{ Origin: 'https://evil.example' }, { 'Sec-Fetch-Site': 'cross-site' }]) {
      const response = await ask(page, { headers });
      expect([response.status, (await response.text()).includes('challenge')]).toEqual([403, false]);
    }
  });

  it('give nothing to who has proven no contact, or is not signed in', async () => {
    const signUp = await ask('sign-up-options');
    expect([signUp.status, await signUp.json()]).toEqual([422, { error: expect.stringContaining('Час') as string }]);
    const add = await ask('new-options');
    expect([add.status === 200, (await add.text()).includes('challenge')]).toEqual([false, false]);
  });

  it('say in words why a passkey is not added', async () => {
    const { session } = await signUpPerson(testVisitor(context, supplier), { contact: newPhone() });
    now = new Date(SEED_NOW.getTime() + 15 * 60_000);
    const Cookie = sessionCookie(supplier.id, session.token).split(';')[0] ?? '';
    const wrong = await ask('new-options', { headers: { Cookie }, fields: { password: 'не той' } });
    expect([wrong.status, await wrong.json()]).toEqual([422, { error: expect.stringMatching(/ароль/) as string }]);
  });

  it.each([
    ['uk', 'Цей ключ доступу тут не діє'],
    ['ru', 'Этот ключ доступа здесь не действует'],
    ['en', 'This passkey does not work here'],
  ])('say in %s that a passkey is not known, to the byte as of a wrong signature', async (language, words) => {
    const { personId } = await signUpPerson(testVisitor(context, supplier), { contact: newPhone() });
    const [known, unknown] = [new SoftPasskey(), new SoftPasskey()];
    await under.database.transaction(supplier.id, (tx) =>
      insertPasskey(tx, {
        supplierId: supplier.id,
        personId,
        id: known.id,
        publicKey: new Uint8Array([1]),
        signCount: 0,
        transports: [],
        label: '',
        now,
      }),
    );
    const faces: string[] = [];
    for (const passkey of [known, unknown]) {
      const asked = await ask('sign-in-options');
      const { options } = (await asked.json()) as { options: PublicKeyCredentialRequestOptionsJSON };
      const Cookie = asked.headers.getSetCookie()[0]?.split(';')[0] ?? '';
      const response = await app.fetch(
        new Request(`${OWN}/${supplier.id}/my/sign-in`, {
          method: 'POST',
          headers: {
            'Content-Type': 'application/x-www-form-urlencoded',
            Origin: OWN,
            Cookie,
            'Accept-Language': language,
          },
          body: new URLSearchParams({ passkey: passkey.signed(options) }).toString(),
        }),
      );
      expect(response.status).toBe(422);
      faces.push((await response.text()).replaceAll(/nonce="[^"]*"/g, 'nonce'));
    }
    expect(faces[0]).toContain(words);
    expect(faces[0]).toBe(faces[1]);
  });

  it('show no button that needs a script before there is one', async () => {
    const { html } = await browserWith().visit('sign-in');
    expect(html).toMatch(/<kabinet-passkey\s+hidden/);
    expect(html).toContain('autocomplete="username webauthn"');
    expect((await browserWith().visit('sign-up')).html).toMatch(/<kabinet-passkey\s+hidden/);
  });

  it('name nobody else’s passkey, and none by its own id', async () => {
    const { session, personId } = await signUpPerson(testVisitor(context, supplier), { contact: newPhone() });
    const { session: others } = await signUpPerson(testVisitor(context, supplier), { contact: newPhone() });
    const { id } = new SoftPasskey();
    await under.database.transaction(supplier.id, (tx) =>
      insertPasskey(tx, {
        supplierId: supplier.id,
        personId,
        id,
        publicKey: new Uint8Array([1]),
        signCount: 0,
        transports: [],
        label: 'Планшет',
        now,
      }),
    );
    const own = browserWith(session.token);
    const { html } = await own.visit('profile');
    expect(html).not.toContain(id);
    const page = /\/my\/(profile\/passkeys\/[\w-]{22})"/.exec(html)?.[1] ?? '';
    expect((await own.visit(page)).html).toContain('value="Планшет"');
    expect((await browserWith(others.token).visit(page)).status).toBe(404);
    expect((await own.send(page, { label: '<b>Ноутбук</b>' })).html).toContain('&lt;b&gt;Ноутбук&lt;/b&gt;');
    expect((await own.send(`${page}/removal`, {})).text).toContain('Ключ доступу прибрано');
    expect((await own.visit(page)).status).toBe(404);
  });
});

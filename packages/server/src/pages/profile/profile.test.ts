import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../app.js';
import type { Context } from '../../context.js';
import { readContact } from '../../domain/contacts.js';
import { sessionCookie } from '../../http/session-cookie.js';
import { type DatabaseUnderTest, openTestPGlite } from '../../testing/databases.js';
import { SEED_NOW, seedSupplier, type SeededSupplier, testContext } from '../../testing/index.js';
import { PageBrowser } from '../../testing/page-browser.js';
import {
  lastCodeTo,
  LONG_PASSWORD_FOR_TESTS as PASSWORD,
  newPhone,
  signUpPerson,
  testVisitor,
} from '../../testing/people.js';
import { signedInPerson } from '../../testing/signed-in.js';

const NEW_PASSWORD = 'синя яблуня під вікном';

describe('the profile', () => {
  let under: DatabaseUnderTest;
  let supplier: SeededSupplier;
  let context: Context;
  let app: ReturnType<typeof createApp>;
  let now: Date;
  let phone: string;
  let personId: string;
  let browser: PageBrowser;
  beforeAll(async () => {
    under = await openTestPGlite();
    supplier = await seedSupplier(under.database, { profile: { hostedSignIn: true } });
    context = testContext(under.database, { now: () => now });
    app = createApp(context);
  });
  afterAll(() => under.close());
  beforeEach(async () => {
    now = SEED_NOW;
    phone = newPhone();
    const signedIn = await signUpPerson(testVisitor(context, supplier), { contact: phone });
    ({ personId } = signedIn);
    browser = browserWith(signedIn.session.token);
    // Signing up is fresh proof of who it is; most of this is about coming back later.
    now = new Date(SEED_NOW.getTime() + 15 * 60_000);
  });

  function browserWith(token: string) {
    return new PageBrowser(app, { supplierId: supplier.id, cookie: sessionCookie(supplier.id, token) });
  }

  const person = () =>
    under.database.transaction(supplier.id, (tx) =>
      tx.selectFrom('people').selectAll().where('id', '=', personId).executeTakeFirstOrThrow(),
    );
  const contacts = () =>
    under.database.transaction(supplier.id, (tx) =>
      tx
        .selectFrom('contacts')
        .select(['id', 'address'])
        .where('person_id', '=', personId)
        .orderBy('address')
        .execute(),
    );
  const told = (typed: string) =>
    under.database.transaction(supplier.id, (tx) =>
      tx
        .selectFrom('outgoing_messages')
        .select('purpose')
        .where('recipient', '=', addressOf(typed))
        .where('purpose', '<>', 'code')
        .orderBy('created_at')
        .execute(),
    );
  const addressOf = (typed: string) => readContact(typed, 'UA')?.address ?? '';

  async function addContact(contact: string, page = 'profile/contact') {
    await browser.send(page, { contact, password: PASSWORD });
    return browser.send('profile/contact-code', { code: (await lastCodeTo(context, supplier.id, contact)) ?? '' });
  }

  it('shows who one is, and keeps what is changed', async () => {
    const page = await browser.send('profile', { name: '  ФОП   Коваль\u200b ', kind: 'entrepreneur', language: 'ru' });
    expect(page.address).toBe('profile?done=saved');
    expect(page.html).toContain('value="ФОП Коваль"');
    expect(page.html).toMatch(/value="entrepreneur"[^>]*checked/);
    expect(await person()).toMatchObject({ display_name: 'ФОП Коваль', kind: 'entrepreneur', language: 'ru' });
    expect(page.text).toContain(addressOf(phone));
  });

  it('shows what a hostile name says as text, and keeps a name that is too long to be shortened', async () => {
    const page = await browser.send('profile', { name: '"><script>x</script>', kind: 'household', language: 'uk' });
    expect(page.html).not.toContain('<script>x');
    const long = await browser.send('profile', { name: 'я'.repeat(101), kind: 'nonsense', language: 'xx' });
    expect(long.status).toBe(422);
    expect(long.html).toContain('я'.repeat(101));
    expect(await person()).toMatchObject({ display_name: '"><script>x</script>', kind: 'household', language: 'uk' });
  });

  it('takes one more contact by its code, and tells the old one', async () => {
    const mail = 'olena@example.com';
    const page = await addContact(mail);
    expect(page.address).toBe('profile?done=contact_added');
    expect(page.text).toContain(mail);
    expect(await told(phone)).toEqual([{ purpose: 'contact_changed' }]);
    const letters = await browser.visit('profile');
    expect(letters.text).toContain(addressOf(phone));
  });

  it('changes a contact by a code to the new one, and tells the old one', async () => {
    const [old] = await contacts();
    const fresh = newPhone();
    const page = await addContact(fresh, `profile/contact/${old?.id}`);
    expect(page.address).toBe('profile?done=contact_changed');
    expect((await contacts()).map(({ address }) => address)).toEqual([addressOf(fresh)]);
    expect(await told(phone)).toEqual([{ purpose: 'contact_changed' }]);
  });

  it('asks for the password before a code is sent, and for a contact that can be read', async () => {
    const wrong = await browser.send('profile/contact', { contact: newPhone(), password: 'не той пароль' });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('href="#password"');
    const unreadable = await browser.send('profile/contact', { contact: '12', password: PASSWORD });
    expect(unreadable.html).toContain('href="#contact"');
    expect(unreadable.html).toContain('value="12"');
    const own = await browser.send('profile/contact', { contact: phone, password: PASSWORD });
    expect(own.text).toContain('Цей контакт уже ваш');
  });

  it('takes no wrong code, and sends another one after a minute', async () => {
    const contact = newPhone();
    await browser.send('profile/contact', { contact, password: PASSWORD });
    const first = await lastCodeTo(context, supplier.id, contact);
    const wrong = await browser.send('profile/contact-code', { code: first === '000000' ? '000001' : '000000' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Код не підходить, перевірте цифри. Залишилося спроб: 4');
    expect((await browser.send('profile/contact-code', { resend: 'yes' })).status).toBe(429);
    now = new Date(now.getTime() + 61_000);
    expect((await browser.send('profile/contact-code', { resend: 'yes' })).text).toContain('Новий код уже в дорозі');
    const page = await browser.send('profile/contact-code', {
      code: (await lastCodeTo(context, supplier.id, contact)) ?? '',
    });
    expect(page.address).toBe('profile?done=contact_added');
  });

  it('removes a contact with the password, never the last one', async () => {
    const [only] = await contacts();
    expect((await browser.visit(`profile/contact/${only?.id}/removal`)).text).toContain('ваш єдиний контакт');
    expect((await browser.visit('profile')).html).not.toContain('/removal');
    await browser.send(`profile/contact/${only?.id}/removal`, { password: PASSWORD });
    expect(await contacts()).toHaveLength(1);
    await addContact('olena2@example.com');
    expect((await browser.send(`profile/contact/${only?.id}/removal`, { password: 'не той' })).status).toBe(422);
    const page = await browser.send(`profile/contact/${only?.id}/removal`, { password: PASSWORD });
    expect(page.address).toBe('profile?done=contact_removed');
    expect((await contacts()).map(({ address }) => address)).toEqual(['olena2@example.com']);
  });

  it('has no contact of anybody else', async () => {
    const other = newPhone();
    const stranger = await signUpPerson(testVisitor(context, supplier), { contact: other });
    const theirs = await under.database.transaction(supplier.id, (tx) =>
      tx.selectFrom('contacts').select('id').where('person_id', '=', stranger.personId).executeTakeFirstOrThrow(),
    );
    for (const page of [`profile/contact/${theirs.id}`, `profile/contact/${theirs.id}/removal`]) {
      expect((await browser.visit(page)).status).toBe(404);
      expect((await browser.send(page, { contact: newPhone(), password: PASSWORD })).status).toBe(404);
    }
  });

  it('changes the password of who knows the old one, and signs the other devices out', async () => {
    const elsewhere = await signedInPerson(under.database, { supplierId: supplier.id, personId, now });
    const wrong = await browser.send('profile/password', { password: 'не той', 'new-password': NEW_PASSWORD });
    expect(wrong.html).toContain('href="#password"');
    const weak = await browser.send('profile/password', { password: PASSWORD, 'new-password': 'пароль123' });
    expect(weak.html).toContain('href="#new-password"');
    expect(weak.html).not.toContain('пароль123');
    expect((await browserWith(elsewhere.token).visit('profile')).address).toBe('profile');
    const page = await browser.send('profile/password', { password: PASSWORD, 'new-password': NEW_PASSWORD });
    expect(page.address).toBe('profile?done=password_changed');
    expect((await browserWith(elsewhere.token).visit('profile')).address).toBe('sign-in');
    expect(await told(phone)).toEqual([{ purpose: 'password_changed' }]);
    expect((await browser.send('profile/download', { password: PASSWORD })).status).toBe(422);
    expect((await browser.send('profile/download', { password: NEW_PASSWORD })).status).toBe(200);
  });

  it('gives one’s data as a file, to who knows the password', async () => {
    const refused = await browser.send('profile/download', { password: 'не той' });
    expect(refused.status).toBe(422);
    expect(refused.headers.get('content-disposition')).toBe(null);
    const file = await browser.send('profile/download', { password: PASSWORD });
    expect(file.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(file.headers.get('content-disposition')).toBe(
      `attachment; filename="kabinet-${supplier.id}-2026-11-03.json"`,
    );
    expect(file.headers.get('cache-control')).toBe('no-store');
    expect(JSON.parse(file.html)).toMatchObject({ contacts: [{ address: addressOf(phone) }] });
  });

  it('counts wrong passwords and then says when to try again, without a look at the right one', async () => {
    for (let index = 0; index < 10; index += 1) await browser.send('profile/erasure', { password: `не той ${index}` });
    const page = await browser.send('profile/erasure', { password: PASSWORD });
    expect(page.status).toBe(422);
    expect(page.text).toMatch(/Було забагато спроб. Спробуйте ще раз через \d+ (хвилин|годин)/);
    expect((await person()).erased_at).toBe(null);
  });

  it('erases who knows the password, signs them out, and says goodbye', async () => {
    const asked = await browser.visit('profile/erasure');
    expect(asked.text).toContain('Залишиться в постачальника');
    expect((await browser.send('profile/erasure', { password: '' })).status).toBe(422);
    const page = await browser.send('profile/erasure', { password: PASSWORD });
    expect(page.address).toBe('profile/erased');
    expect(page.text).toContain('Ваш кабінет видалено');
    expect(await person()).toMatchObject({ display_name: '', password_hash: null, erased_at: now.toISOString() });
    expect((await browser.visit('profile')).address).toBe('sign-in');
    expect(await told(phone)).toEqual([{ purpose: 'data_erased' }]);
    const anew = await signUpPerson(testVisitor(context, supplier), { contact: phone });
    expect(anew.personId).not.toBe(personId);
  });

  it('takes a second factor shown within ten minutes instead of the password', async () => {
    const { token } = await signedInPerson(under.database, { supplierId: supplier.id, personId, now, isStrong: true });
    const fresh = browserWith(token);
    expect((await fresh.visit('profile/download')).html).not.toContain('type="password"');
    expect((await fresh.send('profile/download', {})).status).toBe(200);
    now = new Date(now.getTime() + 11 * 60_000);
    expect((await fresh.visit('profile/download')).html).toContain('type="password"');
    expect((await fresh.send('profile/download', {})).status).toBe(422);
  });

  it('sends who has no password to sign in again', async () => {
    const { token } = await signedInPerson(under.database, { supplierId: supplier.id, now });
    const withoutPassword = browserWith(token);
    for (const page of ['profile/download', 'profile/erasure', 'profile/contact', 'profile/password']) {
      const { text, html } = await withoutPassword.visit(page);
      expect(text).toContain('Увійдіть ще раз');
      expect(html).not.toContain('type="password"');
    }
    expect((await withoutPassword.send('profile/download', {})).status).toBe(422);
    expect((await withoutPassword.send('profile/erasure', {})).status).toBe(422);
  });

  it('takes who signed in by a passkey alone for the person for ten minutes, then sends them to sign in again', async () => {
    const { personId, token } = await signedInPerson(under.database, { supplierId: supplier.id, now, isStrong: true });
    const byPasskey = browserWith(token);
    const attempts = [
      ['profile/contact', { contact: newPhone() }],
      ['profile/password', { 'new-password': NEW_PASSWORD }],
    ] as const;
    for (const [page] of attempts) expect((await byPasskey.visit(page)).text, page).not.toContain('Увійдіть ще раз');
    now = new Date(now.getTime() + 11 * 60_000);
    for (const [page, typed] of attempts) {
      expect((await byPasskey.visit(page)).text, page).toContain('Увійдіть ще раз');
      const sent = await byPasskey.send(page, typed);
      expect([sent.address, sent.status], page).toEqual([page, 422]);
      expect(sent.text, page).toContain('Увійдіть ще раз');
    }
    expect(await told(attempts[0][1].contact)).toEqual([]);
    expect(await lastCodeTo(context, supplier.id, attempts[0][1].contact)).toBe(null);
    const { password_hash } = await under.database.transaction(supplier.id, (tx) =>
      tx.selectFrom('people').select('password_hash').where('id', '=', personId).executeTakeFirstOrThrow(),
    );
    expect(password_hash).toBe(null);
    // Signed in again, the same is done.
    const again = await signedInPerson(under.database, { supplierId: supplier.id, personId, now, isStrong: true });
    const page = await browserWith(again.token).send(...attempts[1]);
    expect(page.address).toBe('profile?done=password_changed');
  });

  it('speaks the person’s languages on every page', async () => {
    for (const page of [
      'profile',
      'profile/contact',
      'profile/password',
      'profile/download',
      'profile/erasure',
      'devices',
    ]) {
      const [uk, ru, en] = [
        await browser.visit(`${page}?lang=uk`),
        await browser.visit(`${page}?lang=ru`),
        await browser.visit(`${page}?lang=en`),
      ];
      expect([uk.status, ru.status, en.status]).toEqual([200, 200, 200]);
      const withoutNames = ({ text }: { text: string }) => text.replace('Українська Русский English', '');
      expect(withoutNames(en), page).not.toMatch(/[а-яіїєґ]{3}/i);
      expect(withoutNames(ru), page).not.toMatch(/[іїєґ]/i);
    }
  });
});

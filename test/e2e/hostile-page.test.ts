import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { everythingStored } from './support/everything-stored.js';
import { type HostileGlobals, hostileScript, type Loot } from './support/hostile-script.js';
import { useCabinet } from './support/use-cabinet.js';
import { Visitor } from './support/visitor.js';

/*
 * The supplier's page has a hostile script on it, from the first moment on: it hears all that a page's script can hear while somebody signs
 * up, links an account and hands in a reading. What is typed on the service's own pages it never gets.
 *
 * What it can do, and nobody can keep from it: use the session while the page is open. It sees what the widgets show, and by taking the place
 * of the page's `fetch` it sees what they ask and may ask the same; on another site it sees the tokens that way too, or by asking the other
 * tabs as the widgets do. They live for ten minutes, work from this site only, and end with the session. Without the person's password, code
 * or PIN it can neither come back later nor from elsewhere, nor change what lets them in: that is done on the service's pages.
 */

const house = useCabinet({ accounts: 40, suppliers: ['prydniprovski-merezhi', 'verkhnevolzhsk-energo'] });

const PASSWORD = 'Квітка-бджола47';

const SITES = [
  {
    site: 'the API’s own site',
    supplier: 'prydniprovski-merezhi',
    session: 'data-session="cookie"',
    contact: { typed: '067 765 43 21', reachedAt: '+380677654321' },
    proof: 'лічильник',
    words: { signIn: 'Увійти', submit: 'Передати показання', accepted: 'Показання прийнято' },
    lang: 'uk',
  },
  {
    site: 'another site than the API',
    supplier: 'verkhnevolzhsk-energo',
    session: 'data-session="pkce"',
    contact: { typed: 'luiza.tver@example.com', reachedAt: 'luiza.tver@example.com' },
    proof: 'пин',
    words: { signIn: 'Войти', submit: 'Передать показание', accepted: 'Показание принято' },
    lang: 'ru',
  },
] as const;

/** The canaries that are in the text, not as a part of a longer number or word. */
function hits(canaries: readonly string[], text: string): string[] {
  return canaries.filter((canary) => {
    const escaped = canary.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return new RegExp(`(?<![\\p{L}\\d])${escaped}(?![\\p{L}\\d])`, 'u').test(text);
  });
}

const submitOf = (page: Page) => page.locator('main form button[type="submit"]').first();

describe.each(SITES)('a hostile script on a page of $site', ({ supplier, session, contact, proof, words, lang }) => {
  it('finds no password, no code, no PIN and no session, and no log, address or storage has what is personal', async () => {
    const account = house.cabinet.newCustomer({ at: supplier });
    const [row] = await house.cabinet.query<{ pin: string | null }>(
      'select link_pin as pin from accounts where id = $1',
      [account.accountId],
    );
    const fact = row?.pin ?? account.serialNumber;
    const device = await house.device(onTestFinished, { at: supplier });
    const { page, network, context } = device;
    const loot: Loot[] = [];
    const stored: string[] = [];
    await page.exposeFunction('keepLoot', (each: Loot) => void loot.push(each));
    const openPage = () =>
      device.openOwnPage({
        apiBase: house.cabinet.siteOf(supplier).apiBase,
        session,
        lang,
        head: `<script>if (window === top) (${hostileScript.toString()})()</script>`,
        body: '<kabinet-account-menu></kabinet-account-menu><kabinet-reading-form></kabinet-reading-form>',
      });
    const look = async (hosted: Page) => stored.push(await everythingStored(hosted));
    const signInButton = device.form.getByRole('button', { name: words.signIn, exact: true });

    // Signing up, in the window that the page opens.
    await openPage();
    const [popup] = await Promise.all([page.waitForEvent('popup'), signInButton.click()]);
    const hosted = new Visitor(popup, house.cabinet, supplier);
    await popup.locator('main a[href$="/sign-up"]').click();
    await popup.locator('input[name="contact"]').pressSequentially(contact.typed);
    await popup.locator('input[autocomplete="new-password"]').pressSequentially(PASSWORD);
    await look(popup);
    await submitOf(popup).click();
    await popup.locator('input[autocomplete="one-time-code"]').waitFor();
    await look(popup);
    const cookiesOnTheWay = await context.cookies(house.cabinet.apiUrl);
    const code = await hosted.code(contact.reachedAt);
    await hosted.enterCode(contact.reachedAt);

    // Linking the account, which comes next there.
    await popup
      .locator('main input[type="text"]')
      .first()
      .pressSequentially(`${account.accountNumber} ${proof} ${fact}`);
    await look(popup);
    await submitOf(popup).click();
    await popup.locator('button[value="relation owner"]').click();
    await popup.locator('main .notice', { hasText: account.accountNumber }).first().waitFor();
    await look(popup);
    // The way back: the window tells the page, and closes.
    await Promise.all([popup.waitForEvent('close'), popup.locator('main a.button.primary').first().click()]);
    await device.field.waitFor();

    // The first reading.
    await openPage();
    if (session === 'data-session="pkce"') {
      const [again] = await Promise.all([page.waitForEvent('popup'), signInButton.click()]);
      if (!again.isClosed()) await again.waitForEvent('close');
    }
    await device.field.waitFor();
    const choice = device.form.getByRole('radio', { name: account.serialNumber });
    if ((await choice.count()) > 0) await choice.check();
    const reading = String(account.lastReading + 8);
    await device.field.pressSequentially(reading);
    await device.button(words.submit).click();
    await device.sees(device.form, words.accepted);
    expect(await house.cabinet.readingsOf(account.accountId)).toMatchObject([{ status: 'accepted', value: reading }]);

    // In the person's name, on the service's pages.
    const where = { pages: hosted.hosted(''), accountId: account.accountId };
    await page.evaluate((where) => (globalThis as unknown as HostileGlobals).robHostedPages(where), where);
    const of = (...ways: readonly Loot['by'][]) =>
      loot
        .filter(({ by }) => ways.includes(by))
        .map(({ text }) => text)
        .join('\n');

    // It was awake: it got whatever is the page's own.
    expect(of('keys')).toContain(reading);
    expect(of('page')).toContain(words.accepted);
    expect(of('calls')).toContain('/readings');
    expect(of('messages')).toContain('authorization_response');
    expect(of('windows')).toContain('an empty window');
    expect(of('tried')).toContain('windows');
    expect(of('address')).toContain('own-page.html');

    const cookies = [...cookiesOnTheWay, ...(await context.cookies(house.cabinet.apiUrl))].map(({ value }) => value);
    expect(cookies.filter((each) => each.length > 30).length).toBeGreaterThan(1);
    const tokens = network.calls.flatMap(({ headers }) => headers['authorization']?.slice('Bearer '.length) ?? []);
    expect(tokens.length > 0).toBe(session === 'data-session="pkce"');
    const phone = contact.reachedAt.replace(/\D/g, '');
    const contacts = [contact.typed, contact.reachedAt, ...(phone ? [phone] : [])];
    const typedThere = [PASSWORD, code, ...(row?.pin ? [row.pin] : [])];
    const secrets = [...typedThere, ...cookies];
    expect(hits([...secrets, ...contacts], loot.map(({ text }) => text).join('\n'))).toEqual([]);
    expect(loot.filter(({ by, text }) => by !== 'calls' && /kat_|krt_/.test(text))).toEqual([]);
    expect(of('hosted pages', 'frames')).toBe('');

    // It changed nothing there: still signed in, under no other name, with the account.
    const [left] = await house.cabinet.query(
      `select p.display_name as name, s.ended_at as ended, l.ended_at as unlinked
       from contacts c join people p on p.id = c.person_id join sessions s on s.person_id = p.id
       join account_links l on l.customer_ref = 'kabinet:' || p.id where c.address = $1`,
      [contact.reachedAt],
    );
    expect(left).toEqual({ name: '', ended: null, unlinked: null });

    // What is personal stands nowhere where it would outlive the visit.
    const personal = [
      ...secrets,
      ...contacts,
      ...new Set(tokens),
      account.accountNumber,
      account.accountNumber.replace(/\D/g, ''),
      account.serialNumber,
      ...account.name.split(' ').filter((word) => word.length > 3),
      account.address,
    ];
    stored.push(await everythingStored(page));
    expect(hits(personal, stored.join('\n'))).toEqual([]);
    const addresses = network.requests.map(({ url }) => decodeURIComponent(url.href)).join('\n');
    expect(addresses).toContain('/my/sign-up/code');
    expect(hits(personal, addresses)).toEqual([]);
    const log = await house.cabinet.log();
    expect(log).toContain('submitReading');
    expect(hits([...personal, reading], log)).toEqual([]);
  });
});

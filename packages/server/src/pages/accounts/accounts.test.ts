import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../app.js';
import { accessTo, linkAccount } from '../../db/account-access.js';
import { cookieName, readCookies, sessionCookie } from '../../http/session-cookie.js';
import { inSupplier, person, refOf, type Stage, TODAY } from '../../testing/authorisation/stage.js';
import { openTestPGlite } from '../../testing/databases.js';
import { SEED_NOW, seedSupplier, testContext } from '../../testing/index.js';
import { type SignedInPerson, signedInPerson } from '../../testing/signed-in.js';
import { readDay } from '../days.js';
import { accountTexts } from './texts.js';

const OWN = 'https://api.kabinet.test';
const DAY = 24 * 60 * 60_000;
const HOSTILE = `"><script>alert(1)</script>`;

describe('the pages of accounts, helpers and invitations', () => {
  let stage: Stage;
  let app: ReturnType<typeof createApp>;
  let now = SEED_NOW;
  let owner: SignedInPerson;
  let helper: SignedInPerson;

  beforeAll(async () => {
    const under = await openTestPGlite();
    const profile = { hostedSignIn: true };
    const supplier = await seedSupplier(under.database, { profile });
    const other = await seedSupplier(under.database, { profile });
    stage = { under, supplier, other };
    app = createApp(testContext(under.database, { now: () => now }));
  });
  afterAll(() => stage.under.close());
  beforeEach(async () => {
    now = SEED_NOW;
    [owner, helper] = [await person(stage), await person(stage)];
    await inSupplier(stage, (tx) =>
      linkAccount(tx, {
        supplierId: stage.supplier.id,
        customerRef: refOf(owner),
        accountId: account().id,
        role: 'owner',
        provenBy: 'pin',
        now,
      }),
    );
    await inSupplier(stage, (tx) => tx.deleteFrom('outgoing_messages').execute());
  });

  const account = () => stage.supplier.customer.accounts[0];

  /** One request of a browser; cookies it was given before go along. */
  async function visit(
    who: SignedInPerson | null,
    page: string,
    { form, cookies = {} }: { form?: Record<string, string | string[]>; cookies?: Record<string, string> } = {},
  ) {
    const { id } = stage.supplier;
    const path = page.startsWith('/') ? page : `/${id}/my/${page}`;
    const sent = new URLSearchParams();
    for (const [name, value] of Object.entries(form ?? {})) for (const each of [value].flat()) sent.append(name, each);
    const own = who
      ? { [cookieName(id)]: readCookies(sessionCookie(id, who.token).split(';')[0] ?? '')[cookieName(id)] ?? '' }
      : {};
    const jar = Object.entries({ ...own, ...cookies }).map(([name, value]) => `${name}=${value}`);
    const response = await app.fetch(
      new Request(`${OWN}${path}`, {
        method: form ? 'POST' : 'GET',
        headers: {
          Cookie: jar.join('; '),
          Origin: OWN,
          ...(form && { 'Content-Type': 'application/x-www-form-urlencoded' }),
        },
        body: form ? sent.toString() : null,
      }),
    );
    const given = Object.assign(
      {},
      ...response.headers.getSetCookie().map((each) => readCookies(each.split(';')[0] ?? '')),
    );
    return {
      status: response.status,
      to: response.headers.get('location'),
      text: await response.text(),
      given: given as Record<string, string>,
    };
  }

  const change = (who: SignedInPerson, form: Record<string, string>) =>
    visit(who, 'accounts', { form: { account: account().id, ...form } });
  const mayCome = (who: SignedInPerson) =>
    inSupplier(stage, (tx) =>
      accessTo(tx, { supplierId: stage.supplier.id, customerRef: refOf(who), accountId: account().id, today: TODAY }),
    );
  const invitePage = () => `accounts/${account().id}/invite`;
  const goodInvitation = { grants: ['readings'], until: '2026-12-03', label: 'Сусідка Оля' };

  /** Fills the form in and answers with what the page with the link shows. */
  async function invite(form: Record<string, string | string[]> = goodInvitation) {
    const sent = await visit(owner, invitePage(), { form });
    expect([sent.status, sent.to], sent.text).toEqual([303, `/${stage.supplier.id}/my/accounts/invited`]);
    const cookies = { ...sent.given };
    const shown = await visit(owner, 'accounts/invited', { cookies });
    const link = /https:\/\/api\.kabinet\.test(\/[\w-]+\/my\/invitation\/[\w-]{43})/.exec(shown.text)?.[1] ?? '';
    return { link, shown, cookies };
  }

  const helperId = async () =>
    (
      await inSupplier(stage, (tx) =>
        tx
          .selectFrom('helper_invitations')
          .select('id')
          .where('customer_ref', '=', refOf(owner))
          .executeTakeFirstOrThrow(),
      )
    ).id;

  it('asks who is not signed in to sign in', async () => {
    for (const page of ['accounts', invitePage(), 'accounts/invited']) {
      expect((await visit(null, page)).to).toBe(`/${stage.supplier.id}/my/sign-in`);
    }
  });

  it('says what to do where nothing is linked, and shows what is', async () => {
    expect((await visit(helper, 'accounts')).text).toContain(accountTexts.uk.empty);
    const { text } = await visit(owner, 'accounts');
    expect(text).toContain(account().accountNumber);
    expect(text).toContain(accountTexts.uk.roles.owner);
    expect(text).not.toContain(stage.supplier.customer.accounts[1].accountNumber);
    expect((await visit(owner, 'accounts?lang=en')).text).toContain(accountTexts.en.invite);
  });

  it('names an account, whatever the name is', async () => {
    expect((await change(owner, { do: 'rename', nickname: HOSTILE })).to).toMatch(/\?done=saved$/);
    const { text } = await visit(owner, 'accounts?done=saved');
    expect(text).toContain(accountTexts.uk.outcomes.saved);
    expect(text).toContain('&lt;script&gt;alert(1)');
    expect(text).not.toContain(HOSTILE);
  });

  it('takes an account off and puts it back', async () => {
    expect((await change(owner, { do: 'unlink' })).to).toMatch(/\?done=unlinked$/);
    expect(await mayCome(owner)).toBeNull();
    const { text } = await visit(owner, 'accounts');
    expect(text).toContain(accountTexts.uk.takenOff);
    expect(text).toContain(account().accountNumber);
    expect((await change(owner, { do: 'unlink' })).to).toMatch(/\?done=nothing$/);
    expect((await change(owner, { do: 'restore' })).to).toMatch(/\?done=restored$/);
    expect(await mayCome(owner)).not.toBeNull();
    expect((await visit(owner, 'accounts')).text).not.toContain(accountTexts.uk.takenOff);
  });

  it('does nothing for who has no right to it', async () => {
    for (const wish of ['rename', 'first', 'unlink', 'restore', 'revoke', 'anything']) {
      expect((await change(helper, { do: wish })).to, wish).toMatch(/\?done=nothing$/);
    }
    expect((await change(owner, { do: 'rename', account: 'x' })).to).toMatch(/\?done=nothing$/);
    expect((await visit(helper, invitePage())).status).toBe(404);
    expect((await visit(helper, invitePage(), { form: goodInvitation })).status).toBe(404);
  });

  it('lets a helper in by a link that is shown once and kept nowhere', async () => {
    const { link, shown, cookies } = await invite();
    expect(link).not.toBe('');
    expect(shown.given[cookieName(stage.supplier.id, 'invitation')]).toBe('');
    expect((await visit(owner, 'accounts/invited')).text).toContain(accountTexts.uk.readyGone);
    expect((await visit(helper, 'accounts/invited', { cookies })).text).not.toContain(link);
    const token = link.split('/').at(-1) ?? '';
    const dump = await inSupplier(stage, (tx) => tx.selectFrom('helper_invitations').selectAll().execute());
    expect(JSON.stringify(dump)).not.toContain(token);

    // Somebody who opens it is told what it is, and nothing of the account or its holder.
    const opened = await visit(null, link);
    expect(opened.status).toBe(200);
    expect(opened.text).toContain(accountTexts.uk.grants.readings);
    // By the street a helper knows whom it is from; the house is not named to who merely holds the link.
    expect(opened.text).toContain('Чернігів, вул. Річкова');
    for (const secret of [
      account().accountNumber,
      account().id,
      'Річкова, 7',
      'кв. 12',
      'Сусідка',
      'Ївга',
      'Власник',
    ]) {
      expect(opened.text).not.toContain(secret);
    }
    // Signing in comes back here, by a cookie.
    const back = opened.given[cookieName(stage.supplier.id, 'return')] ?? '';
    expect(Buffer.from(back, 'base64url').toString()).toBe(link);
    expect(opened.text).not.toContain(`return_to`);

    expect((await visit(null, link, { form: {} })).to).toMatch(/\/sign-in$/);
    expect((await visit(helper, link, { form: {} })).to).toMatch(/\/accounts\?done=helping$/);
    expect((await mayCome(helper))?.grants).toEqual(['link', 'readings']);
    // Pressed twice is as good as once; anybody else comes too late.
    expect((await visit(helper, link, { form: {} })).to).toMatch(/\?done=helping$/);
    const third = await person(stage);
    const late = await visit(third, link);
    expect([late.status, late.text.includes(accountTexts.uk.closedStates.used.title)]).toEqual([410, true]);
    expect((await visit(third, link, { form: {} })).status).toBe(410);
    expect(await mayCome(third)).toBeNull();

    const list = (await visit(owner, 'accounts')).text;
    expect(list).toContain('Сусідка Оля');
    expect(list).toContain('має доступ до 3 грудня 2026');
    const helpers = (await visit(helper, 'accounts')).text;
    expect(helpers).toContain('Ви допомагаєте: передавати показання');
    expect(helpers).not.toContain('Сусідка Оля');
    expect(helpers).not.toContain(accountTexts.uk.invite);
  });

  it('lets one of many in who accept at once, and tells who invited', async () => {
    await inSupplier(stage, (tx) =>
      tx
        .insertInto('contacts')
        .values({
          supplier_id: stage.supplier.id,
          person_id: owner.personId,
          kind: 'email',
          address: `${owner.personId}@example.com`,
          verified_at: now,
        })
        .execute(),
    );
    const { link } = await invite();
    const many = await Promise.all(Array.from({ length: 20 }, () => person(stage)));
    const answers = await Promise.all(many.map((who) => visit(who, link, { form: {} })));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array<number>(19).fill(410)]);
    const messages = await inSupplier(stage, (tx) =>
      tx.selectFrom('outgoing_messages').select(['purpose', 'recipient', 'body']).execute(),
    );
    expect(messages).toMatchObject([{ purpose: 'helper_accepted', recipient: `${owner.personId}@example.com` }]);
    expect(messages[0]?.body).toContain('Сусідка Оля');
  });

  it('ends a helper’s access at once, and a link that nobody has opened', async () => {
    const { link } = await invite();
    await visit(helper, link, { form: {} });
    const invitation = await helperId();
    expect((await change(helper, { do: 'revoke', invitation })).to).toMatch(/\?done=nothing$/);
    expect((await change(owner, { do: 'revoke', invitation })).to).toMatch(/\?done=revoked$/);
    expect(await mayCome(helper)).toBeNull();
    expect((await change(owner, { do: 'revoke', invitation })).to).toMatch(/\?done=nothing$/);
    // What was revoked cannot be put back by the helper.
    expect((await change(helper, { do: 'restore' })).to).toMatch(/\?done=nothing$/);
    const gone = await visit(helper, link);
    expect([gone.status, gone.text.includes(accountTexts.uk.closedStates.ended.title)]).toEqual([410, true]);
  });

  it('tells a link that is too old, one’s own, not needed, and none at all', async () => {
    const { link } = await invite({ ...goodInvitation, until: '31.12.2026' });
    const states = accountTexts.uk.closedStates;
    expect((await visit(owner, link)).text).toContain(states.your_own.title);
    expect((await visit(owner, link, { form: {} })).text).toContain(states.your_own.title);
    await inSupplier(stage, (tx) =>
      linkAccount(tx, {
        supplierId: stage.supplier.id,
        customerRef: refOf(helper),
        accountId: account().id,
        role: 'payer',
        provenBy: 'pin',
        now,
      }),
    );
    expect((await visit(helper, link, { form: {} })).text).toContain(states.not_needed.title);
    expect((await mayCome(helper))?.role).toBe('payer');
    const unknown = await visit(helper, `invitation/${'A'.repeat(43)}`);
    expect([unknown.status, unknown.text.includes(states.unknown.title)]).toEqual([404, true]);
    // At another supplier it is none.
    const elsewhere = await visit(null, link.replace(stage.supplier.id, stage.other.id));
    expect(elsewhere.status).toBe(404);
    now = new Date(SEED_NOW.getTime() + 7 * DAY - 1);
    expect((await visit(null, link)).status).toBe(200);
    now = new Date(SEED_NOW.getTime() + 7 * DAY);
    const old = await visit(null, link);
    expect([old.status, old.text.includes(states.expired.title)]).toEqual([410, true]);
    const latecomer = await signedInPerson(stage.under.database, { supplierId: stage.supplier.id, now });
    expect((await visit(latecomer, link, { form: {} })).status).toBe(410);
  });

  it.each([
    ['no_grants', { ...goodInvitation, grants: [] }],
    ['no_grants', { ...goodInvitation, grants: ['view', 'manage'] }],
    ['until_past', { ...goodInvitation, until: '2026-11-02' }],
    ['until_too_far', { ...goodInvitation, until: '2027-11-04' }],
    ['until_unreadable', { ...goodInvitation, until: '31.02.2026' }],
    ['until_unreadable', { ...goodInvitation, until: '' }],
  ] as const)('says what is wrong (%s) and keeps what was typed', async (fault, form) => {
    const { status, text } = await visit(owner, invitePage(), { form: { ...form, grants: [...form.grants] } });
    expect(status).toBe(422);
    expect(text).toContain(accountTexts.uk.faults[fault]);
    expect(text).toContain('value="Сусідка Оля"');
    expect(
      await inSupplier(stage, (tx) =>
        tx.selectFrom('helper_invitations').select('id').where('customer_ref', '=', refOf(owner)).execute(),
      ),
    ).toEqual([]);
  });

  it('reads a day however it is written', () => {
    expect(['2026-12-31', '31.12.2026', '1/2/2027', ' 05-06-2027 ', '31.02.2026', 'завтра', ''].map(readDay)).toEqual([
      '2026-12-31',
      '2026-12-31',
      '2027-02-01',
      '2027-06-05',
      null,
      null,
      null,
    ]);
  });
});

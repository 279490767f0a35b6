import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { linkAccount } from '../db/account-access.js';
import { call } from '../testing/call.js';
import { type DatabaseUnderTest, openTestPGlite } from '../testing/databases.js';
import { payingStage, type PayingStage } from '../testing/paying-stage.js';
import { BANK_SECRET } from '../testing/signing-bank.js';
import { MemoryRateLimiter } from './rate-limit.js';

let under: DatabaseUnderTest;
beforeAll(async () => {
  under = await openTestPGlite();
});
afterAll(() => under.close());

let stage: PayingStage;
beforeEach(async () => {
  stage = await payingStage(under);
});

const owed = async () => {
  const { supplier } = stage;
  const { body } = await call(stage.app, 'getBalance', {
    supplierId: supplier.id,
    params: { accountId: supplier.customer.accounts[0].id },
    token: await supplier.mint({ customerRef: supplier.customer.ref, now: stage.context.now() }),
  });
  return body.amountOwed.amount as number;
};

describe('the way to the provider', () => {
  it('is one step where the provider has an address, and from then on the order is asked for', async () => {
    const { row, payUrl } = await stage.order();
    const answer = await stage.open(payUrl);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`https://bank.test/${row.number}`);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    const after = await stage.read(row.id);
    expect(after.departedAt).toBe(stage.context.now().toISOString());
    expect(after.nextAskAt).toBe(new Date(stage.context.now().getTime() + 5 * 60_000).toISOString());
  });

  it('is a page of ours with a form where the provider takes one, under a strict policy, in three languages', async () => {
    stage.bank.takesForms = true;
    const { row, payUrl } = await stage.order();
    const answer = await stage.open(payUrl);
    const html = await answer.text();
    expect(answer.status).toBe(200);
    const policy = answer.headers.get('content-security-policy') ?? '';
    const nonce = /script-src 'nonce-([\w-]+)'/.exec(policy)?.[1] ?? 'none';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("; form-action 'self' https://bank.test;");
    expect(policy).not.toContain('unsafe');
    expect(html).toContain('<form id="departure" method="post" action="https://bank.test/pay?v=1">');
    expect(html).toContain(`name="order" value="${row.number}"`);
    expect(html).not.toContain('<script>alert');
    expect([...html.matchAll(/<script nonce="([\w-]+)"/g)].map(([, given]) => given)).toEqual([nonce]);
    expect(html).toContain('Перевірте адресу: bank.test');
    expect(html).toContain('358,20');
    expect(html).toMatch(/<button[^>]*type="submit"[^>]*>Перейти на bank\.test<\/button>/);
    expect(html).toContain('Це пробна оплата: справжні гроші не списуються.');
    expect(await (await stage.open(`${payUrl}?lang=ru`)).text()).toContain('Проверьте адрес: bank.test');
    expect(await (await stage.open(`${payUrl}?lang=en`)).text()).toContain('Check the address: bank.test');
    expect((await stage.read(row.id)).reference).toBe(`ref-${row.number}`);
  });

  it('loads the look of our other pages for a supplier without sign-in here too', async () => {
    stage = await payingStage(under, { profile: { hostedSignIn: false } });
    stage.bank.takesForms = true;
    const html = await (await stage.open((await stage.order()).payUrl)).text();
    const loaded = [...html.matchAll(/(?:href|src)="(\/[^"]*\/assets\/[^"]+)"/g)].map(([, path]) => path ?? '');
    expect(loaded.length).toBeGreaterThan(1);
    for (const path of loaded) expect((await stage.open(path)).status, path).toBe(200);
  });

  it('takes nobody for gone who only looks: a preview, or a page loaded beforehand', async () => {
    const { row, payUrl } = await stage.order();
    const looks = [
      await stage.open(payUrl, { method: 'HEAD' }),
      await stage.open(payUrl, { headers: { 'Sec-Purpose': 'prefetch' } }),
    ];
    expect(looks.map(({ status }) => status)).toEqual([204, 204]);
    expect(stage.bank.departed).toEqual([]);
    expect((await stage.read(row.id)).departedAt).toBeNull();
  });

  it('takes no program for gone that says it goes nowhere, and nobody with an old browser until they press on', async () => {
    for (const takesForms of [false, true]) {
      stage.bank.takesForms = takesForms;
      const { row, payUrl } = await stage.order();
      for (const headers of [{ 'Sec-Fetch-Mode': '' }, { 'Sec-Fetch-Mode': 'no-cors', 'User-Agent': 'TelegramBot' }]) {
        const answer = await stage.open(`${payUrl}?lang=en`, { headers });
        const html = await answer.text();
        expect(answer.status).toBe(200);
        expect(html).toContain('Go on to the payment page');
        expect(html).toContain('Check the address: bank.test');
        for (const word of [row.number, '358,20']) expect(html).not.toContain(word);
      }
      const departed = stage.bank.departed.length;
      expect((await stage.read(row.id)).departedAt).toBeNull();
      // It is in nobody's way: another payment for the account goes on.
      const other = await stage.order({ anew: false });
      expect((await stage.open(other.payUrl)).status).toBe(takesForms ? 200 : 303);
      expect(stage.bank.departed).toHaveLength(departed + 1);
      await stage.tell(stage.bank.callback(stage.event(other.row, { kind: 'failed' })));

      const page = await (await stage.open(`${payUrl}?lang=en`, { headers: { 'Sec-Fetch-Mode': '' } })).text();
      const go = /href="([^"]*go=1)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
      expect(go).toBe(`${new URL(payUrl).pathname}?lang=en&go=1`);
      const gone = await stage.open(go, { headers: { 'Sec-Fetch-Mode': '' } });
      expect(gone.status).toBe(takesForms ? 200 : 303);
      expect((await stage.read(row.id)).departedAt).not.toBeNull();
      await stage.tell(stage.bank.callback(stage.event(row, { kind: 'failed' })));
    }
    expect((await stage.open((await stage.order()).payUrl, { method: 'HEAD' })).status).toBe(204);
  });

  it('does not open by a signature that is changed, of another order, or of the order as it was', async () => {
    const [one, other] = [await stage.order(), await stage.order({ amount: 100 })];
    const signature = one.payUrl.split('/').at(-1) ?? '';
    const flipped = `${signature.slice(0, 5)}${signature[5] === 'A' ? 'B' : 'A'}${signature.slice(6)}`;
    for (const address of [
      one.payUrl.replace(signature, flipped),
      one.payUrl.replace(signature, signature.slice(0, -1)),
      one.payUrl.replace(one.row.id, other.row.id),
      one.payUrl.replace(one.row.id, '018f0000-0000-7000-8000-000000000000'),
      one.payUrl.replace(one.row.id, 'no-id'),
    ]) {
      const answer = await stage.open(address);
      expect(answer.status, address).toBe(404);
      const html = await answer.text();
      expect(html).toContain('Такого платежу немає');
      expect(html, 'nobody knows what they paid').not.toContain('Нічого не списано');
      expect(html).toContain('Якщо ви вже платили, подивіться в історії оплат.');
      expect(html).not.toContain(one.row.number);
    }
    // Somebody at the database itself, past its own guard.
    await under.database.asOwner(async (tx) => {
      await sql`set local session_replication_role = replica`.execute(tx);
      await sql`update payment_orders set amount = 1, total = 1 where id = ${one.row.id}::uuid`.execute(tx);
    });
    expect((await stage.open(one.payUrl)).status).toBe(404);
    expect(stage.bank.departed).toEqual([]);
    expect((await stage.read(one.row.id)).departedAt).toBeNull();
  });

  it('ends when the time is over or the order is settled, with the way back and without a word of what became of it', async () => {
    const { row, payUrl } = await stage.order();
    await stage.open(payUrl);
    await stage.tell(stage.bank.callback(stage.event(row, { kind: 'paid' })));
    const settled = await stage.open(payUrl);
    const html = await settled.text();
    expect(settled.status).toBe(410);
    expect(html).toContain('За цим посиланням уже не можна платити');
    expect(html).toContain(`https://gas.example/kabinet?tab=pay&amp;kabinet-order=${row.id}`);
    for (const word of [row.number, '358', 'Сплачено', 'прийнято']) expect(html).not.toContain(word);

    const late = await stage.order();
    stage.later(91);
    const over = await stage.open(late.payUrl);
    expect(over.status).toBe(410);
    expect(await over.text()).toContain('Час на оплату вийшов');
    expect(stage.bank.departed).toHaveLength(1);
  });

  it('says so where the provider does not answer or does not take it, and nothing counts as paid', async () => {
    const { row, payUrl } = await stage.order();
    stage.bank.fails = 'silent';
    const silent = await stage.open(payUrl);
    expect(silent.status).toBe(503);
    const html = await silent.text();
    expect(html).toContain('Сторінка оплати не відповідає');
    expect(html).toContain('Нічого не списано');
    expect(html).toContain(`href="${new URL(payUrl).pathname}"`);
    // Nobody is asked once more what they have answered.
    const meant = await stage.open(`${payUrl}?anew=1&go=1`, { headers: { 'Sec-Fetch-Mode': '' } });
    expect(await meant.text()).toContain(`href="${new URL(payUrl).pathname}?anew=1&amp;go=1"`);
    stage.bank.fails = 'refused';
    expect(await (await stage.open(payUrl)).text()).toContain('Цей платіж не прийнято до оплати');
    expect((await stage.read(row.id)).departedAt).toBeNull();
    stage.bank.fails = null;
    expect((await stage.open(payUrl)).status).toBe(303);
  });

  it('looks again whether another payment for the account is on its way: of two made before either left, one leaves', async () => {
    const [first, second] = [await stage.order({ anew: false }), await stage.order({ anew: false })];
    const answers = await Promise.all([stage.open(first.payUrl), stage.open(second.payUrl)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    const isFirst = answers[0]?.status === 303;
    const [left, stopped] = isFirst ? [first, second] : [second, first];
    expect((await stage.read(stopped.row.id)).departedAt).toBeNull();

    const html = await (await stage.open(stopped.payUrl)).text();
    expect(html).toContain('Інший платіж за цей рахунок уже в дорозі');
    expect(html).toContain(`href="${left.payUrl}"`);
    expect(html).toContain(`href="https://gas.example/kabinet?tab=pay&amp;kabinet-order=${stopped.row.id}"`);
    expect(await (await stage.open(`${stopped.payUrl}?lang=ru`)).text()).toContain(
      'Другой платёж за этот счёт уже в пути',
    );
    const english = await (await stage.open(`${stopped.payUrl}?lang=en`)).text();
    expect(english).toContain('Another payment for this account is on its way');
    // The way on is an address, and needs no script.
    const anew = /href="([^"]*anew=1)"/.exec(english)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(anew).toBe(`${new URL(stopped.payUrl).pathname}?lang=en&anew=1`);
    expect((await stage.open(anew)).status).toBe(303);
    // Both have left: whoever comes back to one goes on with it.
    expect((await stage.open(first.payUrl)).status).toBe(303);
    expect((await stage.open(second.payUrl)).status).toBe(303);
  });

  it('shows what became of the other payment where it is paid already, and asks no more once it is settled', async () => {
    const [first, second] = [await stage.order({ anew: false }), await stage.order({ anew: false })];
    await stage.open(first.payUrl);
    await stage.tell(stage.bank.callback(stage.event(first.row, { kind: 'pending' })));
    const html = await (await stage.open(second.payUrl)).text();
    expect(html).not.toContain(first.payUrl);
    expect(html).toContain(`kabinet-order=${first.row.id}`);
    await stage.tell(stage.bank.callback(stage.event(first.row, { kind: 'failed' })));
    expect((await stage.open(second.payUrl)).status).toBe(303);
  });

  it('tells nothing of another person’s payment but that it is on its way', async () => {
    const { supplier } = stage;
    const accountId = supplier.customer.accounts[0].id;
    await under.database.transaction(supplier.id, (tx) =>
      linkAccount(tx, {
        supplierId: supplier.id,
        customerRef: supplier.neighbour.ref,
        accountId,
        role: 'payer',
        provenBy: 'pin',
        now: stage.context.now(),
      }),
    );
    const theirs = await stage.order({ anew: false, customerRef: supplier.neighbour.ref });
    const ours = await stage.order({ anew: false });
    await stage.open(theirs.payUrl);
    const answer = await stage.open(ours.payUrl);
    expect(answer.status).toBe(409);
    const html = await answer.text();
    for (const word of [theirs.row.id, theirs.row.number, 'Продовжити', 'Що з тим']) expect(html).not.toContain(word);
    expect(html).toContain('anew=1');
  });

  it('does not begin where the order is settled while the provider thinks about it', async () => {
    const { row, payUrl } = await stage.order();
    stage.bank.meanwhile = async () => {
      stage.bank.meanwhile = async () => {};
      await stage.tell(stage.bank.callback(stage.event(row, { kind: 'paid' })));
    };
    expect((await stage.open(payUrl)).status).toBe(410);
  });
});

describe('the way back', () => {
  const comeBack = (id: string, init?: RequestInit) => stage.open(`/${stage.supplier.id}/pay/${id}/return`, init);

  it('leads to the page the payer came from, after the provider was asked', async () => {
    const { row, payUrl } = await stage.order();
    await stage.open(payUrl);
    stage.bank.known.set(row.number, stage.event(row, { kind: 'paid' }));
    const answer = await comeBack(row.id);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`https://gas.example/kabinet?tab=pay&kabinet-order=${row.id}`);
    expect((await stage.read(row.id)).status).toBe('paid');
  });

  it('believes nothing that the browser brings, by address or by form', async () => {
    const { row, payUrl } = await stage.order();
    await stage.open(payUrl);
    const told = stage.bank.callback(stage.event(row, { kind: 'paid' }));
    for (const init of [
      { method: 'POST', body: told.body, headers: told.headers },
      { method: 'POST', body: new URLSearchParams({ status: 'success', transactionStatus: 'Approved' }) },
    ]) {
      expect((await comeBack(row.id, init)).status).toBe(303);
    }
    const answer = await comeBack(`${row.id}`, {});
    expect(answer.status).toBe(303);
    await stage.open(`/${stage.supplier.id}/pay/${row.id}/return?status=paid&kabinet-order=other`);
    expect((await stage.read(row.id)).status).toBe('created');
    expect(await owed()).toBe(35_820);
  });

  it('is the same for whoever opens it, and the order itself is for its payer only', async () => {
    const { row, payUrl } = await stage.order();
    await stage.open(payUrl);
    stage.bank.known.set(row.number, stage.event(row, { kind: 'paid' }));
    await comeBack(row.id);
    const [shared, html] = await comeBack(row.id).then(async (each) => [each, await each.text()] as const);
    expect(html).toBe('');
    expect(shared.headers.get('set-cookie')).toBeNull();
    const { supplier } = stage;
    const ask = async (customerRef: string) =>
      call(stage.app, 'getPaymentOrder', {
        supplierId: supplier.id,
        params: { orderId: row.id },
        token: await supplier.mint({ customerRef }),
      });
    expect((await ask(supplier.neighbour.ref)).status).toBe(404);
    expect((await ask(supplier.neighbour.ref)).text).not.toContain('paid');
    expect((await ask(supplier.customer.ref)).body.status).toBe('paid');
  });

  it('is a page that says nothing for an order that is not ours or another supplier’s', async () => {
    const other = await payingStage(under);
    const { row } = await other.order();
    for (const id of [row.id, '018f0000-0000-7000-8000-000000000000', 'no-id', '%2e%2e']) {
      const answer = await comeBack(id);
      expect(answer.status, id).toBe(404);
      expect(answer.headers.get('location')).toBeNull();
      expect(await answer.text()).not.toContain(row.number);
    }
    expect(other.bank.asked).toEqual([]);
  });

  it('asks the provider no more than once in ten seconds however often it is opened, and leads back though nobody answers', async () => {
    const { row, payUrl } = await stage.order();
    await stage.open(payUrl);
    stage.bank.fails = 'silent';
    for (let count = 0; count < 5; count += 1) expect((await comeBack(row.id)).status).toBe(303);
    expect(stage.bank.asked).toHaveLength(1);
    stage.later(1);
    await comeBack(row.id);
    expect(stage.bank.asked).toHaveLength(2);
  });
});

describe('what a provider tells', () => {
  it('is credited once, however often it comes, and acknowledged each time', async () => {
    const { row, payUrl } = await stage.order();
    await stage.open(payUrl);
    const told = stage.bank.callback(stage.event(row, { kind: 'paid' }));
    const answers = await Promise.all([stage.tell(told), stage.tell(told), stage.tell(told)]);
    for (const answer of answers) {
      expect(answer.status).toBe(200);
      expect(await answer.text()).toBe('taken');
      expect(answer.headers.get('content-type')).toContain('text/plain');
    }
    expect(await owed()).toBe(0);
    expect((await stage.read(row.id)).nextAskAt).toBeNull();
  });

  it('is not believed with any byte of its body or signature changed, and nobody is told why', async () => {
    const { row, payUrl } = await stage.order();
    await stage.open(payUrl);
    const { body, headers } = stage.bank.callback(stage.event(row, { kind: 'paid' }));
    const signature = headers['X-Bank-Signature'] ?? '';
    const bytes = Buffer.from(body);
    const attempts: { body: string | Uint8Array; headers: Record<string, string> }[] = [
      { body, headers: {} },
      { body: '', headers: { ...headers } },
    ];
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      attempts.push({ body: changed, headers: { ...headers } });
    }
    for (let at = 0; at < signature.length; at += 1) {
      const letter = signature[at] === '0' ? '1' : '0';
      attempts.push({
        body,
        headers: { 'X-Bank-Signature': signature.slice(0, at) + letter + signature.slice(at + 1) },
      });
    }
    stage.logged.length = 0;
    for (const attempt of attempts) {
      const answer = await stage.tell(attempt);
      expect(answer.status).toBe(400);
      expect(await answer.text()).toBe('');
    }
    expect((await stage.read(row.id)).status).toBe('created');
    const seen = stage.logged.join('');
    expect(seen).toContain('a payment callback was refused');
    for (const secret of [BANK_SECRET, signature, row.number]) expect(seen).not.toContain(secret);
  });

  it('shows neither signature nor secret in any answer or log, whatever becomes of it', async () => {
    const { row, payUrl } = await stage.order();
    stage.bank.takesForms = true;
    const answers = [await stage.open(payUrl)];
    const told = stage.bank.callback(stage.event(row, { kind: 'paid' }));
    answers.push(await stage.tell(told), await stage.tell({ ...told, body: `${told.body} ` }));
    answers.push(await stage.open(`/${stage.supplier.id}/pay/${row.id}/return`));
    const signature = told.headers['X-Bank-Signature'] ?? '';
    const texts = await Promise.all(
      answers.map(async (answer) => (await answer.text()) + JSON.stringify([...answer.headers])),
    );
    for (const text of [...texts, ...stage.logged]) {
      expect(text).not.toContain(BANK_SECRET);
      expect(text).not.toContain(signature);
    }
    const paySignature = payUrl.split('/').at(-1) ?? '';
    expect(stage.logged.join('')).not.toContain(paySignature);
  });

  it('counts only as a reason to ask where its signature is weak', async () => {
    stage.bank.isConclusive = false;
    const { row, payUrl } = await stage.order();
    await stage.open(payUrl);
    const told = stage.bank.callback(stage.event(row, { kind: 'paid' }));
    expect((await stage.tell(told)).status).toBe(200);
    expect((await stage.read(row.id)).status).toBe('created');
    stage.bank.known.set(row.number, stage.event(row, { kind: 'failed' }));
    stage.later(1);
    expect((await stage.tell(told)).status).toBe(200);
    expect(await stage.read(row.id)).toMatchObject({ status: 'failed', failure: 'declined' });
    expect(await owed()).toBe(35_820);
  });

  it('of a weak one asks the provider once in a moment, however often it is told, and what is told meanwhile is to be told again', async () => {
    stage.bank.isConclusive = false;
    const { row, payUrl } = await stage.order();
    await stage.open(payUrl);
    const pending = stage.bank.callback(stage.event(row, { kind: 'pending' }));
    stage.bank.known.set(row.number, stage.event(row, { kind: 'pending' }));
    const answers = await Promise.all(Array.from({ length: 5 }, () => stage.tell(pending)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 503, 503, 503, 503]);
    expect(stage.bank.asked).toHaveLength(1);
    const paid = stage.bank.callback(stage.event(row, { kind: 'paid' }));
    stage.bank.known.set(row.number, stage.event(row, { kind: 'paid' }));
    expect((await stage.tell(paid)).status).toBe(503);
    stage.later(1);
    expect((await stage.tell(paid)).status).toBe(200);
    expect((await stage.read(row.id)).status).toBe('paid');
    // What is known already is acknowledged, without another question.
    expect((await stage.tell(paid)).status).toBe(200);
    expect(stage.bank.asked).toHaveLength(2);
  });

  it('is to be told again where a weak one cannot be asked about now', async () => {
    stage.bank.isConclusive = false;
    const { row, payUrl } = await stage.order();
    await stage.open(payUrl);
    stage.bank.fails = 'silent';
    const answer = await stage.tell(stage.bank.callback(stage.event(row, { kind: 'paid' })));
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('60');
  });

  it('about an order that is not ours moves nothing and asks nobody', async () => {
    const { row } = await stage.order();
    stage.bank.isConclusive = false;
    const answer = await stage.tell(
      stage.bank.callback(stage.event({ ...row, number: '0000-0000' }, { kind: 'paid' })),
    );
    expect(answer.status).toBe(200);
    expect(stage.bank.asked).toEqual([]);
  });

  it('is read no further than 64 kB', async () => {
    const body = 'x'.repeat(64 * 1024 + 1);
    expect((await stage.tell({ body, headers: {} })).status).toBe(413);
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(16 * 1024)),
    });
    const init = { method: 'POST', body: endless, duplex: 'half' } as RequestInit;
    expect((await stage.open(`/${stage.supplier.id}/pay/callback/card`, init)).status).toBe(413);
    expect((await stage.tell({ body: 'x'.repeat(64 * 1024), headers: {} })).status).toBe(400);
  });

  it('comes through from an address that somebody else has used up with forged ones', async () => {
    stage = await payingStage(under, { changes: { rateLimiter: new MemoryRateLimiter(() => 0) } });
    const { row, payUrl } = await stage.order();
    await stage.open(payUrl);
    const told = stage.bank.callback(stage.event(row, { kind: 'paid' }));
    const statuses = new Set<number>();
    for (let count = 0; count < 100; count += 1) statuses.add((await stage.tell({ ...told, headers: {} })).status);
    expect([...statuses]).toEqual([400, 429]);
    const lines = stage.logged.filter((line) => line.includes('a payment callback was refused'));
    expect(lines).toHaveLength(30);
    expect((await stage.tell(told)).status).toBe(200);
    expect((await stage.read(row.id)).status).toBe('paid');
  });

  it('is taken by POST only, of methods and suppliers that there are', async () => {
    const path = `/${stage.supplier.id}/pay/callback/card`;
    expect((await stage.open(path)).status).toBe(405);
    expect((await stage.open(path.replace('card', 'cash'), { method: 'POST' })).status).toBe(404);
    expect((await stage.open(path.replace(stage.supplier.id, 'nobody'), { method: 'POST' })).status).toBe(404);
    const without = await payingStage(under, { profile: { paying: null } });
    expect((await without.tell({ body: '', headers: {} })).status).toBe(404);
  });
});

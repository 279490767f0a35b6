import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PaymentOrderRow } from '../../db/payment-orders.js';
import { reportDifference } from '../../db/payment-differences.js';
import { grantRole } from '../../db/staff-roles.js';
import { lookForPaymentOrders } from '../../domain/staff-payments.js';
import { HOSTED_REF } from '../../domain/customer.js';
import { sessionCookie } from '../../http/session-cookie.js';
import { call } from '../../testing/call.js';
import { type DatabaseUnderTest, openTestPGlite } from '../../testing/databases.js';
import { PageBrowser, type VisitedPage } from '../../testing/page-browser.js';
import { payingStage, type PayingStage } from '../../testing/paying-stage.js';
import { seedPaidOrder, type SeededPayment } from '../../testing/paid-order.js';
import { signedInPerson } from '../../testing/signed-in.js';

const SEARCH = 'staff/payments';
const DIFFERENCES = 'staff/payment-differences';

describe('the pages of staff about payments', () => {
  let under: DatabaseUnderTest;
  let stage: PayingStage;
  let staff: PageBrowser;
  let staffCookie: string;
  let staffRef: string;
  let paid: PaymentOrderRow;
  beforeAll(async () => {
    under = await openTestPGlite();
  });
  afterAll(() => under.close());
  beforeEach(async () => {
    stage = await payingStage(under);
    const member = await somebody({ isStrong: true, role: 'payments' });
    ({ cookie: staffCookie, ref: staffRef } = member);
    staff = browserOf(staffCookie);
    paid = await pay();
  });

  async function somebody({
    isStrong = false,
    role,
  }: { isStrong?: boolean; role?: 'payments' | 'link_requests' } = {}) {
    const supplierId = stage.supplier.id;
    const { personId, token } = await signedInPerson(under.database, {
      supplierId,
      isStrong,
      now: stage.context.now(),
    });
    if (role) await under.database.transaction(supplierId, (tx) => grantRole(tx, { supplierId, personId, role }));
    return { personId, ref: `${HOSTED_REF}${personId}`, cookie: sessionCookie(supplierId, token) };
  }
  const browserOf = (cookie: string) => new PageBrowser(stage.app, { supplierId: stage.supplier.id, cookie });
  async function pay() {
    const { row, payUrl } = await stage.order();
    await stage.open(payUrl);
    await stage.tell(stage.bank.callback(stage.event(row, { kind: 'paid' })));
    return stage.read(row.id);
  }
  const acts = (subjectId: string) =>
    under.database.transaction(stage.supplier.id, async (tx) =>
      (
        await tx
          .selectFrom('audit_events')
          .select(['action', 'actor_ref'])
          .where('subject_id', '=', subjectId)
          .where('actor', '=', 'staff')
          .orderBy('at')
          .execute()
      ).map(({ action, actor_ref }) => [action, actor_ref === staffRef]),
    );
  const difference = async () => {
    await under.database.transaction(stage.supplier.id, (tx) =>
      reportDifference(tx, stage.supplier.id, {
        kind: 'paid_twice',
        methodId: 'card',
        day: '2026-11-03',
        orderId: paid.id,
        orderNumber: paid.number,
        reference: 'other-1',
        ours: { amount: 35_820n, currency: 'UAH' },
        theirs: { amount: 35_820n, currency: 'UAH' },
        fingerprint: 'f',
        foundAt: stage.context.now(),
      }),
    );
    return under.database.transaction(
      stage.supplier.id,
      async (tx) => (await tx.selectFrom('payment_differences').select('id').executeTakeFirstOrThrow()).id,
    );
  };
  /** One with billing, and one of a day that could not be compared. */
  const otherDifferences = () =>
    under.database.transaction(stage.supplier.id, async (tx) => {
      const common = { methodId: 'card', day: '2026-11-03', foundAt: stage.context.now() };
      await reportDifference(tx, stage.supplier.id, {
        ...common,
        kind: 'billing',
        orderId: paid.id,
        orderNumber: paid.number,
        reference: 'B-1',
        ours: { amount: 35_820n, currency: 'UAH' },
        theirs: { amount: 35_800n, currency: 'UAH' },
        fingerprint: 'billing',
      });
      const none = { orderId: null, orderNumber: null, reference: null, ours: null, theirs: null };
      await reportDifference(tx, stage.supplier.id, { ...common, ...none, kind: 'not_compared', fingerprint: 'day' });
      return tx.selectFrom('payment_differences').select(['id', 'kind']).execute();
    });
  const wishIn = (page: VisitedPage) => /name="wish" value="([^"]+)"/.exec(page.html)?.[1] ?? '';

  it('are found from the profile of who has the role, and of nobody else', async () => {
    expect((await staff.visit('profile')).html).toContain(`/my/${SEARCH}"`);
    const colleague = browserOf((await somebody({ isStrong: true, role: 'link_requests' })).cookie);
    expect((await colleague.visit('profile')).html).not.toContain(SEARCH);
  });

  it('find a payment by its number however it is typed, or by the account, without either in an address', async () => {
    const { accountNumber } = stage.supplier.customer.accounts[0];
    for (const query of [
      paid.number,
      paid.number.replace('-', ''),
      ` ${paid.number.replace('-', ' ')} `,
      accountNumber,
    ]) {
      const page = await staff.send(SEARCH, { query });
      expect(page.status).toBe(200);
      expect(page.address).toBe(SEARCH);
      expect(page.text).toContain(`Платіж ${paid.number}`);
      expect(page.text).toContain('зараховано');
      expect(page.text).toContain(accountNumber);
      expect(page.text).toContain('3 листопада 2026 року');
    }
    expect((await staff.send(SEARCH, { query: '12' })).text).toContain('Таких платежів немає');
    const empty = await staff.send(SEARCH, { query: ' ' });
    expect(empty.status).toBe(422);
    expect(empty.html).toContain('href="#query"');
  });

  it('find payments by the days they were made on, alone or with the account, by the supplier’s clock', async () => {
    const { accountNumber } = stage.supplier.customer.accounts[0];
    // Half past midnight of the next day in Kyiv.
    stage.later((new Date('2026-11-03T22:30:00Z').getTime() - stage.context.now().getTime()) / 60_000);
    const late = (await stage.order()).row;
    const evening = browserOf((await somebody({ isStrong: true, role: 'payments' })).cookie);
    const found = async (typed: { query?: string; from?: string; to?: string }) => {
      const { status, text } = await evening.send(SEARCH, { query: '', from: '', to: '', ...typed });
      expect(status).toBe(200);
      return [paid, late].filter(({ number }) => text.includes(`Платіж ${number}`));
    };
    expect(await found({ from: '2026-11-03', to: '2026-11-03' })).toEqual([paid]);
    expect(await found({ from: '04.11.2026' })).toEqual([late]);
    expect(await found({ to: '2026-11-04' })).toEqual([paid, late]);
    expect(await found({ from: '2026-11-04', to: '2026-11-03' })).toEqual([]);
    expect(await found({ from: '2026-11-04', query: accountNumber })).toEqual([late]);
    expect(await found({ from: '2026-11-04', query: paid.number })).toEqual([]);
    for (const query of ['Іваненко', '–']) expect(await found({ to: '2026-11-04', query }), query).toEqual([]);
    const wrong = await evening.send(SEARCH, { query: '', from: '2026-11-31', to: 'завтра' });
    expect(wrong.status).toBe(422);
    for (const id of ['from', 'to']) expect(wrong.html).toContain(`href="#${id}"`);
    expect(wrong.html).toContain('value="завтра"');
  });

  it('say of a payment that failed or is over only what is known, and why in words', async () => {
    const { row, payUrl } = await stage.order();
    await stage.open(payUrl);
    await stage.tell(stage.bank.callback(stage.event(row, { kind: 'failed', failure: 'insufficient_funds' })));
    const failed = (await staff.visit(`${SEARCH}/${row.id}`)).text;
    expect(failed).toContain('остання спроба не пройшла');
    expect(failed).toContain('на картці не вистачило грошей');
    const other = (await stage.order()).row;
    expect((await staff.visit(`${SEARCH}/${other.id}`)).text).toContain('про оплату ще не відомо');
    for (const text of [failed, (await staff.send(SEARCH, { query: row.number })).text]) {
      expect(text).not.toContain('не списано');
      expect(text).not.toContain('insufficient_funds');
    }
  });

  it('show one payment, and write down who looked, also where it was only in a list', async () => {
    const before = (await acts(paid.id)).length;
    await staff.send(SEARCH, { query: paid.number });
    const page = await staff.visit(`${SEARCH}/${paid.id}`);
    expect(page.text).toContain('358,20 грн');
    expect(page.text).toContain(stage.supplier.customer.accounts[0].accountNumber);
    expect(page.text).not.toContain(stage.supplier.customer.name);
    expect((await acts(paid.id)).slice(before)).toEqual([
      ['payment_order.viewed', true],
      ['payment_order.viewed', true],
    ]);
  });

  it('give money back only after it was shown back, once however often it is confirmed', async () => {
    const address = `${SEARCH}/${paid.id}`;
    const typed = { amount: '58,20', reason: 'Двічі сплачено' };
    const back = await staff.send(address, { ...typed, step: 'check' });
    expect(back.text).toContain(`Повернути 58,20 грн за платежем ${paid.number}`);
    expect(stage.bank.refundsAsked).toEqual([]);
    // A wish is named by the service's own clock, as all that is written down.
    expect(parseInt(wishIn(back).replaceAll('-', '').slice(0, 12), 16)).toBe(stage.context.now().getTime());
    expect(await staff.send(address, { ...typed, step: 'change' })).toMatchObject({ status: 200 });
    expect(stage.bank.refundsAsked).toEqual([]);
    const confirm = { ...typed, step: 'confirm', wish: wishIn(back) };
    const pages = [await staff.send(address, confirm), await staff.send(address, confirm)];
    for (const page of pages) {
      expect(page.address).toBe(`${address}?done=asked`);
      expect(page.text).toContain('Платіжна система підтвердила повернення');
    }
    expect(pages[1]?.text).toContain('Ївга: Двічі сплачено');
    expect(pages[1]?.text).toContain('58,20 грн, повернуто');
    expect(stage.bank.refundsAsked).toHaveLength(1);
    expect((await stage.read(paid.id)).refunded).toBe(5820n);
    expect((await acts(paid.id)).filter(([action]) => action === 'payment_refund.asked')).toHaveLength(1);
  });

  it('see what came back without them: how much, when, and on which account', async () => {
    const row = await stage.read(paid.id);
    const told = { kind: 'refunded', eventRef: 'refund of the bank', amount: 5000n } as const;
    await stage.tell(stage.bank.callback({ ...stage.event(row, told), reference: row.reference }));
    const { text } = await staff.visit(`${SEARCH}/${paid.id}`);
    expect(text).toContain('50,00 грн, повернуто з боку платіжної системи');
    expect(text).toMatch(/\d+ \S+, знов до сплати за рахунком \S+ 50,00 грн/);
  });

  it('take no more than is left, and need a reason, keeping what was typed', async () => {
    const address = `${SEARCH}/${paid.id}`;
    for (const amount of ['358,21', '0', '-1', 'all', '']) {
      const page = await staff.send(address, { amount, reason: 'Помилка', step: 'check' });
      expect([amount, page.status]).toEqual([amount, 422]);
      expect(page.html).toContain('href="#amount"');
      expect(page.html).toContain('Помилка');
    }
    expect((await staff.send(address, { amount: '1', reason: ' ', step: 'check' })).html).toContain('href="#reason"');
    const all = await staff.send(address, { amount: '358,20', reason: 'Помилка', step: 'check' });
    await staff.send(address, { amount: '358,20', reason: 'Помилка', step: 'confirm', wish: wishIn(all) });
    expect((await stage.read(paid.id)).status).toBe('refunded');
    const over = await staff.send(address, { amount: '1', reason: 'Ще', step: 'confirm', wish: randomUUID() });
    expect(over.status).toBe(409);
    expect(stage.bank.refundsAsked).toHaveLength(1);
  });

  describe('of a payment for two accounts', () => {
    let order: SeededPayment;
    let gas: { readonly id: string; readonly accountNumber: string };
    let power: typeof gas;
    beforeEach(async () => {
      [gas, power] = stage.supplier.customer.accounts;
      const share = (accountId: string, amount: number) => ({ accountId, serviceKind: 'gas', month: null, amount });
      order = await seedPaidOrder(under.database, {
        supplierId: stage.supplier.id,
        shares: [share(gas.id, 10_000), share(power.id, 20_000)],
      });
    });
    /** What each account has of it: paid and not given back. */
    const left = () =>
      under.database.transaction(stage.supplier.id, async (tx) => {
        const rows = await tx
          .selectFrom('ledger_entries')
          .select(['account_id', 'amount'])
          .where('order_id', '=', order.id)
          .execute();
        const of = (id: string) =>
          rows.filter((row) => row.account_id === id).reduce((sum, { amount }) => sum - Number(amount), 0);
        return [of(gas.id), of(power.id)];
      });

    it('ask off which it comes, and take it off that one', async () => {
      const address = `${SEARCH}/${order.id}`;
      const giveBack = async (amount: string, account: string) => {
        const typed = { amount, account, reason: 'Помилка' };
        const back = await staff.send(address, { ...typed, step: 'check' });
        if (back.status !== 200) return back;
        return staff.send(address, { ...typed, step: 'confirm', wish: wishIn(back) });
      };
      expect((await staff.visit(address)).text).toContain('З якого рахунку');
      expect((await giveBack('10', '')).html).toContain('href="#account-0"');
      expect((await giveBack('10', 'all')).html).toContain('href="#account-0"');
      expect((await giveBack('100,01', gas.accountNumber)).html).toContain('href="#amount"');
      await giveBack('10', gas.accountNumber);
      expect(await left()).toEqual([9000, 20_000]);
      await giveBack('30', power.accountNumber);
      expect(await left()).toEqual([9000, 17_000]);
      // The provider tells of it by a callback before it answers.
      stage.bank.meanwhile = async () => {
        stage.bank.meanwhile = async () => {};
        const row = await stage.read(order.id);
        const told = {
          kind: 'refunded',
          eventRef: `refund ${stage.bank.refundsAsked.at(-1)?.id}`,
          amount: 1500n,
        } as const;
        await stage.tell(stage.bank.callback({ ...stage.event(row, told), reference: row.reference }));
      };
      await giveBack('15', gas.accountNumber);
      expect(await left()).toEqual([7500, 17_000]);
      await giveBack('245', 'all');
      expect(await left()).toEqual([0, 0]);
      expect((await stage.read(order.id)).status).toBe('refunded');
    });

    it('look for many as for one: with as many questions to the database', async () => {
      const look = (accountNumber: string) =>
        under.database.transaction(stage.supplier.id, async (tx) => {
          let statements = 0;
          const counting = tx.withPlugin({
            transformQuery: ({ node }) => {
              statements += 1;
              return node;
            },
            transformResult: ({ result }) => Promise.resolve(result),
          });
          const { context, known: supplier } = stage;
          const personId = randomUUID();
          const work = { context, supplier, staff: { ref: staffRef, personId }, now: context.now(), requestId: 'test' };
          const found = await lookForPaymentOrders(counting, { ...work, accountNumber });
          return [found.length, statements];
        });
      const [one, statements] = await look(power.accountNumber);
      expect(one).toBe(1);
      expect(await look(gas.accountNumber)).toEqual([2, statements]);
    });

    it('over the API as well', async () => {
      const refund = (minor: number, accountNumber?: string) =>
        call(stage.app, 'refundPayment', {
          supplierId: stage.supplier.id,
          headers: {
            Cookie: staffCookie.split(';')[0] ?? '',
            'X-Kabinet-Session': 'cookie',
            Origin: stage.context.publicUrl(),
          },
          params: { orderId: order.id },
          body: {
            amount: { amount: minor, currency: 'UAH' },
            reason: 'Помилка',
            ...(accountNumber !== undefined && { accountNumber }),
          },
        });
      expect((await refund(100)).body.code).toBe('invalid_request');
      expect((await refund(100, '404')).body.code).toBe('invalid_request');
      expect((await refund(10_001, gas.accountNumber)).body.code).toBe('payment_sum_out_of_range');
      // What is asked for of an account cannot be asked for again.
      stage.bank.fails = 'silent';
      expect((await refund(9000, gas.accountNumber)).status).toBe(200);
      expect((await refund(1001, gas.accountNumber)).body.code).toBe('payment_sum_out_of_range');
      expect((await refund(21_000)).status).toBe(200);
      expect((await refund(1, power.accountNumber)).body.code).toBe('payment_not_refundable');
    });
  });

  it('say that the provider is still asked, and tell its no', async () => {
    const address = `${SEARCH}/${paid.id}`;
    stage.bank.fails = 'silent';
    const back = await staff.send(address, { amount: '1', reason: 'р', step: 'check' });
    const waiting = await staff.send(address, { amount: '1', reason: 'р', step: 'confirm', wish: wishIn(back) });
    expect(waiting.text).toContain('чекає на платіжну систему');
    expect(waiting.text).toContain('Платіжна система ще не підтвердила його');
    // What is asked for already cannot be asked for again.
    expect(waiting.text).toContain('не більше ніж 357,20');
    expect((await stage.read(paid.id)).refunded).toBe(0n);
    stage.bank.fails = 'refused';
    stage.later(6);
    const other = await staff.send(address, { amount: '2', reason: 'р', step: 'check' });
    const refused = await staff.send(address, { amount: '2', reason: 'р', step: 'confirm', wish: wishIn(other) });
    expect(refused.text).toContain('Платіжна система відмовила в поверненні. Гроші лишаються зарахованими.');
  });

  it('still show who gave money back where that person is known no more', async () => {
    const address = `${SEARCH}/${paid.id}`;
    const typed = { amount: '1', reason: 'Помилка' };
    const wish = wishIn(await staff.send(address, { ...typed, step: 'check' }));
    await staff.send(address, { ...typed, step: 'confirm', wish });
    const colleague = browserOf((await somebody({ isStrong: true, role: 'payments' })).cookie);
    expect((await colleague.visit(address)).text).toContain('Ївга: Помилка');
    await under.database.transaction(stage.supplier.id, (tx) =>
      tx
        .updateTable('people')
        .set({ erased_at: stage.context.now() })
        .where('id', '=', staffRef.replace('kabinet:', ''))
        .execute(),
    );
    expect((await colleague.visit(address)).text).toContain('колишній працівник: Помилка');
  });

  it('list differences, open each, and close it with a note, once', async () => {
    const id = await difference();
    const list = await staff.visit(DIFFERENCES);
    expect(list.text).toContain('Сплачено двічі');
    expect(list.text).toContain('3 листопада 2026 року');
    const { accountNumber } = stage.supplier.customer.accounts[0];
    expect(list.text).toContain(accountNumber);
    expect(list.text).toContain('У нас: 358,20 грн, У них: 358,20 грн');
    const one = await staff.visit(`${DIFFERENCES}/${id}`);
    for (const word of ['other-1', 'Номер у платіжній системі', 'Картка', accountNumber])
      expect(one.text).toContain(word);
    expect(one.html).toContain(`/my/${SEARCH}/${paid.id}"`);
    const silent = await staff.send(`${DIFFERENCES}/${id}`, { note: ' ' });
    expect(silent.status).toBe(422);
    expect(silent.html).toContain('href="#note"');
    const closed = await staff.send(`${DIFFERENCES}/${id}`, { note: 'Другий платіж повернуто' });
    expect(closed.address).toBe(`${DIFFERENCES}?done=closed`);
    const again = await staff.send(`${DIFFERENCES}/${id}`, { note: 'Ще раз' });
    expect(again.status).toBe(409);
    expect(again.text).toContain('Другий платіж повернуто');
    expect(again.text).toContain('Ївга');
    const written = await acts(id);
    expect(written.filter(([action]) => action === 'payment_difference.closed')).toHaveLength(1);
    expect(written.filter(([action]) => action === 'payment_difference.viewed').length).toBeGreaterThanOrEqual(5);
  });

  it('name billing’s side as billing’s, and no sums of a day that could not be compared', async () => {
    const found = await otherDifferences();
    const list = (await staff.visit(DIFFERENCES)).text;
    expect(list).toContain('У нас: 358,20 грн, У білінгу: 358,00 грн');
    expect(list).not.toContain('У них');
    const page = async (kind: string) =>
      (await staff.visit(`${DIFFERENCES}/${found.find((each) => each.kind === kind)?.id}`)).text;
    const billing = await page('billing');
    for (const word of ['Запис у білінгу', 'B-1', 'У білінгу']) expect(billing).toContain(word);
    expect(billing).not.toContain('Номер у платіжній системі');
    expect(await page('not_compared')).not.toContain('У нас');
  });

  it('are not there for who has not the role, and need a second factor of who has', async () => {
    const id = await difference();
    const addresses = [SEARCH, `${SEARCH}/${paid.id}`, DIFFERENCES, `${DIFFERENCES}/${id}`];
    const statuses = async (who: Parameters<typeof somebody>[0]) => {
      const browser = browserOf((await somebody(who)).cookie);
      const seen = await Promise.all(addresses.map(async (address) => (await browser.visit(address)).status));
      const sent = await Promise.all([
        browser.send(SEARCH, { query: paid.number }),
        browser.send(`${SEARCH}/${paid.id}`, { amount: '1', reason: 'р', step: 'confirm', wish: randomUUID() }),
        browser.send(`${DIFFERENCES}/${id}`, { note: 'н' }),
      ]);
      return [...new Set([...seen, ...sent.map(({ status }) => status)])];
    };
    const before = (await acts(paid.id)).length;
    expect(await statuses({ isStrong: true })).toEqual([404]);
    expect(await statuses({ isStrong: true, role: 'link_requests' })).toEqual([404]);
    expect(await statuses({ role: 'payments' })).toEqual([403]);
    expect(stage.bank.refundsAsked).toEqual([]);
    expect(await acts(paid.id)).toHaveLength(before);
    const other = await payingStage(under);
    const { row } = await other.order();
    expect((await staff.visit(`${SEARCH}/${row.id}`)).status).toBe(404);
    expect((await staff.visit(`${SEARCH}/${randomUUID()}`)).status).toBe(404);
    expect((await staff.send(SEARCH, { query: row.number })).text).not.toContain(`Платіж ${row.number}`);
  });

  describe('over the API', () => {
    const ask = (name: Parameters<typeof call>[1], options: Partial<Parameters<typeof call>[2]> = {}) =>
      call(stage.app, name, {
        supplierId: stage.supplier.id,
        headers: {
          Cookie: staffCookie.split(';')[0] ?? '',
          'X-Kabinet-Session': 'cookie',
          Origin: stage.context.publicUrl(),
        },
        ...options,
      });

    it('the same rules answer', async () => {
      const found = await ask('findPaymentOrders', { query: { number: paid.number } });
      expect(found.body.items).toMatchObject([
        { id: paid.id, status: 'paid', isRefundable: true, lines: [{ amount: { amount: 35_820 } }] },
      ]);
      expect(found.text).not.toContain(stage.supplier.customer.ref);
      expect((await ask('findPaymentOrders')).body.items).toEqual([]);
      const onDay = (from: string, to: string) => ask('findPaymentOrders', { query: { from, to } });
      expect((await onDay('2026-11-03', '2026-11-03')).body.items).toMatchObject([{ id: paid.id }]);
      expect((await onDay('2026-11-04', '9999-12-31')).body.items).toEqual([]);
      for (const none of [{ number: 'x' }, { accountNumber: '-' }]) {
        expect((await ask('findPaymentOrders', { query: { ...none, from: '2026-11-03' } })).body.items).toEqual([]);
      }
      for (const day of ['2026-02-31', '0000-01-01', '9999-99-99', 'x']) {
        expect((await onDay(day, '2026-11-03')).body.code).toBe('invalid_request');
        expect((await onDay('2026-11-03', day)).body.code).toBe('invalid_request');
      }
      const amount = (minor: number, currency = 'UAH') => ({ amount: { amount: minor, currency }, reason: 'Помилка' });
      const refund = (body: unknown, options = {}) =>
        ask('refundPayment', { params: { orderId: paid.id }, body, ...options });
      expect((await refund(amount(35_821))).body.code).toBe('payment_sum_out_of_range');
      expect((await refund(amount(1, 'EUR'))).body.code).toBe('invalid_request');
      expect((await refund({ ...amount(1), reason: ' ' })).body.code).toBe('invalid_request');
      expect((await refund(amount(1), { params: { orderId: randomUUID() } })).status).toBe(404);
      const key = randomUUID();
      const [one, again] = [await refund(amount(20_000), { key }), await refund(amount(20_000), { key })];
      expect(one.status).toBe(200);
      expect(again.text).toBe(one.text);
      await expect.poll(async () => (await stage.read(paid.id)).refunded).toBe(20_000n);
      expect(stage.bank.refundsAsked).toHaveLength(1);
      await refund(amount(15_820));
      await expect.poll(async () => (await stage.read(paid.id)).status).toBe('refunded');
      expect((await refund(amount(1))).body.code).toBe('payment_not_refundable');
    });

    it('tells who paid that money comes back', async () => {
      const { personId, ref } = await somebody();
      await under.database.transaction(stage.supplier.id, async (tx) => {
        await tx
          .insertInto('contacts')
          .values({
            supplier_id: stage.supplier.id,
            person_id: personId,
            kind: 'phone',
            address: '+380671234567',
            verified_at: stage.context.now(),
          })
          .execute();
      });
      const own = await payAs(ref);
      await ask('refundPayment', {
        params: { orderId: own.id },
        body: { amount: { amount: 5820, currency: 'UAH' }, reason: 'Помилка' },
      });
      await expect.poll(async () => (await stage.read(own.id)).refunded).toBe(5820n);
      const messages = await under.database.transaction(stage.supplier.id, (tx) =>
        tx.selectFrom('outgoing_messages').select('body').where('purpose', '=', 'payment_refunded').execute(),
      );
      expect(messages).toHaveLength(1);
      expect(messages[0]?.body?.replaceAll('\u00a0', ' ')).toContain(`Повертаємо 58,20 грн за платежем ${own.number}`);
    });

    it('closes a difference once, and refuses who gives money back to themselves', async () => {
      const id = await difference();
      const list = await ask('listPaymentDifferences', { query: { status: 'open' } });
      expect(list.body.items).toMatchObject([
        {
          id,
          kind: 'paid_twice',
          ours: { amount: 35_820 },
          accountNumbers: [stage.supplier.customer.accounts[0].accountNumber],
        },
      ]);
      const close = () => ask('closePaymentDifference', { params: { differenceId: id }, body: { note: 'Повернуто' } });
      expect((await close()).body).toMatchObject({ id, note: 'Повернуто' });
      expect((await close()).body.code).toBe('payment_difference_closed');
      expect((await ask('listPaymentDifferences', { query: { status: 'open' } })).body.items).toEqual([]);
      const own = await payAs(staffRef);
      const refused = await ask('refundPayment', {
        params: { orderId: own.id },
        body: { amount: { amount: 1, currency: 'UAH' }, reason: 'Собі' },
      });
      expect(refused.status).toBe(403);
    });

    /** A paid order of somebody who signed up here, as if they had a right to the account. */
    async function payAs(customerRef: string): Promise<PaymentOrderRow> {
      await under.database.transaction(stage.supplier.id, (tx) =>
        tx
          .insertInto('account_links')
          .values({
            supplier_id: stage.supplier.id,
            account_id: stage.supplier.customer.accounts[0].id,
            customer_ref: customerRef,
            role: 'payer',
            until_on: null,
            proven_by: 'staff',
            invitation_id: null,
            ended_at: null,
            ended_by: null,
          })
          .execute(),
      );
      const { row, payUrl } = await stage.order({ customerRef });
      await stage.open(payUrl);
      await stage.tell(stage.bank.callback(stage.event(row, { kind: 'paid' })));
      return stage.read(row.id);
    }
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { linkAccount } from '../../db/account-access.js';
import { changeOrder } from '../../db/payment-orders.js';
import { signedInPerson } from '../../testing/signed-in.js';
import { sessionCookie } from '../../http/session-cookie.js';
import { eventOf, TEST_PAYING } from '../../testing/test-bank.js';
import { type DatabaseUnderTest, openTestPGlite } from '../../testing/databases.js';
import { PageBrowser, type VisitedPage } from '../../testing/page-browser.js';
import { planStage, type PlanStage } from '../../testing/plan-stage.js';

const ONE_METHOD = { ...TEST_PAYING, methods: TEST_PAYING.methods.slice(0, 1) };
const REFRESH = 'Refresh';
const ADDRESS = 'вул. Річкова, 7, кв. 12';
const CABINET = 'https://gas.example/kabinet.html';

describe('the page of paying, without a script', () => {
  let under: DatabaseUnderTest;
  let stage: PlanStage;
  let browser: PageBrowser;
  beforeAll(async () => {
    under = await openTestPGlite();
  });
  afterAll(() => under.close());
  beforeEach(async () => {
    stage = await planStage(under, { profile: { paying: ONE_METHOD } });
    browser = new PageBrowser(stage.app, { supplierId: stage.supplier.id, cookie: await stage.cookie() });
  });

  /** What the page's form would send if nobody typed. */
  const fieldsOf = ({ html }: VisitedPage): Record<string, string> =>
    Object.fromEntries(
      [...html.matchAll(/<input\b[^>]*>/g)].flatMap(([tag]): [string, string][] => {
        const name = /\bname="([^"]*)"/.exec(tag)?.[1];
        const isOff = /type="(radio|checkbox)"/.test(tag) && !/\bchecked/.test(tag);
        return name === undefined || isOff ? [] : [[name, /\bvalue="([^"]*)"/.exec(tag)?.[1] ?? '']];
      }),
    );
  const text = (page: VisitedPage) => page.text.replaceAll('\u00a0', ' ');
  const lastOrder = () =>
    stage.tx((tx) =>
      tx
        .selectFrom('payment_orders')
        .selectAll()
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .executeTakeFirstOrThrow(),
    );
  const settle = async (change: Parameters<typeof changeOrder>[1]['change']) => {
    const { id: orderId } = await lastOrder();
    await stage.tx((tx) => changeOrder(tx, { supplierId: stage.supplier.id, orderId, change }));
    return orderId;
  };
  const payNow = async (changes: Record<string, string> = {}) =>
    browser.send('pay', { ...fieldsOf(await browser.visit('pay')), ...changes });

  it('has what is due in it, names the provider’s address and the fee, and needs one press', async () => {
    const page = await browser.visit('pay');
    expect(fieldsOf(page)['sum-0']).toBe('308,20');
    for (const said of [
      'До сплати 308,20 грн до 20 листопада',
      'Ще 50,00 грн у дорозі',
      'Сума, грн',
      'Далі відкриється сторінка bank.test. Перевірте її адресу',
      'Без комісії',
      'Сплатити 308,20 грн',
    ]) {
      expect(text(page)).toContain(said);
    }
    expect(page.html).not.toMatch(/card-number|cc-number|cvv/i);
    const { accountNumber } = stage.supplier.customer.accounts[0];
    for (const once of ['bank.test', accountNumber, ADDRESS]) expect(text(page).split(once)).toHaveLength(2);
    expect(page.html).toContain(`<span class="together">${accountNumber}</span>`);
    const leaving = await payNow();
    expect(leaving.address).toMatch(/^pay\/[0-9a-f-]{36}\?go=1$/);
    const order = await lastOrder();
    expect([order.amount, order.fee, order.plan_id]).toEqual(['30820', '0', null]);
    expect(leaving.headers.get(REFRESH)).toMatch(
      new RegExp(`^0; url=https://api\\.kabinet\\.test/${stage.supplier.id}/pay/${order.id}/`),
    );
    expect(text(leaving)).toContain('Перейти на bank.test');
    // Whoever comes back by the browser's button is not sent away again.
    await settle({ departedAt: stage.context.now() });
    expect((await browser.visit(leaving.address)).headers.get(REFRESH)).toBe('10');
  });

  it('shows a changed sum back before it is paid, and takes any way of writing it', async () => {
    const back = await payNow({ 'sum-0': '1 234.5 грн' });
    expect(back.address).toBe('pay');
    expect(text(back)).toMatch(/Перевірте оплату Рахунок \S+ 1234,50 грн .*Сплатити 1234,50 грн Змінити/);
    // What is due is another matter: it would contradict what was typed.
    expect(text(back)).not.toMatch(/До сплати|нічого сплачувати/);
    const changing = await browser.send('pay', { ...fieldsOf(back), do: 'change' });
    expect([changing.status, fieldsOf(changing)['sum-0']]).toEqual([200, '1 234.5 грн']);
    const done = await browser.send('pay', fieldsOf(back));
    expect(done.address).toMatch(/^pay\//);
    expect((await lastOrder()).amount).toBe('123450');
  });

  it('makes one order of a form that is sent twice, at once or later, and another one of another form', async () => {
    const fields = fieldsOf(await browser.visit('pay'));
    const [first, second] = await Promise.all([browser.send('pay', fields), browser.send('pay', fields)]);
    expect(second?.address).toBe(first?.address);
    // Whoever comes back and presses again, their payment being on its way, sees what became of it.
    const orderId = await settle({ departedAt: stage.context.now() });
    const again = await browser.send('pay', fields);
    expect([again.address, text(again).includes('Чекаємо на відповідь банку')]).toEqual([`pay/${orderId}?go=1`, true]);
    const orders = () => stage.tx((tx) => tx.selectFrom('payment_orders').select('id').execute());
    expect(await orders()).toHaveLength(1);
    // The same form with something else in it is another wish: shown first.
    const changed = await browser.send('pay', { ...fields, anew: '1' });
    expect(text(changed)).toMatch(/Перевірте оплату .*308,20 грн/);
    expect(await orders()).toHaveLength(1);
    expect((await browser.send('pay', fieldsOf(changed))).address).toMatch(/^pay\/.*go=1$/);
    expect(await orders()).toHaveLength(2);
  });

  it('keeps no refusal for later: what was on its way may have come to nothing', async () => {
    const fields = fieldsOf(await browser.visit('pay'));
    await payNow();
    await settle({ departedAt: stage.context.now() });
    expect((await browser.send('pay', fields)).status).toBe(409);
    await settle({ status: 'failed' });
    expect((await browser.send('pay', fields)).address).toMatch(/^pay\/.*go=1$/);
  });

  it('says what is wrong with a sum, and keeps it', async () => {
    for (const [typed, said] of [
      ['багато', 'Введіть суму цифрами, наприклад 358,20'],
      ['', 'Введіть суму хоча б для одного рахунку'],
      ['0,10', 'За раз можна сплатити від 1,00 грн до 29 999,00 грн'],
      ['99999', 'За раз можна сплатити від 1,00 грн до 29 999,00 грн'],
    ] as const) {
      const page = await payNow({ 'sum-0': typed });
      expect([page.status, text(page).includes(said), fieldsOf(page)['sum-0']]).toEqual([422, true, typed]);
    }
    expect(await stage.tx((tx) => tx.selectFrom('payment_orders').select('id').execute())).toEqual([]);
  });

  it('pays for several accounts at once, and only for those that the person may pay for', async () => {
    const second = stage.supplier.customer.accounts[1].id;
    await stage.tx((tx) =>
      linkAccount(tx, {
        supplierId: stage.supplier.id,
        customerRef: stage.planner.ref,
        accountId: second,
        role: 'payer',
        provenBy: 'pin',
        now: stage.context.now(),
      }),
    );
    expect(text(await browser.visit('pay'))).toContain('Сплатити 616,40 грн');
    await payNow();
    const order = await lastOrder();
    const lines = await stage.tx((tx) =>
      tx.selectFrom('payment_order_lines').select(['account_id', 'amount']).where('order_id', '=', order.id).execute(),
    );
    expect(lines.map((line) => line.account_id).sort()).toEqual([stage.accountId, second].sort());
    const foreign = stage.supplier.neighbour.accounts[0].id;
    const before = (await lastOrder()).id;
    const refused = await payNow({ 'account-0': foreign, 'account-1': foreign });
    expect(refused.status).toBe(422);
    expect((await lastOrder()).id).toBe(before);
  });

  it('tells the fee before anybody leaves, and counts it anew for another sum', async () => {
    const dear = await planStage(under, {
      profile: { paying: { ...TEST_PAYING, methods: TEST_PAYING.methods.slice(1) } },
    });
    const there = new PageBrowser(dear.app, { supplierId: dear.supplier.id, cookie: await dear.cookie() });
    const page = await there.visit('pay');
    expect(text(page)).toContain('Комісія 1,5%, не менше 1,00 грн.');
    expect(text(page)).toContain('Сплатити 312,82 грн');
    const back = await there.send('pay', { ...fieldsOf(page), 'sum-0': '10' });
    expect(text(back)).toMatch(/10,00 грн Комісія 1,00 грн Разом 11,00 грн .*Сплатити 11,00 грн/);
    expect((await there.send('pay', fieldsOf(back))).address).toMatch(/^pay\//);
  });

  it('does not pay twice while a payment is on its way, unless it is meant', async () => {
    await payNow();
    const orderId = await settle({ departedAt: stage.context.now() });
    const page = await payNow();
    expect(page.status).toBe(409);
    expect(page.html).toContain(`/my/pay/${orderId}`);
    const anew = await browser.send('pay', fieldsOf(page));
    expect(anew.address).toMatch(/^pay\/.*go=1$/);
    expect((await lastOrder()).id).not.toBe(orderId);
  });

  it('offers to keep the card for a plan that has none, says what will be charged, and ticks nothing', async () => {
    const planId = await stage.plan({ amount: { amount: 10_000, currency: 'UAH' } });
    const page = await browser.visit('pay');
    const { plan, ...asShown } = fieldsOf(page);
    expect([plan, asShown['sum-0']]).toEqual([undefined, '100,00']);
    expect(page.html).toContain(`value="${planId}"`);
    expect(text(page)).toContain('Щомісяця 15 числа з картки списуватиметься 100,00 грн.');
    await browser.send('pay', asShown);
    expect(await lastOrder()).toMatchObject({ plan_id: null, keeps_card: false });
    await browser.send('pay', { ...fieldsOf(await browser.visit('pay')), plan: planId });
    expect(await lastOrder()).toMatchObject({ plan_id: planId, keeps_card: true });
  });

  describe('afterwards', () => {
    it('believes nobody but the server, and shows the payment to nobody else', async () => {
      await payNow();
      const orderId = await settle({ departedAt: stage.context.now() });
      const back = await browser.visit(`pay?kabinet-order=${orderId}&status=success&paid=1`);
      expect(back.address).toBe(`pay/${orderId}`);
      expect(text(back)).toContain('Чекаємо на відповідь банку');
      expect(text(back)).not.toMatch(/прийнято/);
      const other = await stage.person();
      const { token } = await signedInPerson(under.database, {
        supplierId: stage.supplier.id,
        personId: other.personId,
      });
      const theirs = new PageBrowser(stage.app, {
        supplierId: stage.supplier.id,
        cookie: sessionCookie(stage.supplier.id, token),
      });
      const page = await theirs.visit(`pay/${orderId}`);
      expect([page.status, page.text.includes('308')]).toEqual([404, false]);
      const nobody = new PageBrowser(stage.app, { supplierId: stage.supplier.id });
      expect((await nobody.visit(`pay/${orderId}`)).address).toMatch(/^sign-in/);
    });

    it('asks the provider, and says when it was paid under which number', async () => {
      await payNow();
      await settle({ departedAt: stage.context.now() });
      const order = await lastOrder();
      stage.bank.known.set(order.number, eventOf({ ...order, total: BigInt(order.total) }, { kind: 'paid' }));
      stage.at('2026-11-03T10:02:00Z');
      const page = await browser.visit(`pay/${order.id}`);
      expect(text(page)).toContain(`Платіж 308,20 грн прийнято 3 листопада 2026 року о 12:01, номер ${order.number}`);
      expect(page.headers.get(REFRESH)).toBeNull();
    });

    it('says for what and where it was paid, gives the receipt as a PDF to the payer alone, and leads to the cabinet', async () => {
      stage = await planStage(under, { profile: { paying: ONE_METHOD, cabinetUrl: CABINET } });
      browser = new PageBrowser(stage.app, { supplierId: stage.supplier.id, cookie: await stage.cookie() });
      const { accountNumber } = stage.supplier.customer.accounts[0];
      await payNow();
      await settle({ departedAt: stage.context.now() });
      const order = await lastOrder();
      stage.bank.known.set(order.number, eventOf({ ...order, total: BigInt(order.total) }, { kind: 'paid' }));
      const page = await browser.visit(`pay/${order.id}`);
      for (const said of [`Особовий рахунок ${accountNumber}`, `Адреса ${ADDRESS}`, 'За що газ, жовтень 2026 року']) {
        expect(text(page)).toContain(said);
      }
      expect(page.html).toContain(`номер <span class="together">${order.number}</span>`);
      expect(page.html).toContain(`href="/${stage.supplier.id}/my/pay/${order.id}/receipt"`);
      expect(page.html).toContain(`href="${CABINET}"`);
      const receipt = await browser.visit(`pay/${order.id}/receipt`);
      expect([receipt.status, receipt.headers.get('content-type'), receipt.html.slice(0, 5)]).toEqual([
        200,
        'application/pdf',
        '%PDF-',
      ]);
      expect(receipt.headers.get('content-disposition')).toBe(`attachment; filename="receipt-${order.number}.pdf"`);
      const { personId } = await stage.person();
      const supplierId = stage.supplier.id;
      const { token } = await signedInPerson(under.database, { supplierId, personId });
      const theirs = new PageBrowser(stage.app, { supplierId, cookie: sessionCookie(supplierId, token) });
      expect((await theirs.visit(`pay/${order.id}/receipt`)).status).toBe(404);
      // Taken off the list, its address is not told any more.
      await stage.tx((tx) =>
        tx
          .updateTable('account_links')
          .set({ ended_at: stage.context.now() })
          .where('customer_ref', '=', stage.planner.ref)
          .execute(),
      );
      expect(text(await browser.visit(`pay/${order.id}`))).not.toContain(ADDRESS);
    });

    it('has no receipt of what was not paid', async () => {
      await payNow();
      const orderId = await settle({ departedAt: stage.context.now(), status: 'failed', failure: 'declined' });
      expect((await browser.visit(`pay/${orderId}`)).html).not.toContain('/receipt');
      expect((await browser.visit(`pay/${orderId}/receipt`)).status).toBe(404);
    });

    it('says why it failed and that nothing was credited, or that its time is over', async () => {
      await payNow();
      const orderId = await settle({
        departedAt: stage.context.now(),
        status: 'failed',
        failure: 'insufficient_funds',
      });
      const failed = text(await browser.visit(`pay/${orderId}`));
      expect(failed).toContain('Платіж не пройшов');
      expect(failed).toContain(
        'На картці не вистачає грошей. Поповніть її або спробуйте іншу. На рахунок нічого не зараховано.',
      );
      await settle({ failure: 'card_expired' });
      // No card is charged later: it was a payment like any other.
      expect(text(await browser.visit(`pay/${orderId}`))).not.toContain('списуватимемо');
      const expired = await settle({ status: 'expired' });
      expect(text(await browser.visit(`pay/${expired}`))).toContain('Час на оплату минув');
      const cancelled = await settle({ status: 'expired', failure: 'cancelled_by_payer' });
      expect(text(await browser.visit(`pay/${cancelled}`))).toContain('Платіж скасовано');
    });

    it('asks about one that failed too while it can be paid: it may have been tried again there', async () => {
      await payNow();
      await settle({ departedAt: stage.context.now(), status: 'failed', failure: 'declined' });
      const order = await lastOrder();
      const told = { ...order, total: BigInt(order.total) };
      stage.bank.known.set(order.number, eventOf(told, { kind: 'paid', reference: 'the second try' }));
      expect(text(await browser.visit(`pay/${order.id}`))).toContain('308,20 грн прийнято');
    });

    it('stops looking again by itself after some minutes', async () => {
      await payNow();
      const orderId = await settle({ departedAt: stage.context.now() });
      stage.at('2026-11-03T10:05:00Z');
      const page = await browser.visit(`pay/${orderId}`);
      expect([page.headers.get(REFRESH), text(page).includes('Оновити')]).toEqual([null, true]);
    });
  });

  it('says so where there is nothing to pay with', async () => {
    const closed = await planStage(under, { profile: { paying: { ...TEST_PAYING, methods: [] } } });
    const there = new PageBrowser(closed.app, { supplierId: closed.supplier.id, cookie: await closed.cookie() });
    expect((await there.visit('pay')).text).toContain('Оплата тут зараз не працює');
  });
});

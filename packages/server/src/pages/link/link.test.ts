import { randomInt } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../app.js';
import { sessionCookie } from '../../http/session-cookie.js';
import { type DatabaseUnderTest, openTestPGlite } from '../../testing/databases.js';
import { type SeededAccount, seedSupplier, type SeededSupplier, testContext } from '../../testing/index.js';
import { TEST_PAYING } from '../../testing/test-bank.js';
import { PageBrowser, type VisitedPage } from '../../testing/page-browser.js';
import { signedInPerson } from '../../testing/signed-in.js';

const PIN = '482193';

describe('the page of linking', () => {
  let under: DatabaseUnderTest;
  let supplier: SeededSupplier;
  let gas: SeededAccount;
  let app: ReturnType<typeof createApp>;
  let log: string[];
  let browser: PageBrowser;
  let personId: string;
  beforeAll(async () => {
    under = await openTestPGlite();
  });
  afterAll(() => under.close());
  beforeEach(async () => {
    await begin(['pin', 'meter_number']);
  });

  async function begin(
    linkProofs: SeededSupplier['profile']['linkProofs'],
    more: Partial<SeededSupplier['profile']> = {},
  ) {
    supplier = await seedSupplier(under.database, { profile: { hostedSignIn: true, linkProofs, ...more } });
    [gas] = supplier.customer.accounts;
    await under.database.transaction(supplier.id, (tx) =>
      tx.updateTable('accounts').set({ link_pin: PIN }).where('id', '=', gas.id).execute(),
    );
    log = [];
    const logger = pino({ level: 'trace' }, { write: (line: string) => void log.push(line) });
    app = createApp(testContext(under.database, { logger }));
    ({ browser, personId } = await newcomer());
  }

  async function newcomer() {
    const { personId: id, token } = await signedInPerson(under.database, { supplierId: supplier.id });
    const cookie = sessionCookie(supplier.id, token);
    return { personId: id, browser: new PageBrowser(app, { supplierId: supplier.id, cookie }) };
  }

  const say = (answer: string) => browser.send('link', { answer });
  const press = (value: string) => browser.send('link', { do: value });
  const links = () =>
    under.database.transaction(supplier.id, (tx) => tx.selectFrom('account_links').selectAll().execute());
  const requests = () =>
    under.database.transaction(supplier.id, (tx) => tx.selectFrom('link_requests').selectAll().execute());
  const buttons = ({ html }: VisitedPage) => [...html.matchAll(/name="do" value="([^"]+)"/g)].map((match) => match[1]);

  it('asks one thing at a time, and says what can be done when the account is added', async () => {
    let page = await browser.visit('link');
    expect(page.text).toContain('Який номер особового рахунку?');
    expect(page.text).not.toContain('Чий це рахунок?');
    expect(page.text).toContain('Де це знайти?');
    expect(page.text).toContain(`«рахунок ${supplier.profile.accountNumber.example}, PIN 4821, мамин»`);
    page = await say('');
    expect(page.text).toContain('Напишіть відповідь');
    expect(page.text).not.toContain('кнопкою');
    page = await say(`№ ${gas.accountNumber.slice(0, 4)}-${gas.accountNumber.slice(4)}`.replaceAll('0', 'О'));
    expect(page.text).toContain('Чий це рахунок?');
    expect(page.text).not.toContain('Який номер особового рахунку?');
    page = await press('relation owner');
    expect(page.text).toContain('Що з цього є у вас під рукою?');
    page = await press('kind pin');
    expect(page.text).toContain('Який PIN надруковано на квитанції?');
    page = await say(PIN.split('').join(' '));
    expect(page.text).toContain('Рахунок додано');
    expect(page.text).toContain('Споживач побутовий');
    expect(page.html).toContain('href="https://gas.example"');
    expect(page.address).toBe('link?done=linked');
    expect(await links()).toMatchObject([{ role: 'owner', proven_by: 'pin', customer_ref: `kabinet:${personId}` }]);
    expect((await browser.visit('link')).text).toContain('Який номер особового рахунку?');
  });

  it('leads on to paying, to reminders and to the supplier’s cabinet, where there are such', async () => {
    const everything = `мій, пін ${PIN}, рахунок ${gas.accountNumber}`;
    const plain = await say(everything);
    expect(plain.html).not.toMatch(/\/my\/(pay|reminders)"/);
    await begin(['pin'], {
      paying: TEST_PAYING,
      capabilities: ['balance', 'payments', 'reminders'],
      cabinetUrl: 'https://gas.example/kabinet.html',
    });
    const page = await say(`мій, пін ${PIN}, рахунок ${gas.accountNumber}`);
    const html = /<main[\s\S]*<\/main>/.exec(page.html)?.[0] ?? '';
    for (const to of ['https://gas.example/kabinet.html', `/${supplier.id}/my/pay`, `/${supplier.id}/my/reminders`]) {
      expect(html).toContain(`href="${to}"`);
    }
  });

  it('needs one answer of who writes everything at once, whatever the order', async () => {
    const page = await say(`мамин, пін ${PIN}, рахунок ${gas.accountNumber}`);
    expect(page.text).toContain('Рахунок додано');
    expect(await links()).toMatchObject([{ role: 'payer' }]);
  });

  it('says at once what is wrong with a number, keeps it in the field, and keeps the other answers', async () => {
    const page = await say('мій рахунок 04001234567');
    expect(page.text).toContain('Тут 11 цифр, а в номері рахунку їх 10');
    expect(page.html).toContain('value="мій рахунок 04001234567"');
    expect(page.html).toContain('aria-invalid="true"');
    expect(page.text).toContain('Чий рахунок Мій');
    expect((await say('400123456')).text).toContain('Так, 0400123456');
    expect((await press('number 0')).text).toContain('Особовий рахунок 0400123456');
  });

  it('asks which of two things a number is', async () => {
    await say(`мій ${gas.accountNumber}`);
    const page = await say('4821');
    expect(page.text).toContain('Що таке 4821?');
    expect(page.text).toContain('4821 — це PIN із квитанції');
    expect(buttons(page)).toEqual(expect.arrayContaining(['which pin', 'which meter_number']));
    expect((await press('which meter_number')).text).toContain('Не вдалося підтвердити рахунок');
  });

  it('refuses in the same words and bytes, whatever was wrong', async () => {
    const bytes = new Set<string>();
    const unknown = '0499999999';
    for (const [accountNumber, proof] of [
      [gas.accountNumber, '111111'],
      [unknown, '111111'],
      [unknown, PIN],
    ] as const) {
      ({ browser } = await newcomer());
      const { html, text } = await say(`мій рахунок ${accountNumber}, пін ${proof}`);
      expect(text).toContain('Не вдалося підтвердити рахунок');
      bytes.add(
        html
          .replaceAll(accountNumber, 'N')
          .replaceAll(proof, 'P')
          .replace(/nonce="[^"]+"/g, ''),
      );
    }
    expect(bytes.size).toBe(1);
    expect([...bytes][0]).toContain('0 800 000 104');
    expect([...bytes][0]).toContain('link/request');
    expect(await links()).toEqual([]);
  });

  it('lets any answer be changed, and checks again when all is there', async () => {
    await say('рахунок 0499999999 мій, пін 111111');
    expect((await press('change pin')).text).toContain('Який PIN надруковано на квитанції?');
    await say(PIN);
    const page = await press('change account_number');
    expect(page.text).toContain('Який номер особового рахунку?');
    expect(page.text).toContain(`PIN із квитанції ${PIN}`);
    expect((await say(gas.accountNumber)).text).toContain('Рахунок додано');
    expect((await browser.visit('link')).html).not.toContain(PIN);
  });

  it('forgets what proved it, keeps it out of addresses, logs and traces', async () => {
    await say(`рахунок ${gas.accountNumber} мій, пін 111111`);
    await say(`пін ${PIN}`);
    expect(await links()).toHaveLength(1);
    const rows = await under.database.transaction(supplier.id, async (tx) => ({
      dialogues: await tx.selectFrom('link_dialogues').select('state').execute(),
      audit: await tx.selectFrom('audit_events').selectAll().execute(),
    }));
    expect(rows.audit.map(({ action }) => action).sort()).toEqual(['account.link_refused', 'account.linked']);
    const secrets = new RegExp(`${PIN}|111111`);
    expect(JSON.stringify(rows)).not.toMatch(secrets);
    expect(log.length).toBeGreaterThan(2);
    expect(log.join('\n')).not.toMatch(new RegExp(`${secrets.source}|${gas.accountNumber}`));
  });

  it('says when to try again, and keeps the answers', async () => {
    let page = await say(`рахунок ${gas.accountNumber} мій, пін 111111`);
    for (let count = 0; count < 5; count += 1) page = await press('again');
    expect(page.text).toContain('Забагато спроб');
    expect(page.text).toMatch(/Спробуйте знову через \d+ год/);
    expect(page.text).toContain(gas.accountNumber);
    expect(page.html).toContain('link/request');
  });

  it.each(['оператор', 'не знаю', 'help', 'немає'])('hands over to a person at "%s"', async (answer) => {
    await say(`мій ${gas.accountNumber}`);
    const page = await say(answer);
    expect(page.html).not.toContain(`value="${answer}"`);
    expect(page.text).toContain('Допоможе людина');
    expect(page.text).toContain('0 800 000 104');
    expect(page.html).toMatch(/class="button[^>]+link\/request/);
  });

  it('names an account that is there already, and the kind of its holder', async () => {
    await under.database.transaction(supplier.id, (tx) =>
      tx
        .updateTable('customers')
        .set({ kind: 'legal_entity' })
        .where('customer_ref', '=', supplier.customer.ref)
        .execute(),
    );
    const all = `рахунок ${gas.accountNumber} мій, пін ${PIN}`;
    expect((await say(all)).text).toContain('юридична особа');
    await press('start');
    expect((await say(all)).text).toContain('Цей рахунок уже є у вашому кабінеті');
    expect(await links()).toHaveLength(1);
  });

  it("needs no choice of proof where there is one, and no proof of another supplier's kind is taken", async () => {
    await begin(['pin']);
    const page = await say(`мій ${gas.accountNumber}`);
    expect(page.text).toContain('Який PIN надруковано на квитанції?');
    expect((await say('лічильник 123')).text).toContain('За цим ми рахунок не перевіряємо');
    expect((await browser.visit('link')).html).not.toContain('name="do" value="kind');
  });

  it('is in the language of the page', async () => {
    expect((await browser.visit('link?lang=ru')).text).toContain('Какой номер лицевого счёта?');
    expect((await browser.visit('link?lang=en')).text).toContain('What is the account number?');
  });

  it('is nothing for who is not signed in', async () => {
    const stranger = new PageBrowser(app, { supplierId: supplier.id });
    expect((await stranger.visit('link')).address).toMatch(/^sign-in/);
    const sent = await stranger.send('link', { answer: `мій ${gas.accountNumber}, пін ${PIN}` });
    expect(sent.text).not.toContain('Рахунок додано');
    expect(sent.html).toContain('sign-in');
    expect(await links()).toEqual([]);
    expect((await stranger.visit('link/request')).address).toMatch(/^sign-in/);
  });

  it('takes whatever is sent', async () => {
    for (const fields of [
      { do: 'change everything' },
      { do: 'number 7' },
      { do: 'which pin' },
      { do: 'kind last_payment' },
      { do: 'again' },
      { answer: '<script>alert(1)</script>' },
      { answer: '\u0000'.repeat(2000) },
      {},
    ]) {
      const page = await browser.send('link', fields);
      expect(page.status).toBe(200);
      expect(page.html).not.toContain('<script>alert');
    }
  });

  it('keeps no character that the database cannot', async () => {
    const page = await browser.send('link', { answer: `мій \u0000${gas.accountNumber}` });
    expect(page.text).toContain('Що з цього є у вас під рукою?');
  });

  describe('asking to add it by hand', () => {
    const asked = {
      accountNumber: '0400 123 456',
      relation: 'payer',
      holderName: "Дем'яненко Ґанна Іллівна",
      address: 'м. Придеснянськ, вул. Річкова, 7',
      phone: '067 123 45 67',
      comment: '',
    };

    it('is filled in with what is known, and shows the request with its number and status', async () => {
      await under.database.transaction(supplier.id, (tx) =>
        tx
          .insertInto('contacts')
          .values({
            supplier_id: supplier.id,
            person_id: personId,
            kind: 'phone',
            address: `+38050${randomInt(1_000_000, 9_999_999)}`,
            verified_at: new Date(),
          })
          .execute(),
      );
      await say('мамин рахунок 0400123456');
      const form = await browser.visit('link/request');
      expect(form.html).toContain('value="0400123456"');
      expect(form.html).toMatch(/value="payer"[^>]* checked/);
      expect(form.html).toContain('value="+38050');
      const page = await browser.send('link/request', asked);
      expect(page.address).toBe('link?done=request');
      expect(page.text).toMatch(/Запит З-\d{6} надіслано/);
      const [row] = await requests();
      expect(row).toMatchObject({
        account_number: asked.accountNumber,
        holder_name: asked.holderName,
        relation: 'payer',
        status: 'open',
        customer_ref: `kabinet:${personId}`,
      });
      const later = await browser.visit('link');
      expect(later.text).toMatch(new RegExp(`${row!.number} ?: розглядаємо`));
      const sent = await under.database.transaction(supplier.id, (tx) =>
        tx.selectFrom('outgoing_messages').select(['purpose', 'body']).execute(),
      );
      expect(sent).toMatchObject([{ purpose: 'link_request_received' }]);
      expect(sent[0]?.body).toContain(row!.number);
    });

    it('is one request for an account number, however often it is sent, and at most five', async () => {
      const spelled = { ...asked, accountNumber: 'О400-123-456' };
      await Promise.all([asked, spelled, asked].map((each) => browser.send('link/request', each)));
      expect(await requests()).toHaveLength(1);
      for (let count = 0; count < 4; count += 1)
        await browser.send('link/request', { ...asked, accountNumber: `040000000${count}` });
      const page = await browser.send('link/request', { ...asked, accountNumber: '0477777777' });
      expect(page.status).toBe(409);
      expect(page.text).toContain('уже п’ять запитів');
      expect(page.html).toContain('value="0477777777"');
      expect(await requests()).toHaveLength(5);
    });

    it('says what is missing beside each field, and keeps what was typed', async () => {
      const page = await browser.send('link/request', { holderName: 'Ґудзь', phone: '12' });
      expect(page.status).toBe(422);
      expect(page.text).toContain('Напишіть номер особового рахунку');
      expect(page.text).toContain('Оберіть, чий це рахунок');
      expect(page.text).toContain('Напишіть адресу');
      expect(page.text).toContain('Напишіть номер телефону');
      expect(page.text).not.toContain('на кого оформлено');
      expect(page.html).toContain('value="Ґудзь"');
      expect(page.html).toContain('href="#relation-0"');
      expect(await requests()).toEqual([]);
    });
  });
});

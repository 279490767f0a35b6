import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUDGETS, spend } from '../../domain/budgets.js';
import { receiveMail } from '../../domain/receive-mail.js';
import { purgeSignIn } from '../../jobs/purge-sign-in.js';
import { type AppealStage, appealStage } from '../../testing/appeal-stage.js';
import { call } from '../../testing/call.js';
import { type DatabaseUnderTest, openTestPGlite } from '../../testing/databases.js';
import { PageBrowser, type VisitedPage } from '../../testing/page-browser.js';
import { pageObjects, pdfOf } from '../../testing/pdfs.js';
import { SEED_NOW } from '../../testing/seed-supplier.js';

const DAY = 86_400_000;
const day = (days: number) => new Date(SEED_NOW.getTime() + days * DAY).toISOString();
const PDF = { name: 'План.pdf', bytes: pdfOf(pageObjects()) };

const hiddenIn = ({ html }: VisitedPage, name: string) =>
  [...html.matchAll(new RegExp(`type="hidden" name="${name}" value="([^"]*)"`, 'g'))].map(([, value = '']) => value);

describe('appeals of who is not signed in', () => {
  let under: DatabaseUnderTest;
  let stage: AppealStage;
  let count = 0;
  beforeAll(async () => {
    under = await openTestPGlite();
    stage = await appealStage(under);
  });
  afterAll(() => under.close());

  const browser = () => new PageBrowser(stage.app, { supplierId: stage.supplier.id, now: () => stage.context.now() });
  const newContact = () => `guest${(count += 1)}@mail.example`;
  const submit = (body: Record<string, unknown>) =>
    call(stage.app, 'submitGuestAppeal', {
      supplierId: stage.supplier.id,
      body: {
        kindId: 'question',
        name: 'Ганна',
        contact: newContact(),
        accountNumber: '',
        text: 'Чому <b>так</b>?',
        fields: {},
        language: 'uk',
        ...body,
      },
    });
  /** Begins an appeal: a browser at the page where its code is typed, and the code. */
  async function begun(body: Record<string, unknown> = {}) {
    await stage.sent();
    const { status, body: receipt, text } = await submit(body);
    expect(status, text).toBe(201);
    const [message = ''] = await stage.sent();
    const { pathname, search } = new URL(receipt.confirmUrl);
    const address = pathname.split('/my/')[1] + search;
    const visitor = browser();
    return {
      receipt,
      address,
      visitor,
      page: await visitor.visit(address),
      code: /\b\d{6}\b/.exec(message)?.[0] ?? '',
      message,
    };
  }
  const sentAppeal = async (body: Record<string, unknown> = {}) => {
    const { visitor, code } = await begun(body);
    const shown = await visitor.send('confirm-appeal', { code });
    const [, id = ''] = /^appeal\/([0-9a-f-]{36})\?/.exec(shown.address) ?? [];
    return { visitor, shown, id, address: shown.address.replace('&done=sent', '') };
  };
  const answer = async (appealId: string, body: Record<string, unknown> = {}) => {
    const { messages } = (await stage.staff.call('getStaffAppeal', { params: { appealId } })).body;
    const afterMessageId = messages.filter((each: { author: string }) => each.author === 'customer').at(-1).id;
    const said = { text: 'Бо <i>холодно</i>', uploadIds: [], status: 'answered', afterMessageId, ...body };
    return stage.staff.call('answerAppeal', { params: { appealId }, body: said });
  };
  const appeals = () =>
    stage.tx((tx) => tx.selectFrom('appeals').select(['id', 'channel', 'contact_address', 'person_name']).execute());

  it('are sent once the code is typed, with number, day, and an address to follow them at', async () => {
    stage.at(day(0));
    const before = await appeals();
    const { receipt, visitor, page, code, message, address } = await begun({ contact: 'Hanna@Mail.example' });
    expect(receipt.contact).toBe('h•••@mail.example');
    expect(message).toMatch(/^hanna@mail\.example: Ваш код: \d{6}/);
    // The token is in no address from here on.
    expect(page.address).toBe('confirm-appeal');
    expect(page.text).toContain('Звернення «Запитання» ще не надіслано');
    expect(page.text).toContain('hanna@mail.example');
    const wrong = await visitor.send('confirm-appeal', { code: code === '000000' ? '000001' : '000000' });
    expect([wrong.status, await appeals()]).toEqual([422, before]);
    const shown = await visitor.send('confirm-appeal', { code });
    expect(shown.address).toMatch(/^appeal\/[0-9a-f-]{36}\?k=[\w-]{43}&done=sent$/);
    const [, number = ''] = /Звернення (\S+) надіслано/.exec(shown.text) ?? [];
    expect(shown.text).toContain(
      'Відповімо не пізніше 3 грудня 2026 року. Коли буде відповідь, напишемо на h•••@mail.example.',
    );
    expect(shown.text).toContain('3 грудня 2026 року (Закон)');
    expect(shown.text).toContain('Чому <b>так</b>?');
    expect(shown.html).not.toContain('<b>так');
    const [told = ''] = await stage.sent();
    expect(told).toContain(`Ми отримали ваше звернення ${number}`);
    const { pathname, search } = new URL(/https:\S+/.exec(told)?.[0] ?? '');
    expect((await browser().visit(pathname.split('/my/')[1] + search)).text).toContain(number);
    expect((await appeals()).filter(({ contact_address }) => contact_address === 'hanna@mail.example')).toMatchObject([
      { channel: 'guest', person_name: 'Ганна' },
    ]);
    // Sent again, or come back to, it is the same one.
    expect((await visitor.send('confirm-appeal', { code })).status).toBe(410);
    expect((await visitor.visit(address)).text).toContain(`Звернення ${number}`);
    expect(await appeals()).toHaveLength(before.length + 1);
  });

  it('tell all that is wrong at once, and write to nobody then', async () => {
    await stage.sent();
    const { status, body } = await submit({ name: ' ', contact: 'hanna', text: '' });
    const issues = body.issues.map(({ pointer, code }: { pointer: string; code: string }) => `${pointer} ${code}`);
    expect([status, issues]).toEqual([400, ['/name required', '/contact unreadable', '/text required']]);
    for (const [kindId, code] of [
      ['meter', 'not_offered'],
      ['nothing', 'unknown_kind'],
    ]) {
      expect((await submit({ kindId })).body.issues).toEqual([{ pointer: '/kindId', code }]);
    }
    expect(await stage.sent()).toEqual([]);
  });

  it('answer the same whoever’s the contact is', async () => {
    const known = await submit({ contact: stage.writer.contact.address });
    const unknown = await submit({});
    const shape = (body: Record<string, string>) => [Object.keys(body), body['confirmUrl']?.length, body['expiresAt']];
    expect(shape(known.body)).toEqual(shape(unknown.body));
    expect((await stage.sent()).map((message) => message.replace(/^\S+|\d{6}/g, ''))).toHaveLength(2);
  });

  it('refuse a fourth, fifth and sixth code to one contact within the hour', async () => {
    const contact = newContact();
    const statuses: number[] = [];
    for (let count = 0; count < 6; count += 1) statuses.push((await submit({ contact })).status);
    expect(statuses).toEqual([201, 201, 201, 201, 201, 429]);
  });

  it('take the files that their kind needs after the code, and are sent with them', async () => {
    stage.at(day(0));
    const { visitor, code } = await begun({ kindId: 'connection', fields: { place: 'Дачна, 5' } });
    // Nobody adds files before the contact is proven.
    const early = await visitor.sendFile('appeal-files', { step: 'add-file' }, PDF);
    expect([early.status, early.text.includes('у тому браузері, де ви ввели код')]).toEqual([410, true]);
    const files = await visitor.send('confirm-appeal', { code });
    expect([files.address, files.text.includes('ще не надіслано: для нього потрібні файли')]).toEqual([
      'appeal-files',
      true,
    ]);
    const none = await visitor.send('appeal-files', { step: 'send' });
    expect([none.status, none.text.includes('потрібно щонайменше 1')]).toEqual([422, true]);
    const added = await visitor.sendFile('appeal-files', { step: 'add-file' }, PDF);
    const [waiting = ''] = hiddenIn(added, 'waiting');
    expect(added.text).toContain('План.pdf');
    const removed = await visitor.send('appeal-files', { 'remove-file': waiting, waiting });
    expect(removed.text).not.toContain('План.pdf');
    // What was chosen goes along whichever button is pressed.
    const sent = await visitor.sendFile('appeal-files', { step: 'send' }, PDF);
    expect(sent.address).toContain('done=sent');
    expect(sent.text).toContain('План.pdf');
    const [, file = ''] = /appeal\/([0-9a-f-]{36}\/file\/[0-9a-f-]{36})\?k=/.exec(sent.html) ?? [];
    expect(file).not.toBe('');
  });

  it('wait for their files the whole day that is spoken of, whoever signs in or writes another one meanwhile', async () => {
    stage.at(day(0));
    const connection = { kindId: 'connection', fields: { place: 'Дачна, 5' } };
    const { visitor, code } = await begun(connection);
    stage.at(day(4 / 24 / 60));
    expect((await visitor.send('confirm-appeal', { code })).address).toBe('appeal-files');
    stage.at(day(2 / 24));
    await visitor.send('reset-password', { contact: newContact() });
    const other = await begun();
    await visitor.visit(other.address);
    expect((await visitor.send('confirm-appeal', { code: other.code })).address).toContain('done=sent');
    // The day begins with the code.
    stage.at(day(1 + 3 / 24 / 60));
    const files = await visitor.visit('appeal-files');
    expect([files.status, files.text.includes('потрібні файли')]).toEqual([200, true]);
    expect((await visitor.sendFile('appeal-files', { step: 'send' }, PDF)).address).toContain('done=sent');
    expect((await visitor.visit('appeal-files')).status).toBe(410);
  });

  it('take no place of a sign-in under way, and no address leads anybody to somebody else’s files', async () => {
    stage.at(day(0));
    const theirs = await begun({ kindId: 'connection', fields: { place: 'Дачна, 6' } });
    const visitor = browser();
    await visitor.send('reset-password', { contact: newContact() });
    const attempts = () => [...visitor.cookies].filter(([name]) => name.includes('attempt'));
    const before = attempts();
    expect(before).toHaveLength(1);
    await visitor.visit(theirs.address);
    expect(attempts()).toEqual(before);
    await theirs.visitor.send('confirm-appeal', { code: theirs.code });
    // Who sends the address of their own waiting appeal to somebody gets no files from them.
    const led = await visitor.visit(theirs.address);
    expect([led.address, led.status]).toEqual(['appeal-files', 410]);
    expect((await visitor.sendFile('appeal-files', { step: 'send' }, PDF)).status).toBe(410);
    expect((await theirs.visitor.visit(theirs.address)).text).toContain('потрібні файли');
  });

  it('leave nothing behind by which a reader of the database could confirm them', async () => {
    stage.at(day(0));
    const body = {
      kindId: 'question',
      name: 'Ганна',
      contact: newContact(),
      accountNumber: '',
      text: 'Т',
      fields: {},
      language: 'uk',
    };
    const twice = { supplierId: stage.supplier.id, body, key: 'guest-token-test' };
    const [first, second] = [
      await call(stage.app, 'submitGuestAppeal', twice),
      await call(stage.app, 'submitGuestAppeal', twice),
    ];
    expect([first.status, second.text]).toEqual([201, first.text]);
    const token = new URL(first.body.confirmUrl).searchParams.get('t') ?? '';
    expect(token).toMatch(/^[\w-]{43}$/);
    const kept = await stage.tx((tx) => tx.selectFrom('idempotency_keys').select('response_body').execute());
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.filter(({ response_body }) => response_body?.includes(token))).toEqual([]);
  });

  it('are written on once, however often the form is sent', async () => {
    stage.at(day(0));
    const { visitor, id, address } = await sentAppeal();
    const page = await visitor.visit(address);
    const [key = ''] = hiddenIn(page, 'key');
    const form = { step: 'reply', text: 'Ще одне', key };
    const answers = await Promise.all([visitor.sendFile(address, form, PDF), visitor.sendFile(address, form, PDF)]);
    expect(answers.map(({ address: to }) => to.endsWith('&done=replied'))).toEqual([true, true]);
    const messages = () =>
      stage.tx((tx) => tx.selectFrom('appeal_messages').select('text').where('appeal_id', '=', id).execute());
    expect(await messages()).toHaveLength(2);
    // Changed, it is another one; so is the same words in a new form.
    await visitor.send(address, { ...form, text: 'Ще друге' });
    await visitor.send(address, { ...form, key: hiddenIn(await visitor.visit(address), 'key')[0] ?? '' });
    expect(await messages()).toHaveLength(4);
    await visitor.send(address, { step: 'withdraw' });
    for (let times = 0; times < 2; times += 1) {
      const late = await visitor.send(address, { step: 'reply', text: 'Запізно', key });
      expect([late.status, late.text.includes('так уже не можна')]).toEqual([409, true]);
    }
  });

  it('are rated so many times a day, and no more', async () => {
    stage.at(day(0));
    const { visitor, id, address } = await sentAppeal();
    await answer(id);
    const supplierId = stage.supplier.id;
    const budget = { budget: 'appeal_message_customer', who: `appeal:${id}`, ...BUDGETS.appeal_message_customer };
    await stage.tx((tx) => spend(tx, { supplierId, ...budget, amount: 99, now: stage.context.now() }));
    const statuses: number[] = [];
    for (const score of ['1', '2']) statuses.push((await visitor.send(address, { step: 'rate', score })).status);
    expect(statuses).toEqual([200, 429]);
  });

  it('show what a mail quotes folded away, and all of it', async () => {
    stage.at(day(0));
    const { visitor, id, address } = await sentAppeal();
    const mail = {
      messageId: '<q@mail.example>',
      from: { name: '', address: newContact() },
      subject: 'Re: x',
      files: [],
    };
    const said = { text: 'Моє слово', quoted: '22.11.2026 я надіслав на office@gas.ua таке:\nсума <b>200</b>' };
    const to = { supplier: stage.known, appealId: id };
    await receiveMail(stage.context, {
      ...to,
      mail: { ...mail, ...said, digest: '', isAutomatic: false, asksNoAnswer: false, report: null },
    });
    const { html } = await visitor.visit(address);
    expect(html).toMatch(/<p class="letter">Моє слово<\/p>\s*<details>\s*<summary>Цитата або підпис<\/summary>/);
    expect(html).toContain('сума &lt;b&gt;200');
  });

  it('are nobody else’s: without their key there is no such page, no file, and nothing can be written', async () => {
    stage.at(day(0));
    const [one, other] = [await sentAppeal(), await sentAppeal()];
    const key = new URLSearchParams(other.address.split('?')[1]).get('k') ?? '';
    for (const page of [`appeal/${one.id}`, `appeal/${one.id}?k=${key}`, `appeal/${one.id}/file/${one.id}?k=${key}`]) {
      expect((await browser().visit(page)).status, page).toBe(404);
    }
    expect((await browser().send(`appeal/${one.id}?k=${key}`, { step: 'withdraw' })).status).toBe(404);
    // The key of an appeal of somebody signed in opens nothing: it is read in the cabinet.
    const { appeal } = await stage.write();
    expect((await browser().visit(`appeal/${appeal.id}?k=${key}`)).status).toBe(404);
  });

  it('are followed, written on with a file, rated, reopened and taken back on their page', async () => {
    stage.at(day(0));
    const { visitor, id, address } = await sentAppeal();
    stage.at(day(1));
    await answer(id);
    await stage.sent();
    const answered = await visitor.visit(address);
    expect(answered.text).toMatch(/Стан є відповідь .*Бо <i>холодно<\/i>/);
    expect(answered.html).not.toContain('<i>холодно');
    expect((await visitor.send(address, { step: 'rate' })).text).toContain('Виберіть одну з відповідей');
    const rated = await visitor.send(address, { step: 'rate', score: '2', comment: 'Мало' });
    expect(rated.text).toContain('Дякуємо, оцінку збережено');
    expect((await visitor.send(address, { step: 'reply', text: ' ' })).text).toContain(
      'Напишіть повідомлення або додайте файл',
    );
    const replied = await visitor.sendFile(address, { step: 'reply', text: 'А тепер?' }, PDF);
    expect([replied.address.endsWith('&done=replied'), replied.text.includes('План.pdf')]).toEqual([true, true]);
    expect(replied.text).toContain('Стан у роботі');
    stage.at(day(2));
    await answer(id, { status: 'closed' });
    const reopened = await visitor.send(address, { step: 'reopen', text: 'Ні' });
    expect(reopened.text).toContain('Звернення знову в роботі');
    const withdrawn = await visitor.send(address, { step: 'withdraw' });
    expect(withdrawn.text).toContain('Звернення відкликано');
    const late = await visitor.send(address, { step: 'reply', text: 'Ще' });
    expect([late.status, late.text.includes('так уже не можна')]).toEqual([409, true]);
  });

  it('go by phone as well: the code, and that there is something to read, and where', async () => {
    stage.at(day(0));
    const { receipt, visitor, code, message } = await begun({ contact: '067 765 43 21' });
    expect([receipt.contact, message]).toEqual([
      expect.stringMatching(/•.*21$/),
      expect.stringMatching(/^\+380677654321: .*\d{6}/),
    ]);
    const shown = await visitor.send('confirm-appeal', { code });
    const [, id = ''] = /^appeal\/([0-9a-f-]{36})\?/.exec(shown.address) ?? [];
    await stage.sent();
    await answer(id, { text: 'Таємниця' });
    const [told = ''] = await stage.sent();
    expect(told).toMatch(/^\+380677654321: Є відповідь на звернення \S+: https:\S+\/my\/appeal\//);
    expect(told).not.toContain('Таємниця');
  });

  it('say until when they can be opened again, and after it that this is over', async () => {
    stage.at(day(0));
    const { visitor, id, address } = await sentAppeal();
    await answer(id, { status: 'closed' });
    const open = await visitor.visit(address);
    expect(open.text).toContain('Відкрити його можна до 3 грудня 2026 року.');
    stage.at(day(30.1));
    const over = await visitor.visit(address);
    expect(over.text).toContain('Звернення закрито. Відкрити його знову можна було до 3 грудня 2026 року.');
    expect(over.html).not.toContain('value="reopen"');
    const late = await visitor.send(address, { step: 'reopen', text: 'Ні' });
    expect([late.status, late.text.includes('так уже не можна')]).toEqual([409, true]);
  });

  it('say that they are late, and whom to turn to', async () => {
    stage.at(day(0));
    const { visitor, address } = await sentAppeal();
    stage.at(day(40));
    expect((await visitor.visit(address)).text).toContain(
      'Ми мали відповісти до 3 грудня 2026 року і запізнюємося Куди звернутися далі: НКРЕКП, 0 800 000 000',
    );
  });

  it('are forgotten a day after, and the page says that nothing waits any more', async () => {
    stage.at(day(0));
    const { visitor } = await begun();
    stage.at(day(1.1));
    const over = await visitor.visit('confirm-appeal');
    expect([over.status, over.text.includes('вже не чекає на код')]).toEqual([410, true]);
    await purgeSignIn(stage.context);
    const { rows } = await stage.tx(async (tx) => ({
      rows: await tx.selectFrom('guest_appeals').select('id').execute(),
    }));
    expect(rows).toEqual([]);
  });

  it('are taken at a supplier whose customers do not sign in here too', async () => {
    const elsewhere = await appealStage(under, { profile: { hostedSignIn: false } });
    const supplierId = elsewhere.supplier.id;
    const said = { kindId: 'question', name: 'Г', accountNumber: '', text: 'Т', fields: {}, language: 'uk' };
    const { body } = await call(elsewhere.app, 'submitGuestAppeal', {
      supplierId,
      body: { ...said, contact: newContact() },
    });
    const visitor = new PageBrowser(elsewhere.app, { supplierId });
    expect((await visitor.visit(body.confirmUrl)).status).toBe(200);
    const [message = ''] = await elsewhere.sent();
    const shown = await visitor.send('confirm-appeal', { code: /\b\d{6}\b/.exec(message)?.[0] ?? '' });
    expect([shown.status, shown.address.includes('done=sent')]).toEqual([200, true]);
    expect((await visitor.visit('sign-up')).status).toBe(404);
  });

  it('are not taken by a server that has no key to sign their address by', async () => {
    const keyless = await appealStage(under, { changes: { secretKey: null } });
    const { status } = await call(keyless.app, 'submitGuestAppeal', {
      supplierId: keyless.supplier.id,
      body: {
        kindId: 'question',
        name: 'Г',
        contact: 'a@b.example',
        accountNumber: '',
        text: 'Т',
        fields: {},
        language: 'uk',
      },
    });
    expect(status).toBe(503);
  });
});

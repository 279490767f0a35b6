import { connect } from 'node:net';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { replyAddress } from '../domain/appeal-addresses.js';
import { BUDGETS, spend, spendAll } from '../domain/budgets.js';
import type * as CheckFile from '../domain/check-file.js';
import { lookingInto } from '../domain/uploads.js';
import { ProblemError } from '../problem.js';
import { type AppealStage, appealStage } from '../testing/appeal-stage.js';
import { databasesUnderTest, type DatabaseUnderTest } from '../testing/databases.js';
import { pageObjects, pdfOf } from '../testing/pdfs.js';
import { photoWithTraces } from '../testing/pictures.js';
import { SEED_NOW } from '../testing/seed-supplier.js';
import { type Receiving, startReceiving } from './listen.js';

const DAY = 86_400_000;
const day = (days: number) => new Date(SEED_NOW.getTime() + days * DAY).toISOString();
const SUPPORT = 'support@gas.example';
const PDF = pdfOf(pageObjects());

/** A file that keeps us busy for longer than we let it. */
const SLOW = 'повільне.jpg';
vi.mock('../domain/check-file.js', async (original) => {
  const { checkFile, ...others } = await original<typeof CheckFile>();
  return {
    ...others,
    checkFile: (file: Parameters<typeof checkFile>[0]) =>
      file.name === SLOW ? Promise.reject(new ProblemError('unavailable')) : checkFile(file),
  };
});

describe.each(databasesUnderTest)('mails, on %s', (_name, open) => {
  let under: DatabaseUnderTest;
  let stage: AppealStage;
  let receiving: Receiving;
  let count = 0;
  beforeAll(async () => {
    under = await open();
    stage = await appealStage(under);
    receiving = await startReceiving(stage.context, { host: '127.0.0.1', port: 0 });
  });
  afterAll(async () => {
    await receiving.stop();
    await under.close();
  });

  const newSender = () => `writer${(count += 1)}@mail.example`;
  /** Sends a mail as a mail server does; answers with the code of what it was told. */
  async function mail(options: SendMailOptions, port = receiving.port): Promise<number> {
    const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
    try {
      const { response } = await transport.sendMail({
        to: SUPPORT,
        from: newSender(),
        text: 'Доброго дня',
        ...options,
      });
      return Number(response.slice(0, 3));
    } catch (error) {
      return (error as { responseCode?: number }).responseCode ?? 0;
    } finally {
      transport.close();
    }
  }
  /** The same by a mail server that tells which host it has the mail from. */
  async function said(host: string, from: string, to: string, raw: string): Promise<number> {
    const lines = [
      'EHLO mail.example',
      `XFORWARD ADDR=${host}`,
      `MAIL FROM:<${from}>`,
      `RCPT TO:<${to}>`,
      'DATA',
      `${raw}.`,
    ];
    const socket = connect(receiving.port, '127.0.0.1');
    let answer = '';
    socket.on('data', (bytes) => {
      answer = bytes.toString();
      // The last line of an answer.
      if (!/^\d{3} [^\n]*\n$/m.test(answer)) return;
      const line = lines.shift();
      if (line === undefined) socket.end();
      else socket.write(`${line}\r\n`);
    });
    await new Promise((done) => socket.once('close', done));
    return Number(/^(\d{3}) /m.exec(answer)?.[1]);
  }
  const appeals = () =>
    stage.tx((tx) =>
      tx
        .selectFrom('appeals')
        .select(['id', 'number', 'channel', 'contact_address', 'person_name', 'language', 'kind_id', 'status'])
        .orderBy('sent_at')
        .orderBy('id')
        .execute(),
    );
  const messagesOf = async (appealId: string) =>
    (await stage.staff.call('getStaffAppeal', { params: { appealId } })).body.messages as {
      text: string;
      quotedFrom?: number;
      sentFrom?: string;
      channel: string;
      author: string;
      id: string;
      attachments: { name: string; mediaType: string }[];
    }[];
  const newest = async () => {
    const all = await appeals();
    const last = all.at(-1);
    if (!last) throw new Error('there is none');
    return last;
  };
  const outcomes = () =>
    stage.tx((tx) => tx.selectFrom('inbound_mails').select(['outcome', 'sender']).orderBy('received_at').execute());
  const addressOf = (appealId: string) => replyAddress(stage.context, stage.known, appealId) ?? '';

  it('to the support address become appeals of who wrote, who is told number, day, and where to go on', async () => {
    stage.at(day(0));
    await stage.sent();
    const from = newSender();
    const text = 'Чому така сума?\n\n-- \nОльга\n067 123 45 67\n';
    expect(await mail({ from: { name: 'Ольга К.', address: from }, subject: 'Re: Рахунок за жовтень', text })).toBe(
      250,
    );
    const { id, number, ...appeal } = await newest();
    expect(appeal).toEqual({
      channel: 'email',
      contact_address: from,
      person_name: 'Ольга К.',
      language: 'uk',
      kind_id: 'question',
      status: 'received',
    });
    expect(await messagesOf(id)).toMatchObject([
      {
        author: 'customer',
        channel: 'email',
        text: 'Рахунок за жовтень\n\nЧому така сума?\n\n-- \nОльга\n067 123 45 67',
      },
    ]);
    const [told = ''] = await stage.sent();
    expect(told).toContain(`${from}: Ми отримали ваше звернення ${number}`);
    expect(told).toContain(`/my/appeal/${id}?k=`);
    const row = await stage.tx((tx) =>
      tx
        .selectFrom('outgoing_messages')
        .select(['reply_to', 'thread_id'])
        .where('thread_id', '=', id)
        .executeTakeFirst(),
    );
    expect(row).toEqual({ reply_to: addressOf(id), thread_id: id });
  });

  it('that answer ours land in their appeal, the quote told apart, whoever they say they are from', async () => {
    stage.at(day(0));
    const { appeal } = await stage.write();
    const before = (await appeals()).length;
    const text =
      'Ось показання: 1234\n\nвт, 3 лист. 2026 р. о 12:00 Газ <support@gas.example> пише:\n> Які показання?\n';
    expect(await mail({ to: addressOf(appeal.id).toUpperCase(), subject: `Re: ${appeal.number}`, text })).toBe(250);
    expect((await messagesOf(appeal.id)).at(-1)).toMatchObject({
      author: 'customer',
      channel: 'email',
      text: text.trim(),
      quotedFrom: 'Ось показання: 1234'.length,
    });
    expect(await appeals()).toHaveLength(before);
  });

  it('lose no word, though it looks like a quote', async () => {
    stage.at(day(0));
    const looksLike = [
      '22.11.2026 я надіслав на office@gas.ua таке:\nпрошу перерахувати суму за жовтень.',
      'Прошу розглянути заяву.\n\nВід: Коваль О. І.\nКому: Газ\nТема: Заява про повірку\n\nЛічильник стоїть.',
    ];
    for (const text of looksLike) {
      expect(await mail({ text })).toBe(250);
      const [first] = await messagesOf((await newest()).id);
      // A first letter answers nothing.
      expect([first?.text, first?.quotedFrom]).toEqual([text, undefined]);
      const { appeal } = await stage.write();
      expect(await mail({ to: addressOf(appeal.id), text: `Ще раз:\n${text}` })).toBe(250);
      const answer = (await messagesOf(appeal.id)).at(-1);
      expect(answer?.text.replace(/\n+/g, '\n')).toBe(`Ще раз:\n${text}`.replace(/\n+/g, '\n'));
    }
  });

  it('to an address that somebody made up begin an appeal of their own, and never get into a thread', async () => {
    stage.at(day(0));
    const { appeal } = await stage.write();
    const right = addressOf(appeal.id);
    const wrong = right.replace(/.(?=@)/, (last) => (last === '0' ? '1' : '0'));
    for (const to of [wrong, 'support+x@gas.example', SUPPORT]) {
      const { id: before } = await newest();
      expect(await mail({ to, from: stage.writer.contact.address, subject: `Re: ${appeal.number}` }), to).toBe(250);
      expect((await newest()).id, to).not.toBe(before);
    }
    expect(await messagesOf(appeal.id)).toHaveLength(1);
    // Who the mail says it is from opens no cabinet.
    expect((await stage.writer.call('listAppeals', {})).body.items.map(({ id }: { id: string }) => id)).not.toContain(
      (await newest()).id,
    );
  });

  it('to what is closed open it again for thirty days, and are a new appeal after', async () => {
    stage.at(day(0));
    const { appeal } = await stage.write();
    const [first] = await messagesOf(appeal.id);
    const afterMessageId = first?.id ?? '';
    await stage.staff.call('answerAppeal', {
      params: { appealId: appeal.id },
      body: { text: 'Так', uploadIds: [], status: 'closed', afterMessageId },
    });
    stage.at(day(20));
    expect(await mail({ to: addressOf(appeal.id), text: 'Ні' })).toBe(250);
    expect((await appeals()).find(({ id }) => id === appeal.id)?.status).toBe('in_progress');
    await stage.writer.call('withdrawAppeal', { params: { appealId: appeal.id }, body: {} });
    const before = (await appeals()).length;
    expect(await mail({ to: addressOf(appeal.id), text: 'А все ж' })).toBe(250);
    expect(await appeals()).toHaveLength(before + 1);
  });

  it('of machines, of our own and of nobody are taken and answered with nothing', async () => {
    stage.at(day(21));
    await stage.sent();
    const before = await appeals();
    const own = await stage.tx((tx) =>
      tx.selectFrom('outgoing_messages').select('id').limit(1).executeTakeFirstOrThrow(),
    );
    const loops: SendMailOptions[] = [
      { headers: { 'Auto-Submitted': 'auto-replied' } },
      { headers: { 'Auto-Submitted': 'auto-generated (rejected)' } },
      { headers: { 'X-Autoreply': 'yes', Precedence: 'auto_reply' } },
      { envelope: { from: '', to: SUPPORT } },
      { from: 'MAILER-DAEMON@mail.example' },
      { from: SUPPORT },
      { from: addressOf(before[0]?.id ?? '') },
      { messageId: `<${own.id}@gas.example>` },
    ];
    for (const loop of loops) expect(await mail(loop), JSON.stringify(loop)).toBe(250);
    expect(await mail({ text: '  \n', subject: 'Re: ' })).toBe(250);
    expect(await appeals()).toEqual(before);
    expect(await stage.sent()).toEqual([]);
    const seen = (await outcomes()).slice(-loops.length - 1).map(({ outcome }) => outcome);
    expect(seen.sort()).toEqual([...loops.map(() => 'automatic'), 'empty']);
    // That a person does not want a machine's answer is none of a machine.
    expect(await mail({ headers: { 'Auto-Submitted': 'no', 'X-Auto-Response-Suppress': 'OOF' } })).toBe(250);
    expect(await appeals()).toHaveLength(before.length + 1);
  });

  it('that came through a list or a firm’s server are letters, which no machine answers', async () => {
    stage.at(day(21));
    await stage.sent();
    const { appeal } = await stage.write();
    await stage.sent();
    for (const [name, value] of [
      ['List-Id', '<office.firm.example>'],
      ['List-Unsubscribe', '<mailto:x@y.example>'],
      ['Precedence', 'bulk'],
      ['X-Auto-Response-Suppress', 'All'],
      ['X-Loop', 'office@firm.example'],
    ] as const) {
      const from = newSender();
      const before = (await messagesOf(appeal.id)).length;
      expect(await mail({ from, headers: { [name]: value } }), name).toBe(250);
      expect((await newest()).contact_address, name).toBe(from);
      expect(await mail({ to: addressOf(appeal.id), headers: { [name]: value }, text: name }), name).toBe(250);
      expect(await messagesOf(appeal.id), name).toHaveLength(before + 1);
    }
    expect(await stage.sent()).toEqual([]);
  });

  it('count as come only where sender and words are the same, whatever their Message-ID', async () => {
    stage.at(day(21));
    const before = (await appeals()).length;
    const [one, other] = [newSender(), newSender()];
    const messageId = '<1@localhost>';
    for (const [from, text] of [
      [one, 'Тиск слабкий'],
      [other, 'Тиск слабкий'],
      [one, 'Рахунок завеликий'],
      [one, 'Тиск слабкий'],
    ] as const) {
      expect(await mail({ from, text, messageId }), text).toBe(250);
    }
    expect(await appeals()).toHaveLength(before + 3);
  });

  it('of somebody else who has the address of an appeal say so to staff, and to them alone', async () => {
    stage.at(day(21));
    const { appeal } = await stage.write();
    const to = addressOf(appeal.id);
    expect(await mail({ to, from: 'Evil <evil@evil.example>', text: 'Скасуйте' })).toBe(250);
    expect(await mail({ to, from: stage.writer.contact.address, text: 'Не скасовуйте' })).toBe(250);
    const seen = (await messagesOf(appeal.id)).map(({ sentFrom }) => sentFrom);
    expect(seen).toEqual([undefined, 'evil@evil.example', undefined]);
    const { body } = await stage.writer.call('getAppeal', { params: { appealId: appeal.id } });
    expect(JSON.stringify(body)).not.toContain('evil@evil.example');
  });

  it('of a phone, or of what is no mailbox, are answered by no SMS, and by nothing', async () => {
    stage.at(day(21));
    await stage.sent();
    const before = (await appeals()).length;
    for (const from of ['+380671234568', '+447911123456', 'tel:+5355123456', 'olha', 'olha@localhost']) {
      const raw = `From: Ann <${from}>\r\nTo: ${SUPPORT}\r\nMessage-ID: <${from}-phone@x.y>\r\n\r\nПередзвоніть\r\n`;
      expect(await mail({ raw, envelope: { from: newSender(), to: SUPPORT } }), from).toBe(250);
    }
    expect([(await appeals()).length, await stage.sent()]).toEqual([before, []]);
  });

  it('come once, however often and at once they are sent', async () => {
    stage.at(day(22));
    const before = (await appeals()).length;
    const once = { messageId: '<one@mail.example>', from: newSender() };
    expect(await Promise.all(Array.from({ length: 4 }, () => mail(once)))).toEqual([250, 250, 250, 250]);
    const raw = `From: a${count}@mail.example\r\nTo: ${SUPPORT}\r\n\r\nБез імені\r\n`;
    for (let times = 0; times < 2; times += 1)
      expect(await mail({ raw, envelope: { from: 'a@mail.example', to: SUPPORT } })).toBe(250);
    expect(await appeals()).toHaveLength(before + 2);
  });

  it('bring files that are looked into like all others; those that are not taken are named', async () => {
    stage.at(day(22));
    const photo = await photoWithTraces();
    const attachments = [
      { filename: '..\\..\\Лічильник.jpg', content: photo },
      { filename: 'акт.pdf', content: pdfOf(pageObjects()) },
      { filename: 'програма.exe', content: Buffer.from('MZ') },
      { filename: 'малюнок.svg', content: '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>' },
      { filename: 'smime.p7s', content: 'x', contentType: 'application/pkcs7-signature' },
    ];
    expect(await mail({ text: 'Фото лічильника\n\n-- \nОльга', attachments })).toBe(250);
    const [message] = await messagesOf((await newest()).id);
    expect(message?.attachments.map(({ name, mediaType }) => `${name} ${mediaType}`)).toEqual([
      'Лічильник.jpg image/jpeg',
      'акт.pdf application/pdf',
    ]);
    expect(message?.text).toMatch(
      /^Фото лічильника\n\n-- ?\nОльга\n\n\[Не прийнято файли .*: програма\.exe, малюнок\.svg\]$/,
    );
    const kept = await stage.tx((tx) =>
      tx.selectFrom('appeal_attachments').select('content').where('name', '=', 'Лічильник.jpg').execute(),
    );
    expect(Buffer.from(kept.at(-1)?.content ?? []).includes('Exif')).toBe(false);
  });

  it('with any number of parts cost no more than a few, and are no longer to read', async () => {
    stage.at(day(22));
    const programs = Array.from({ length: 20 }, (_, n) => ({ filename: `програма-${n}.exe`, content: 'MZ' }));
    const attachments = [...programs, ...Array.from({ length: 40 }, () => ({ filename: 'акт.pdf', content: PDF }))];
    expect(await mail({ text: 'Багато', attachments })).toBe(250);
    const [message] = await messagesOf((await newest()).id);
    expect([message?.attachments, message?.text]).toEqual([
      [],
      expect.stringMatching(/: програма-0\.exe, .*програма-9\.exe та ще 50\]$/) as string,
    ]);
    // What one sender had looked into counts as with files that are sent in parts.
    const from = newSender();
    const budget = { budget: 'upload_check', who: from, ...BUDGETS.upload_check };
    const now = stage.context.now();
    await stage.tx((tx) => spend(tx, { supplierId: stage.supplier.id, ...budget, amount: 199, now }));
    const act = [{ filename: 'акт.pdf', content: PDF }];
    for (const kept of [1, 0]) {
      expect(await mail({ from, text: 'Акт', attachments: act })).toBe(250);
      const [sent] = await messagesOf((await newest()).id);
      expect([sent?.attachments.length, sent?.text.startsWith('Акт')]).toEqual([kept, true]);
    }
  });

  it('arrive without the file that would take too long each time', async () => {
    stage.at(day(22));
    expect(await mail({ text: 'Ось фото', attachments: [{ filename: SLOW, content: 'x' }] })).toBe(250);
    const [message] = await messagesOf((await newest()).id);
    expect(message?.text).toMatch(/^Ось фото\n\n\[Не прийнято файли .*: повільне\.jpg\]$/);
  });

  it('are put off while we cannot take them, and taken once then', async () => {
    stage.at(day(22));
    const before = (await appeals()).length;
    const letter = { from: newSender(), messageId: '<put-off@mail.example>', text: 'Акт' };
    const database = Object.create(under.database) as typeof under.database;
    Object.defineProperty(database, 'transaction', { value: () => Promise.reject(new Error('away')) });
    const broken = await startReceiving({ ...stage.context, database }, { host: '127.0.0.1', port: 0 });
    expect(await mail(letter, broken.port)).toBe(451);
    await broken.stop();
    // As many files wait to be looked into as may.
    let free = () => {};
    const busy = new Promise<void>((done) => (free = done));
    const waiting = Array.from({ length: 64 }, () => lookingInto.run(() => busy));
    const withFile = { ...letter, attachments: [{ filename: 'акт.pdf', content: PDF }] };
    expect(await mail(withFile)).toBe(451);
    free();
    await Promise.all(waiting);
    expect([await mail(withFile), await mail(withFile)]).toEqual([250, 250]);
    expect(await appeals()).toHaveLength(before + 1);
    expect((await messagesOf((await newest()).id))[0]?.attachments).toHaveLength(1);
  });

  it('come once where the sender never heard that they were taken', async () => {
    stage.at(day(22));
    const before = (await appeals()).length;
    const from = newSender();
    const raw = `From: ${from}\r\nTo: ${SUPPORT}\r\nMessage-ID: <unheard@mail.example>\r\n\r\nЧи чуєте?\r\n`;
    const said = ['HELO mail.example', `MAIL FROM:<${from}>`, `RCPT TO:<${SUPPORT}>`, 'DATA', `${raw}.`];
    const socket = connect(receiving.port, '127.0.0.1');
    // One line at each answer; what comes after the last is not heard.
    socket.on('data', () => {
      const line = said.shift();
      if (line === undefined) return;
      socket.write(`${line}\r\n`);
      if (said.length === 0) socket.end();
    });
    await new Promise((done) => socket.once('close', done));
    await expect.poll(async () => (await appeals()).length, { timeout: 5000 }).toBe(before + 1);
    expect(await mail({ raw, envelope: { from, to: SUPPORT } })).toBe(250);
    expect(await appeals()).toHaveLength(before + 1);
  });

  it('are read in any encoding, from HTML alone too, as plain text', async () => {
    stage.at(day(23));
    const head = `From: o@mail.example\r\nTo: ${SUPPORT}\r\nMIME-Version: 1.0\r\n`;
    const envelope = { from: 'o@mail.example', to: SUPPORT };
    // «Привет», as windows-1251 and as KOI8-R.
    for (const [charset, bytes] of [
      ['windows-1251', [0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]],
      ['koi8-r', [0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4]],
    ] as const) {
      const raw = Buffer.concat([
        Buffer.from(`${head}Content-Type: text/plain; charset=${charset}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n`),
        Buffer.from(bytes),
      ]);
      expect(await mail({ raw, envelope }), charset).toBe(250);
      expect((await messagesOf((await newest()).id))[0]?.text, charset).toBe('Привет');
    }
    const html =
      '<p>Сума <b>завелика</b></p><script>alert(1)</script><img src="https://spy.example/x.gif">' +
      '<div class="gmail_quote"><div>вт, 3 лист. 2026 р. о 12:00 Газ &lt;support@gas.example&gt; пише:<br></div><blockquote>Старе</blockquote></div>';
    expect(await mail({ html, text: '' })).toBe(250);
    expect((await messagesOf((await newest()).id))[0]?.text).toMatch(/^Сума завелика\n+вт, 3 лист\..*пише:\s+> Старе$/);
    // Programs that write pictures into the text itself.
    const picture = `<img alt="" src="data:image/png;base64,${'iVBORw0KGgo'.repeat(120_000)}">`;
    expect(await mail({ html: `${picture}<p>Під фото</p>`, text: '' })).toBe(250);
    expect((await messagesOf((await newest()).id))[0]?.text).toBe('Під фото');
    // What is too long for anybody is left out, and one can see that.
    expect(await mail({ html: `<p>Початок</p>${'<p><b>і так далі</b></p>'.repeat(60_000)}`, text: '' })).toBe(250);
    expect((await messagesOf((await newest()).id))[0]?.text).toMatch(/^Початок\n[^]*…$/);
  });

  it('are refused for good where nobody lives, or where they are too large', async () => {
    stage.at(day(24));
    const before = (await appeals()).length;
    for (const to of ['nobody@gas.example', 'support@other.example', 'xsupport@gas.example']) {
      expect(await mail({ to }), to).toBe(550);
    }
    expect(await mail({ attachments: [{ filename: 'a.bin', content: Buffer.alloc(21 * 1024 * 1024) }] })).toBe(552);
    expect(
      await mail({
        raw: `From: a@b.example\r\n${'X-A: b\r\n'.repeat(60_000)}\r\nx`,
        envelope: { from: 'a@b.example', to: SUPPORT },
      }),
    ).toBe(554);
    const parts = `From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\n'.repeat(10_000)}--b--\r\n`;
    expect(await mail({ raw: parts, envelope: { from: 'a@b.example', to: SUPPORT } })).toBe(554);
    const nested = Array.from(
      { length: 40 },
      (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`,
    ).join('');
    expect(await mail({ raw: `From: a@b.example\r\n${nested}x`, envelope: { from: 'a@b.example', to: SUPPORT } })).toBe(
      554,
    );
    expect(await appeals()).toHaveLength(before);
  });

  it('are put off, not lost, where somebody sends many', async () => {
    stage.at(day(25));
    const from = newSender();
    const codes: number[] = [];
    for (let times = 0; times < 11; times += 1) codes.push(await mail({ from, text: `Лист ${times}` }));
    expect(codes).toEqual([...Array.from({ length: 10 }, () => 250), 450]);
    expect(await mail({})).toBe(250);
    stage.at(day(25.1));
    expect(await mail({ from, text: 'Лист 10' })).toBe(250);
  });

  it('are put off, not lost, where all together are too many for the supplier', async () => {
    stage.at(day(26));
    const supplierId = stage.supplier.id;
    const { appeal } = await stage.write();
    const of = { supplierId, budget: 'mail_supplier', who: supplierId, ...BUDGETS.mail_supplier };
    const now = stage.context.now();
    await stage.tx((tx) => spend(tx, { ...of, amount: BUDGETS.mail_supplier.limit - 1, now }));
    expect([await mail({}), await mail({})]).toEqual([250, 450]);
    // Who answers one of ours is none of them.
    expect(await mail({ to: addressOf(appeal.id), text: 'Так' })).toBe(250);
    // Machines are none of them: they are answered with nothing, and are not to come again.
    expect(await mail({ headers: { 'Auto-Submitted': 'auto-replied' } })).toBe(250);
    stage.at(day(26.1));
    expect(await mail({})).toBe(250);
  });

  it('of one host are put off before they are read, whoever they say they are from; others come', async () => {
    stage.at(day(26.2));
    const supplierId = stage.supplier.id;
    const { appeal } = await stage.write();
    const now = stage.context.now();
    const use = (budget: 'mail_host_address' | 'mail_domain' | 'mail_appeal', who: string) =>
      spendAll(under.database, { supplierId, budgets: [{ budget, who }], now });
    for (let times = 1; times < BUDGETS.mail_host_address.limit; times += 1)
      await use('mail_host_address', '192.0.2.7');
    for (let times = 1; times < BUDGETS.mail_domain.limit; times += 1) await use('mail_domain', 'flood.example');
    for (let times = 1; times < BUDGETS.mail_appeal.limit; times += 1) await use('mail_appeal', appeal.id);
    const unreadable = '\r\n'.repeat(200_000);
    const letter = (to = SUPPORT, text = 'Слово') => `From: ${newSender()}\r\nTo: ${to}\r\n\r\n${text}\r\n`;
    const from = (host: string, raw: string, to = SUPPORT) => said(host, newSender(), to, raw);
    expect([await from('192.0.2.7', letter()), await from('192.0.2.7', letter(SUPPORT, unreadable))]).toEqual([
      250, 450,
    ]);
    expect(await from('192.0.2.8', letter())).toBe(250);
    const invented = () => ({ raw: letter(), envelope: { from: `a${(count += 1)}@flood.example`, to: SUPPORT } });
    expect([await mail(invented()), await mail(invented()), await mail({})]).toEqual([250, 450, 250]);
    // An answer comes from wherever, and so many of them.
    const to = addressOf(appeal.id);
    expect([await from('192.0.2.7', letter(to), to), await from('192.0.2.8', letter(to), to)]).toEqual([250, 450]);
  });

  it('are put off, not lost, where a day has had enough of one writer’s appeals, or of messages in one', async () => {
    stage.at(day(29));
    const supplierId = stage.supplier.id;
    const all = (budget: 'appeal_customer' | 'appeal_message_customer', who: string) => {
      const { limit } = BUDGETS[budget];
      const of = { supplierId, budget, who, ...BUDGETS[budget], amount: limit - 1, now: stage.context.now() };
      return stage.tx((tx) => spend(tx, of));
    };
    const from = newSender();
    await all('appeal_customer', from);
    const before = (await appeals()).length;
    expect([await mail({ from }), await mail({ from })]).toEqual([250, 450]);
    expect(await appeals()).toHaveLength(before + 1);
    const { appeal } = await stage.write();
    await all('appeal_message_customer', stage.writer.ref);
    const to = addressOf(appeal.id);
    expect([await mail({ to }), await mail({ to })]).toEqual([250, 450]);
    expect(await messagesOf(appeal.id)).toHaveLength(2);
  });

  it('go to five at once at most', async () => {
    const others = Array.from({ length: 6 }, (_, n) => `support+${n}@gas.example`);
    const transport = createTransport({ host: '127.0.0.1', port: receiving.port, ignoreTLS: true });
    const { accepted, rejected } = await transport.sendMail({ from: newSender(), to: others, text: 'Усім' });
    transport.close();
    expect([accepted.length, rejected.length]).toEqual([5, 1]);
  });
});

import { createTransport, type SendMailOptions } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replyAddress } from '../domain/appeal-addresses.js';
import { type AppealStage, appealStage } from '../testing/appeal-stage.js';
import { databasesUnderTest, type DatabaseUnderTest } from '../testing/databases.js';
import { pageObjects, pdfOf } from '../testing/pdfs.js';
import { photoWithTraces } from '../testing/pictures.js';
import { SEED_NOW } from '../testing/seed-supplier.js';
import { type Receiving, startReceiving } from './listen.js';

const DAY = 86_400_000;
const day = (days: number) => new Date(SEED_NOW.getTime() + days * DAY).toISOString();
const SUPPORT = 'support@gas.example';

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
  async function mail(options: SendMailOptions): Promise<number> {
    const transport = createTransport({ host: '127.0.0.1', port: receiving.port, ignoreTLS: true });
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
      { author: 'customer', channel: 'email', text: 'Рахунок за жовтень\n\nЧому така сума?' },
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

  it('that answer ours land in their appeal, without the quote, whoever they say they are from', async () => {
    stage.at(day(0));
    const { appeal } = await stage.write();
    const before = (await appeals()).length;
    const text =
      'Ось показання: 1234\n\nвт, 3 лист. 2026 р. о 12:00 Газ <support@gas.example> пише:\n> Які показання?\n';
    expect(await mail({ to: addressOf(appeal.id).toUpperCase(), subject: `Re: ${appeal.number}`, text })).toBe(250);
    expect((await messagesOf(appeal.id)).at(-1)).toMatchObject({
      author: 'customer',
      channel: 'email',
      text: 'Ось показання: 1234',
    });
    expect(await appeals()).toHaveLength(before);
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
      { headers: { Precedence: 'bulk' } },
      { headers: { 'X-Auto-Response-Suppress': 'All' } },
      { headers: { 'List-Id': '<news.example>' } },
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
    expect(await mail({ text: 'Фото лічильника', attachments })).toBe(250);
    const [message] = await messagesOf((await newest()).id);
    expect(message?.attachments.map(({ name, mediaType }) => `${name} ${mediaType}`)).toEqual([
      'Лічильник.jpg image/jpeg',
      'акт.pdf application/pdf',
    ]);
    expect(message?.text).toMatch(/^Фото лічильника\n\n\[Не прийнято файли .*: програма\.exe, малюнок\.svg\]$/);
    const kept = await stage.tx((tx) =>
      tx.selectFrom('appeal_attachments').select('content').where('name', '=', 'Лічильник.jpg').execute(),
    );
    expect(Buffer.from(kept.at(-1)?.content ?? []).includes('Exif')).toBe(false);
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
    expect((await messagesOf((await newest()).id))[0]?.text).toBe('Сума завелика');
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
});

import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { purgeAppeals } from '../jobs/purge-appeals.js';
import { sendMessages } from '../jobs/send-messages.js';
import { deliver } from '../mail/deliver.js';
import { messengerOf } from '../messages/messenger.js';
import { type MessageToSend, NotSent, type Sender } from '../messages/sender.js';
import { type AppealStage, appealStage } from '../testing/appeal-stage.js';
import { type DatabaseUnderTest, openTestPGlite } from '../testing/databases.js';
import { SEED_NOW } from '../testing/seed-supplier.js';
import { TEST_APPEALS } from '../testing/test-appeals.js';
import { replyAddress } from './appeal-addresses.js';

const DAY = 86_400_000;
const day = (days: number) => new Date(SEED_NOW.getTime() + days * DAY).toISOString();
const SUPPORT = 'support@gas.example';

/** A relay: takes letters, or refuses them as it is told. */
class Relay implements Sender {
  given: MessageToSend[] = [];
  refusal: NotSent | null = null;
  async send(message: MessageToSend): Promise<void> {
    if (this.refusal) throw this.refusal;
    this.given.push(message);
  }
  async close(): Promise<void> {}
}

describe('what we wrote and did not arrive', () => {
  let under: DatabaseUnderTest;
  let stage: AppealStage;
  let relay: Relay;
  let support: string;
  let count = 0;
  beforeAll(async () => {
    under = await openTestPGlite();
  });
  afterAll(() => under.close());
  beforeEach(async () => {
    relay = new Relay();
    // Mails find each test's own supplier.
    support = `support${(count += 1)}@gas.example`;
    const appeals = { ...TEST_APPEALS, support: { address: support, kindId: 'question' } };
    const messenger = messengerOf({ email: relay, sms: relay });
    stage = await appealStage(under, { profile: { appeals }, changes: { messenger } });
    stage.at(day(0));
  });

  const send = async () => {
    while ((await sendMessages(stage.context, stage.known)) > 0);
  };
  const staffSee = async (appealId: string) =>
    (await stage.staff.call('getStaffAppeal', { params: { appealId } })).body as {
      item: { undeliveredAt: string | null };
      messages: { id: string; text: string }[];
      trail: { what: string; detail: string }[];
    };
  const answer = async (appealId: string, text = 'Ось відповідь') => {
    const afterMessageId = (await staffSee(appealId)).messages.at(-1)?.id;
    const body = { text, uploadIds: [], status: 'answered', afterMessageId };
    expect((await stage.staff.call('answerAppeal', { params: { appealId }, body })).status).toBe(201);
  };
  const undelivered = async () =>
    (await stage.staff.call('listStaffAppeals', { query: { undelivered: 'yes' } })).body.items.map(
      ({ appeal }: { appeal: { id: string } }) => appeal.id,
    );
  /** An appeal that was answered; its letters have gone out. */
  async function answered(of = stage.writer): Promise<string> {
    const { appeal } = await stage.write({}, of);
    await send();
    await answer(appeal.id);
    return appeal.id;
  }
  /** Reports that the newest letter will not arrive. */
  const bounce = (changes: { to?: string; status?: string; of?: string; id?: string } = {}) => {
    const { to = support, status = 'Action: failed\r\nStatus: 5.1.1', id = '<report@mx.example>' } = changes;
    const of = changes.of ?? `<${relay.given.at(-1)?.id ?? ''}@gas.example>`;
    const raw = Buffer.from(
      `From: MAILER-DAEMON@mx.example\r\nTo: ${to}\r\nMessage-ID: ${id}\r\nMIME-Version: 1.0\r\n` +
        `Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n` +
        `Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; x@mail.example\r\n${status}\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: ${of}\r\n\r\n--b--\r\n`,
    );
    return deliver(stage.context, { raw, envelopeFrom: '', host: null, recipients: [to] });
  };

  it('is seen by staff on the appeal and in the queue, and stays in the customer’s conversation', async () => {
    const id = await answered();
    expect(await undelivered()).toEqual([]);
    await send();
    stage.at(day(0.1));
    expect(await bounce()).toBe('taken');
    const { item, trail } = await staffSee(id);
    expect(item.undeliveredAt).toBe(day(0.1));
    expect(trail.at(-1)).toMatchObject({ what: 'undelivered', detail: '5.1.1', by: null });
    expect(await undelivered()).toEqual([id]);
    const own = (await stage.writer.call('getAppeal', { params: { appealId: id } })).body;
    expect([own.appeal.status, own.appeal.unread, own.messages.at(-1).text]).toEqual(['answered', 1, 'Ось відповідь']);
    const acts = await stage.tx((tx) =>
      tx.selectFrom('audit_events').select('actor').where('action', '=', 'appeal.undelivered').execute(),
    );
    expect(acts).toEqual([{ actor: 'system' }]);
    // No appeal becomes of a report, and no second one is written down.
    await bounce();
    await bounce({ id: '<second@mx.example>' });
    expect((await staffSee(id)).trail.filter(({ what }) => what === 'undelivered')).toHaveLength(1);
    expect((await stage.staff.call('listStaffAppeals', { query: { status: 'all' } })).body.items).toHaveLength(1);
  });

  it('is told by the address of the appeal too, and by nothing that somebody made up', async () => {
    const id = await answered();
    await send();
    await bounce({ of: '<0190c0de-0000-7000-8000-00000000000a@gas.example>' });
    await bounce({ status: 'Action: delayed\r\nStatus: 4.4.7', id: '<late@mx.example>' });
    expect(await undelivered()).toEqual([]);
    await bounce({ to: replyAddress(stage.context, stage.known, id) ?? '', of: '<a@b>', id: '<tag@mx.example>' });
    expect(await undelivered()).toEqual([id]);
  });

  it('is known where reports of several suppliers come to one address', async () => {
    const id = await answered();
    await send();
    const appeals = { ...TEST_APPEALS, support: { address: 'support@heat.example', kindId: 'question' } };
    await appealStage(under, { profile: { appeals } });
    await bounce({ to: 'support@heat.example' });
    expect(await undelivered()).toEqual([id]);
  });

  it.each([
    ['the mailbox is refused', new NotSent('refused', 'smtp 550 RCPT TO'), '550'],
    ['the phone is refused', new NotSent('refused', 'smpp 11'), ''],
  ])('is known at once where %s', async (what, refusal, why) => {
    const id = await answered(await stage.person(what.includes('phone') ? 'phone' : 'email'));
    relay.refusal = refusal;
    await send();
    expect(await undelivered()).toEqual([id]);
    expect((await staffSee(id)).trail.at(-1)).toMatchObject({ what: 'undelivered', detail: why });
  });

  it('is known where nobody took it for a day', async () => {
    const id = await answered();
    relay.refusal = new NotSent('unavailable', 'ECONNREFUSED');
    await sendMessages(stage.context, stage.known);
    expect(await undelivered()).toEqual([]);
    stage.at(day(1.1));
    await send();
    expect(await undelivered()).toEqual([id]);
  });

  it('is over once staff write again, or the customer writes, or has read it', async () => {
    const id = await answered();
    const fail = async (letter: string) => {
      await send();
      await bounce({ id: letter });
      expect(await undelivered(), letter).toEqual([id]);
    };
    await fail('<1@mx.example>');
    stage.at(day(1));
    await answer(id, 'Ще раз');
    expect(await undelivered()).toEqual([]);
    await fail('<2@mx.example>');
    const { messages } = await staffSee(id);
    const see = (messageId = '') =>
      stage.writer.call('markAppealSeen', { params: { appealId: id }, body: { messageId } });
    await see(messages.at(-2)?.id);
    expect(await undelivered()).toEqual([id]);
    await see(messages.at(-1)?.id);
    expect(await undelivered()).toEqual([]);
    await fail('<3@mx.example>');
    await stage.writer.call('replyToAppeal', { params: { appealId: id }, body: { text: 'Бачу', uploadIds: [] } });
    expect(await undelivered()).toEqual([]);
    await answer(id, 'Добре');
    await fail('<4@mx.example>');
    await stage.staff.call('changeAppeal', { params: { appealId: id }, body: { status: 'closed' } });
    expect(await undelivered()).toEqual([]);
  });

  it('leaves whoever wrote to be found by their phone or e-mail address', async () => {
    const id = await answered();
    const find = async (search: string) =>
      (await stage.staff.call('listStaffAppeals', { query: { status: 'all', search } })).body.items.map(
        ({ appeal }: { appeal: { id: string } }) => appeal.id,
      );
    expect(await find(stage.writer.contact.address.toUpperCase())).toEqual([id]);
    expect(await find('nobody@mail.example')).toEqual([]);
  });
});

describe('what is kept of mails and guests', () => {
  let under: DatabaseUnderTest;
  let stage: AppealStage;
  beforeAll(async () => {
    under = await openTestPGlite();
    stage = await appealStage(under);
  });
  afterAll(() => under.close());

  const mail = (head: string, text = 'Канарковий лист') =>
    deliver(stage.context, {
      raw: Buffer.from(`From: "Канарка" <canary@mail.example>\r\nTo: ${SUPPORT}\r\n${head}\r\n\r\n${text}`),
      envelopeFrom: 'canary@mail.example',
      host: null,
      recipients: [SUPPORT],
    });
  const mails = async () =>
    (await stage.tx((tx) => tx.selectFrom('inbound_mails').select('outcome').orderBy('outcome').execute())).map(
      ({ outcome }) => outcome,
    );
  const close = (status: string) =>
    stage.tx((tx) => sql`update appeals set status = ${status}, changed_at = ${stage.context.now()}`.execute(tx));

  it('goes after its term: mails after thirty days, or so long after their appeal; letters after the profile’s months', async () => {
    stage.at(day(0));
    await mail('Message-ID: <1@mail.example>');
    await mail('Message-ID: <2@mail.example>\r\nAuto-Submitted: auto-replied');
    expect(await mails()).toEqual(['appeal', 'automatic']);
    stage.at(day(29.9));
    await purgeAppeals(stage.context);
    expect(await mails()).toEqual(['appeal', 'automatic']);
    stage.at(day(30.1));
    await purgeAppeals(stage.context);
    expect(await mails()).toEqual(['appeal']);
    stage.at(day(100));
    await purgeAppeals(stage.context);
    expect(await mails()).toEqual(['appeal']);
    await close('closed');
    stage.at(day(129.9));
    await purgeAppeals(stage.context);
    expect(await mails()).toEqual(['appeal']);
    stage.at(day(130.1));
    await purgeAppeals(stage.context);
    expect(await mails()).toEqual([]);

    const { appeal: signedIn } = await stage.write({ text: 'Не гість' });
    const everything = () =>
      stage.tx(async (tx) =>
        JSON.stringify([
          await tx.selectFrom('appeals').selectAll().execute(),
          await tx.selectFrom('appeal_messages').selectAll().execute(),
          await tx.selectFrom('inbound_mails').selectAll().execute(),
        ]),
      );
    await close('closed');
    // Five years from day 130.
    stage.at('2032-03-12T12:00:00Z');
    await purgeAppeals(stage.context);
    expect(await everything()).toContain('canary@mail.example');
    stage.at('2032-03-14T12:00:00Z');
    await purgeAppeals(stage.context);
    const left = await everything();
    for (const word of ['canary@', 'Канарк']) expect(left).not.toContain(word);
    // Who has a cabinet decides themselves.
    expect(left).toContain('Не гість');
    expect(left).toContain(signedIn.id);
    const acts = await stage.tx((tx) =>
      tx.selectFrom('audit_events').select('actor').where('action', '=', 'appeal.outlived').execute(),
    );
    expect(acts).toEqual([{ actor: 'system' }]);
  });
});

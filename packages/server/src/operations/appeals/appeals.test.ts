import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkAccount } from '../../db/account-access.js';
import { BUDGETS, spend } from '../../domain/budgets.js';
import { takeWholeFile } from '../../domain/whole-files.js';
import { closeAppeals } from '../../jobs/close-appeals.js';
import { type AppealStage, appealStage } from '../../testing/appeal-stage.js';
import { databasesUnderTest, type DatabaseUnderTest } from '../../testing/databases.js';
import { pageObjects, pdfOf } from '../../testing/pdfs.js';

const DAY = 86_400_000;
const START = Date.parse('2026-11-03T10:00:00Z');
/** So many days after the appeals of these tests are sent. */
const day = (days: number) => new Date(START + days * DAY).toISOString();

const issuesOf = (body: { issues?: { pointer: string; code: string }[] }) =>
  (body.issues ?? []).map(({ pointer, code }) => `${pointer} ${code}`);

describe.each(databasesUnderTest)('appeals, on %s', (_name, open) => {
  let under: DatabaseUnderTest;
  let stage: AppealStage;

  beforeAll(async () => {
    under = await open();
    stage = await appealStage(under);
  });
  afterAll(() => under.close());

  const send = (body: Record<string, unknown>) => stage.writer.call('submitAppeal', { body });
  const own = (name: Parameters<typeof stage.writer.call>[0], appealId: string, body?: unknown) =>
    stage.writer.call(name, { params: { appealId }, body });
  const details = async (appealId: string) => (await own('getAppeal', appealId)).body;
  const answer = async (appealId: string, body: Record<string, unknown>) => {
    const { messages } = await details(appealId);
    const afterMessageId = messages.filter((each: { author: string }) => each.author === 'customer').at(-1).id;
    return stage.staff.call('answerAppeal', {
      params: { appealId },
      body: { text: 'Відповідь', uploadIds: [], status: 'answered', afterMessageId, ...body },
    });
  };
  const STARTED = { kindId: 'question', accountId: null, text: 'Текст', fields: {}, uploadIds: [], language: 'uk' };

  it('tells anybody what can be written about, with all that has a default', async () => {
    const { body } = await stage.writer.call('listAppealKinds', {});
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual(['question', 'meter', 'connection']);
    expect(body.items[0]).toMatchObject({
      account: 'optional',
      takesGuests: true,
      files: { atLeast: 0, atMost: 5 },
      text: { isRequired: true, maxLength: 2000 },
      instantAnswers: [{ id: 'where', words: [], link: null }],
    });
  });

  it('is taken, with a number and the last day for an answer, and its author is told', async () => {
    stage.at(day(0));
    await stage.sent();
    const { appeal, messages, steps, term, nextInstance, notifiedAt } = await stage.write({
      text: '  Чому \u200bтака сума?\r\n',
    });
    expect(appeal).toMatchObject({
      kindName: { uk: 'Запитання' },
      summary: 'Чому така сума?',
      status: 'received',
      dueOn: '2026-12-03',
      isOverdue: false,
      unread: 0,
      can: { reply: true, reopen: false, withdraw: true, rate: false },
    });
    expect(messages).toMatchObject([
      { author: 'customer', authorName: null, channel: 'cabinet', text: 'Чому така сума?' },
    ]);
    expect(steps).toEqual([{ status: 'received', at: day(0) }]);
    expect([term.days, nextInstance.phone, notifiedAt]).toEqual([30, '0 800 000 000', 's•••@mail.example']);
    const [told] = await stage.sent();
    expect(told).toContain(
      `${stage.writer.contact.address}: Ми отримали ваше звернення ${appeal.number} і відповімо не пізніше 3 грудня`,
    );
    const [row] = await stage.tx((tx) =>
      tx.selectFrom('outgoing_messages').select(['reply_to', 'thread_id']).where('thread_id', '=', appeal.id).execute(),
    );
    expect(row?.reply_to).toMatch(/^support\+[0-9a-z]{41}@gas\.example$/);
  });

  it('checks a kind’s own questions as the page does, keeps them clean and shows them as people read', async () => {
    stage.at(day(0));
    const { id: accountId } = stage.supplier.customer.accounts[0];
    const fields = {
      meter: ' SN 1 ',
      reading: '1 234,50',
      day: '10.11.2026',
      part: 'evening',
      agreed: 'on',
      nobody: 'x',
    };
    const asked = { ...STARTED, kindId: 'meter', text: '', fields };
    const refused = await send({
      ...asked,
      fields: { reading: '100000', day: '1.11.26', part: 'noon', phone: '12', email: 'a' },
    });
    const ofFields = [
      '/fields/meter required',
      '/fields/reading too_large',
      '/fields/day not_future',
      '/fields/part not_an_option',
      '/fields/agreed required',
      '/fields/phone not_a_phone',
      '/fields/email not_an_email',
    ];
    expect([refused.status, issuesOf(refused.body)]).toEqual([400, ['/accountId required', ...ofFields]]);
    const { ref: customerRef } = stage.writer;
    const link = { accountId, customerRef, role: 'owner', provenBy: 'pin', now: new Date(START) } as const;
    await stage.tx((tx) => linkAccount(tx, { supplierId: stage.supplier.id, ...link }));
    const wrong = await send({
      ...asked,
      accountId,
      text: 'ю'.repeat(301),
      fields: { reading: '100000', day: '1.11.26', part: 'noon', phone: '12', email: 'a' },
    });
    expect([wrong.status, issuesOf(wrong.body)]).toEqual([400, ['/text too_long', ...ofFields]]);
    const written = await stage.write({ ...asked, accountId });
    expect(written.appeal).toMatchObject({ accountId, summary: 'SN 1', dueOn: '2026-11-18' });
    expect(written.fields.map(({ name, value }: { name: string; value: string }) => `${name} ${value}`)).toEqual([
      'meter SN 1',
      'reading 1234,5\u00a0м³',
      'day 10 листопада 2026 року',
      'part увечері',
      'agreed так',
    ]);
  });

  it('is about an account of one’s own, or about none', async () => {
    stage.at(day(0));
    const [strangers] = stage.supplier.neighbour.accounts;
    expect((await send({ ...STARTED, accountId: strangers.id })).status).toBe(404);
    expect((await send({ ...STARTED, accountId: 'abc' })).status).toBe(404);
    const connection = { ...STARTED, kindId: 'connection', fields: { place: 'Дачна, 5' } };
    expect(issuesOf((await send({ ...connection, accountId: strangers.id, text: '' })).body)).toEqual([
      '/accountId not_offered',
      '/text required',
      '/uploadIds required',
    ]);
    expect(issuesOf((await send(connection)).body)).toEqual(['/uploadIds required']);
    expect(issuesOf((await send({ ...connection, uploadIds: ['a', 'b', 'c'] })).body)).toEqual(['/uploadIds too_many']);
    expect(issuesOf((await send({ ...connection, uploadIds: ['a'] })).body)).toEqual(['/uploadIds/0 not_found']);
    expect(issuesOf((await send({ ...STARTED, kindId: 'nothing' })).body)).toEqual(['/kindId unknown_kind']);
  });

  it('goes its whole way: answered, unread until seen, rated, replied to, asked back, closed, and every step is told and kept', async () => {
    stage.at(day(0));
    const { appeal } = await stage.write();
    const { id, number } = appeal;
    await stage.sent();
    stage.at(day(1));
    expect((await answer(id, { text: 'Сума за жовтень.' })).body.item).toMatchObject({
      appeal: { status: 'answered', dueOn: null },
      assignee: { ref: stage.staff.ref, name: 'Ївга' },
      daysLeft: null,
      awaitsUs: false,
    });
    expect((await stage.sent())[0]).toMatch(
      /^somebody\d+@mail\.example: Сума за жовтень\.\n\nЩоб написати далі, відповідайте на цей лист/,
    );
    const answered = await details(id);
    expect(answered.messages[1]).toMatchObject({
      author: 'supplier',
      authorName: 'Ївга',
      text: 'Сума за жовтень.',
      channel: 'staff',
    });
    expect(answered.appeal).toMatchObject({
      unread: 1,
      can: { reply: true, reopen: true, withdraw: false, rate: true },
    });
    const seen = await own('markAppealSeen', id, { messageId: answered.messages[1].id });
    expect(seen.body.appeal.unread).toBe(0);
    // Seen up to an earlier one: what was read once stays read.
    expect((await own('markAppealSeen', id, { messageId: answered.messages[0].id })).body.appeal.unread).toBe(0);
    stage.at(day(1.5));
    expect((await own('rateAppeal', id, { score: 2, comment: 'Не те' })).body.appeal.rating).toEqual({
      score: 2,
      comment: 'Не те',
    });
    stage.at(day(2));
    const replied = (await own('replyToAppeal', id, { text: 'А за вересень?', uploadIds: [] })).body;
    expect(replied.appeal).toMatchObject({ status: 'in_progress', dueOn: '2026-12-05' });
    stage.at(day(3));
    await answer(id, { text: 'Який лічильник?', status: 'waiting' });
    expect((await stage.sent()).at(-1)).toContain('Який лічильник?');
    stage.at(day(4));
    expect((await own('replyToAppeal', id, { text: 'Газовий', uploadIds: [] })).body.appeal).toMatchObject({
      status: 'in_progress',
      dueOn: '2026-12-05',
    });
    stage.at(day(5));
    await answer(id, { text: 'Ось.', status: 'closed' });
    const closed = await details(id);
    expect(closed.steps.map(({ status }: { status: string }) => status)).toEqual([
      'received',
      'answered',
      'in_progress',
      'waiting',
      'in_progress',
      'closed',
    ]);
    expect((await own('replyToAppeal', id, { text: 'Ні', uploadIds: [] })).body.code).toBe('appeal_closed');
    stage.at(day(35));
    expect((await own('reopenAppeal', id, { text: 'Помилка лишилася', uploadIds: [] })).body.appeal).toMatchObject({
      status: 'in_progress',
      dueOn: '2027-01-07',
      number,
    });
    const { rows } = await stage.tx((tx) =>
      sql<{
        action: string;
      }>`select action from audit_events where subject_id = ${id}::uuid and action not like '%viewed' order by at, id`.execute(
        tx,
      ),
    );
    expect(rows.map(({ action }) => action)).toEqual([
      'appeal.sent',
      'appeal.answered',
      'appeal.rated',
      'appeal.replied',
      'appeal.answered',
      'appeal.replied',
      'appeal.answered',
      'appeal.reopened',
    ]);
    // Of each answer it can be told by when it was promised.
    const days = await stage.tx((tx) =>
      sql<{
        detail: string;
      }>`select detail from appeal_steps where appeal_id = ${id}::uuid and what = 'due_on' order by at, id`.execute(tx),
    );
    expect(days.rows.map(({ detail }) => detail)).toEqual(['2026-12-03', '2026-12-05', '2027-01-07']);
  });

  it('can be reopened for thirty days after its answer, and is then closed by the clock', async () => {
    stage.at(day(0));
    const [early, late] = [(await stage.write()).appeal.id, (await stage.write()).appeal.id];
    stage.at(day(1));
    await answer(early, {});
    await answer(late, {});
    stage.at(day(31));
    expect(await closeAppeals(stage.context, stage.supplier)).toBe(0);
    expect((await own('reopenAppeal', early, { text: 'Ще раз', uploadIds: [] })).status).toBe(200);
    stage.at(new Date(START + 31 * DAY + 1000).toISOString());
    expect(await closeAppeals(stage.context, stage.supplier)).toBe(1);
    expect(await closeAppeals(stage.context, stage.supplier)).toBe(0);
    const { appeal, reopenUntil } = await details(late);
    // The thirtieth day after the answer, at the supplier.
    expect([reopenUntil, (await details(early)).reopenUntil]).toEqual(['2026-12-04', null]);
    expect(appeal).toMatchObject({
      status: 'closed',
      can: { reply: false, reopen: false, withdraw: false, rate: true },
    });
    expect((await own('reopenAppeal', late, { text: 'Ще раз', uploadIds: [] })).body.code).toBe('appeal_closed');
    expect((await details(early)).appeal.status).toBe('in_progress');
  });

  it('can be taken back while nobody has answered, for good', async () => {
    stage.at(day(0));
    const { appeal } = await stage.write();
    expect((await own('withdrawAppeal', appeal.id, {})).body.appeal).toMatchObject({
      status: 'withdrawn',
      dueOn: null,
      can: { reply: false, reopen: false, withdraw: false, rate: false },
    });
    for (const [name, body] of [
      ['withdrawAppeal', {}],
      ['replyToAppeal', { text: 'Ще', uploadIds: [] }],
      ['reopenAppeal', { text: 'Ще', uploadIds: [] }],
      ['rateAppeal', { score: 5, comment: '' }],
    ] as const) {
      expect((await own(name, appeal.id, body)).body.code, name).toBe('appeal_closed');
    }
    expect((await answer(appeal.id, {})).body.code).toBe('appeal_closed');
  });

  it('is overdue from the day after its last one on', async () => {
    stage.at(day(0));
    const { appeal } = await stage.write();
    stage.at('2026-12-03T21:59:00Z');
    expect((await details(appeal.id)).appeal.isOverdue).toBe(false);
    stage.at('2026-12-03T22:00:00Z');
    expect((await details(appeal.id)).appeal.isOverdue).toBe(true);
    await answer(appeal.id, {});
    expect((await details(appeal.id)).appeal).toMatchObject({ isOverdue: false, dueOn: null });
  });

  it('comes once, however often it is sent under one key', async () => {
    stage.at(day(0));
    const key = randomUUID();
    const tries = await Promise.all(
      Array.from({ length: 5 }, () => stage.writer.call('submitAppeal', { body: STARTED, key })),
    );
    expect(new Set(tries.map(({ text }) => text)).size).toBe(1);
  });

  it('of two who move it at once only one is first', async () => {
    stage.at(day(0));
    const { appeal, messages } = await stage.write();
    const afterMessageId: string = messages[0].id;
    const answered = { text: 'Так', uploadIds: [], status: 'answered', afterMessageId };
    const [withdrawn, told] = await Promise.all([
      own('withdrawAppeal', appeal.id, {}),
      stage.staff.call('answerAppeal', { params: { appealId: appeal.id }, body: answered }),
    ]);
    expect([withdrawn.status === 200, told.status === 201].filter(Boolean)).toHaveLength(1);
    const other = (await stage.write()).appeal.id;
    await answer(other, {});
    const reopened = await Promise.all([1, 2, 3].map(() => own('reopenAppeal', other, { text: 'Ні', uploadIds: [] })));
    expect(reopened.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await details(other)).messages).toHaveLength(3);
  });

  it('is nobody else’s, and is listed by pages, what changed last first', async () => {
    stage.at(day(0));
    const other = await stage.person();
    const ids: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      stage.at(day(index));
      ids.unshift((await stage.write({}, other)).appeal.id);
    }
    for (const name of ['getAppeal', 'withdrawAppeal'] as const)
      expect((await own(name, ids[0] ?? '')).status).toBe(404);
    const first = await other.call('listAppeals', { query: { limit: '3' } });
    const rest = await other.call('listAppeals', { query: { limit: '3', cursor: first.body.nextCursor } });
    expect([...first.body.items, ...rest.body.items].map(({ id }: { id: string }) => id)).toEqual(ids);
    expect(rest.body.nextCursor).toBe(null);
    expect((await other.call('listAppeals', { query: { cursor: '2026-02-30T00:00:00.000Z_x' } })).status).toBe(400);
  });

  it('of one customer are so many a day, and no more', async () => {
    stage.at(day(0));
    const eager = await stage.person();
    for (let count = 0; count < 20; count += 1) await stage.write({}, eager);
    const answered = await eager.call('submitAppeal', { body: STARTED });
    expect([answered.status, answered.body.code]).toEqual([429, 'rate_limited']);
    expect(Number(answered.headers.get('retry-after'))).toBeGreaterThan(3600);
    expect((await eager.call('listAppeals', {})).body.items).toHaveLength(20);
  });

  it('is answered in the language it was written in, the words around the answer too', async () => {
    stage.at(day(0));
    const { appeal, messages } = await stage.write({ language: 'en' });
    await stage.sent();
    await stage.staff.call('answerAppeal', {
      params: { appealId: appeal.id },
      body: { text: 'Because of the cold', uploadIds: [], status: 'answered', afterMessageId: messages[0].id },
    });
    const [told = ''] = await stage.sent();
    expect(told).toContain('Because of the cold');
    expect(told.replace(/^\S+ /, '')).not.toMatch(/[а-яіїєґ]/i);
  });

  it('can be written on by a file alone, and not by nothing', async () => {
    stage.at(day(0));
    const { appeal } = await stage.write();
    const from = { supplier: stage.supplier, customerRef: stage.writer.ref, now: stage.context.now() };
    const file = { name: 'акт.pdf', bytes: pdfOf(pageObjects()) };
    const taken = await takeWholeFile(under.database, { ...from, ...file });
    if (taken.kind !== 'taken') throw new Error(taken.why);
    const replied = await own('replyToAppeal', appeal.id, { text: '', uploadIds: [taken.file.id] });
    expect([replied.status, replied.body.messages.at(-1)]).toMatchObject([201, { text: '', attachments: [{}] }]);
    const empty = await own('replyToAppeal', appeal.id, { text: ' ', uploadIds: [] });
    expect([empty.status, empty.body.issues]).toEqual([400, [{ pointer: '/text', code: 'required' }]]);
  });

  it('is rated so many times a day, and no more', async () => {
    stage.at(day(0));
    const eager = await stage.person();
    const { appeal, messages } = await stage.write({}, eager);
    await stage.staff.call('answerAppeal', {
      params: { appealId: appeal.id },
      body: { text: 'Так', uploadIds: [], status: 'answered', afterMessageId: messages[0].id },
    });
    const budget = { budget: 'appeal_message_customer', who: eager.ref, ...BUDGETS.appeal_message_customer };
    await stage.tx((tx) =>
      spend(tx, { supplierId: stage.supplier.id, ...budget, amount: 99, now: stage.context.now() }),
    );
    const rate = (score: number) =>
      eager.call('rateAppeal', { params: { appealId: appeal.id }, body: { score, comment: '' } });
    expect([(await rate(1)).status, (await rate(2)).status]).toEqual([200, 429]);
  });

  it('answers by SMS only say that there is an answer', async () => {
    stage.at(day(0));
    const phoned = await stage.person('phone');
    const { appeal } = await stage.write({ language: 'en' }, phoned);
    await stage.sent();
    const { body } = await phoned.call('getAppeal', { params: { appealId: appeal.id } });
    await stage.staff.call('answerAppeal', {
      params: { appealId: appeal.id },
      body: { text: 'Таємниця', uploadIds: [], status: 'answered', afterMessageId: body.messages[0].id },
    });
    expect(await stage.sent()).toEqual([
      `${phoned.contact.address}: Your appeal ${appeal.number} is answered. Read it in your account`,
    ]);
  });
});

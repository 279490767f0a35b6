import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkAccount } from '../../db/account-access.js';
import { createAppeal } from '../../domain/appeals.js';
import { erasePerson } from '../../domain/erasure.js';
import { receiveMail } from '../../domain/receive-mail.js';
import { type AppealStage, appealStage } from '../../testing/appeal-stage.js';
import { databasesUnderTest, type DatabaseUnderTest } from '../../testing/databases.js';
import { SEED_NOW } from '../../testing/index.js';

const DAY = 86_400_000;
/** So many days after the appeals of these tests are sent. */
const day = (days: number) => new Date(SEED_NOW.getTime() + days * DAY).toISOString();

const issuesOf = (body: { issues?: { pointer: string; code: string }[] }) =>
  (body.issues ?? []).map(({ pointer, code }) => `${pointer} ${code}`);

describe.each(databasesUnderTest)('staff with appeals, on %s', (_name, open) => {
  let under: DatabaseUnderTest;
  let stage: AppealStage;

  beforeAll(async () => {
    under = await open();
    stage = await appealStage(under);
  });
  afterAll(() => under.close());

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
  const change = (appealId: string, body: Record<string, unknown>) =>
    stage.staff.call('changeAppeal', { params: { appealId }, body });

  const queue = async (query: Record<string, string> = {}) =>
    (await stage.staff.call('listStaffAppeals', { query })).body.items.map(
      ({ appeal }: { appeal: { id: string } }) => appeal.id,
    );

  it('see what is due first first, and find by number, account, words, kind, assignee and lateness', async () => {
    const fresh = await appealStage(under);
    const see = async (query: Record<string, string> = {}) => {
      const { body, text } = await fresh.staff.call('listStaffAppeals', { query });
      expect(body.items, text).toBeInstanceOf(Array);
      return body.items.map(({ appeal }: { appeal: { id: string } }) => appeal.id);
    };
    const { id: accountId, accountNumber } = fresh.supplier.customer.accounts[0];
    const link = { accountId, customerRef: fresh.writer.ref, role: 'owner', provenBy: 'pin', now: SEED_NOW } as const;
    await fresh.tx((tx) => linkAccount(tx, { supplierId: fresh.supplier.id, ...link }));
    fresh.at(day(0));
    const slow = (await fresh.write({ text: 'Де 100% оплати_за газ?' })).appeal;
    const meter = { meter: 'SN', day: '2026-12-10', agreed: 'yes' };
    const quick = (await fresh.write({ kindId: 'meter', accountId, text: '', fields: meter })).appeal;
    fresh.at(day(1));
    const later = (await fresh.write()).appeal;
    expect(await see()).toEqual([quick.id, slow.id, later.id]);
    expect(await see({ search: quick.number })).toEqual([quick.id]);
    expect(await see({ search: accountNumber })).toEqual([quick.id]);
    expect(await see({ search: '100% ГАЗ' })).toEqual([slow.id]);
    expect(await see({ search: 'опл_ти' })).toEqual([]);
    expect(await see({ kindId: 'meter' })).toEqual([quick.id]);
    const done = await fresh.staff.call('changeAppeal', {
      params: { appealId: slow.id },
      body: { assigneeRef: fresh.staff.ref },
    });
    expect(done.status).toBe(200);
    expect(await see({ assignee: 'me' })).toEqual([slow.id]);
    expect(await see({ assignee: 'nobody' })).toEqual([quick.id, later.id]);
    expect(await see({ overdue: 'yes' })).toEqual([]);
    fresh.at('2026-11-19T10:00:00Z');
    expect(await see({ overdue: 'yes' })).toEqual([quick.id]);
    expect(await see({ status: 'all' })).toEqual([later.id, quick.id, slow.id]);
    expect(await see({ status: 'answered' })).toEqual([]);
    const { body } = await fresh.staff.call('listStaffAppeals', { query: { search: quick.number } });
    expect(body.items[0]).toMatchObject({
      customerName: 'Ївга',
      accountNumber,
      assignee: null,
      daysLeft: -1,
      awaitsUs: true,
    });
  });

  it('see fifty at once, and the next by the cursor', async () => {
    const fresh = await appealStage(under);
    const [kind] = fresh.known.profile.appeals?.kinds ?? [];
    if (!kind) throw new Error('no kind');
    await fresh.tx(async (tx) => {
      for (let count = 0; count < 54; count += 1) {
        await createAppeal(tx, {
          context: fresh.context,
          supplier: fresh.known,
          now: new Date(SEED_NOW.getTime() + (count % 3) * DAY),
          requestId: null,
          customerRef: null,
          channel: 'email',
          kind,
          accountId: null,
          text: 'Листом',
          fields: {},
          language: 'uk',
        });
      }
    });
    for (const status of ['open', 'all']) {
      const first = await fresh.staff.call('listStaffAppeals', { query: { status } });
      const rest = await fresh.staff.call('listStaffAppeals', { query: { status, cursor: first.body.nextCursor } });
      const ids = [...first.body.items, ...rest.body.items].map(({ appeal }: { appeal: { id: string } }) => appeal.id);
      expect([first.body.items.length, new Set(ids).size, rest.body.nextCursor]).toEqual([50, 54, null]);
      expect((await fresh.staff.call('listStaffAppeals', { query: { cursor: 'a' } })).status).toBe(400);
    }
  });

  it('never answer past a newer message', async () => {
    stage.at(day(0));
    const { appeal, messages } = await stage.write();
    stage.at(day(1));
    await own('replyToAppeal', appeal.id, { text: 'Ще одне', uploadIds: [] });
    expect((await answer(appeal.id, { afterMessageId: messages[0].id })).body.code).toBe('appeal_changed');
    expect((await answer(appeal.id, {})).status).toBe(201);
  });

  it('of two who answer at once one is told of the other, and the customer is answered once', async () => {
    stage = await appealStage(under);
    stage.at(day(0));
    const colleague = await stage.employ();
    const { appeal, messages } = await stage.write();
    await stage.sent();
    const answerOf = (text: string) => ({
      params: { appealId: appeal.id },
      body: { text, uploadIds: [], status: 'answered', afterMessageId: messages[0].id },
    });
    const answers = await Promise.all([
      stage.staff.call('answerAppeal', answerOf('Перша')),
      colleague.call('answerAppeal', answerOf('Друга')),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.map(({ body }) => body.code)).toContain('appeal_changed');
    expect((await details(appeal.id)).messages).toHaveLength(2);
    expect(await stage.sent()).toHaveLength(1);
    // A button that was pressed twice is no second answer.
    const first = answers[0]?.status === 201;
    const twice = first
      ? await stage.staff.call('answerAppeal', answerOf('Перша'))
      : await colleague.call('answerAppeal', answerOf('Друга'));
    expect(twice.status).toBe(201);
    expect((await details(appeal.id)).messages).toHaveLength(2);
    expect(await stage.sent()).toEqual([]);
  });

  it('work on nobody’s appeal of their own', async () => {
    stage.at(day(0));
    const mine = await stage.employ();
    const { appeal } = await stage.write({}, mine);
    const body = { text: 'Так', uploadIds: [], status: 'answered', afterMessageId: 'x' };
    const params = { appealId: appeal.id };
    expect((await mine.call('answerAppeal', { params, body })).status).toBe(403);
    expect((await mine.call('changeAppeal', { params, body: { assigneeRef: mine.ref } })).status).toBe(403);
    expect(issuesOf((await change(appeal.id, { assigneeRef: mine.ref })).body)).toEqual(['/assigneeRef own_appeal']);
  });

  it('work on none that came from a contact of theirs without signing in, and read no notes of it', async () => {
    stage.at(day(0));
    const mine = await stage.employ();
    const mail = { messageId: '<own@mail.example>', from: { name: '', address: mine.contact.address }, subject: 'Моє' };
    const rest = {
      text: 'Лист',
      quoted: '',
      files: [],
      digest: '',
      isAutomatic: false,
      asksNoAnswer: false,
      report: null,
    };
    await receiveMail(stage.context, { supplier: stage.known, appealId: null, mail: { ...mail, ...rest } });
    const [{ appeal }] = (await stage.staff.call('listStaffAppeals', { query: { search: mine.contact.address } })).body
      .items;
    const params = { appealId: appeal.id };
    await change(appeal.id, { note: 'Це колега' });
    const look = async (who: typeof mine) => (await who.call('getStaffAppeal', { params })).body;
    expect([(await look(stage.staff)).notes.length, (await look(mine)).notes.length]).toEqual([1, 0]);
    const afterMessageId = (await look(mine)).messages[0].id;
    const body = { text: 'Так', uploadIds: [], status: 'answered', afterMessageId };
    expect((await mine.call('answerAppeal', { params, body })).status).toBe(403);
    expect((await mine.call('changeAppeal', { params, body: { note: 'Моє' } })).status).toBe(403);
    expect(issuesOf((await change(appeal.id, { assigneeRef: mine.ref })).body)).toEqual(['/assigneeRef own_appeal']);
    expect((await stage.staff.call('answerAppeal', { params, body })).status).toBe(201);
  });

  it('assign, note, correct the kind and set a later day with why; the customer hears of what is theirs, colleagues of all', async () => {
    stage = await appealStage(under);
    stage.at(day(0));
    const colleague = await stage.employ();
    const { appeal } = await stage.write();
    await stage.sent();
    stage.at(day(1));
    expect(issuesOf((await change(appeal.id, { assigneeRef: stage.writer.ref })).body)).toEqual([
      '/assigneeRef own_appeal',
    ]);
    expect(issuesOf((await change(appeal.id, { assigneeRef: 'kabinet:x' })).body)).toEqual(['/assigneeRef not_staff']);
    await change(appeal.id, { assigneeRef: colleague.ref, note: 'Подивись' });
    expect(await stage.sent()).toEqual([]);
    expect((await details(appeal.id)).appeal.changedAt).toBe(day(0));
    expect(issuesOf((await change(appeal.id, { dueOn: '2026-12-20' })).body)).toEqual(['/reason required']);
    expect(issuesOf((await change(appeal.id, { dueOn: '2026-12-01', reason: 'Так' })).body)).toEqual([
      '/dueOn too_early',
    ]);
    expect(issuesOf((await change(appeal.id, { dueOn: '2026-02-30', reason: 'Так' })).body)).toEqual([
      '/dueOn invalid_format',
    ]);
    expect(issuesOf((await change(appeal.id, { dueOn: '2029-02-20', reason: 'Так' })).body)).toEqual([
      '/dueOn too_late',
    ]);
    await change(appeal.id, { dueOn: '2026-12-20', reason: 'Чекаємо на лабораторію' });
    expect((await stage.sent())[0]).toMatch(/відповімо не пізніше 20 грудня\.\n\nЧекаємо на лабораторію/);
    const moved = await details(appeal.id);
    expect(moved.appeal).toMatchObject({ dueOn: '2026-12-20', unread: 1 });
    expect(moved.messages.map(({ text }: { text: string }) => text)).toEqual([
      'Чому така сума?',
      'Чекаємо на лабораторію',
    ]);
    stage.at(day(2));
    expect(issuesOf((await change(appeal.id, { kindId: 'no' })).body)).toEqual(['/kindId unknown_kind']);
    const corrected = (await change(appeal.id, { kindId: 'connection' })).body;
    expect(corrected.item.appeal).toMatchObject({ kindId: 'connection', department: null, dueOn: '2026-11-18' });
    expect(corrected.notes).toMatchObject([{ author: { ref: stage.staff.ref, name: 'Ївга' }, text: 'Подивись' }]);
    expect(corrected.contact).toBe(stage.writer.contact.address);
    expect(
      corrected.trail.map(({ what, detail, by }: { what: string; detail: string; by: unknown }) => [
        what,
        detail,
        by !== null,
      ]),
    ).toEqual([
      ['status', 'received', false],
      ['due_on', appeal.dueOn, false],
      ['assignee', colleague.ref, true],
      ['due_on', '2026-12-20', true],
      ['kind', 'connection', true],
      ['due_on', '2026-11-18', true],
    ]);
    expect((await stage.sent())[0]).toContain('відповімо не пізніше 18 листопада');
    expect(JSON.stringify(await details(appeal.id))).not.toContain('Подивись');
  });

  it('close nothing without a word, and take up again what was settled', async () => {
    stage.at(day(0));
    const { appeal } = await stage.write();
    for (const [status, code] of [
      ['closed', 'answer_missing'],
      ['answered', 'answer_missing'],
      ['waiting', 'answer_missing'],
      ['withdrawn', 'not_offered'],
    ]) {
      expect(issuesOf((await change(appeal.id, { status })).body)).toEqual([`/status ${code}`]);
    }
    await change(appeal.id, { status: 'in_progress' });
    await answer(appeal.id, {});
    stage.at(day(3));
    expect((await change(appeal.id, { status: 'closed' })).body.item.appeal.status).toBe('closed');
    expect((await change(appeal.id, { dueOn: '2027-01-01', reason: 'Так' })).body.code).toBe('appeal_closed');
    expect((await change(appeal.id, { kindId: 'connection' })).body.code).toBe('appeal_closed');
    // Thirty days from the answer, not from the closing.
    stage.at(day(31));
    expect((await details(appeal.id)).appeal.can.reopen).toBe(false);
    expect((await change(appeal.id, { status: 'in_progress' })).body.item).toMatchObject({
      appeal: { status: 'in_progress', dueOn: '2027-01-03' },
      daysLeft: 30,
    });
    expect(issuesOf((await change(appeal.id, { reason: 'Так' })).body)).toEqual(['/reason not_offered']);
  });

  it('write to nobody why nothing was changed, and set a day later than the one there is by then', async () => {
    stage.at(day(0));
    const { appeal } = await stage.write();
    const { kindId, dueOn } = appeal;
    expect(issuesOf((await change(appeal.id, { kindId, reason: 'Так' })).body)).toEqual(['/reason not_offered']);
    expect(issuesOf((await change(appeal.id, { dueOn, reason: 'Так' })).body)).toEqual(['/dueOn too_early']);
    expect((await change(appeal.id, { dueOn, kindId, note: 'Усе так і є' })).status).toBe(200);
    expect((await details(appeal.id)).messages).toHaveLength(1);
    await answer(appeal.id, {});
    stage.at(day(5));
    // Taken up again it is due on another day; the one before is earlier than that.
    const again = { status: 'in_progress', dueOn, reason: 'Так' };
    expect(issuesOf((await change(appeal.id, again)).body)).toEqual(['/dueOn too_early']);
  });

  it('keep no answer that repeats what somebody wrote who was erased', async () => {
    stage.at(day(0));
    const writer = await stage.person();
    const { appeal, messages } = await stage.write({ text: 'Канаркове запитання' }, writer);
    const params = { appealId: appeal.id };
    await stage.staff.call('answerAppeal', {
      params,
      body: { text: 'Відповідь', uploadIds: [], status: 'answered', afterMessageId: messages[0].id },
    });
    await change(appeal.id, { note: 'Нотатка' });
    const repeating = () =>
      stage.tx(async (tx) => {
        const kept = await tx.selectFrom('idempotency_keys').select(['operation', 'response_body']).execute();
        return kept.filter((each) => each.response_body?.includes('Канаркове')).map(({ operation }) => operation);
      });
    expect((await repeating()).sort()).toEqual(['answerAppeal', 'changeAppeal', 'submitAppeal']);
    const { id: supplierId } = stage.supplier;
    const erased = {
      supplierId,
      personId: writer.personId,
      actor: 'customer',
      now: new Date(day(0)),
      requestId: null,
    } as const;
    await stage.tx((tx) => erasePerson(tx, erased));
    expect(await repeating()).toEqual([]);
  });

  it('begin answers with the supplier’s texts, filled in and in the language of the appeal', async () => {
    stage.at(day(0));
    for (const [language, words] of [
      ['uk', /^Вітаємо, Ївга! Щодо звернення \S+ «Запитання»: відповімо до 3 грудня\.$/],
      ['ru-RU', /^Здравствуйте, Ївга! По обращению \S+ «Вопрос»: ответим до 3 декабря\.$/],
      ['de', /^Вітаємо/],
    ] as const) {
      const { appeal } = await stage.write({ language });
      const { body } = await stage.staff.call('listReplyTemplates', { params: { appealId: appeal.id } });
      expect(body.items).toMatchObject([
        { id: 'thanks', text: expect.stringMatching(words) as string },
        { id: 'working' },
      ]);
    }
  });

  it('are answered by the contract, whatever they send', async () => {
    stage.at(day(0));
    const { appeal, messages } = await stage.write();
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom('', '%', '\\', '\u0000', '\ud800', "';--", '5-', '9'.repeat(90), '🙂', '  ', '__proto__'),
    );
    const right = <T>(...values: readonly T[]) => fc.constantFrom(...values);
    const date = fc.oneof(right('2026-12-20', '2026-02-30', '9999-12-31', '2026-12-2'), text);
    const status = fc.oneof(right('received', 'in_progress', 'waiting', 'answered', 'closed', 'withdrawn'), text);
    const cursors = right(
      '2026-11-03_',
      `2026-11-03_${appeal.id}`,
      `2026-02-30_${appeal.id}`,
      `0000-01-01_${appeal.id}`,
    );
    const query = fc.record(
      {
        status: right('open', 'all', 'closed'),
        kindId: text,
        assignee: text,
        search: text,
        cursor: fc.oneof(cursors, text),
      },
      { requiredKeys: [] },
    );
    const change = fc.record(
      {
        status,
        kindId: fc.oneof(right('meter'), text),
        assigneeRef: fc.oneof(right(null), text),
        dueOn: date,
        reason: text,
        note: text,
      },
      { requiredKeys: [] },
    );
    const answered = fc.record({
      text,
      uploadIds: fc.array(text, { maxLength: 6 }),
      status,
      afterMessageId: fc.oneof(right(messages[0].id as string), text),
    });
    await fc.assert(
      fc.asyncProperty(query, change, answered, async (queryOf, changeOf, answerOf) => {
        const params = { appealId: appeal.id };
        for (const { status: code, text: said } of [
          await stage.staff.call('listStaffAppeals', { query: queryOf }),
          await stage.staff.call('changeAppeal', { params, body: changeOf }),
          await stage.staff.call('answerAppeal', { params, body: answerOf }),
        ]) {
          expect(code, said).toBeLessThan(500);
        }
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  it('leave a trace of every look', async () => {
    stage.at(day(0));
    const { appeal } = await stage.write();
    const looks = () =>
      stage.tx(async (tx) => {
        const { rows } = await sql<{ count: string }>`
          select count(*) from audit_events where subject_id = ${appeal.id}::uuid and action = 'appeal.viewed'
            and actor = 'staff' and actor_ref = ${stage.staff.ref}`.execute(tx);
        return Number(rows[0]?.count);
      });
    await queue({ search: appeal.number });
    expect(await looks()).toBe(1);
    await stage.staff.call('getStaffAppeal', { params: { appealId: appeal.id } });
    expect(await looks()).toBe(2);
  });
});

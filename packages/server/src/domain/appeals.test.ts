import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAppeal } from '../db/appeals.js';
import { type AppealStage, appealStage } from '../testing/appeal-stage.js';
import { type DatabaseUnderTest, openTestPGlite } from '../testing/databases.js';
import { SEED_NOW } from '../testing/index.js';
import { kindOf } from './appeal-profile.js';
import { addMessage, createAppeal, guestRef, type NewAppeal } from './appeals.js';
import { answerAppeal } from './answer-appeal.js';

describe('appeals of who is not signed in', () => {
  let under: DatabaseUnderTest;
  let stage: AppealStage;
  beforeAll(async () => {
    under = await openTestPGlite();
    stage = await appealStage(under);
  });
  afterAll(() => under.close());

  const pdf = { name: 'лист.pdf', mediaType: 'application/pdf' as const, content: Buffer.from('%PDF-1.4') };
  const call = () => ({ context: stage.context, supplier: stage.known, now: SEED_NOW, requestId: 'test' });
  const create = (changes: Partial<NewAppeal>) => {
    const kind = kindOf(stage.known.profile, 'question');
    if (!kind) throw new Error('no kind');
    return stage.tx((tx) =>
      createAppeal(tx, {
        ...call(),
        customerRef: null,
        name: 'Ганна',
        contact: { kind: 'email', address: 'hanna@mail.example' },
        channel: 'guest',
        kind,
        accountId: null,
        text: 'Чому так?',
        fields: {},
        language: 'ru',
        ...changes,
      }),
    );
  };

  it('belong to nobody but the appeal itself, and are told where they gave, in the language they wrote in', async () => {
    await stage.sent();
    const { id, customerRef, number } = await create({});
    expect(customerRef).toBe(guestRef(id));
    const [told] = await stage.sent();
    expect(told).toContain(`hanna@mail.example: Мы получили ваше обращение ${number}`);
    expect(told).toContain(`https://api.kabinet.test/${stage.supplier.id}/my/appeal/${id}?k=`);
    expect(told).not.toContain('кабинет');
    const { rows } = {
      rows: await stage.tx((tx) => tx.selectFrom('audit_events').selectAll().where('subject_id', '=', id).execute()),
    };
    expect(rows).toMatchObject([{ actor: 'nobody', actor_ref: null, action: 'appeal.sent' }]);
  });

  it('take what comes by mail: files and all, and go on where it belongs', async () => {
    const { id } = await create({ channel: 'email', files: [pdf] });
    const work = { ...call(), staff: { ref: stage.staff.ref, personId: stage.staff.personId }, requestId: 'test' };
    const before = await stage.staff.call('getStaffAppeal', { params: { appealId: id } });
    expect(before.body).toMatchObject({
      contact: 'hanna@mail.example',
      item: { customerName: 'Ганна', awaitsUs: true },
      messages: [{ channel: 'email', attachments: [{ name: 'лист.pdf', mediaType: 'application/pdf', sizeBytes: 8 }] }],
    });
    const afterMessageId: string = before.body.messages[0].id;
    const answer = { text: 'Так', uploadIds: [], status: 'answered' as const, afterMessageId };
    expect(await stage.tx((tx) => answerAppeal(tx, { ...work, appealId: id, answer }))).toEqual({ kind: 'done' });
    const messageId = await stage.tx(async (tx) => {
      const appeal = await findAppeal(tx, { supplierId: stage.supplier.id, appealId: id, forChange: true });
      if (!appeal) throw new Error('no appeal');
      return addMessage(tx, { ...call(), appeal, text: '', channel: 'email', files: [pdf, pdf] });
    });
    const { body } = await stage.staff.call('getStaffAppeal', { params: { appealId: id } });
    expect(body.item.appeal.status).toBe('in_progress');
    expect(body.messages.at(-1)).toMatchObject({ id: messageId, text: '', author: 'customer' });
    expect(body.messages.at(-1).attachments).toHaveLength(2);
  });

  it('are not shown in anybody’s list, nor found by their id', async () => {
    const { id } = await create({});
    expect((await stage.writer.call('getAppeal', { params: { appealId: id } })).status).toBe(404);
    expect((await stage.writer.call('listAppeals', {})).body.items).toEqual([]);
  });
});

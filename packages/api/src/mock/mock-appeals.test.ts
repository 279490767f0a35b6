import { describe, expect, it } from 'vitest';
import { ApiError } from '../errors.js';
import type { AppealSubmission } from '../schemas/index.js';
import { createMockApi } from './mock-api.js';
import { sampleData } from './sample-base.js';
import type { SampleAppealName } from './sample-appeals.js';
import { sampleNow } from './samples.js';

const DAY_MS = 86_400_000;

function mock(sent: readonly SampleAppealName[] = []) {
  let time = Date.parse(sampleNow);
  let calls = 0;
  const now = () => new Date(time);
  const api = createMockApi({ now, data: sampleData({ now: now(), accounts: ['gas'], appeals: { sent } }) });
  return {
    api,
    key: () => ({ idempotencyKey: `0123456789abcdef${(calls += 1)}` }),
    passDays: (days: number) => void (time += days * DAY_MS),
  };
}

const QUESTION: AppealSubmission = {
  kindId: 'question',
  accountId: 'gas',
  text: ' Чому\u200b так? ',
  fields: {},
  uploadIds: [],
  language: 'uk',
};

async function refusalOf(call: Promise<unknown>): Promise<string[]> {
  const error: unknown = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ApiError)) throw new Error('it was not refused');
  return [String(error.code), ...(error.problem?.issues ?? []).map(({ pointer, code }) => `${pointer} ${code}`)];
}

describe('appeals of the mock', () => {
  it('are taken with a number and the day of their answer, and stand first in the list', async () => {
    const { api, key } = mock(['received']);
    const { appeal, messages, notifiedAt } = await api.submitAppeal({ body: QUESTION }, key());
    expect(appeal).toMatchObject({ status: 'received', dueOn: '2026-11-18', isOverdue: false, summary: 'Чому так?' });
    expect(messages).toMatchObject([{ author: 'customer', text: 'Чому так?', attachments: [] }]);
    expect(notifiedAt).toBe('+380 67 ••• •• 67');
    const first = await api.listAppeals({ limit: '1' });
    expect(first.items.map(({ id }) => id)).toEqual([appeal.id]);
    const rest = await api.listAppeals({ limit: '1', cursor: first.nextCursor ?? '' });
    expect([rest.items.map(({ id }) => id), rest.nextCursor]).toEqual([['received'], null]);
  });

  it('are refused with all that is wrong, as the service refuses them', async () => {
    const { api, key } = mock();
    const send = (body: Partial<AppealSubmission>) =>
      refusalOf(api.submitAppeal({ body: { ...QUESTION, ...body } }, key()));
    const verification = { kindId: 'meter-verification', text: '', fields: { day: '1.11.26', phone: '12' } };
    expect(await send(verification)).toEqual([
      'invalid_request',
      '/fields/meter required',
      '/fields/day not_future',
      '/fields/phone not_a_phone',
    ]);
    expect(await send({ ...verification, accountId: null })).toEqual(['invalid_request', '/accountId required']);
    expect(await send({ kindId: 'suggestion' })).toEqual(['invalid_request', '/accountId not_offered']);
    expect(await send({ accountId: 'neighbour' })).toEqual(['not_found']);
    expect(await send({ kindId: 'technical-connection', accountId: null })).toEqual([
      'invalid_request',
      '/uploadIds required',
    ]);
    expect(await send({ text: '' })).toEqual(['invalid_request', '/text required']);
    expect(await send({ uploadIds: ['upload-9'] })).toEqual(['invalid_request', '/uploadIds/0 not_found']);
  });

  it('take the files that were sent for them, once', async () => {
    const { api, key } = mock();
    const data = Buffer.from('%PDF-1.7 and some more').toString('base64');
    const { id } = await api.startUpload({ body: { name: 'План.pdf', sizeBytes: 22 } }, key());
    await api.continueUpload({ uploadId: id, body: { offset: 0, data } }, key());
    const { appeal, messages } = await api.submitAppeal({ body: { ...QUESTION, uploadIds: [id] } }, key());
    const [file] = messages[0]?.attachments ?? [];
    expect(file).toMatchObject({ name: 'План.pdf', mediaType: 'application/pdf' });
    const link = await api.getAppealAttachment({ appealId: appeal.id, attachmentId: file?.id ?? '' });
    expect(link.url).toMatch(/^data:application\/pdf/);
    expect(await refusalOf(api.submitAppeal({ body: { ...QUESTION, uploadIds: [id] } }, key()))).toContain(
      '/uploadIds/0 not_found',
    );
  });

  it('are worked on again once their author writes, with a new day where they were answered', async () => {
    const { api, key } = mock(['waiting', 'answered']);
    const body = { text: 'Ось ще одне', uploadIds: [] };
    const asked = await api.replyToAppeal({ appealId: 'waiting', body }, key());
    expect(asked.appeal).toMatchObject({ status: 'in_progress', dueOn: '2026-11-27', unread: 0 });
    const answered = await api.getAppeal({ appealId: 'answered' });
    expect(answered.appeal).toMatchObject({
      dueOn: null,
      unread: 1,
      can: { reopen: true, rate: true, withdraw: false },
    });
    expect([answered.reopenUntil, asked.reopenUntil]).toEqual(['2026-11-30', null]);
    const again = await api.reopenAppeal({ appealId: 'answered', body }, key());
    expect(again.appeal).toMatchObject({ status: 'in_progress', dueOn: '2026-11-18', can: { reopen: false } });
    expect(again.steps.map(({ status }) => status)).toEqual(['received', 'in_progress', 'answered', 'in_progress']);
  });

  it('can be reopened for thirty days, rated, read and taken back', async () => {
    const { api, key, passDays } = mock(['answered', 'received', 'overdue', 'closed']);
    const { messages } = await api.getAppeal({ appealId: 'answered' });
    const seen = { messageId: messages.at(-1)?.id ?? '' };
    expect((await api.markAppealSeen({ appealId: 'answered', body: seen }, key())).appeal.unread).toBe(0);
    const rated = await api.rateAppeal({ appealId: 'answered', body: { score: 4, comment: ' Добре ' } }, key());
    expect(rated.appeal.rating).toEqual({ score: 4, comment: 'Добре' });
    const { appeal } = await api.withdrawAppeal({ appealId: 'received', body: {} }, key());
    expect(appeal).toMatchObject({ status: 'withdrawn', dueOn: null, can: { reply: false, withdraw: false } });
    expect((await api.getAppeal({ appealId: 'overdue' })).appeal).toMatchObject({
      isOverdue: true,
      status: 'in_progress',
    });
    passDays(28);
    const body = { text: 'Ще раз', uploadIds: [] };
    expect(await refusalOf(api.reopenAppeal({ appealId: 'answered', body }, key()))).toEqual(['appeal_closed']);
    expect((await api.getAppeal({ appealId: 'closed' })).fields.map(({ value }) => value)).toEqual([
      '04512877',
      '12 серпня 2026 р.',
      '380501234567',
    ]);
  });

  it('of guests wait for their code, where the kind takes them', async () => {
    const { api, key } = mock();
    const { accountId: _, uploadIds: __, ...said } = QUESTION;
    const guest = { ...said, name: 'Оксана', contact: 'oksana@mail.example', accountNumber: '' };
    const receipt = await api.submitGuestAppeal({ body: guest }, key());
    expect(receipt).toMatchObject({ contact: 'o•••@mail.example', expiresAt: '2026-11-03T08:05:00.000Z' });
    expect(receipt.confirmUrl).not.toContain('oksana');
    const refused = (body: Partial<typeof guest>) =>
      refusalOf(api.submitGuestAppeal({ body: { ...guest, ...body } }, key()));
    expect(await refused({ kindId: 'recalculation' })).toEqual(['invalid_request', '/kindId not_offered']);
    expect(await refused({ contact: 'абв' })).toEqual(['invalid_request', '/contact not_a_contact']);
    expect(await refused({ text: '' })).toEqual(['invalid_request', '/text required']);
  });
});

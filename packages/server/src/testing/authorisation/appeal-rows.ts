import type { OperationName } from '@kabinet/api/contract';
import { insertMessage } from '../../db/appeal-messages.js';
import { updateAppeal } from '../../db/appeals.js';
import { insertAttachment } from '../../db/appeal-attachments.js';
import { newId } from '../../db/ids.js';
import { kindOf } from '../../domain/appeal-profile.js';
import { createAppeal } from '../../domain/appeals.js';
import { testContext } from '../context.js';
import { SEED_NOW } from '../seed-supplier.js';
import type { Row } from './rows.js';
import { inSupplier, type Stage } from './stage.js';

/** Appeals of the account's holder: one that nobody has answered, with a file, and one that was. */
export interface AppealThing {
  readonly appealId: string;
  readonly messageId: string;
  readonly attachmentId: string;
  readonly answeredAppealId: string;
}

/** Writes them as the holder would; past the number of appeals a day. */
export async function makeAppeals(stage: Stage): Promise<AppealThing> {
  const { under, supplier } = stage;
  const context = testContext(under.database);
  const known = await context.suppliers.find(supplier.id);
  const kind = kindOf(supplier.profile, 'question');
  if (!known || !kind) throw new Error('the supplier takes no questions');
  return inSupplier(stage, async (tx) => {
    const write = () =>
      createAppeal(tx, {
        context,
        supplier: known,
        now: SEED_NOW,
        requestId: 'test',
        customerRef: supplier.customer.ref,
        channel: 'cabinet',
        kind,
        accountId: null,
        text: 'Чому так багато?',
        fields: {},
        language: 'uk',
      });
    const [open, answered] = [await write(), await write()];
    const of = { supplierId: supplier.id, appealId: open.id };
    const message = {
      author: 'customer',
      authorRef: supplier.customer.ref,
      authorName: null,
      channel: 'cabinet',
      text: '',
    } as const;
    const messageId = await insertMessage(tx, { ...of, message, now: SEED_NOW });
    const attachmentId = newId(SEED_NOW);
    const file = {
      id: attachmentId,
      name: 'лист.pdf',
      mediaType: 'application/pdf' as const,
      content: Buffer.from('%PDF'),
    };
    await insertAttachment(tx, { ...of, messageId }, file);
    const change = { status: 'answered', settledAt: SEED_NOW } as const;
    await updateAppeal(tx, { supplierId: supplier.id, appealId: answered.id, change, now: SEED_NOW });
    return { appealId: open.id, messageId, attachmentId, answeredAppealId: answered.id };
  });
}

type AppealName = Extract<OperationName, `${string}Appeal${string}` | 'listReplyTemplates'>;

const REPLY = { text: 'Ще одне', uploadIds: [] };

/** The rows of appeals: of their author's, and of staff. */
export const appealRows: { readonly [N in AppealName]: Row } = {
  listAppealKinds: { allowed: 200, target: () => ({ params: {} }) },
  submitGuestAppeal: {
    allowed: 201,
    target: () => ({
      params: {},
      body: {
        kindId: 'question',
        name: 'Ганна',
        // So many codes an hour go to one contact.
        contact: `hanna-${newId(SEED_NOW)}@mail.example`,
        accountNumber: '',
        text: 'Питання',
        fields: {},
        language: 'uk',
      },
    }),
  },
  submitAppeal: {
    allowed: 201,
    // Whoever has any right to an account may write about it.
    grant: 'link',
    target: ({ account }) => ({
      params: {},
      body: {
        kindId: 'question',
        accountId: account.id,
        text: 'Питання',
        fields: {},
        uploadIds: [],
        language: 'uk',
      },
    }),
  },
  listAppeals: { allowed: 200, target: () => ({ params: {} }) },
  getAppeal: { allowed: 200, isOwn: true, target: ({ appealId }) => ({ params: { appealId } }) },
  replyToAppeal: { allowed: 201, isOwn: true, target: ({ appealId }) => ({ params: { appealId }, body: REPLY }) },
  reopenAppeal: {
    allowed: 200,
    isOwn: true,
    target: ({ answeredAppealId }) => ({ params: { appealId: answeredAppealId }, body: REPLY }),
  },
  withdrawAppeal: { allowed: 200, isOwn: true, target: ({ appealId }) => ({ params: { appealId }, body: {} }) },
  rateAppeal: {
    allowed: 200,
    isOwn: true,
    target: ({ answeredAppealId }) => ({ params: { appealId: answeredAppealId }, body: { score: 5, comment: '' } }),
  },
  markAppealSeen: {
    allowed: 200,
    isOwn: true,
    target: ({ appealId, messageId }) => ({ params: { appealId }, body: { messageId } }),
  },
  getAppealAttachment: {
    allowed: 200,
    isOwn: true,
    target: ({ appealId, attachmentId }) => ({ params: { appealId, attachmentId } }),
  },
  listStaffAppeals: { allowed: 200, target: () => ({ params: {} }) },
  getStaffAppeal: { allowed: 200, target: ({ appealId }) => ({ params: { appealId } }) },
  answerAppeal: {
    allowed: 201,
    target: ({ appealId, messageId }) => ({
      params: { appealId },
      body: { text: 'Відповідь', uploadIds: [], status: 'answered', afterMessageId: messageId },
    }),
  },
  changeAppeal: { allowed: 200, target: ({ appealId }) => ({ params: { appealId }, body: { note: 'Подивитися' } }) },
  listReplyTemplates: { allowed: 200, target: ({ appealId }) => ({ params: { appealId } }) },
  getStaffAppealAttachment: {
    allowed: 200,
    target: ({ appealId, attachmentId }) => ({ params: { appealId, attachmentId } }),
  },
};

import { MAX_APPEAL_TEXT, type StaffAnswer, type StaffAppealChange } from '@kabinet/api/contract';
import { html } from 'hono/html';
import { recordAct } from '../../db/audit.js';
import type { Tx } from '../../db/database.js';
import { findAppeal } from '../../db/appeals.js';
import { findAttachment } from '../../db/files.js';
import { namesOfStaff } from '../../db/staff-appeals.js';
import { answerAppeal, changeAppeal, type StaffAppealOutcome } from '../../domain/answer-appeal.js';
import { THEN } from '../../domain/appeal-profile.js';
import { linkToFile } from '../../domain/file-links.js';
import { type AppealStaff, lookAtAppeal, replyTemplates } from '../../domain/staff-appeals.js';
import { signedInPerson } from '../person.js';
import { ProblemError } from '../../problem.js';
import { textIn } from '../../words/languages.js';
import { dateInWords, momentInWords } from '../../words/moments.js';
import { readFormFiles } from '../appeal/files.js';
import { readDay } from '../days.js';
import { actions, buttonLink, errorSummary, notice } from '../form.js';
import type { HostedPage, PageAnswer, PageCall } from '../page.js';
import { answerPart, notesPart, trailPart, workParts } from './appeal-forms.js';
import type { OnDesk, Shown } from './appeal-desk.js';
import { factsPart, talkPart } from './appeal-facts.js';
import { type AppealStaffTexts, appealStaffTexts, type Done, DONE } from './appeal-texts.js';
import { appealTroubleTexts } from './appeal-trouble-texts.js';
import { appealAddress, APPEALS_PAGE, appealStaffAtWork, colleagues, queueBefore } from './appeals.js';

type Params = Readonly<Record<string, string>>;

const LONGEST_REASON = 1000;

async function showOne(call: PageCall, { id = '' }: Params): Promise<PageAnswer> {
  const done = DONE.find((each) => each === call.query.get('done'));
  const good = done === undefined ? undefined : appealStaffTexts[call.language].done[done];
  return document(call, await look(call, id), good === undefined ? {} : { good });
}

function look(call: PageCall, appealId: string): Promise<OnDesk> {
  return call.context.database.transaction(call.supplier.id, async (tx) => {
    const details = await lookAtAppeal(tx, { ...(await appealStaffAtWork(call, tx)), appealId });
    if (!details) throw new ProblemError('not_found');
    const supplierId = call.supplier.id;
    const refs = details.trail.flatMap(({ what, detail }) => (what === 'assignee' && detail !== '' ? [detail] : []));
    return {
      details,
      staff: await colleagues(tx, supplierId),
      names: await namesOfStaff(tx, { supplierId, refs }),
    };
  });
}

/** What each form of the page does; all of them come here. */
async function work(call: PageCall, { id = '' }: Params): Promise<PageAnswer> {
  const { form: sent } = call;
  const step = sent.get('step');
  const change = (what: Done, of: StaffAppealChange) =>
    settle(call, id, what, (tx, staff) => changeAppeal(tx, { ...staff, appealId: id, change: of }));
  switch (step) {
    case 'take':
      return assign(call, id, signedInPerson(call).ref);
    case 'assign':
      return assign(call, id, sent.get('assignee') || null);
    case 'close':
      return change('status', { status: 'closed' });
    case 'take-up':
      return change('status', { status: 'in_progress' });
    case 'kind':
      return change('kind', { kindId: sent.get('kind') ?? '' });
    case 'day':
      return moveDay(call, id);
    case 'note':
      return change('note', { note: (sent.get('note') ?? '').slice(0, MAX_APPEAL_TEXT) });
    default:
      return answer(call, id);
  }
}

/** Somebody else may have taken it on, or off, since the page was loaded: then it is shown before anything is overwritten. */
function assign(call: PageCall, id: string, assigneeRef: string | null): Promise<PageAnswer> {
  const before = call.form.get('assignee-before');
  return settle(call, id, 'assigned', async (tx, staff) => {
    const appeal = await findAppeal(tx, { supplierId: call.supplier.id, appealId: id, forChange: true });
    if (appeal && before !== null && (appeal.assigneeRef ?? '') !== before && appeal.assigneeRef !== assigneeRef) {
      return { kind: 'taken' };
    }
    return changeAppeal(tx, { ...staff, appealId: id, change: { assigneeRef } });
  });
}

async function moveDay(call: PageCall, id: string): Promise<PageAnswer> {
  const { form: sent } = call;
  const dueOn = readDay(sent.get('due-on') ?? '');
  const reason = (sent.get('reason') ?? '').slice(0, LONGEST_REASON);
  if (dueOn === null || reason.trim() === '') {
    const [field, pointer] = dueOn === null ? ['due-on', '/dueOn'] : ['reason', '/reason'];
    const text = faultIn(appealStaffTexts[call.language], pointer, 'required');
    return document(call, await look(call, id), { errors: [{ id: field, text }], typed: sent });
  }
  return settle(call, id, 'day', (tx, staff) =>
    changeAppeal(tx, { ...staff, appealId: id, change: { dueOn, reason } }),
  );
}

/** Puts a template into the text, takes a file, or sends the answer: by the button that was pressed. */
async function answer(call: PageCall, id: string): Promise<PageAnswer> {
  const { form: sent, context, supplier } = call;
  await context.database.transaction(supplier.id, (tx) => appealStaffAtWork(call, tx));
  const files = await readFormFiles(call, { customerRef: signedInPerson(call).ref });
  const again = async (shown: Shown) => document(call, await look(call, id), { typed: sent, files, ...shown });
  if (files.isOnlyFiles || files.errors.length > 0) return again({ errors: files.errors });
  if (sent.get('step') === 'template') return again(await templateText(call, id));
  const text = (sent.get('text') ?? '').slice(0, MAX_APPEAL_TEXT + 1);
  if (text.length > MAX_APPEAL_TEXT) {
    return again({ errors: [{ id: 'text', text: faultIn(appealStaffTexts[call.language], '/text', 'too_long') }] });
  }
  const then = THEN.find((each) => each === sent.get('then'));
  if (then === undefined) {
    const { textMissing, thenMissing } = appealStaffTexts[call.language];
    const isEmpty = text.trim() === '' && files.waiting.length === 0;
    return again({
      errors: [...(isEmpty ? [{ id: 'text', text: textMissing }] : []), { id: 'then-0', text: thenMissing }],
    });
  }
  const written: StaffAnswer = {
    text,
    status: then,
    uploadIds: files.waiting.map((file) => file.id),
    afterMessageId: (sent.get('after') ?? '').slice(0, 60),
  };
  return settle(
    call,
    id,
    'answered',
    (tx, staff) => answerAppeal(tx, { ...staff, appealId: id, answer: written }),
    files,
  );
}

async function templateText(call: PageCall, appealId: string): Promise<Shown> {
  const templates = await call.context.database.transaction(call.supplier.id, async (tx) =>
    replyTemplates(tx, { ...(await appealStaffAtWork(call, tx)), appealId }),
  );
  const chosen = templates?.find(({ id }) => id === call.form.get('template'));
  if (!chosen) return {};
  // What was written already is not lost: the template comes below it.
  const typed = (call.form.get('text') ?? '').trim();
  const text = typed === '' ? chosen.text : `${typed}\n\n${chosen.text}`;
  const template = call.supplier.profile.appeals?.replyTemplates.find(({ id }) => id === chosen.id);
  return template?.then ? { text, then: template.then } : { text };
}

/** Does one thing in a transaction, and shows what came of it. */
async function settle(
  call: PageCall,
  id: string,
  what: Done,
  does: (tx: Tx, staff: AppealStaff) => Promise<StaffAppealOutcome | { readonly kind: 'taken' }>,
  files?: Shown['files'],
): Promise<PageAnswer> {
  const { context, supplier, language } = call;
  const texts = appealStaffTexts[language];
  const outcome = await context.database
    .transaction(supplier.id, async (tx) => does(tx, await appealStaffAtWork(call, tx)))
    .catch((error: unknown) => {
      // A file that is not there any more is found when everything else is in order.
      const [first] = (error instanceof ProblemError ? error.details.issues : undefined) ?? [];
      if (!first) throw error;
      return { kind: 'fault' as const, ...first };
    });
  const again = async (shown: Shown) =>
    document(call, await look(call, id), { typed: call.form, ...(files && { files }), ...shown });
  switch (outcome.kind) {
    case 'done':
      return { kind: 'redirect', to: appealAddress(call, id, { done: what }) };
    case 'not_found':
      throw new ProblemError('not_found');
    case 'own_appeal':
      return again({ status: 403, warning: texts.own });
    case 'closed':
      return again({ status: 409, warning: texts.closed });
    case 'changed':
      return again({ status: 409, warning: appealTroubleTexts[language].changed[outcome.by] });
    case 'taken': {
      const desk = await look(call, id);
      const name = desk.details.item.assignee?.name ?? '';
      // What was chosen was chosen by what stood there before.
      return document(call, desk, { status: 409, warning: appealTroubleTexts[language].taken(name) });
    }
    case 'fault':
      return again({ errors: [{ id: fieldOf(outcome.pointer), text: faultIn(texts, outcome.pointer, outcome.code) }] });
  }
}

/** The field that a place in the contract is typed into. */
function fieldOf(pointer: string): string {
  const fields: Readonly<Record<string, string>> = {
    '/dueOn': 'due-on',
    '/kindId': 'kind',
    '/assigneeRef': 'assignee',
    '/uploadIds': 'file',
    '/status': 'text',
  };
  const [place = ''] = /^\/\w+/.exec(pointer) ?? [];
  return fields[place] ?? place.slice(1);
}

function faultIn({ faults, textMissing }: AppealStaffTexts, pointer: string, code: string): string {
  const [place = ''] = /^\/\w+/.exec(pointer) ?? [];
  return faults[`${place} ${code}`] ?? faults[place] ?? textMissing;
}

function document(call: PageCall, desk: OnDesk, shown: Shown): PageAnswer {
  const { supplier, language } = call;
  const texts = appealStaffTexts[language];
  const { good, warning, errors = [] } = shown;
  const trouble = appealTroubleTexts[language];
  const { appeal, daysLeft, undeliveredAt } = desk.details.item;
  const place = { language, timeZone: supplier.profile.timeZone };
  const due = appeal.dueOn === null ? '' : dateInWords(appeal.dueOn, language);
  return {
    kind: 'document',
    title: `${appeal.number}: ${textIn(appeal.kindName, language, supplier.profile)}`,
    status: shown.status ?? (errors.length > 0 ? 422 : 200),
    body: html`
      ${errorSummary(language, errors)}
      ${good === undefined ? '' : notice({ tone: 'good', title: good, takesFocus: true })}
      ${warning === undefined ? '' : notice({ tone: 'warn', title: warning, takesFocus: true })}
      ${appeal.isOverdue && daysLeft !== null ? notice({ tone: 'warn', title: texts.daysLeft(daysLeft), text: `${texts.dueOn} ${due}` }) : ''}
      ${
        undeliveredAt === null || appeal.status === 'closed' || appeal.status === 'withdrawn'
          ? ''
          : notice({
              tone: 'warn',
              title: trouble.undeliveredTitle,
              text: trouble.undeliveredText(momentInWords(undeliveredAt, place)),
            })
      }
      ${factsPart(call, desk)} ${talkPart(call, desk)} ${answerPart(call, desk, shown)} ${workParts(call, desk, shown)}
      ${notesPart(call, desk, shown)} ${trailPart(call, desk)}
      ${actions(buttonLink(queueBefore(call), texts.toList, 'plain'))}
    `,
  };
}

/** Leads to a file of the conversation by a link of a few minutes; the look is written down. */
async function openFile(call: PageCall, { id = '', fileId = '' }: Params): Promise<PageAnswer> {
  const { context, supplier, now, requestId } = call;
  const supplierId = supplier.id;
  const file = await context.database.transaction(supplierId, async (tx) => {
    const { staff } = await appealStaffAtWork(call, tx);
    const found = await findAttachment(tx, { supplierId, appealId: id, attachmentId: fileId });
    if (!found) throw new ProblemError('not_found');
    const act = { actor: 'staff', customerRef: staff.ref, action: 'appeal.file_opened', subjectId: found.id } as const;
    await recordAct(tx, { supplierId, at: now, ...act, requestId });
    return found;
  });
  return { kind: 'redirect', to: linkToFile(context, { supplier, kind: 'appeal_attachments', file, now }).url };
}

/** One appeal, for staff: what was written and done, and all that can be done with it. */
export const appealWorkPages: readonly HostedPage[] = [
  { path: `${APPEALS_PAGE}/:id`, needs: 'staff', takesUpload: { from: () => true }, get: showOne, post: work },
  { path: `${APPEALS_PAGE}/:id/file/:fileId`, needs: 'staff', get: openFile },
];

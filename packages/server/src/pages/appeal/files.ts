import { MAX_FILES } from '@kabinet/api/contract';
import { html } from 'hono/html';
import { nameAsSent } from '../../domain/file-names.js';
import { ProblemError } from '../../problem.js';
import { takeWholeFile, type WaitingFile, waitingFiles } from '../../domain/whole-files.js';
import { actions, type FormError, hidden, submit } from '../form.js';
import { fileField } from '../form-more.js';
import type { Markup, PageCall } from '../page.js';
import { fileTexts } from './file-texts.js';

/*
 * Files that go with a form, without a script: one is chosen and sent with what was typed so far, and the page comes back with both. They wait
 * on the server; the form carries their names along, and whose they are is looked at each time.
 */

/** Names in the form: the file itself, those that wait, and the buttons. */
export const FILE = 'file';
const WAITING = 'waiting';
const REMOVE = 'remove-file';
const STEP = 'step';
const ADD = 'add-file';

const ACCEPT = '.jpg,.jpeg,.png,.webp,.pdf,image/jpeg,image/png,image/webp,application/pdf';

/** What goes with a form as it was sent, and what was wrong with the file that came along. */
export interface FormFiles {
  readonly waiting: readonly WaitingFile[];
  readonly errors: readonly FormError[];
  /** The form was sent for its files only: the page is to be shown again with what was typed. */
  readonly isOnlyFiles: boolean;
}

/** Reads which files wait, takes the one that came, leaves out the one that is to be removed. A file that was chosen counts whichever button was pressed. */
export async function readFormFiles(
  { context, supplier, customer, address, form, file, language, now }: PageCall,
  { customerRef, atMost = MAX_FILES }: { customerRef: string; atMost?: number },
): Promise<FormFiles> {
  const texts = fileTexts[language];
  const step = form.get(STEP);
  const removed = form.get(REMOVE);
  const ids = form
    .getAll(WAITING)
    .slice(0, MAX_FILES)
    .filter((id) => id !== removed);
  const waiting = await context.database.transaction(supplier.id, (tx) =>
    waitingFiles(tx, { supplier, customerRef, now, ids }),
  );
  const isOnlyFiles = step === ADD || removed !== null;
  const wrong = (text: string) => ({ waiting, errors: [{ id: FILE, text }], isOnlyFiles });
  // Others were added meanwhile, or too long ago: what was to go along must not be left out without a word.
  const gone = new Set(ids).size > waiting.length ? [{ id: FILE, text: texts.gone }] : [];
  if (!file) return step === ADD ? wrong(texts.why.missing) : { waiting, errors: gone, isOnlyFiles };
  const refused = (why: keyof typeof texts.why) => wrong(texts.refused(nameAsSent(file.name), texts.why[why]));
  if (file.isTooLarge) return refused('too_large');
  if (waiting.length >= atMost) return refused('too_many');
  const ofAddress = customer === null ? address : null;
  const taken = await takeWholeFile(context.database, {
    supplier,
    customerRef,
    ...file,
    address: ofAddress,
    now,
  }).catch(putOff);
  if (taken.kind === 'refused') return refused(taken.why);
  return { waiting: [...waiting, taken.file], errors: gone, isOnlyFiles };
}

/** That it cannot be taken now is said beside the form, which keeps what was typed. */
function putOff(error: unknown): { kind: 'refused'; why: 'busy' | 'enough_today' } {
  if (error instanceof ProblemError && error.code === 'unavailable') return { kind: 'refused', why: 'busy' };
  if (error instanceof ProblemError && error.code === 'rate_limited') return { kind: 'refused', why: 'enough_today' };
  throw error;
}

/** The part of a form that takes files; nothing where `atMost` is none. */
export function filesPart(
  language: PageCall['language'],
  { waiting, errors }: Pick<FormFiles, 'waiting' | 'errors'>,
  atMost = MAX_FILES,
): Markup {
  const texts = fileTexts[language];
  if (atMost === 0) return html``;
  const list = html`<div class="stack">
    <p>${texts.added}</p>
    <ul class="list">
      ${waiting.map(
        ({ id, name, sizeBytes }) =>
          html`<li>
            <span>${name}, ${texts.size(sizeBytes)}</span>
            ${hidden(WAITING, id)} ${submit(texts.remove(name), { tone: 'plain', name: REMOVE, value: id })}
          </li>`,
      )}
    </ul>
  </div>`;
  return html`
    ${waiting.length === 0 ? '' : list}
    ${
      waiting.length >= atMost
        ? ''
        : html`${fileField({
            id: FILE,
            label: texts.label,
            hint: texts.hint,
            error: errors.find(({ id }) => id === FILE)?.text,
            accept: ACCEPT,
          })}
          ${actions(submit(texts.add, { tone: 'secondary', name: STEP, value: ADD }))}`
    }
  `;
}

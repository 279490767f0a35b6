import { html } from 'hono/html';
import { isOpen } from '../../domain/appeal-rules.js';
import { textIn } from '../../words/languages.js';
import { dateInWords, momentInWords } from '../../words/moments.js';
import { filesPart } from '../appeal/files.js';
import { actions, choices, disclosure, field, form, type FormError, hidden, submit, textArea } from '../form.js';
import { select } from '../form-more.js';
import type { Markup, PageCall } from '../page.js';
import type { OnDesk, Shown } from './appeal-desk.js';
import { appealStaffTexts } from './appeal-texts.js';

/** What goes into a form that comes back: what was typed, and what is wrong with it. */
function given(
  id: string,
  { typed, errors = [] }: Shown,
): { id: string; value: string | undefined; error: string | undefined } {
  return { id, value: typed?.get(id) ?? undefined, error: errorOf(errors, id) };
}

function errorOf(errors: readonly FormError[], id: string): string | undefined {
  return errors.find((each) => each.id === id)?.text;
}

/** Writing to the customer; not in an appeal that is closed or was taken back. */
export function answerPart({ supplier, language }: PageCall, { details }: OnDesk, shown: Shown): Markup {
  const { profile } = supplier;
  const texts = appealStaffTexts[language];
  const { status } = details.item.appeal;
  if (status === 'closed' || status === 'withdrawn') return html``;
  const templates = profile.appeals?.replyTemplates ?? [];
  const newest = details.messages.at(-1);
  const text = given('text', shown);
  const then = [
    { value: 'answered', label: texts.thenAnswered, hint: texts.thenAnsweredHint },
    { value: 'waiting', label: texts.thenWaiting, hint: texts.thenWaitingHint },
    { value: 'in_progress', label: texts.thenInProgress, hint: texts.thenInProgressHint },
    { value: 'closed', label: texts.thenClosed, hint: texts.thenClosedHint },
  ];
  return html`<section class="not-on-paper">
    <h2>${texts.answerTitle}</h2>
    ${form({
      language,
      attributes: { enctype: 'multipart/form-data' },
      body: html`
        ${hidden('after', newest?.id ?? '')}
        ${
          templates.length === 0
            ? ''
            : html`${select({
                id: 'template',
                label: texts.template,
                value: shown.typed?.get('template') ?? '',
                options: [
                  { value: '', label: texts.noTemplate },
                  ...templates.map(({ id, name }) => ({ value: id, label: textIn(name, language, profile) })),
                ],
              })}
              ${actions(submit(texts.useTemplate, { tone: 'secondary', name: 'step', value: 'template' }))}`
        }
        ${textArea({ ...text, value: shown.text ?? text.value, label: texts.text, hint: texts.textHint, rows: 8 })}
        ${filesPart(language, shown.files ?? { waiting: [], errors: [] })}
        ${choices({
          id: 'then',
          legend: texts.then,
          // Nothing is chosen beforehand: what only looks like an answer would stop the clock.
          value: shown.then ?? then.find(({ value }) => value === shown.typed?.get('then'))?.value,
          // The summary leads to the first of them.
          error: errorOf(shown.errors ?? [], 'then-0'),
          options: then,
        })}
        ${submit(texts.send, { name: 'step', value: 'send' })}
      `,
    })}
  </section>`;
}

/** Who works on it, closing and taking up again, another kind, a later day: each a form of its own. */
export function workParts(call: PageCall, { details, staff }: OnDesk, shown: Shown): Markup {
  const { supplier, customer, language } = call;
  const { profile } = supplier;
  const texts = appealStaffTexts[language];
  const { appeal, assignee } = details.item;
  const { status } = appeal;
  const step = (label: string, value: string, tone: 'secondary' | 'danger' = 'secondary') =>
    submit(label, { tone, name: 'step', value });
  const own = (body: Markup) => form({ language, body });
  const mayTake = assignee?.ref !== customer?.ref;
  const kinds = profile.appeals?.kinds ?? [];
  const dueError = errorOf(shown.errors ?? [], 'due-on') ?? errorOf(shown.errors ?? [], 'reason');
  const moving = own(html`
    ${field({ ...given('due-on', shown), type: 'date', label: texts.newDay, hint: texts.newDayHint, size: 'medium' })}
    ${textArea({ ...given('reason', shown), label: texts.reason, hint: texts.reasonHint, rows: 3 })}
    ${actions(step(texts.moveDay, 'day'))}
  `);
  const before = hidden('assignee-before', assignee?.ref ?? '');
  const isSettled = status === 'answered' || status === 'closed';
  return html`<section class="not-on-paper">
    <h2>${texts.working}</h2>
    ${mayTake ? own(html`${before} ${actions(step(texts.take, 'take'))}`) : ''}
    ${own(html`
      ${before}
      ${select({
        id: 'assignee',
        label: texts.assignee,
        error: errorOf(shown.errors ?? [], 'assignee'),
        value: assignee?.ref ?? '',
        options: [
          { value: '', label: texts.nobodyYet },
          ...staff.map(({ ref, name }) => ({ value: ref, label: name })),
        ],
      })}
      ${actions(step(texts.assign, 'assign'))}
    `)}
    ${isSettled ? own(actions(step(texts.takeUp, 'take-up'), status === 'answered' ? step(texts.closeNow, 'close') : '')) : ''}
    ${
      isOpen(status)
        ? html`${disclosure(
            texts.changeKind,
            own(html`
              <p>${texts.kindText}</p>
              ${select({
                id: 'kind',
                label: texts.kind,
                value: appeal.kindId,
                options: kinds.map(({ id, name }) => ({ value: id, label: textIn(name, language, profile) })),
              })}
              ${actions(step(texts.changeKind, 'kind'))}
            `),
          )}
          ${dueError === undefined ? disclosure(texts.moveDay, moving) : moving}`
        : ''
    }
  </section>`;
}

/** What colleagues wrote for each other, and a form to add to it. */
export function notesPart({ supplier, language }: PageCall, { details }: OnDesk, shown: Shown): Markup {
  const texts = appealStaffTexts[language];
  const place = { language, timeZone: supplier.profile.timeZone };
  return html`<section class="not-on-paper">
    <h2>${texts.noteTitle}</h2>
    ${
      details.notes.length === 0
        ? ''
        : html`<ul class="list">
            ${details.notes.map(
              ({ author, writtenAt, text }) =>
                html`<li>
                  <p class="letter">${text}</p>
                  <span class="hint">${author.name}, ${momentInWords(writtenAt, place)}</span>
                </li>`,
            )}
          </ul>`
    }
    ${form({
      language,
      body: html`${textArea({ ...given('note', shown), label: texts.note, hint: texts.noteHint, rows: 3 })}
      ${actions(submit(texts.addNote, { tone: 'secondary', name: 'step', value: 'note' }))}`,
    })}
  </section>`;
}

/** All that was done with it, by whom. */
export function trailPart(call: PageCall, { details, names }: OnDesk): Markup {
  const { supplier, language } = call;
  const { profile } = supplier;
  const texts = appealStaffTexts[language];
  const place = { language, timeZone: profile.timeZone };
  const words = (what: string, detail: string): string => {
    if (what === 'status') return texts.statuses[detail as keyof typeof texts.statuses] ?? detail;
    // Who had themselves erased has no name any more.
    if (what === 'assignee') return detail === '' ? '' : names.get(detail) || '–';
    if (what === 'due_on') return dateInWords(detail, language);
    if (what !== 'kind') return detail;
    const kind = profile.appeals?.kinds.find(({ id }) => id === detail);
    return kind ? textIn(kind.name, language, profile) : detail;
  };
  const told = (what: string, detail: string) =>
    texts.steps[what as keyof typeof texts.steps]?.(words(what, detail)) ?? `${what}: ${detail}`;
  return disclosure(
    texts.trail,
    html`<ul class="list">
      ${details.trail.map(
        ({ at, by, what, detail }) =>
          html`<li>
            <span>${told(what, detail)}</span>
            <span class="hint">${momentInWords(at, place)}${by === null ? '' : `, ${texts.by(by.name)}`}</span>
          </li>`,
      )}
    </ul>`,
  );
}

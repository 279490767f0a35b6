import { html } from 'hono/html';
import { recordAct } from '../../db/audit.js';
import { erasePerson } from '../../domain/erasure.js';
import { exportMyData } from '../../domain/my-data.js';
import { endedSessionCookie } from '../../http/session-cookie.js';
import { ProblemError } from '../../problem.js';
import { pagePath } from '../../domain/page-addresses.js';
import { actions, buttonLink, type FormError, notice, submit } from '../form.js';
import type { HostedPage, PageAnswer, PageCall } from '../page.js';
import { signedInPerson } from '../person.js';
import { go } from '../return-address.js';
import { askToConfirm, confirmationErrors } from './confirmation.js';
import { profileTexts } from './texts.js';

async function askDownload(call: PageCall, errors: readonly FormError[] = []): Promise<PageAnswer> {
  const texts = profileTexts[call.language];
  return askToConfirm(call, {
    title: texts.downloadTitle,
    body: html`<p>${texts.downloadText}</p>`,
    button: submit(texts.download),
    errors,
  });
}

/** The file is made for this one answer and is kept nowhere. */
async function download(call: PageCall): Promise<PageAnswer> {
  const errors = await confirmationErrors(call);
  if (errors.length > 0) return askDownload(call, errors);
  const { context, supplier, now, requestId } = call;
  const { ref, personId } = signedInPerson(call);
  const supplierId = supplier.id;
  const data = await context.database.transaction(supplierId, async (tx) => {
    await recordAct(tx, {
      supplierId,
      at: now,
      customerRef: ref,
      action: 'person.exported',
      subjectId: personId,
      requestId,
    });
    return exportMyData(tx, { supplierId, personId, now });
  });
  if (!data) throw new ProblemError('not_found');
  return new Response(JSON.stringify(data, null, 2), {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="kabinet-${supplierId}-${now.toISOString().slice(0, 10)}.json"`,
    },
  });
}

async function askErasure(call: PageCall, errors: readonly FormError[] = []): Promise<PageAnswer> {
  const texts = profileTexts[call.language];
  return askToConfirm(call, {
    title: texts.eraseTitle,
    body: html`
      <h2>${texts.eraseGoes}</h2>
      <ul>
        ${texts.eraseGoesList.map((each) => html`<li>${each}</li>`)}
      </ul>
      <h2>${texts.eraseStays}</h2>
      <ul>
        ${texts.eraseStaysList.map((each) => html`<li>${each}</li>`)}
      </ul>
      <p>${texts.eraseAgain}</p>
    `,
    button: submit(texts.eraseButton, { tone: 'danger' }),
    errors,
  });
}

async function erase(call: PageCall): Promise<PageAnswer> {
  const errors = await confirmationErrors(call);
  if (errors.length > 0) return askErasure(call, errors);
  const { context, supplier, now, requestId } = call;
  const { personId } = signedInPerson(call);
  await context.database.transaction(supplier.id, (tx) =>
    erasePerson(tx, { supplierId: supplier.id, personId, actor: 'customer', now, requestId }),
  );
  return go(call, 'profile/erased', [endedSessionCookie(supplier.id)]);
}

async function showErased({ supplier, language }: PageCall): Promise<PageAnswer> {
  const texts = profileTexts[language];
  return {
    kind: 'document',
    title: texts.erasedTitle,
    body: html`
      ${notice({ tone: 'good', title: texts.erasedText, takesFocus: true })}
      ${actions(buttonLink(pagePath(supplier.id, 'sign-up'), texts.signUp))}
    `,
  };
}

/** Taking one's data along, and being erased. */
export const myDataPages: readonly HostedPage[] = [
  { path: 'profile/download', needs: 'person', get: (call) => askDownload(call), post: download },
  { path: 'profile/erasure', needs: 'person', get: (call) => askErasure(call), post: erase },
  { path: 'profile/erased', needs: 'anyone', get: showErased },
];

import { html, raw } from 'hono/html';
import { giveCode } from '../../domain/page-grants.js';
import { pagePath } from '../../domain/page-addresses.js';
import { actions, buttonLink, notice } from '../form.js';
import { newNonce, pageHeaders } from '../headers.js';
import { renderDocument } from '../layout.js';
import type { HostedPage, PageAnswer, PageCall, PageDocument } from '../page.js';
import { keepOpener, OPENED_AS_WINDOW } from '../opener.js';
import { go, keepReturn } from '../return-address.js';
import {
  answeredAddress,
  type AuthorizationAnswer,
  type AuthorizationRequest,
  readAuthorizationRequest,
} from './request.js';
import { authorizeTexts } from './texts.js';

/** Lets the customer of a page on one of the supplier's sites in: signs them in first, where nobody is, and hands a code to the page. */
const authorizePage: HostedPage = {
  path: 'authorize',
  needs: 'anyone',
  get: async (call) => {
    const read = readAuthorizationRequest(call.query, call.supplier);
    if (read.request === null) return unknownPage(call);
    const { request } = read;
    if ('error' in read) return answerPage(call, request, { state: request.state, error: read.error });
    const hosted = call.customer?.hosted;
    if (!hosted) return getInFirst(call, request);
    const code = await codeFor(call, request, hosted.sessionId);
    return answerPage(call, request, { state: request.state, ...(code !== null && { code }) });
  },
};

function getInFirst(call: PageCall, { isNew, responseMode }: AuthorizationRequest): PageAnswer {
  const { pathname, search } = new URL(call.request.url);
  const back = keepReturn(call.supplier, `${pathname}${search}`);
  // Too long to be kept: the person would be signed in and not find back.
  if (back === null) return unknownPage(call);
  const page = isNew ? 'sign-up' : 'sign-in';
  if (responseMode === 'query') return go(call, page, [back]);
  return go(call, `${page}?${OPENED_AS_WINDOW}`, [back, keepOpener(call.supplier.id)]);
}

async function codeFor(
  { context, supplier, now }: PageCall,
  { origin, redirectUri, codeChallenge }: AuthorizationRequest,
  sessionId: string,
): Promise<string | null> {
  if (codeChallenge === null) return null;
  return context.database.transaction(supplier.id, (tx) =>
    giveCode(tx, { supplierId: supplier.id, sessionId, origin, redirectUri, codeChallenge, now }),
  );
}

async function answerPage(
  call: PageCall,
  request: AuthorizationRequest,
  answer: AuthorizationAnswer,
): Promise<PageAnswer> {
  return request.responseMode === 'web_message'
    ? messagePage(call, request, answer)
    : { kind: 'redirect', to: answeredAddress(request, answer) };
}

/** Posts the answer to the window that opened this one, if that is still the page it was; the address stays a secret to all others. */
const HAND_OVER = `{
  const { answer, origin, page } = document.getElementById('answer').dataset;
  if (window.opener) {
    window.opener.postMessage({ type: 'authorization_response', response: JSON.parse(answer) }, origin);
    document.getElementById('back').querySelector('a').href = page;
    window.close();
  }
}`;

/** The last page of a small window. Where no window has opened it, or it was cut off from it, the person goes back by the link. */
async function messagePage(
  call: PageCall,
  request: AuthorizationRequest,
  answer: AuthorizationAnswer,
): Promise<Response> {
  const texts = authorizeTexts[call.language];
  const isDone = answer.error === undefined;
  const nonce = newNonce();
  const body = html`
    <div
      id="answer"
      data-answer="${JSON.stringify(answer)}"
      data-origin="${request.origin}"
      data-page="${request.redirectUri}"
    >
      <p>${isDone ? texts.done : texts.failed}</p>
    </div>
    <div id="back">${actions(buttonLink(answeredAddress(request, answer), texts.back, 'primary'))}</div>
    <script nonce="${nonce}">
      ${raw(HAND_OVER)};
    </script>
  `;
  const document = { title: isDone ? texts.doneTitle : texts.failedTitle, body };
  const text = await renderDocument({ call, document, signedInAs: null, script: null, nonce });
  const headers = new Headers(pageHeaders({ supplier: call.supplier, nonce, keepsOpener: true }));
  headers.set('Content-Type', 'text/html; charset=utf-8');
  headers.set('Content-Language', call.language);
  return new Response(text.toString(), { headers });
}

function unknownPage({ supplier, language }: PageCall): PageDocument {
  const texts = authorizeTexts[language];
  return {
    kind: 'document',
    status: 400,
    title: texts.unknownTitle,
    body: html`${notice({ tone: 'bad', title: texts.unknown })}
    ${actions(buttonLink(pagePath(supplier.id, 'accounts'), texts.toAccounts, 'primary'))}`,
  };
}

export const authorizePages: readonly HostedPage[] = [authorizePage];

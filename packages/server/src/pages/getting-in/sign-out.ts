import { html } from 'hono/html';
import { endSession } from '../../domain/sessions.js';
import { endedSessionCookie } from '../../http/session-cookie.js';
import { pagePath } from '../../domain/page-addresses.js';
import { actions, buttonLink, form, submit } from '../form.js';
import { textIn } from '../../words/languages.js';
import type { HostedPage } from '../page.js';
import { firstPage, forgetReturn, go } from '../return-address.js';
import { endedAttemptCookie } from '../visitor.js';
import { gettingInTexts } from './texts.js';

const signOutPage: HostedPage = {
  path: 'sign-out',
  needs: 'anyone',
  isEverywhere: true,
  // A link to this page signs nobody out: it asks.
  get: async (call) => {
    const { supplier, language } = call;
    if (!call.customer) return go(call, 'signed-out');
    const texts = gettingInTexts[language].signOut;
    const stay = buttonLink(pagePath(supplier.id, firstPage(supplier)), texts.stay);
    return {
      kind: 'document',
      title: texts.title,
      body: html`<p>${texts.text}</p>
        ${form({ language, body: actions(submit(texts.submit), stay) })}`,
    };
  },
  post: async (call) => {
    const { context, supplier, customer, now } = call;
    const supplierId = supplier.id;
    if (customer?.hosted) {
      const { personId, sessionId } = customer.hosted;
      await context.database.transaction(supplierId, (tx) => endSession(tx, { supplierId, personId, sessionId, now }));
    }
    return go(call, 'signed-out', [
      endedSessionCookie(supplierId),
      endedAttemptCookie(supplierId),
      forgetReturn(supplierId),
    ]);
  },
};

const signedOutPage: HostedPage = {
  path: 'signed-out',
  needs: 'anyone',
  isEverywhere: true,
  get: async (call) => {
    const { id, profile } = call.supplier;
    const texts = gettingInTexts[call.language].signOut;
    const [site] = profile.origins;
    // Somebody who signed in again and came back by the back button.
    if (call.customer) return go(call, firstPage(call.supplier));
    return {
      kind: 'document',
      title: texts.doneTitle,
      body: html`<p>${texts.done}</p>
        ${actions(
          buttonLink(pagePath(id, 'sign-in'), texts.again, 'primary'),
          site === undefined ? '' : buttonLink(site, texts.toSite(textIn(profile.name, call.language, profile))),
        )}`,
    };
  },
};

export const signOutPages: readonly HostedPage[] = [signOutPage, signedOutPage];

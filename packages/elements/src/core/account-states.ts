import type { HostedPages } from '@kabinet/api';
import { html, nothing, type TemplateResult } from 'lit';
import type { CommonMessages, StateMessages, StateText } from '../locales/messages.js';
import { renderNotice } from '../parts/notice.js';
import { SignInRequestEvent } from './account-element.events.js';
import type { Connection } from './connection.js';

/*
 * The states of an account's widgets that most people never see, or see once: loaded after the widget itself.
 */

export interface SignInControlView {
  /** Who asks to sign in. */
  readonly element: HTMLElement;
  readonly connection: Connection | null;
  /** The service's own pages. */
  readonly pages: HostedPages | null;
  readonly common: CommonMessages;
}

/** Whether signing in opens a window: the page's session mode has the service's own pages to sign in on. */
export function signsInHere({ connection, pages }: Pick<SignInControlView, 'connection' | 'pages'>): boolean {
  return pages !== null && connection !== null && connection.sessionMode !== 'token';
}

/** The button or link that signs in: on the service's own pages in a window, else by a link. */
export function renderSignInControl(view: SignInControlView): TemplateResult {
  const { element, connection, pages, common } = view;
  const isHere = signsInHere(view);
  const url = isHere ? null : connection?.signInUrl || pages?.signIn;
  const handle = (event: Event) => {
    const request = new SignInRequestEvent();
    element.dispatchEvent(request);
    if (request.defaultPrevented) event.preventDefault();
    // In the click itself: browsers open a window then only.
    else if (isHere) void connection?.signIn().catch(() => undefined);
  };
  return url
    ? html`<a class="primary" href=${url} @click=${handle}>${common.signIn}</a>`
    : html`<button type="button" class="primary" @click=${handle}>${common.signIn}</button>`;
}

export interface SignInView extends SignInControlView {
  /** Why to sign in; null for somebody who was not signed in before. */
  readonly text: StateText | null;
  readonly states: StateMessages;
  /** Why signing in did not work; null when it did, or was not tried. */
  readonly error: StateText | null;
  /** What can be done without signing in. */
  readonly otherwise: TemplateResult | typeof nothing;
}

/** Sign in, or sign up. Signing up opens a page of its own: what was typed here stays as it is. */
export function renderSignInState(view: SignInView): TemplateResult {
  const { connection, pages, common, text, states, error, otherwise } = view;
  return renderNotice({
    tone: 'info',
    text: text ?? common.signedOut,
    more: connection?.page?.isSigningIn
      ? html`<p>${states.signingIn}</p>`
      : error
        ? html`<p role="alert"><strong>${error.title}</strong> ${error.text}</p>`
        : nothing,
    actions: html`${renderSignInControl(view)}
    ${pages ? html`<a href=${pages.signUp} target="_blank">${states.signUp}</a>` : nothing} ${otherwise}`,
  });
}

/** There is no account on the customer's list, or not the one the page asks for. */
export function renderNoAccountState({
  wanted,
  hasOthers,
  states,
  pages,
}: {
  /** The account number in the tag. */
  readonly wanted: string;
  readonly hasOthers: boolean;
  readonly states: StateMessages;
  readonly pages: HostedPages | null;
}): TemplateResult {
  return renderNotice({
    tone: 'info',
    text: hasOthers ? states.otherAccount(wanted) : states.notLinked(pages !== null),
    actions: pages ? html`<a href=${pages.link}>${states.link}</a>` : nothing,
  });
}

/** The customer helps with the account until that day, and may not do or see this. */
export function renderNotSharedState(until: string | null, states: StateMessages): TemplateResult {
  return renderNotice({ tone: 'info', text: states.notShared(until) });
}

import type { HostedPages } from '@kabinet/api';
import { html, nothing, type TemplateResult } from 'lit';
import type { StateMessages, StateText } from '../locales/messages.js';
import { renderNotice } from '../parts/notice.js';

/*
 * The states of an account's widgets that most people never see, or see once: loaded after the widget itself.
 */

export interface SignInView {
  readonly text: StateText;
  readonly states: StateMessages;
  readonly pages: HostedPages | null;
  /** A window to sign in is open. */
  readonly isSigningIn: boolean;
  /** Why signing in did not work; null when it did, or was not tried. */
  readonly error: StateText | null;
  /** The button or link that signs in. */
  readonly signIn: TemplateResult;
  /** What can be done without signing in. */
  readonly otherwise: TemplateResult | typeof nothing;
}

/** Sign in, or sign up. Signing up opens a page of its own: what was typed here stays as it is. */
export function renderSignInState({
  text,
  states,
  pages,
  isSigningIn,
  error,
  signIn,
  otherwise,
}: SignInView): TemplateResult {
  return renderNotice({
    tone: 'info',
    text,
    more: isSigningIn
      ? html`<p>${states.signingIn}</p>`
      : error
        ? html`<p role="alert"><strong>${error.title}</strong> ${error.text}</p>`
        : nothing,
    actions: html`${signIn} ${pages ? html`<a href=${pages.signUp} target="_blank">${states.signUp}</a>` : nothing}
    ${otherwise}`,
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

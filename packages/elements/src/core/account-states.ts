import type { HostedPages } from '@kabinet/api';
import { html, nothing, type TemplateResult } from 'lit';
import type { CommonMessages, StateMessages, StateText } from '../locales/messages.js';
import { renderNotice } from '../parts/notice.js';
import { SignInRequestEvent } from './account-element.events.js';
import type { Connection } from './connection.js';
import { renderHostedLink } from './hosted-link.js';
import { namedPage } from './web-address.js';

/*
 * The states of an account's widgets that most people never see, or see once: loaded after the widget itself.
 */

export interface SignInControlView {
  /** Who asks to sign in. */
  readonly element: HTMLElement;
  readonly connection: Connection | null;
  /** The service's own pages. */
  readonly pages: HostedPages | null;
  readonly language: string;
  readonly common: CommonMessages;
}

/** The button or link that signs in: on the service's own pages in a window, else where the page says. */
export function renderSignInControl(view: SignInControlView): TemplateResult {
  const { element, connection, pages, common } = view;
  const url = pages ? '' : namedPage(connection?.signInUrl ?? '');
  const handle = (event: Event) => {
    const request = new SignInRequestEvent();
    element.dispatchEvent(request);
    if (request.defaultPrevented) event.preventDefault();
    // In the click itself: browsers open a window then only.
    else if (pages) void connection?.signIn().catch(() => undefined);
  };
  return url
    ? html`<a class="primary" href=${url} @click=${handle}>${common.signIn}</a>`
    : html`<button type="button" class="primary" @click=${handle}>${common.signIn}</button>`;
}

/** The link that signs up, in the same window as signing in, and adds an account; nothing where people cannot. */
export function renderSignUp(
  { pages, language, connection }: SignInControlView,
  label: string,
): TemplateResult | typeof nothing {
  if (!pages) return nothing;
  const open = () => void connection?.signIn({ isNew: true }).catch(() => undefined);
  return renderHostedLink({ url: pages.signUp, label, language, connection, open });
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

/** Sign in, or sign up. Both in a window: what was typed here stays as it is. */
export function renderSignInState(view: SignInView): TemplateResult {
  const { connection, common, text, states, error, otherwise } = view;
  return renderNotice({
    tone: 'info',
    text: text ?? common.signedOut,
    more: connection?.page?.isSigningIn
      ? html`<p>${states.signingIn}</p>`
      : error
        ? html`<p role="alert"><strong>${error.title}</strong> ${error.text}</p>`
        : nothing,
    actions: html`${renderSignInControl(view)} ${renderSignUp(view, states.signUp)} ${otherwise}`,
  });
}

/** There is no account on the customer's list, or not the one the page asks for. */
export function renderNoAccountState({
  wanted,
  hasOthers,
  states,
  pages,
  language,
  connection,
}: Pick<SignInControlView, 'pages' | 'language' | 'connection'> & {
  /** The account number in the tag. */
  readonly wanted: string;
  readonly hasOthers: boolean;
  readonly states: StateMessages;
}): TemplateResult {
  return renderNotice({
    tone: 'info',
    text: hasOthers ? states.otherAccount(wanted) : states.notLinked(pages !== null),
    actions: pages ? renderHostedLink({ url: pages.link, label: states.link, language, connection }) : nothing,
  });
}

/** The customer helps with the account until that day, and may not do or see this. */
export function renderNotSharedState(until: string | null, states: StateMessages): TemplateResult {
  return renderNotice({ tone: 'info', text: states.notShared(until) });
}

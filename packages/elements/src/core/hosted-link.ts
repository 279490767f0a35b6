import { html, nothing, type TemplateResult } from 'lit';
import type { Connection } from './connection.js';
import { isWebAddress } from './web-address.js';

export interface HostedLink {
  /** One of the service's own pages. */
  readonly url: string;
  readonly label: string;
  readonly language: string;
  readonly connection: Connection | null;
  /** How it looks, when not like any link. */
  readonly style?: 'primary';
  /** Instead of the browser's following the link. */
  readonly open?: () => void;
}

/**
 * A link to one of the service's own pages, in this widget's language: in a tab of its own, so that what was typed here stays, and with the
 * way back to this page. What is changed there is asked for when this page is looked at again. An address that leads to no page is not followed.
 */
export function renderHostedLink({ url, label, language, connection, style, open }: HostedLink): TemplateResult {
  if (!isWebAddress(url)) return html`${label}`;
  const address = new URL(url);
  address.searchParams.set('lang', language);
  address.searchParams.set('return_to', location.href.split('#')[0] ?? '');
  const handle = (event: Event) => {
    connection?.expectChange();
    if (!open) return;
    event.preventDefault();
    open();
  };
  return html`<a class=${style ?? nothing} href=${address.href} target="_blank" @click=${handle}>${label}</a>`;
}

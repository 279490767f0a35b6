import { html } from 'hono/html';
import type { Markup } from './page.js';

function icon(paths: Markup): Markup {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${paths}</svg>`;
}

/** The widgets' own icons: 24 units square, strokes only, decoration beside words and never instead of them. */
export const icons = {
  check: () => icon(html`<circle cx="12" cy="12" r="9" /><path d="m8 12.5 2.8 2.8L16 9.5" />`),
  info: () => icon(html`<circle cx="12" cy="12" r="9" /><path d="M12 11v5M12 7.8v.1" />`),
  warning: () => icon(html`<path d="M12 4 2.8 19.5h18.4zM12 10v4.5M12 17v.1" />`),
  error: () => icon(html`<circle cx="12" cy="12" r="9" /><path d="M12 7.5v5.5M12 16v.1" />`),
  phone: () =>
    icon(
      html`<path
        d="M6.5 3.5h2.6l1.6 4.2-2 1.5a12 12 0 0 0 6.1 6.1l1.5-2 4.2 1.6v2.6a2 2 0 0 1-2.2 2A16.5 16.5 0 0 1 4.5 5.7a2 2 0 0 1 2-2.2z"
      />`,
    ),
  person: () => icon(html`<circle cx="12" cy="8" r="4" /><path d="M4.5 20.5c.8-4 3.8-6 7.5-6s6.7 2 7.5 6" />`),
} as const;

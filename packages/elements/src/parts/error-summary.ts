import { html, type TemplateResult } from 'lit';
import { icons } from './icons.js';

export interface FieldError {
  /** Id of the input in the same shadow root. */
  readonly fieldId: string;
  readonly text: string;
}

/**
 * Several errors at once, with a link to each field; it takes the focus when it appears. The links move the focus themselves:
 * an address with a fragment does not reach into a shadow root.
 */
export function renderErrorSummary(title: string, errors: readonly FieldError[]): TemplateResult {
  const focusField = (event: Event, fieldId: string) => {
    event.preventDefault();
    const root = (event.currentTarget as Element).getRootNode() as ShadowRoot;
    root.getElementById(fieldId)?.focus();
  };
  return html`
    <div class="notice bad" role="group" aria-labelledby="error-summary" tabindex="-1" data-focus>
      ${icons.error()}
      <div>
        <h3 id="error-summary">${title}</h3>
        <ul>
          ${errors.map(
            ({ fieldId, text }) => html`
              <li><a href="#${fieldId}" @click=${(event: Event) => focusField(event, fieldId)}>${text}</a></li>
            `,
          )}
        </ul>
      </div>
    </div>
  `;
}

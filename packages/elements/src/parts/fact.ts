import { html, nothing, type TemplateResult } from 'lit';

/** One line of a `<dl>`: what it is called, and what it is; nothing of what there is not. */
export function renderFact(label: string, value: unknown): TemplateResult | typeof nothing {
  if (value === null || value === '') return nothing;
  return html`
    <div>
      <dt>${label}</dt>
      <dd>${value}</dd>
    </div>
  `;
}

import { html, type TemplateResult } from 'lit';

/** What stands in for a card while its data comes: seen after 300 ms, said at once to screen readers. */
export function renderSkeleton(label: string): TemplateResult {
  return html`
    <p class="visually-hidden">${label}</p>
    <div class="bones" aria-hidden="true">
      <div class="bone short"></div>
      <div class="bone tall"></div>
      <div class="bone"></div>
    </div>
  `;
}

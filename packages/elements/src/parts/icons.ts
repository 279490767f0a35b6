import { svg, type TemplateResult } from 'lit';

/** Strokes on 24 units square. */
export function icon(paths: TemplateResult): TemplateResult {
  return svg`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${paths}</svg>`;
}

/** Our icons: 24 units square, strokes only, decoration beside words and never instead of them. */
export const icons = {
  check: () => icon(svg`<circle cx="12" cy="12" r="9"/><path d="m8 12.5 2.8 2.8L16 9.5"/>`),
  info: () => icon(svg`<circle cx="12" cy="12" r="9"/><path d="M12 11v5M12 7.8v.1"/>`),
  warning: () => icon(svg`<path d="M12 4 2.8 19.5h18.4zM12 10v4.5M12 17v.1"/>`),
  error: () => icon(svg`<circle cx="12" cy="12" r="9"/><path d="M12 7.5v5.5M12 16v.1"/>`),
  offline: () =>
    icon(
      svg`<path d="M3 3l18 18M5 12.5a10 10 0 0 1 4-2.4M2 9a15 15 0 0 1 4.6-3M12 5c3.8 0 7.3 1.5 10 4M15.5 10.7a10 10 0 0 1 3.5 1.8M8.5 16a5 5 0 0 1 7 0M12 19.5v.1"/>`,
    ),
  clock: () => icon(svg`<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.5 2"/>`),
  close: () => icon(svg`<path d="M6 6l12 12M18 6 6 18"/>`),
  calendar: () => icon(svg`<rect x="3.5" y="5" width="17" height="15.5" rx="2"/><path d="M3.5 10h17M8 3v4M16 3v4"/>`),
} as const;

import { html } from 'hono/html';
import { LANGUAGE_NAMES, LANGUAGES, type Language, texts } from './texts.js';

/** Text with its markup, safe to put into a page. */
export type Markup = ReturnType<typeof html>;

/** A page of the bank. `path` is its own address, which the links to other languages lead to. */
export function layout({
  language,
  title,
  path,
  body,
  isWrong = false,
}: {
  language: Language;
  title: string;
  path: string;
  body: Markup;
  isWrong?: boolean;
}): Markup {
  const words = texts[language];
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <meta name="format-detection" content="telephone=no" />
        <title>${isWrong ? `${words.error}: ` : ''}${title} – ${words.bank}</title>
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        <header>
          <p class="warning">${words.noRealMoney} ${words.noRealCard}</p>
          <div class="bar">
            <span class="bank">${words.bank}</span>
            <nav aria-label="${words.languages}">
              ${LANGUAGES.map((each) =>
                each === language
                  ? html`<span lang="${each}" aria-current="true">${LANGUAGE_NAMES[each]}</span>`
                  : html`<a href="${path}?lang=${each}" lang="${each}" hreflang="${each}">${LANGUAGE_NAMES[each]}</a>`,
              )}
            </nav>
          </div>
        </header>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html>`;
}

/** Nothing but our own style loads and no script runs; forms go to the bank alone. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  // The address of a payment's page is what opens it: no other site learns of it.
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#1e5b3a"/><path d="M6 13 16 7l10 6M8 14v9m5-9v9m6-9v9m5-9v9M6 25h20" fill="none" stroke="#fff" stroke-width="2"/></svg>`;

export const STYLE = `
:root { color-scheme: light dark; --ink: #16211b; --soft: #4c5a52; --surface: #fff; --ground: #eef3f0; --line: #b9c7bf; --accent: #1e5b3a;
  --on-accent: #fff; --wrong: #b3261e; --warn: #ffe8a3; --on-warn: #3d2f00; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6ede9; --soft: #b0beb6; --surface: #18211c; --ground: #0e1511; --line: #47544c;
  --accent: #7fd6a4; --on-accent: #06210f; --wrong: #ffb4ab; --warn: #4d3d00; --on-warn: #ffe8a3; } }
* { box-sizing: border-box; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--ground); overflow-wrap: anywhere; }
.warning { margin: 0; padding: 0.75rem 1rem; text-align: center; font-weight: 600; background: var(--warn); color: var(--on-warn); }
header .bar, main { max-width: 40rem; margin: 0 auto; padding: 0 1rem; }
header .bar { display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; justify-content: space-between; align-items: center; padding-block: 1rem; }
nav { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; }
nav a, nav span { display: inline-flex; align-items: center; min-height: 44px; }
.bank { font-weight: 600; font-size: 1.125rem; }
main { padding-block: 1.5rem; background: var(--surface); border: 1px solid var(--line); border-radius: 0.5rem; margin-bottom: 2rem; }
@media (max-width: 42rem) { main { border-inline: 0; border-radius: 0; } }
h1 { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.25; }
h2 { margin: 2rem 0 0.5rem; font-size: 1.125rem; }
a { color: var(--accent); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.5rem 1rem; align-items: baseline; margin: 1.5rem 0; }
dt { color: var(--soft); }
dd { margin: 0; }
@media (max-width: 26rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin: 0 0 0.75rem; } dd:last-child { margin: 0; } }
.whole { white-space: nowrap; }
.sum { font-size: 1.5rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.field { margin: 0 0 1.25rem; }
label { display: block; font-weight: 600; }
.hint { display: block; color: var(--soft); font-size: 0.9375rem; }
.error { display: block; color: var(--wrong); font-weight: 600; }
input, select { width: 100%; max-width: 20rem; min-height: 44px; margin-top: 0.25rem; padding: 0.5rem 0.75rem; font: inherit; font-variant-numeric: tabular-nums;
  color: inherit; background: var(--surface); border: 1px solid var(--soft); border-radius: 0.25rem; }
input.short { max-width: 8rem; }
[aria-invalid='true'] { border: 2px solid var(--wrong); }
button, .button { display: inline-flex; align-items: center; justify-content: center; min-height: 44px; padding: 0.5rem 1.25rem; font: inherit; font-weight: 600; cursor: pointer;
  text-align: center; color: var(--on-accent); background: var(--accent); border: 1px solid transparent; border-radius: 0.25rem; text-decoration: none; }
button.quiet { color: var(--accent); background: none; border-color: var(--line); }
form + form { margin-top: 1.5rem; }
form + form .hint { margin: 0 0 0.5rem; }
.summary { margin: 0 0 1.5rem; padding: 0.75rem 1rem; border: 2px solid var(--wrong); border-radius: 0.25rem; }
.summary h2 { margin: 0; }
.summary p, .summary ul { margin: 0.25rem 0 0; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.cards { margin: 0; padding: 0; list-style: none; }
.cards li { display: flex; flex-wrap: wrap; gap: 0 1rem; align-items: center; padding: 0.25rem 0; border-top: 1px solid var(--line); }
.cards span { flex: 1 1 14rem; }
.cards a { display: inline-flex; align-items: center; min-height: 44px; }
.cards .number { display: block; font-variant-numeric: tabular-nums; }
.inline { display: inline-flex; flex-wrap: wrap; gap: 0.5rem; margin: 0.25rem 0; align-items: end; }
`;

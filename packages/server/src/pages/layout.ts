import { html, raw } from 'hono/html';
import { supplierAssets, type HostedScript, stylePath } from './assets.js';
import { pagePath } from '../domain/page-addresses.js';
import { icons } from './icons.js';
import { LANGUAGE_NAMES } from './languages.js';
import { languagesOf, textIn } from '../words/languages.js';
import { paysHere, remindsHere } from './offered.js';
import type { Markup, PageCall, PageDocument } from './page.js';
import { shellTexts } from './texts.js';

export interface LayoutOptions {
  readonly call: Pick<PageCall, 'supplier' | 'language' | 'customer' | 'query' | 'request'>;
  /** `title` is the page's only `<h1>`, and the window's title; the body begins below it. */
  readonly document: Pick<PageDocument, 'title' | 'body' | 'status'>;
  /** How the person signed in is called; null when nobody is. */
  readonly signedInAs: string | null;
  /** Its map stands first: it says what every part of the script must be before any is loaded. */
  readonly script: HostedScript | null;
  /** Allows this page's script. */
  readonly nonce: string;
}

/** The whole page around what a page says: the supplier's name, languages, who is signed in, and always in the same place the phone. */
export function renderDocument({ call, document, signedInAs, script, nonce }: LayoutOptions): Markup {
  const { supplier, language } = call;
  const { profile } = supplier;
  const texts = shellTexts[language];
  const name = textIn(profile.name, language, profile);
  const { theme, icon } = supplierAssets(supplier, name);
  const isWrong = (document.status ?? 200) === 422;
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <meta name="format-detection" content="telephone=no" />
        <title>${isWrong ? `${texts.error}: ` : ''}${document.title} – ${name}</title>
        <link rel="icon" type="image/svg+xml" href="${icon.path}" />
        <link rel="stylesheet" href="${stylePath}" />
        <link rel="stylesheet" href="${theme.path}" />
        ${
          script &&
          html`<script type="importmap" nonce="${nonce}">
            ${raw(script.importMap)}
          </script>`
        }
        ${
          script &&
          html`<script
            type="module"
            src="${script.path}"
            integrity="${script.integrity}"
            crossorigin="anonymous"
            nonce="${nonce}"
          ></script>`
        }
      </head>
      <body>
        <a class="skip" href="#main">${texts.skip}</a>
        <header>
          <div class="bar">
            <a class="supplier" href="${profile.origins[0] ?? pagePath(supplier.id, 'sign-in')}">
              <img src="${icon.path}" alt="" width="36" height="36" />
              <span>${name}</span>
            </a>
            ${languageLinks(call)}
          </div>
          ${signedInAs === null ? '' : ownMenu(call, signedInAs)}
        </header>
        <main id="main" tabindex="-1">
          <div class="card">
            <h1>${document.title}</h1>
            ${document.body}
          </div>
        </main>
        <footer>
          <p>
            ${icons.phone()}
            <span
              >${texts.help} <a class="phone" href="${telephone(profile.phone)}">${profile.phone}</a>${
                profile.phoneHours &&
                html`<br /><span class="hint">${textIn(profile.phoneHours, language, profile)}</span>`
              }</span
            >
          </p>
          ${
            profile.emergencyPhone &&
            html`<p>
              ${icons.warning()}
              <span
                >${texts.emergency}
                <a class="phone" href="${telephone(profile.emergencyPhone)}">${profile.emergencyPhone}</a></span
              >
            </p>`
          }
        </footer>
      </body>
    </html>`;
}

/** The same page in the other languages. */
function languageLinks({ supplier, language, query, request }: LayoutOptions['call']): Markup | '' {
  const languages = languagesOf(supplier.profile);
  if (languages.length < 2) return '';
  const address = (each: string) => {
    const parameters = new URLSearchParams(query);
    // Kept in a cookie by now; an address that was not checked is not written into the page.
    parameters.delete('return_to');
    parameters.set('lang', each);
    return `${new URL(request.url).pathname}?${parameters.toString()}`;
  };
  return html`<nav class="languages" aria-label="${shellTexts[language].languages}">
    <ul>
      ${languages.map((each) =>
        each === language
          ? html`<li><span lang="${each}" aria-current="true">${LANGUAGE_NAMES[each]}</span></li>`
          : html`<li><a href="${address(each)}" lang="${each}" hreflang="${each}">${LANGUAGE_NAMES[each]}</a></li>`,
      )}
    </ul>
  </nav>`;
}

/** Who is signed in, where they can go, and the way out. */
function ownMenu({ supplier, language, request }: LayoutOptions['call'], signedInAs: string): Markup {
  const texts = shellTexts[language];
  const here = new URL(request.url).pathname;
  const pages = !supplier.profile.hostedSignIn
    ? ([['staff', texts.staff]] as const)
    : ([
        ['accounts', texts.accounts],
        ...(paysHere(supplier) ? [['pay', texts.pay] as const] : []),
        ...(remindsHere(supplier) ? [['reminders', texts.reminders] as const] : []),
        ['profile', texts.profile],
        ['devices', texts.devices],
      ] as const);
  return html`<nav class="own" aria-label="${texts.yourCabinet}">
    <p class="who">
      ${icons.person()}<span><span class="visually-hidden">${texts.signedInAs}: </span>${signedInAs}</span>
    </p>
    <ul>
      ${pages.map(([page, label]) => {
        const path = pagePath(supplier.id, page);
        return path === here
          ? html`<li><a href="${path}" aria-current="page">${label}</a></li>`
          : html`<li><a href="${path}">${label}</a></li>`;
      })}
      <li>
        <form method="post" action="${pagePath(supplier.id, 'sign-out')}">
          <button class="link" type="submit">${texts.signOut}</button>
        </form>
      </li>
    </ul>
  </nav>`;
}

function telephone(phone: string): string {
  return `tel:${phone.replace(/[^\d+*#]/g, '')}`;
}

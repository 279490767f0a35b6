import { createHash } from 'node:crypto';
import type { Hono } from 'hono';
import { html, raw } from 'hono/html';
import type { Context } from '../context.js';
import type { Env } from '../http/env.js';
import { PAGE_LANGUAGES, type PageLanguage } from '../words/languages.js';
import type { KeptMessage } from './outbox.js';

interface OutboxTexts {
  readonly title: string;
  readonly about: string;
  readonly refresh: string;
  readonly all: string;
  readonly none: string;
  readonly to: string;
}

const texts: Readonly<Record<PageLanguage, OutboxTexts>> = {
  uk: {
    title: 'Вихідні повідомлення',
    about: 'Показовий сервер нічого не надсилає: листи й SMS з’являються тут. Найновіші згори.',
    refresh: 'Показати нові',
    all: 'Усі постачальники',
    none: 'Повідомлень ще немає.',
    to: 'Кому',
  },
  ru: {
    title: 'Исходящие сообщения',
    about: 'Демонстрационный сервер ничего не отправляет: письма и SMS появляются здесь. Новые сверху.',
    refresh: 'Показать новые',
    all: 'Все поставщики',
    none: 'Сообщений ещё нет.',
    to: 'Кому',
  },
  en: {
    title: 'Outgoing messages',
    about: 'This demonstration sends nothing: letters and SMS appear here. Newest first.',
    refresh: 'Show new ones',
    all: 'All suppliers',
    none: 'There are no messages yet.',
    to: 'To',
  },
};

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 44rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.2; margin: 0 0 .5rem; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 1rem 0 1.5rem; }
nav a { display: inline-flex; align-items: center; min-height: 44px; color: LinkText; }
nav a[aria-current] { color: inherit; font-weight: 600; text-decoration: none; }
ol { list-style: none; margin: 0; padding: 0; display: grid; gap: 1rem; }
li { border: 1px solid color-mix(in srgb, currentColor 25%, transparent); border-radius: 12px; padding: 1rem; }
li p { margin: 0; font-size: .875rem; }
h2 { font-size: 1rem; margin: .75rem 0 0; }
pre { font: inherit; white-space: pre-wrap; margin: .75rem 0 0; }
`;

// The hash is of what stands between the tags, to the last space.
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** `/outbox` for people and `/outbox.json` for tests: what would have been sent. Only where the server shows messages instead of sending them. */
export function mountOutbox(app: Hono<Env>, context: Context): void {
  const { outbox } = context.messenger;
  if (!outbox) return;
  app.get('/outbox.json', (c) => {
    c.set('operation', 'outbox');
    c.header('Cache-Control', 'no-store');
    return c.json({ items: outbox.messages(c.req.query('supplier')) });
  });
  app.get('/outbox', async (c) => {
    c.set('operation', 'outbox');
    c.header('Cache-Control', 'no-store');
    c.header('Content-Security-Policy', POLICY);
    const supplier = c.req.query('supplier');
    const suppliers = (await context.suppliers.all()).map(({ id }) => id).sort();
    return c.html(
      page(languageOf(c.req.header('accept-language')), outbox.messages(supplier), { suppliers, supplier }),
    );
  });
}

function page(
  language: PageLanguage,
  messages: readonly KeptMessage[],
  { suppliers, supplier }: { suppliers: readonly string[]; supplier: string | undefined },
) {
  const { title, about, refresh, all, none } = texts[language];
  const here = supplier === undefined ? '/outbox' : `/outbox?supplier=${encodeURIComponent(supplier)}`;
  const choice = (href: string, label: string, isCurrent: boolean) =>
    isCurrent ? html`<a href="${href}" aria-current="page">${label}</a>` : html`<a href="${href}">${label}</a>`;
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        ${raw(`<style>${STYLE}</style>`)}
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          <p>${about}</p>
          <nav>
            ${choice('/outbox', all, supplier === undefined)}
            ${suppliers.map((id) => choice(`/outbox?supplier=${id}`, id, supplier === id))}
            <a href="${here}">${refresh}</a>
          </nav>
          ${
            messages.length === 0
              ? html`<p>${none}</p>`
              : html`<ol>
                  ${messages.map((each) => item(language, each))}
                </ol>`
          }
        </main>
      </body>
    </html>`;
}

function item(language: PageLanguage, { channel, to, subject, body, sentAt, supplierId }: KeptMessage) {
  const at = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' }).format(sentAt);
  return html`<li>
    <p>
      ${channel === 'sms' ? 'SMS' : 'E-mail'} · ${supplierId} · <time datetime="${sentAt.toISOString()}">${at}</time>
    </p>
    <p>${texts[language].to}: ${to}</p>
    ${subject === '' ? '' : html`<h2>${subject}</h2>`}
    <pre>${body}</pre>
  </li>`;
}

/** The first of the browser's languages that the page speaks. */
function languageOf(accepted = ''): PageLanguage {
  const wanted = accepted.split(',').map((each) => each.trim().slice(0, 2).toLowerCase());
  return wanted.flatMap((each) => PAGE_LANGUAGES.filter((known) => known === each))[0] ?? 'uk';
}

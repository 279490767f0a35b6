// @ts-check
// The demo supplier's own web server. It knows nothing of meters and money: it serves the supplier's pages, signs customers in
// the way the supplier likes (here: by choosing a sample customer), and vouches for them to the cabinet's API with short tokens.

import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import { SignJWT } from 'jose';
import { renderBills } from './bills.mjs';
import { importMapFor, integrityOf, versionOfBuild } from './embed-files.mjs';
import { escapeHtml } from './escape-html.mjs';
import { toWindows1251 } from './old-encoding.mjs';
import { inLanguage, readTexts } from './page-texts.mjs';
import { plainPolicy, strictPolicy } from './site-policy.mjs';
import { UserError } from '../scripts/lib/report.mjs';

/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:http').ServerResponse} Response */

/**
 * A customer of the sample billing base, as `customers.json` has it.
 * @typedef {object} SampleCustomer
 * @property {string} customerRef
 * @property {{uk: string, ru: string, en: string}} label
 * @property {{uk: string, ru: string, en: string}} note
 */

/**
 * @typedef {object} SiteOptions
 * @property {number} port 0 takes any free one
 * @property {string} apiBase where the supplier's cabinet API answers, e.g. http://localhost:8787/prydesnianskgaz/v1
 * @property {string} embedDir the build of packages/embed
 * @property {string} embedVersion its version
 * @property {string} suppliersDir holds one folder of pages for each demo supplier
 * @property {string} [supplier] the supplier whose site it is: the folder's name, and whom the tokens are for
 * @property {'uk' | 'ru'} [language] the site's own, Ukrainian without it
 * @property {'own' | 'hosted'} [signIn] who signs customers in: this site (without it), or the cabinet's own pages, and then this site
 *   knows nobody
 * @property {'localhost' | '127.0.0.1'} [host] the name by which browsers reach it; to them these two are different sites
 * @property {import('./site-key.mjs').SiteKey} keys
 * @property {SampleCustomer[]} customers
 * @property {import('./bills.mjs').SampleBill[]} [bills] what lies in the letter boxes of people who are not in the cabinet yet
 * @property {boolean} [isOldTemplate] its pages are sent in windows-1251, under a policy without nonces and Trusted Types
 * @property {(language: 'uk' | 'ru' | 'en') => string} [codes] the list of what the demo shows, for a page with the blank `codes`
 * @property {(request: Request, response: Response) => Promise<boolean>} [also] whatever else stands on this web server; answers whether
 *   the request was for it
 */

const TOKEN_SECONDS = 10 * 60;
const SESSION_COOKIE = 'site_session';
const MAX_FORM_BYTES = 4096;
const HTML = 'text/html; charset=utf-8';
const OLD_HTML = 'text/html; charset=windows-1251';
const TEXT = 'text/plain; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';
/** @type {Record<string, string>} */
const CONTENT_TYPES = {
  '.html': HTML,
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': JSON_TYPE,
  '.map': JSON_TYPE,
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': TEXT,
  '.webmanifest': 'application/manifest+json; charset=utf-8',
};

/** What the site itself says beside its pages. */
const WORDS = {
  uk: {
    signIn: 'Увійти',
    signOut: 'Вийти',
    signInAs: 'Увійти як…',
    explained:
      'Справжній сайт запитав би тут пароль. Цей демонстраційний, тож оберіть, чиїми очима подивитися на кабінет. Людей і суми вигадано.',
  },
  ru: {
    signIn: 'Войти',
    signOut: 'Выйти',
    signInAs: 'Войти как…',
    explained:
      'Настоящий сайт спросил бы здесь пароль. Этот демонстрационный, так что выберите, чьими глазами посмотреть на кабинет. Люди и суммы вымышлены.',
  },
  en: {
    signIn: 'Sign in',
    signOut: 'Sign out',
    signInAs: 'Sign in as…',
    explained:
      'A real site would ask for a password here. This is a demonstration: choose whose cabinet to look at. People and sums are invented.',
  },
};

/**
 * Starts the site on this machine only.
 * @param {SiteOptions} options
 * @returns {Promise<{url: string, close: () => Promise<void>}>}
 */
export async function startSite(options) {
  const { apiBase, embedDir, embedVersion, suppliersDir, keys, customers, supplier = 'prydesnianskgaz' } = options;
  const { language = 'uk', signIn: whoSignsIn = 'own', host = 'localhost', bills = [] } = options;
  const { isOldTemplate = false, codes = () => '', also } = options;
  const isHosted = whoSignsIn === 'hosted';
  const pagesDir = join(suppliersDir, supplier);
  /** Session id to customer. It ends with the process, which is soon enough for a demo. @type {Map<string, SampleCustomer>} */
  const sessions = new Map();
  let origin = '';

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      console.error('The demo site could not answer:', error);
      if (!response.headersSent) send(response, 500, TEXT, 'Помилка на сайті');
      else response.destroy();
    });
  });

  /** @type {(request: Request, response: Response) => Promise<void>} */
  async function answer(request, response) {
    // Sessions, tokens and the API's list of origins know the site under one name only.
    if (request.headers.host !== new URL(origin).host) {
      return redirect(response, 307, origin + pathOf(request).href.slice('http://site'.length));
    }
    if (await also?.(request, response)) return;
    const path = pathOf(request).pathname;
    const method = request.method === 'HEAD' ? 'GET' : request.method;

    if (!isHosted && path === '/kabinet-token')
      return method === 'POST' ? sendToken(request, response) : refuseMethod(response, 'POST');
    if (!isHosted && path === '/sign-in')
      return method === 'POST' ? signIn(request, response) : refuseMethod(response, 'POST');
    if (!isHosted && path === '/sign-out')
      return method === 'POST' ? signOut(request, response) : refuseMethod(response, 'POST');
    if (method !== 'GET') return refuseMethod(response, 'GET, HEAD');
    if (!isHosted && path === '/.well-known/jwks.json') {
      return sendJson(response, 200, { keys: [keys.publicJwk] }, { 'cache-control': 'public, max-age=300' });
    }
    if (path.startsWith('/kabinet/')) return sendEmbed(path, response);
    if (path.startsWith('/common/')) return sendCommon(path, response);
    if (path === '/kabinet-sw.js') return sendWorker(response);
    return sendPage(request, response, path === '/' ? '/index.html' : path);
  }

  /** Vouches for the customer who is signed in on this site. @type {(request: Request, response: Response) => Promise<void>} */
  async function sendToken(request, response) {
    if (!isFromOwnPage(request))
      return sendJson(response, 403, { error: 'Only pages of this site may ask for a token.' });
    const customer = customerOf(request);
    if (!customer) return sendJson(response, 401, { error: 'Nobody is signed in on this site.' });

    const expiresAt = Math.floor(Date.now() / 1000) + TOKEN_SECONDS;
    const token = await new SignJWT()
      .setProtectedHeader({ alg: 'ES256', kid: keys.publicJwk.kid })
      .setIssuer(origin)
      .setAudience(supplier)
      .setSubject(customer.customerRef)
      .setIssuedAt(expiresAt - TOKEN_SECONDS)
      .setExpirationTime(expiresAt)
      .sign(keys.privateKey);
    sendJson(response, 200, { token, expiresAt: new Date(expiresAt * 1000).toISOString() });
  }

  /** @type {(request: Request, response: Response) => Promise<void>} */
  async function signIn(request, response) {
    if (!isFromOwnPage(request)) return sendText(response, 403, 'Увійти можна лише зі сторінки цього сайту.');
    const form = await readForm(request);
    if (!form) return sendText(response, 413, 'Форма завелика.');
    const customer = customers.find(({ customerRef }) => customerRef === form.get('customer'));
    if (!customer) return sendText(response, 400, 'Такого споживача на цьому сайті немає.');

    endSession(request);
    const id = randomBytes(32).toString('base64url');
    sessions.set(id, customer);
    response.setHeader('set-cookie', `${SESSION_COOKIE}=${id}; Path=/; HttpOnly; SameSite=Lax`);
    redirect(response, 303, ownPage(form.get('return')));
  }

  /** @type {(request: Request, response: Response) => Promise<void>} */
  async function signOut(request, response) {
    if (!isFromOwnPage(request)) return sendText(response, 403, 'Вийти можна лише зі сторінки цього сайту.');
    endSession(request);
    response.setHeader('set-cookie', `${SESSION_COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`);
    // A reading kept on the device for later does not stay there for whoever uses it next.
    response.setHeader('clear-site-data', '"storage"');
    redirect(response, 303, '/kabinet.html');
  }

  /** @param {Request} request */
  function sessionId(request) {
    return request.headers.cookie?.match(new RegExp(`(?:^|;\\s*)${SESSION_COOKIE}=([^;]*)`))?.[1] ?? '';
  }

  /** @param {Request} request */
  function customerOf(request) {
    return sessions.get(sessionId(request));
  }

  /** @param {Request} request */
  function endSession(request) {
    sessions.delete(sessionId(request));
  }

  /** Did a page of this site send it? Browsers say so in one of two headers; whoever says nothing is refused. @param {Request} request */
  function isFromOwnPage(request) {
    const site = request.headers['sec-fetch-site'];
    return site === undefined ? request.headers.origin === origin : site === 'same-origin';
  }

  /** Where to go after signing in: a page of this site, whatever the form says. @param {string | null} path */
  function ownPage(path) {
    const url = path && URL.canParse(path, origin) ? new URL(path, origin) : undefined;
    // The whole address, not its path: "/..//evil" has the path "//evil", which a browser takes for another site.
    return url?.origin === origin ? url.href : '/kabinet.html';
  }

  /**
   * The widgets' build under its version. What a version holds never changes, so browsers may keep it for ever; a rebuild in the
   * working tree gets another address through the hash that is part of the version here. The bare version always asks again.
   * @type {(path: string, response: Response) => Promise<void>}
   */
  async function sendEmbed(path, response) {
    const buildVersion = await versionOfBuild(embedDir, embedVersion);
    const [, version, file] = /^\/kabinet\/([^/]+)\/(.+)$/.exec(path) ?? [];
    if (!file || (version !== buildVersion && version !== embedVersion)) return sendNotFound(response);
    const content = await readInside(embedDir, file);
    if (!content) return sendNotFound(response);
    const forEver = version === buildVersion && buildVersion !== embedVersion;
    send(response, 200, contentType(file), content, {
      'cache-control': forEver ? 'public, max-age=31536000, immutable' : 'no-cache',
    });
  }

  /** What several sites' pages use. @type {(path: string, response: Response) => Promise<void>} */
  async function sendCommon(path, response) {
    const content = await readInside(join(suppliersDir, 'common'), path.slice('/common/'.length));
    if (!content) return sendNotFound(response);
    send(response, 200, contentType(path), content, { 'cache-control': 'no-cache' });
  }

  /** The phone app's worker, as the package has it. The policy that comes with it is its own: it fetches this site's files. @param {Response} response */
  async function sendWorker(response) {
    const content = await readInside(join(embedDir, '../pwa'), 'kabinet-sw.js');
    if (!content) return sendNotFound(response);
    send(response, 200, contentType('kabinet-sw.js'), content, {
      'cache-control': 'no-cache',
      'content-security-policy': `default-src 'none'; connect-src 'self'`,
    });
  }

  /** @type {(request: Request, response: Response, path: string) => Promise<void>} */
  async function sendPage(request, response, path) {
    const content = await readInside(pagesDir, path.slice(1));
    if (!content) {
      const page = await readInside(pagesDir, '404.html');
      return page ? await sendHtml(request, response, 404, page) : sendNotFound(response);
    }
    if (extname(path) === '.html') return await sendHtml(request, response, 200, content);
    send(response, 200, contentType(path), content, { 'cache-control': 'no-cache' });
  }

  /**
   * A page with its blanks filled in.
   * @type {(request: Request, response: Response, status: number, page: Buffer) => Promise<void>}
   */
  async function sendHtml(request, response, status, page) {
    const nonce = randomBytes(18).toString('base64');
    const customer = customerOf(request);
    const apiOrigin = new URL(apiBase).origin;
    const asked = languageOf(request) ?? language;
    const own = onlyFor(customer ? 'signed-in' : 'signed-out', page.toString('utf8'));
    const texts = await readTexts(suppliersDir, supplier);
    const template = inLanguage(own, { texts, own: language, language: asked });
    const version = await versionOfBuild(embedDir, embedVersion);
    const html = fillIn(template, {
      ...(await integrities(template)),
      'import-map': template.includes('{{import-map}}')
        ? await importMap(request, template, { version, nonce, asked })
        : '',
      api: escapeHtml(apiBase),
      'api-origin': escapeHtml(apiOrigin),
      nonce,
      version: escapeHtml(version),
      pages: escapeHtml(new URL('../my', `${apiBase}/`).href),
      bills: renderBills(bills, language),
      codes: codes(asked),
      session: customer ? signedInAs(customer, asked) : `<a href="/kabinet.html">${WORDS[asked].signIn}</a>`,
      'sign-in': signInPanel(customers, pathOf(request), asked),
    });
    const isApp = template.includes('worker-url=');
    send(response, status, isOldTemplate ? OLD_HTML : HTML, isOldTemplate ? toWindows1251(html) : html, {
      // Where this site knows nobody its pages are the same for everybody, so that a phone may keep one as an app.
      'cache-control': isHosted ? 'no-cache' : 'no-store',
      'content-security-policy': isOldTemplate ? plainPolicy({ apiOrigin }) : strictPolicy({ nonce, apiOrigin, isApp }),
      // The sign-in window hands its result to the page that opened it.
      'cross-origin-opener-policy': isHosted ? 'same-origin-allow-popups' : 'same-origin',
    });
  }

  /** @type {(request: Request, html: string, page: {version: string, nonce: string, asked: 'uk' | 'ru' | 'en'}) => Promise<string>} */
  function importMap(request, html, { version, nonce, asked }) {
    return importMapFor({
      html,
      embedDir,
      version,
      nonce,
      // A page that does not name the API asks this site alone.
      api: html.includes('{{api}}') ? apiBase : '/',
      session: isHosted ? 'cookie' : 'token',
      language: asked,
      // For who wants to see the difference.
      preload: pathOf(request).searchParams.get('preload') !== 'no',
    });
  }

  /** For each blank of a page that asks for a file's hash. @param {string} template */
  async function integrities(template) {
    const files = new Set([...template.matchAll(/\{\{integrity:([\w.-]+)\}\}/g)].map(([, file = '']) => file));
    const entries = [...files].map(async (file) => [`integrity:${file}`, await integrityOf(embedDir, file)]);
    return Object.fromEntries(await Promise.all(entries));
  }

  await new Promise((listening, failed) => {
    // Chosen when the start began; another program may have taken the port while billing bases were imported.
    server.once('error', (error) =>
      failed(
        'code' in error && error.code === 'EADDRINUSE'
          ? new UserError(
              `Port ${options.port} was taken by another program meanwhile. Run "npm start" again: it takes a free one.`,
            )
          : error,
      ),
    );
    server.listen(options.port, '127.0.0.1', () => listening(undefined));
  });
  origin = `http://${host}:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`;

  return {
    url: origin,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

/** @param {Request} request */
function pathOf(request) {
  const target = request.url?.startsWith('/') ? request.url : '/';
  // Not the request's own host: "//evil" at the start of a target must stay a path.
  return new URL(`http://site${target}`);
}

/** The language that a page's address asks for. @param {Request} request */
function languageOf(request) {
  const asked = pathOf(request).searchParams.get('lang');
  return /** @type {const} */ (['uk', 'ru', 'en']).find((each) => each === asked);
}

/**
 * The content of a file inside a folder; undefined when there is none, or when the path leads out of the folder.
 * @param {string} folder
 * @param {string} path as the address has it, still percent-encoded
 */
async function readInside(folder, path) {
  let decoded;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  const file = resolve(folder, decoded);
  const isHidden = decoded.split(/[/\\]/).some((part) => part.startsWith('.'));
  if (decoded.includes('\0') || isHidden || !file.startsWith(resolve(folder) + sep)) return undefined;
  return readFile(file).catch((error) => {
    if (['ENOENT', 'EISDIR', 'ENOTDIR', 'ENAMETOOLONG'].includes(error.code)) return undefined;
    throw error;
  });
}

/**
 * Keeps what stands between `<!--#signed-in-->` and `<!--/signed-in-->` for those who are signed in, and between the same of
 * `signed-out` for the others.
 * @type {(state: 'signed-in' | 'signed-out', html: string) => string}
 */
function onlyFor(state, html) {
  return html.replace(/[ \t]*<!--#([\w-]+)-->\n?([\s\S]*?)[ \t]*<!--\/\1-->\n?/g, (_, part, content) =>
    part === state ? content : '',
  );
}

/**
 * Puts values into a page's `{{blanks}}`.
 * @type {(html: string, blanks: Record<string, string>) => string}
 */
function fillIn(html, blanks) {
  return html.replace(/\{\{([\w:.-]+)\}\}/g, (blank, name) => {
    if (!Object.hasOwn(blanks, name))
      throw new Error(`A page of the demo site has a blank that nobody fills in: ${blank}`);
    return blanks[name] ?? '';
  });
}

/** @typedef {'uk' | 'ru' | 'en'} Language */

/** @type {(customer: SampleCustomer, language: Language) => string} */
function signedInAs(customer, language) {
  const words = WORDS[language];
  return `<span>${escapeHtml(customer.label[language])}</span>
          <form method="post" action="/sign-out"><button class="link-button">${words.signOut}</button></form>`;
}

/**
 * @param {SampleCustomer[]} customers
 * @param {URL} page where the panel stands, to come back to
 * @param {Language} language
 */
function signInPanel(customers, page, language) {
  const words = WORDS[language];
  const buttons = customers.map(
    ({ customerRef, label, note }) => `
          <button name="customer" value="${escapeHtml(customerRef)}">
            <b>${escapeHtml(label[language])}</b> ${escapeHtml(note[language])}
          </button>`,
  );
  return `<form class="card sign-in" method="post" action="/sign-in" aria-labelledby="sign-in">
        <h2 id="sign-in">${words.signInAs}</h2>
        <p>${words.explained}</p>
        <input type="hidden" name="return" value="${escapeHtml(page.pathname + page.search)}" />
        <div class="customers">${buttons.join('')}
        </div>
      </form>`;
}

/** The form that was posted; undefined when it is too large or does not say how large it is. @param {Request} request */
async function readForm(request) {
  if (!(Number(request.headers['content-length']) <= MAX_FORM_BYTES)) return undefined;
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

/** @param {string} path */
function contentType(path) {
  return CONTENT_TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream';
}

/** @type {(response: Response, status: number, type: string, body: string | Buffer, headers?: Record<string, string>) => void} */
function send(response, status, type, body, headers = {}) {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'content-security-policy': `default-src 'none'; frame-ancestors 'none'`,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...headers,
  });
  // Node leaves the body out of an answer to HEAD by itself.
  response.end(body);
}

/** @type {(response: Response, status: number, text: string) => void} */
function sendText(response, status, text) {
  send(response, status, TEXT, text, { 'cache-control': 'no-store' });
}

/** @type {(response: Response, status: number, body: unknown, headers?: Record<string, string>) => void} */
function sendJson(response, status, body, headers = {}) {
  send(response, status, JSON_TYPE, JSON.stringify(body), { 'cache-control': 'no-store', ...headers });
}

/** @param {Response} response */
function sendNotFound(response) {
  sendText(response, 404, 'Такої сторінки немає.');
}

/** @type {(response: Response, allowed: string) => void} */
function refuseMethod(response, allowed) {
  response.setHeader('allow', allowed);
  sendText(response, 405, 'Так цю адресу викликати не можна.');
}

/** @type {(response: Response, status: number, location: string) => void} */
function redirect(response, status, location) {
  response.setHeader('location', location);
  sendText(response, status, '');
}

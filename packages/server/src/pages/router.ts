import type { Context as HonoContext, Hono } from 'hono';
import type { Context } from '../context.js';
import { rolesOf } from '../db/staff-roles.js';
import { findSession } from '../domain/sessions.js';
import type { KnownSupplier } from '../domain/supplier-directory.js';
import { formOf } from '../domain/clean-text.js';
import { readText } from '../http/body.js';
import { networksOf } from '../caller-address.js';
import { addressOf, type Env } from '../http/env.js';
import { describeError } from '../describe-error.js';
import { ProblemError } from '../problem.js';
import { asProblem } from '../http/problem.js';
import { enforce } from '../http/rate-limit.js';
import { readUploadForm, UploadDoor } from '../http/upload-form.js';
import { readCookies, sessionTokenOf } from '../http/session-cookie.js';
import { assetResponse, SharedAssets, supplierAssets } from './assets.js';
import { newNonce, pageHeaders } from './headers.js';
import { chooseLanguage } from './languages.js';
import { languagesOf, textIn } from '../words/languages.js';
import { renderDocument } from './layout.js';
import { isOwnRequest } from './own-request.js';
import { keepsOpener } from './opener.js';
import type { HostedPage, PageAnswer, PageCall, PageDocument } from './page.js';
import { problemPage, type ShownProblem } from './problem-page.js';
import { go, keepReturn, withReturn } from './return-address.js';
import { sessionOverPage } from './session-over.js';
import { signedInName } from './signed-in-name.js';

/** More than any form of ours needs: a letter to the supplier with all its letters escaped. */
const MAX_FORM_BYTES = 64 * 1024;
/** Forms from one address. Finer budgets, counted over processes, are the domain's; this keeps a flood from it. */
const FORM_LIMIT = { perMinute: 60, burst: 60 };
const LANGUAGE_COOKIE = 'kabinet-language';
const A_YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Mounts the hosted pages and what they load. */
export function mountPages(app: Hono<Env>, context: Context, pages: readonly HostedPage[]): void {
  const assets = new SharedAssets();
  const shell: Shell = { context, assets, doors: new Map() };

  app.get('/assets/:version/:name', async (c) => {
    c.set('operation', 'asset');
    const asset = await assets.find(c.req.param('version'), c.req.param('name'));
    if (!asset) throw new ProblemError('not_found');
    return assetResponse(asset);
  });
  const everywhere = pages
    .filter(({ isEverywhere, needs }) => isEverywhere || needs === 'staff')
    .map(({ path }) => patternOf(path));
  app.use('/:supplierId/my/*', async (c, next) => {
    c.set('operation', 'page');
    const supplier = await context.suppliers.find(c.req.param('supplierId'));
    const [, path = ''] = c.req.path.split('/my/');
    const isThere =
      supplier?.profile.hostedSignIn || path.startsWith('assets/') || everywhere.some((pattern) => pattern.test(path));
    if (!supplier || !isThere) throw new ProblemError('not_found');
    c.set('supplier', supplier);
    await next();
  });
  app.get('/:supplierId/my/assets/:version/:name', (c) => {
    c.set('operation', 'asset');
    const supplier = supplierOf(c);
    const asset = languagesOf(supplier.profile)
      .flatMap((language) =>
        Object.values(supplierAssets(supplier, textIn(supplier.profile.name, language, supplier.profile))),
      )
      .find(({ path }) => path === c.req.path);
    if (!asset) throw new ProblemError('not_found');
    return assetResponse(asset);
  });
  for (const page of pages) {
    app.all(`/:supplierId/my/${page.path}`, (c) => {
      c.set('operation', `page:${page.path}`);
      return answer(shell, c, (call) => visit(page, call, c.req.param()), page);
    });
  }
  app.all('/:supplierId/my/*', (c) =>
    answer(shell, c, () => {
      throw new ProblemError('not_found');
    }),
  );
}

/** The addresses of a page: its path with anything in the place of each `:name`. */
function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`);
}

interface Shell {
  readonly context: Context;
  readonly assets: SharedAssets;
  /** Of each page that takes files, and one of its own for staff: nobody who is not keeps them from answering. */
  readonly doors: Map<string, UploadDoor>;
}

function supplierOf(c: HonoContext<Env>): KnownSupplier {
  if (!c.var.supplier) throw new ProblemError('not_found');
  return c.var.supplier;
}

/** Reads the request, lets the page answer, and puts the frame around what it says; whatever goes wrong is a page too. */
async function answer(
  shell: Shell,
  c: HonoContext<Env>,
  work: (call: PageCall) => Promise<PageAnswer> | PageAnswer,
  page: HostedPage | null = null,
): Promise<Response> {
  const { context } = shell;
  let call = await readCall(shell, c);
  let answered: PageAnswer | ShownProblem;
  // A place for a form with a file is kept until the file is looked into: as much is in memory as there are places.
  let leave = () => {};
  try {
    call = await withSession(call);
    call = await withForm(call, page, c.req.param(), (who) => (leave = doorOf(shell, call, page).enter(who)));
    answered = await work(call);
  } catch (error) {
    const problem = asProblem(error);
    if (problem.status >= 500) {
      context.logger.error(
        { requestId: call.requestId, operation: c.var.operation, error: describeError(error) },
        'failed',
      );
    }
    answered = problemPage(call, problem);
  } finally {
    leave();
  }
  return respond(shell, call, answered, keepsOpener(call, c.var.operation));
}

async function readCall({ context }: Shell, c: HonoContext<Env>): Promise<PageCall> {
  const supplier = supplierOf(c);
  const request = c.req.raw;
  const query = new URL(request.url).searchParams;
  const sent = readCookies(request.headers.get('cookie'));
  const cookies = isLook(request) ? withReturn(sent, supplier, query.get('return_to')) : sent;
  return {
    context,
    supplier,
    request,
    query,
    form: new URLSearchParams(),
    file: null,
    cookies,
    language: chooseLanguage({
      supplier: supplier.profile,
      asked: query.get('lang'),
      remembered: cookies[LANGUAGE_COOKIE],
      acceptLanguage: request.headers.get('accept-language'),
    }),
    customer: null,
    address: addressOf(c, context.trustedProxies),
    now: context.now(),
    requestId: c.var.requestId,
  };
}

async function withSession(call: PageCall): Promise<PageCall> {
  const { context, supplier, cookies, now } = call;
  const token = sessionTokenOf(cookies, supplier.id);
  if (token === null) return call;
  const customer = await context.database.transaction(supplier.id, (tx) =>
    findSession(tx, { supplierId: supplier.id, token, now }),
  );
  return { ...call, customer };
}

function doorOf({ doors }: Shell, { customer }: PageCall, page: HostedPage | null): UploadDoor {
  const isStaff = page?.needs === 'staff' && customer?.hosted;
  const name = isStaff ? 'staff' : (page?.path ?? '');
  const door = doors.get(name) ?? new UploadDoor();
  doors.set(name, door);
  return door;
}

async function withForm(
  call: PageCall,
  page: HostedPage | null,
  params: Readonly<Record<string, string>>,
  enter: (who: string) => void,
): Promise<PageCall> {
  const { context, request, address, customer } = call;
  if (request.method !== 'POST') return call;
  if (!isOwnRequest(request, context.publicUrl())) throw new OtherSiteError();
  enforce(context.rateLimiter, `form:${networksOf(address)[0]}`, FORM_LIMIT);
  const type = request.headers.get('content-type') ?? '';
  if (page?.takesUpload && /^multipart\/form-data\s*;/i.test(type)) {
    // Who comes is known before anything is read. Whose session ended is not sent away: what they typed is in the body.
    if (page.needs === 'staff' && customer?.hosted) await requireStaff(call);
    const { from, maxFileBytes } = page.takesUpload;
    if (!(await from(call, params))) return call;
    enter(customer?.ref ?? networksOf(address)[0] ?? '');
    const { fields, file } = await readUploadForm(request, maxFileBytes);
    return { ...call, form: formOf(fields.toString()), file };
  }
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) throw new ProblemError('unsupported_media_type');
  if (Number(request.headers.get('content-length') ?? 0) > MAX_FORM_BYTES) throw new ProblemError('payload_too_large');
  return { ...call, form: formOf(await readText(request, MAX_FORM_BYTES)) };
}

/** A form that another site made this browser send. */
export class OtherSiteError extends ProblemError {
  constructor() {
    super('forbidden');
    this.name = 'OtherSiteError';
  }
}

/** What the page answers, once it is sure that this person may see it. */
async function visit(
  page: HostedPage,
  call: PageCall,
  { supplierId: _, ...params }: Readonly<Record<string, string>>,
): Promise<PageAnswer> {
  const handler = call.request.method === 'POST' ? page.post : isLook(call.request) ? page.get : undefined;
  if (!handler) throw new ProblemError('method_not_allowed');
  if (page.needs !== 'anyone' && !call.customer?.hosted) {
    return call.form.size > 0 ? sessionOverPage(call) : toSignIn(call);
  }
  if (page.needs === 'staff') await requireStaff(call);
  return handler(call, params);
}

function isLook({ method }: Request): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** Signing in first, and then back to the page asked for: to the page itself, where a form was sent to it. */
function toSignIn(call: PageCall): PageAnswer {
  const { pathname, search } = new URL(call.request.url);
  const back = keepReturn(call.supplier, `${pathname}${search}`);
  return go(call, 'sign-in', back === null ? [] : [back]);
}

async function requireStaff({ context, supplier, customer }: PageCall): Promise<void> {
  const hosted = customer?.hosted;
  if (!hosted) throw new ProblemError('forbidden');
  const roles = await context.database.transaction(supplier.id, (tx) =>
    rolesOf(tx, { supplierId: supplier.id, personId: hosted.personId }),
  );
  // Who is not staff is not told that there is such a page.
  if (roles.length === 0) throw new ProblemError('not_found');
  if (!hosted.isStrong) throw new NeedsStrongError();
}

/** Staff who signed in with a password only. */
export class NeedsStrongError extends ProblemError {
  constructor() {
    super('forbidden');
    this.name = 'NeedsStrongError';
  }
}

async function respond(
  { assets }: Shell,
  call: PageCall,
  answered: PageAnswer | ShownProblem,
  keeps: boolean,
): Promise<Response> {
  const nonce = newNonce();
  const headers = new Headers(pageHeaders({ supplier: call.supplier, nonce, keepsOpener: keeps }));
  for (const cookie of ownCookies(call)) headers.append('Set-Cookie', cookie);
  if (answered instanceof Response) {
    for (const [name, value] of headers) {
      if (name === 'set-cookie') answered.headers.append(name, value);
      else if (!answered.headers.has(name)) answered.headers.set(name, value);
    }
    return answered;
  }
  for (const cookie of answered.setCookies ?? []) headers.append('Set-Cookie', cookie);
  if (answered.kind === 'redirect') {
    headers.set('Location', answered.to);
    return new Response(null, { status: 303, headers });
  }
  for (const [name, value] of Object.entries(answered.headers ?? {})) headers.set(name, value);
  const document = answered as PageDocument;
  const signedInAs = await signedInName(call);
  const text = await renderDocument({ call, document, signedInAs, script: assets.script, nonce });
  headers.set('Content-Type', 'text/html; charset=utf-8');
  headers.set('Content-Language', call.language);
  return new Response(text.toString(), { status: answered.status ?? 200, headers });
}

/** What any page remembers of its address: the language chosen, and where to go when done. */
function ownCookies({ supplier, query, request, context }: PageCall): string[] {
  if (!isLook(request)) return [];
  const language = query.get('lang');
  const back = keepReturn(supplier, query.get('return_to'));
  const isChosen = language !== null && languagesOf(supplier.profile).some((each) => each === language);
  const secure = context.publicUrl().startsWith('https:') ? '; Secure' : '';
  return [
    ...(isChosen
      ? [
          `${LANGUAGE_COOKIE}=${language}; Path=/${supplier.id}/my/; Max-Age=${A_YEAR_SECONDS}; SameSite=Lax; HttpOnly${secure}`,
        ]
      : []),
    ...(back === null ? [] : [back]),
  ];
}

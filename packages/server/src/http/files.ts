import type { Context as HonoContext, Hono } from 'hono';
import type { Context } from '../context.js';
import { type FileRow, findFile, readFilePart } from '../db/files.js';
import { followLink, type LinkedFile } from '../domain/file-links.js';
import type { KnownSupplier } from '../domain/supplier-directory.js';
import { networksOf } from '../caller-address.js';
import { describeError } from '../describe-error.js';
import { fileGoneNote, fileGonePage } from '../pages/file-gone.js';
import { problemPage } from '../pages/problem-page.js';
import { ProblemError } from '../problem.js';
import { addressOf, type Env } from './env.js';
import { asProblem } from './problem.js';
import { enforce } from './rate-limit.js';
import { visitorCall, visitorPage } from './visitor-page.js';

/** A town may share one address. */
const ADDRESS_LIMIT = { perMinute: 240, burst: 120 };
/** As much of a file is in memory at once, however slowly it is fetched. */
const PART_BYTES = 256 * 1024;

/**
 * Gives out files to whoever has a link: to be saved, never to be shown or run on our own origin. What goes wrong is told in words: on a page to
 * who typed the address, or came from one of ours; to who pressed it on the supplier's page, in a note that is saved like the file, because
 * that page, with all that is being written in it, would have to go for another one.
 */
export function mountFiles(app: Hono<Env>, context: Context): void {
  app.get('/:supplierId/files/:token', async (c) => {
    c.set('operation', 'file');
    const supplier = await context.suppliers.find(c.req.param('supplierId'));
    c.set('supplier', supplier);
    if (!supplier) throw new ProblemError('not_found');
    try {
      enforce(context.rateLimiter, `file ${networksOf(addressOf(c, context.trustedProxies))[0]}`, ADDRESS_LIMIT);
      return await giveOut(context, supplier, c.req.param('token'));
    } catch (error) {
      if (!isOpenedByPerson(c.req.raw)) throw error;
      return sayWhyNot(context, c, supplier, error);
    }
  });
}

async function giveOut(context: Context, supplier: KnownSupplier, token: string): Promise<Response> {
  const linked = followLink(context, { supplier, token, now: context.now() });
  const file =
    linked &&
    (await context.database.transaction(supplier.id, (tx) => findFile(tx, { supplierId: supplier.id, ...linked })));
  if (!linked || !file) throw new ProblemError('not_found');
  return new Response(streamOf(context, supplier, linked, file), {
    headers: {
      'Content-Type': file.mediaType,
      'Content-Length': String(file.sizeBytes),
      ...savedAs(file.name),
    },
  });
}

/** A browser that goes somewhere, and no program that fetches. */
function isOpenedByPerson({ headers }: Request): boolean {
  return /\btext\/html\b/.test(headers.get('accept') ?? '');
}

async function sayWhyNot(
  context: Context,
  c: HonoContext<Env>,
  supplier: KnownSupplier,
  error: unknown,
): Promise<Response> {
  const problem = asProblem(error);
  const call = visitorCall(context, c, { supplier });
  if (isPressedElsewhere(c.req.raw)) {
    logFailure(context, c, problem, error);
    const { name, text } = fileGoneNote(call, { isThere: problem.code !== 'not_found' });
    // 200: what is no success browsers do not save, they show that it is none instead of the page.
    return new Response(`\uFEFF${text}`, {
      headers: { 'Content-Type': 'text/plain; charset=utf-8', ...savedAs(name) },
    });
  }
  if (problem.code === 'not_found') return visitorPage(call, fileGonePage(call));
  logFailure(context, c, problem, error);
  const { title, body, status, headers } = problemPage(call, problem);
  const answer = await visitorPage(call, { title, body, status });
  for (const [name, value] of Object.entries(headers)) answer.headers.set(name, value);
  return answer;
}

/** Somewhere else than on our own pages, or in the address bar; browsers too old to say where from are on the safe side. */
function isPressedElsewhere({ headers }: Request): boolean {
  return !['none', 'same-origin'].includes(headers.get('sec-fetch-site') ?? '');
}

function logFailure(
  { logger }: Context,
  { var: { requestId, operation } }: HonoContext<Env>,
  { status }: ProblemError,
  error: unknown,
): void {
  if (status >= 500) logger.error({ requestId, operation, error: describeError(error) }, 'failed');
}

/** The file part by part, each read when the one before was taken: no connection waits for a slow line. */
function streamOf(
  { database }: Context,
  { id: supplierId }: KnownSupplier,
  linked: LinkedFile,
  { sizeBytes }: FileRow,
): ReadableStream<Uint8Array> {
  let offset = 0;
  return new ReadableStream(
    {
      async pull(controller) {
        const bytes = await database.transaction(supplierId, (tx) =>
          readFilePart(tx, { supplierId, ...linked, offset, length: PART_BYTES }),
        );
        // Gone meanwhile: a broken answer, and not a shorter file.
        if (!bytes || bytes.length === 0) throw new Error('a file ended before its end');
        offset += bytes.length;
        controller.enqueue(bytes);
        if (offset >= sizeBytes) controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}

/** To be saved under that name, and by nobody but who asked. */
function savedAs(name: string): Record<string, string> {
  return {
    'Content-Disposition': disposition(name),
    // Should anything open it all the same: nothing of it runs, and it is of no origin.
    'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
    'X-Robots-Tag': 'noindex',
  };
}

/** Saved by its own name; browsers that do not read that one save it by a plain one with the same ending. */
function disposition(name: string): string {
  const plain = name.normalize('NFKD').replace(/[^\w.-]+/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

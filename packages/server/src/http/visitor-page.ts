import type { Context as HonoContext } from 'hono';
import type { Context } from '../context.js';
import type { KnownSupplier } from '../domain/supplier-directory.js';
import { newNonce, pageHeaders } from '../pages/headers.js';
import { chooseLanguage } from '../pages/languages.js';
import { renderDocument } from '../pages/layout.js';
import type { PageCall, PageDocument } from '../pages/page.js';
import { addressOf, type Env } from './env.js';

/** A browser that follows an address which is no page of ours, and may have to be shown one: on its way to pay, or to a file. */
export function visitorCall(
  context: Context,
  c: HonoContext<Env>,
  { supplier, language }: { supplier: KnownSupplier; language?: string | undefined },
): PageCall {
  const request = c.req.raw;
  const query = new URL(request.url).searchParams;
  return {
    context,
    supplier,
    request,
    query,
    form: new URLSearchParams(),
    file: null,
    cookies: {},
    language: chooseLanguage({
      supplier: supplier.profile,
      asked: query.get('lang'),
      remembered: language,
      acceptLanguage: request.headers.get('accept-language'),
    }),
    customer: null,
    address: addressOf(c, context.trustedProxies),
    now: context.now(),
    requestId: c.var.requestId,
  };
}

/** What every answer to such a browser carries. */
export function visitorHeaders(
  { supplier }: Pick<PageCall, 'supplier'>,
  { nonce, formsTo = [] }: { nonce: string; formsTo?: readonly string[] },
): Record<string, string> {
  return {
    ...pageHeaders({ supplier, nonce, keepsOpener: false, formsTo }),
    // The address has in it what only this browser was given: it is nobody's business where it goes next.
    'Referrer-Policy': 'no-referrer',
  };
}

/** A page like our others. `nonce`: of a script in it; `formsTo`: where a form of it leads. */
export async function visitorPage(
  call: PageCall,
  document: Pick<PageDocument, 'title' | 'body'> & { readonly status?: number },
  { nonce = newNonce(), formsTo = [] }: { nonce?: string; formsTo?: readonly string[] } = {},
): Promise<Response> {
  const { title, body, status = 200 } = document;
  const text = await renderDocument({ call, document: { title, body }, signedInAs: null, script: null, nonce });
  return new Response(text.toString(), {
    status,
    headers: {
      ...visitorHeaders(call, { nonce, formsTo }),
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Language': call.language,
    },
  });
}

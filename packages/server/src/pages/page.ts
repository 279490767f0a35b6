import type { HtmlEscapedString } from 'hono/utils/html';
import type { Context } from '../context.js';
import type { KnownSupplier } from '../domain/supplier-directory.js';
import type { Customer } from '../domain/customer.js';
import type { SentFile } from '../http/upload-form.js';
import type { PageLanguage } from '../words/languages.js';

export { PAGE_LANGUAGES, type PageLanguage, pageLanguageOf } from '../words/languages.js';

/** Markup made with `html` of hono/html, which escapes whatever is put into it. */
export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

/** A request for a hosted page. */
export interface PageCall {
  readonly context: Context;
  readonly supplier: KnownSupplier;
  readonly request: Request;
  readonly query: URLSearchParams;
  /** What a form sent; empty for a GET. */
  readonly form: URLSearchParams;
  /** The file that came with it; null without one, and on a page that takes none. */
  readonly file: SentFile | null;
  readonly cookies: Readonly<Record<string, string>>;
  readonly language: PageLanguage;
  /** Who is signed in on this browser. */
  readonly customer: Customer | null;
  /** The caller's address, for limits only. */
  readonly address: string;
  readonly now: Date;
  readonly requestId: string;
}

/** What a page answers with: a document to show, or another page to go to (303). */
export type PageAnswer = PageDocument | PageRedirect | Response;

export interface PageDocument {
  readonly kind: 'document';
  readonly title: string;
  readonly body: Markup;
  /** 200 without it; 422 with errors in what was typed. */
  readonly status?: 200 | 400 | 403 | 404 | 409 | 410 | 422 | 429 | 503;
  /** `Set-Cookie` values. */
  readonly setCookies?: readonly string[];
  /** Beside those of every page. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface PageRedirect {
  readonly kind: 'redirect';
  /** A page of this supplier (`pagePath(...)`), or an address that was checked to be the supplier's own site. */
  readonly to: string;
  readonly setCookies?: readonly string[];
}

/** From whom a page takes a form with a file. */
export interface UploadRule {
  /** Asked before anything of the body is read; where it says no, or throws, nothing of it is. */
  readonly from: (call: PageCall, params: Readonly<Record<string, string>>) => boolean | Promise<boolean>;
  /** How large a file may be; as large as any without it. */
  readonly maxFileBytes?: number;
}

/** One hosted page: where it is, who may see it, what it does. A form posts to its own page. */
export interface HostedPage {
  /** Below `/{supplier}/my/`, such as `sign-in` or `invitation/:invitationId`. */
  readonly path: string;
  /** `anyone`; `person`: signed in here, others are sent to sign in and come back; `staff`: a person with a role and a second factor. */
  readonly needs: 'anyone' | 'person' | 'staff';
  /** Whether it is there also at a supplier whose customers do not sign in here; pages for staff are. */
  readonly isEverywhere?: true;
  /** Of a page whose form a file may go with: it is sent as `multipart/form-data`, and the file is `call.file`. */
  readonly takesUpload?: UploadRule;
  readonly get?: (call: PageCall, params: Readonly<Record<string, string>>) => Promise<PageAnswer>;
  readonly post?: (call: PageCall, params: Readonly<Record<string, string>>) => Promise<PageAnswer>;
}

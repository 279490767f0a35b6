import { readCookies } from '../http/session-cookie.js';
import type { Answering } from './call.js';

const OWN = 'https://api.kabinet.test';

/** A page as a browser without scripts came to it: after all redirects, with the cookies it was given on the way. */
export interface VisitedPage {
  readonly status: number;
  /** Below `/{supplier}/my/`, with its query. */
  readonly address: string;
  readonly html: string;
  /** What a person reads. */
  readonly text: string;
  readonly headers: Headers;
}

/** A browser without scripts on one supplier's hosted pages: keeps cookies, follows redirects, sends forms to the page they are on. */
export class PageBrowser {
  readonly #server: Answering;
  readonly #base: string;
  readonly #userAgent: string;
  readonly #now: (() => Date) | undefined;
  readonly cookies = new Map<string, string>();
  /** When cookies end that have an end of their own. */
  readonly #ends = new Map<string, number>();

  /** `cookie` is a `Set-Cookie` value, such as `sessionCookie(...)`. By the clock `now` cookies end; without one none does. */
  constructor(
    server: Answering,
    {
      supplierId,
      cookie,
      userAgent = '',
      now,
    }: { supplierId: string; cookie?: string; userAgent?: string; now?: () => Date },
  ) {
    this.#now = now;
    this.#server = server;
    this.#base = `${OWN}/${supplierId}/my/`;
    this.#userAgent = userAgent;
    if (cookie !== undefined) this.#keep(cookie);
  }

  visit(page: string): Promise<VisitedPage> {
    return this.#go('GET', new URL(page, this.#base));
  }

  /** Sends the page's form with these fields. */
  send(page: string, fields: Readonly<Record<string, string>>): Promise<VisitedPage> {
    return this.#go('POST', new URL(page, this.#base), fields);
  }

  /** Sends the form with a file chosen, as browsers do then. */
  sendFile(
    page: string,
    fields: Readonly<Record<string, string>>,
    { name, bytes }: { name: string; bytes: Uint8Array },
  ): Promise<VisitedPage> {
    const form = new FormData();
    for (const [field, value] of Object.entries(fields)) form.append(field, value);
    form.append('file', new Blob([new Uint8Array(bytes)]), name);
    return this.#go('POST', new URL(page, this.#base), form);
  }

  async #go(
    method: 'GET' | 'POST',
    url: URL,
    fields?: Readonly<Record<string, string>> | FormData,
  ): Promise<VisitedPage> {
    const isPlain = fields !== undefined && !(fields instanceof FormData);
    for (const [name, end] of this.#ends) if (this.#now && end <= this.#now().getTime()) this.cookies.delete(name);
    const response = await this.#server.fetch(
      new Request(url, {
        method,
        redirect: 'manual',
        headers: {
          'Accept-Language': 'uk',
          'User-Agent': this.#userAgent,
          Cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          ...(fields && { Origin: OWN }),
          ...(isPlain && { 'Content-Type': 'application/x-www-form-urlencoded' }),
        },
        body: fields === undefined ? null : isPlain ? new URLSearchParams(fields).toString() : fields,
      }),
    );
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
    if (response.status === 303) return this.#go('GET', new URL(response.headers.get('location') ?? '', url));
    const html = await response.text();
    return {
      status: response.status,
      address: url.href.slice(this.#base.length),
      html,
      text: readable(html),
      headers: response.headers,
    };
  }

  #keep(cookie: string): void {
    const [, seconds] = /; *Max-Age=(\d+)(;|$)/i.exec(cookie) ?? [];
    const isEnded = seconds === '0';
    for (const [name, value] of Object.entries(readCookies(cookie.split(';')[0] ?? null))) {
      this.#ends.delete(name);
      if (seconds !== undefined && this.#now) this.#ends.set(name, this.#now().getTime() + Number(seconds) * 1000);
      if (isEnded) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}

/** What stands between the tags of the main part. */
function readable(html: string): string {
  const main = /<main[^>]*>([\s\S]*)<\/main>/.exec(html)?.[1] ?? html;
  const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return main
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '')
    .replace(/\s+/g, ' ')
    .trim();
}

import { html } from 'hono/html';
import type { ProblemError } from '../problem.js';
import { pagePath } from '../domain/page-addresses.js';
import { actions, buttonLink, notice } from './form.js';
import type { Markup, PageCall } from './page.js';
import { cabinetOf } from './return-address.js';
import { inSpan } from './spans.js';
import { type ProblemText, shellTexts, type ShellTexts } from './texts.js';

/** A page that could not be shown, said in words. */
export interface ShownProblem {
  readonly kind: 'problem';
  readonly title: string;
  readonly body: Markup;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly setCookies?: readonly string[];
}

/** What went wrong, what that means for the person, and what they can do; the phone is below, as on every page. */
export function problemPage(
  { supplier, language, customer, request, requestId }: PageCall,
  problem: ProblemError,
): ShownProblem {
  const texts = shellTexts[language];
  const { title, text } = textOf(texts, problem);
  const wait = Number(problem.headers['Retry-After']);
  const again = buttonLink(new URL(request.url).pathname, texts.tryAgain, 'primary');
  return {
    kind: 'problem',
    title,
    body: html`
      ${notice({
        tone: problem.status >= 500 ? 'bad' : 'info',
        title: text,
        text: problem.code === 'rate_limited' && wait > 0 ? texts.tryAgainIn(inSpan(wait, language)) : undefined,
      })}
      ${problem.status >= 500 ? html`<p class="hint">${texts.requestNumber}: <code>${requestId}</code></p>` : ''}
      ${actions(problem.status === 404 ? '' : again, wayOut({ supplier, language, customer }))}
    `,
    status: problem.status,
    headers: problem.headers,
  };
}

/** Where to go from here: to the accounts, to sign in, or to the supplier's own site where customers do not sign in here. */
function wayOut({ supplier, language, customer }: Pick<PageCall, 'supplier' | 'language' | 'customer'>): Markup | '' {
  const texts = shellTexts[language];
  if (supplier.profile.hostedSignIn && customer?.hosted != null)
    return buttonLink(pagePath(supplier.id, 'accounts'), texts.toAccounts);
  if (supplier.profile.hostedSignIn) return buttonLink(pagePath(supplier.id, 'sign-in'), texts.toSignIn);
  const site = cabinetOf(supplier);
  return site === null ? '' : buttonLink(site, texts.toSite);
}

function textOf({ problems }: ShellTexts, problem: ProblemError): ProblemText {
  if (problem.name === 'OtherSiteError') return problems.otherSite;
  if (problem.name === 'NeedsStrongError') return problems.needsStrong;
  switch (problem.code) {
    case 'rate_limited':
      return problems.tooOften;
    case 'payload_too_large':
      return problems.tooLarge;
    case 'unavailable':
      return problems.unavailable;
    case 'forbidden':
      return problems.forbidden;
    case 'not_found':
    case 'method_not_allowed':
      return problems.notFound;
    case 'unsupported_media_type':
      return problems.otherSite;
    default:
      return problems.internal;
  }
}

import { html } from 'hono/html';
import { type AttemptPurpose, CODE_LENGTH, CODE_MINUTES, type CodeRefusal } from '../../domain/codes.js';
import { findCodeStep, resendCode } from '../../domain/people.js';
import type { Busy, CodeStep } from '../../domain/proof.js';
import { pagePath } from '../../domain/page-addresses.js';
import type { Visitor } from '../../domain/visitor.js';
import { actions, buttonLink, codeField, form, type FormError, hidden, notice, submit } from '../form.js';
import type { HostedPage, Markup, PageAnswer, PageCall, PageDocument } from '../page.js';
import { timeInWords } from '../../words/moments.js';
import { go } from '../return-address.js';
import { endedAttemptCookie, visitorOf } from '../visitor.js';
import { CODE, contactInWords, errorOf, type Outcome, outcomeAbove, putOff, secondsUntil, ways } from './parts.js';
import { type GettingInTexts, gettingInTexts } from './texts.js';

/** Names of what the second form sends: another code, and to which other contact. */
const RESEND = 'resend';
const TO = 'to';

/** What came of a code: an answer that is ready, or why it was not taken. */
type Confirmed = PageAnswer | CodeRefusal | Busy | { readonly kind: 'errors'; readonly errors: readonly FormError[] };

interface CodePageOptions {
  readonly path: string;
  readonly needs?: HostedPage['needs'];
  readonly isEverywhere?: true;
  /** The page where it begins, and what the way back there is called; without it there is none here. */
  readonly start?: string;
  readonly toStart?: (texts: GettingInTexts['code'], call: PageCall) => string;
  readonly purpose: AttemptPurpose;
  /** Who stands there, where another cookie than that of attempts says so. */
  readonly visitor?: (call: PageCall) => Visitor;
  /** Said first: what waits for the code. */
  readonly lead?: (call: PageCall) => string;
  /** What is said to everybody alike, whoever the contact belongs to. */
  readonly why?: 'whySignUp' | 'whySignIn' | 'whyReset';
  /** What else the form asks. */
  readonly more?: (
    call: PageCall,
    errors: readonly FormError[],
  ) => { readonly title: string; readonly fields: Markup; readonly submit: string };
  readonly confirm: (call: PageCall) => Promise<Confirmed>;
  /** Where it leads when no code is waited for any more; a page that says so where it is not told. */
  readonly over?: (call: PageCall) => PageAnswer;
}

/** The page that asks for the code just sent, for each thing a code is for. */
export function codePage(options: CodePageOptions): HostedPage {
  return {
    path: options.path,
    needs: options.needs ?? 'anyone',
    ...(options.isEverywhere && { isEverywhere: options.isEverywhere }),
    get: async (call) => show(options, call, {}),
    post: async (call) => (call.form.has(RESEND) ? resend(options, call) : confirm(options, call)),
  };
}

function visitor(options: CodePageOptions, call: PageCall): Visitor {
  return options.visitor?.(call) ?? visitorOf(call);
}

async function show(options: CodePageOptions, call: PageCall, outcome: Outcome): Promise<PageAnswer> {
  const step = await findCodeStep(visitor(options, call), options.purpose);
  if (!step) return over(options, call);
  const { language, query } = call;
  const texts = gettingInTexts[language].code;
  const errors = outcome.errors ?? [];
  const more = options.more?.(call, errors);
  const isSentAgain = query.has('again') && errors.length === 0 && !outcome.notice;
  return {
    kind: 'document',
    title: more?.title ?? texts.title,
    status: outcome.status ?? 200,
    body: html`
      ${outcomeAbove(call, outcome)}
      ${isSentAgain ? notice({ tone: 'good', title: texts.sentAgain, takesFocus: true }) : ''}
      ${options.lead === undefined ? '' : html`<p>${options.lead(call)}</p>`}
      <p>
        ${texts.sent} <strong class="together">${contactInWords(step.sentTo)}</strong>. ${texts.lasts(CODE_MINUTES)}
      </p>
      ${form({
        language,
        body: html`
          ${codeField({
            id: CODE,
            label: texts.label,
            hint: texts.hint,
            error: errorOf(errors, CODE),
            // Typed along with a password that was not taken it is still good.
            value: errorOf(errors, CODE) === undefined ? (call.form.get(CODE) ?? undefined) : undefined,
            length: CODE_LENGTH,
            isAlone: more === undefined,
          })}
          ${more && usernameOf(step)} ${more?.fields ?? ''} ${submit(more?.submit ?? texts.submit)}
        `,
      })}
      ${notThere(options, call, step)}
    `,
  };
}

/** For password managers, so that they keep the new password with whose it is. */
function usernameOf({ sentTo }: CodeStep): Markup {
  return html`<input type="text" value="${sentTo}" autocomplete="username" readonly hidden />`;
}

/** What to do when nothing comes: wait, ask again, another contact. */
function notThere(options: CodePageOptions, call: PageCall, { sentTo, resendAt, otherContacts }: CodeStep): Markup {
  const { language, supplier, now } = call;
  const texts = gettingInTexts[language].code;
  const seconds = secondsUntil(resendAt, now);
  const place = { language, timeZone: supplier.profile.timeZone, withSeconds: true };
  return html`<div class="section">
    <div class="stack">
      <h2>${texts.notThere}</h2>
      <p>
        ${options.why === undefined ? '' : texts[options.why]} ${sentTo.includes('@') ? texts.whyEmail : texts.whySms}
      </p>
      ${
        seconds > 0 &&
        html`<p class="hint">
          <kabinet-countdown data-seconds="${seconds}" data-text="${texts.againIn}" data-done="${texts.againNow}"
            >${texts.againAt(timeInWords(resendAt, place))}</kabinet-countdown
          >
        </p>`
      }
    </div>
    ${form({
      language,
      body: html`
        ${hidden(RESEND, 'yes')}
        ${actions(
          submit(texts.again, { tone: 'secondary' }),
          ...otherContacts.map(({ id, masked }) =>
            submit(texts.toOther(masked), { tone: 'secondary', name: TO, value: id }),
          ),
        )}
      `,
    })}
    ${
      options.start === undefined || !options.toStart
        ? ''
        : ways(call, [{ label: options.toStart(texts, call), page: options.start }])
    }
  </div>`;
}

async function confirm(options: CodePageOptions, call: PageCall): Promise<PageAnswer> {
  const texts = gettingInTexts[call.language].code;
  const wrong = (text: string) => show(options, call, { errors: [{ id: CODE, text }], status: 422 });
  const answer = await options.confirm(call);
  if (answer instanceof Response) return answer;
  switch (answer.kind) {
    case 'document':
    case 'redirect':
      return answer;
    case 'errors':
      return show(options, call, { errors: answer.errors, status: 422 });
    case 'unreadable_code':
      return wrong(texts.unreadable);
    case 'wrong_code':
      return wrong(answer.triesLeft > 0 ? texts.wrong(answer.triesLeft) : texts.tooMany);
    case 'too_many_tries':
      return wrong(texts.tooMany);
    case 'expired_code':
      return wrong(texts.expired);
    case 'no_attempt':
      return over(options, call);
    case 'wait':
    case 'busy':
      return show(options, call, putOff(call, answer));
  }
}

async function resend(options: CodePageOptions, call: PageCall): Promise<PageAnswer> {
  const answer = await resendCode(visitor(options, call), { purpose: options.purpose, contactId: call.form.get(TO) });
  switch (answer.kind) {
    case 'code_resent':
      return go(call, `${options.path}?again`);
    case 'no_attempt':
      return over(options, call);
    case 'wait':
    case 'busy':
      return show(options, call, putOff(call, answer));
  }
}

function over(options: CodePageOptions, call: PageCall): PageAnswer {
  return options.over?.(call) ?? attemptIsOver({ start: options.start ?? 'sign-in' }, call);
}

/** The way back to the beginning, for who comes too late, or by the back button. */
export function attemptIsOver({ start }: { readonly start: string }, { supplier, language }: PageCall): PageDocument {
  const texts = gettingInTexts[language].code;
  return {
    kind: 'document',
    status: 410,
    title: texts.overTitle,
    body: html`
      <p>${texts.over}</p>
      ${actions(buttonLink(pagePath(supplier.id, start), texts.startAgain, 'primary'))}
    `,
    setCookies: [endedAttemptCookie(supplier.id)],
  };
}

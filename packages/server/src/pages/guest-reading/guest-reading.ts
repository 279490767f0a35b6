import { createHash, randomUUID } from 'node:crypto';
import type { GuestReadingReceipt, GuestReadingSubmission } from '@kabinet/api/contract';
import { parseReadingInput } from '@kabinet/rules';
import { html } from 'hono/html';
import { atEvenTime } from '../../domain/even-time.js';
import { readGuestReading, takeGuestReading } from '../../domain/guest-readings.js';
import { once } from '../../http/idempotency.js';
import { ProblemError } from '../../problem.js';
import { GUEST_REF } from '../../domain/customer.js';
import { pagePath } from '../../domain/page-addresses.js';
import {
  actions,
  buttonLink,
  disclosure,
  errorSummary,
  field,
  form,
  type FormError,
  hidden,
  notice,
  submit,
} from '../form.js';
import { whereView } from '../link/talk.js';
import type { HostedPage, PageAnswer, PageCall } from '../page.js';
import { type GuestField, guestReadingTexts, type Zone, ZONES } from './texts.js';

const PATH = 'reading';
/** What any meter shows at most; which one it is, is not looked at here. */
const ANY_DIAL = { integerDigits: 12, decimalDigits: 6 };
const RECEIPT_NUMBER = /^\d{1,4}(-\d{1,4}){1,4}$/;

/** A reading without signing in: the account's number, a second fact, the digits. */
export const guestReadingPages: readonly HostedPage[] = [
  {
    path: PATH,
    needs: 'anyone',
    get: async (call) => {
      const received = call.query.get('received') ?? '';
      return RECEIPT_NUMBER.test(received) ? receivedPage(call, received) : formPage(call, []);
    },
    post: handIn,
  },
];

async function handIn(call: PageCall): Promise<PageAnswer> {
  const typed = typedReading(call);
  if ('errors' in typed) return formPage(call, typed.errors);
  const read = readGuestReading(call.supplier, typed.submission);
  if (read === null) throw new ProblemError('not_found');
  if ('faults' in read)
    return formPage(
      call,
      read.faults.map((fault) => errorOf(call, fault)),
    );
  const { context, supplier, address, now, requestId } = call;
  const intent = {
    supplierId: supplier.id,
    customerRef: GUEST_REF,
    key: keyOf(call.form.get('key') ?? '', typed.submission),
    operation: 'submitGuestReading',
    content: { body: typed.submission },
    requestId,
    now,
  };
  const answer = await atEvenTime(context.evenTimeMs, () =>
    once(context.database, intent, async (tx) => ({
      status: 201,
      body: JSON.stringify(
        await takeGuestReading(tx, { supplierId: supplier.id, address, reading: read.reading, now }),
      ),
    })),
  );
  const { number } = JSON.parse(answer.body) as GuestReadingReceipt;
  return { kind: 'redirect', to: `${pagePath(supplier.id, PATH)}?received=${number}` };
}

/** One for a form as it was filled in: sent again it is the same reading, changed it is another one. */
function keyOf(formKey: string, submission: GuestReadingSubmission): string {
  return createHash('sha256')
    .update(`${formKey}\n${JSON.stringify(submission)}`)
    .digest('base64url');
}

/** What was typed as the contract has it, or what is wrong with the digits. */
function typedReading(
  call: PageCall,
): { readonly submission: GuestReadingSubmission } | { readonly errors: readonly FormError[] } {
  const proofKind = proofOf(call);
  const { errors: texts } = guestReadingTexts[call.language];
  const errors: FormError[] = [];
  const values: { zone: Zone; value: string }[] = [];
  for (const zone of ZONES) {
    const input = parseReadingInput((call.form.get(zone) ?? '').slice(0, 100), ANY_DIAL);
    if (input.kind === 'value') values.push({ zone, value: input.value });
    else if (input.kind === 'not_a_number') errors.push({ id: zone, text: texts.notDigits });
    else if (input.kind === 'too_many_digits') errors.push({ id: zone, text: texts.tooManyDigits });
  }
  if (values.length === 0 && errors.length === 0) errors.push({ id: 'total', text: texts.noValue });
  if (values.length > 1 && values[0]?.zone === 'total') errors.push({ id: 'total', text: texts.totalOrZones });
  const submission: GuestReadingSubmission = {
    accountNumber: (call.form.get('account') ?? '').slice(0, 60),
    proof: { kind: proofKind, value: (call.form.get('proof') ?? '').slice(0, 60) },
    values,
  };
  if (errors.length === 0) return { submission };
  // All that is wrong at once, from the top.
  const read = readGuestReading(call.supplier, submission);
  const others = read && 'faults' in read ? read.faults.map((fault) => errorOf(call, fault)) : [];
  return { errors: [...others, ...errors] };
}

function errorOf(call: PageCall, { pointer }: { pointer: string }): FormError {
  const { errors: texts } = guestReadingTexts[call.language];
  if (pointer === '/accountNumber') {
    return { id: 'account', text: texts.account(call.supplier.profile.accountNumber.example) };
  }
  if (pointer.startsWith('/proof')) return { id: 'proof', text: texts.proof[proofOf(call)] };
  return { id: 'total', text: texts.noValue };
}

function proofOf({ supplier: { profile } }: PageCall): GuestReadingSubmission['proof']['kind'] {
  if (profile.guestReadings === null) throw new ProblemError('not_found');
  return profile.guestReadings.proof;
}

function formPage(call: PageCall, errors: readonly FormError[]): PageAnswer {
  const { supplier, language, form: sent } = call;
  const { profile } = supplier;
  const kind = proofOf(call);
  const texts = guestReadingTexts[language];
  const given = (id: GuestField) => ({
    id,
    value: sent.get(id) ?? undefined,
    error: errors.find((each) => each.id === id)?.text,
  });
  const dial = (zone: Zone, hint?: string) =>
    field({ ...given(zone), label: texts.zones[zone], hint, inputmode: 'decimal', size: 'medium' });
  const zones = html`<p class="hint">${texts.severalZonesHint}</p>
    ${ZONES.filter((zone) => zone !== 'total').map((zone) => dial(zone))}`;
  const fields = html`${hidden('key', sent.get('key') ?? randomUUID())}
  ${field({
    ...given('account'),
    label: texts.account,
    hint: texts.accountHint(profile.accountNumber.example),
    help: whereView(call, 'account_number'),
    size: 'medium',
  })}
  ${field({ ...given('proof'), ...texts.proof[kind], help: whereView(call, kind), size: 'medium' })}
  ${dial('total', texts.valueHint)}
  ${
    // Only meters of electricity have zones. What is wrong inside must not be folded away.
    !profile.serviceKinds.includes('electricity')
      ? ''
      : ZONES.some((zone) => zone !== 'total' && sent.get(zone))
        ? zones
        : disclosure(texts.severalZones, zones)
  }
  ${actions(submit(texts.send))}`;
  return {
    kind: 'document',
    status: errors.length > 0 ? 422 : 200,
    title: texts.title,
    body: html`${errorSummary(language, errors)}
      <p>${texts.lead}</p>
      ${form({ language, body: fields })}
      ${
        call.customer
          ? html`<p>${texts.signedIn} <a href="${pagePath(supplier.id, 'accounts')}">${texts.toAccounts}</a></p>`
          : html`<p class="hint">
              ${texts.orSignIn} <a href="${pagePath(supplier.id, 'sign-in')}">${texts.signIn}</a>
            </p>`
      }`,
  };
}

function receivedPage(call: PageCall, number: string): PageAnswer {
  const texts = guestReadingTexts[call.language];
  proofOf(call);
  return {
    kind: 'document',
    title: texts.receivedTitle,
    body: html`${notice({ tone: 'good', title: texts.received(number), takesFocus: true })}
    ${texts.next.map((text) => html`<p>${text}</p>`)}
    ${actions(buttonLink(pagePath(call.supplier.id, PATH), texts.another))}`,
  };
}

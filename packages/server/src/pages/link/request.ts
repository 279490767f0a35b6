import { html } from 'hono/html';
import type { Tx } from '../../db/database.js';
import { askToLink, type LinkRequestForm } from '../../domain/asking-to-link.js';
import { readContact } from '../../domain/contacts.js';
import { cleanLine } from '../../domain/clean-text.js';
import { personOf } from '../../domain/people.js';
import { pagePath } from '../../domain/page-addresses.js';
import { buttonLink, choices, errorSummary, field, form, type FormError, notice, submit, textArea } from '../form.js';
import { examplePhone } from '../getting-in/parts.js';
import type { HostedPage, PageAnswer, PageCall } from '../page.js';
import { signedInPerson } from '../person.js';
import { go } from '../return-address.js';
import { shellTexts } from '../texts.js';
import { loadDialogue } from './dialogue.js';
import { requestTexts } from './request-texts.js';
import { linkTexts } from './texts.js';

const LONGEST = { accountNumber: 60, holderName: 500, address: 500, phone: 40, comment: 1000 } as const;
type TextField = keyof typeof LONGEST;

/** The form as it is shown: whose account it is may not be chosen yet. */
type Typed = Omit<LinkRequestForm, 'relation'> & { readonly relation: string };

/** What the dialogue and the person's profile know already is not asked twice. */
async function known(tx: Tx, call: PageCall): Promise<Typed> {
  const { supplier, now } = call;
  const { personId } = signedInPerson(call);
  const { facts } = await loadDialogue(tx, { supplierId: supplier.id, personId, now });
  const person = await personOf(tx, supplier.id, personId);
  return {
    accountNumber: facts.accountNumber ?? '',
    relation: facts.relation ?? '',
    holderName: facts.relation === 'owner' ? (person?.displayName ?? '') : '',
    address: '',
    phone: person?.contacts.find(({ kind }) => kind === 'phone')?.address ?? '',
    comment: '',
  };
}

function readForm(form: URLSearchParams): Typed {
  const text = (name: string) => cleanLine(form.get(name) ?? '');
  return {
    accountNumber: text('accountNumber'),
    relation: text('relation'),
    holderName: text('holderName'),
    address: text('address'),
    phone: text('phone'),
    comment: text('comment'),
  };
}

function faultsOf(call: PageCall, typed: Typed): FormError[] {
  const { errors } = requestTexts[call.language];
  const faults: FormError[] = [];
  for (const id of ['accountNumber', 'relation', 'holderName', 'address'] as const) {
    if (typed[id] === '') faults.push({ id: id === 'relation' ? 'relation-0' : id, text: errors[id] });
  }
  if (readContact(typed.phone, call.supplier.profile.country)?.kind !== 'phone') {
    faults.push({ id: 'phone', text: errors.phone(examplePhone(call)) });
  }
  for (const id of Object.keys(LONGEST) as TextField[]) {
    if (typed[id].length > LONGEST[id]) faults.push({ id, text: errors.tooLong });
  }
  return faults;
}

function show(
  { supplier, language }: PageCall,
  { typed, errors = [], isTooMany = false }: { typed: Typed; errors?: readonly FormError[]; isTooMany?: boolean },
): PageAnswer {
  const request = requestTexts[language];
  const errorOf = (id: string) => errors.find((each) => each.id === id)?.text;
  const line = (id: TextField, more: Partial<Parameters<typeof field>[0]> = {}) =>
    field({ id, label: request[id], value: typed[id], error: errorOf(id), ...more });
  return {
    kind: 'document',
    title: request.title,
    status: errors.length > 0 ? 422 : isTooMany ? 409 : 200,
    body: html`
      ${errorSummary(language, errors)}
      ${isTooMany ? notice({ tone: 'warn', title: request.tooMany, takesFocus: true }) : ''}
      <p>${request.intro}</p>
      ${form({
        language,
        body: html`
          ${line('accountNumber', { hint: request.accountNumberHint, size: 'medium' })}
          ${choices({
            id: 'relation',
            legend: request.relation,
            options: (['owner', 'payer'] as const).map((value) => ({
              value,
              label: linkTexts[language].relations[value],
            })),
            value: typed.relation,
            error: errorOf('relation-0'),
          })}
          ${line('holderName', { hint: request.holderNameHint, capitalize: true })}
          ${line('address', { hint: request.addressHint, autocomplete: 'street-address' })}
          ${line('phone', { hint: request.phoneHint, type: 'tel', inputmode: 'tel', autocomplete: 'tel', size: 'medium' })}
          ${textArea({
            id: 'comment',
            label: `${request.comment} (${shellTexts[language].optional})`,
            hint: request.commentHint,
            value: typed.comment,
            error: errorOf('comment'),
          })}
          ${submit(request.send)}
        `,
      })}
      <p>${buttonLink(pagePath(supplier.id, 'link'), request.back, 'plain')}</p>
    `,
  };
}

async function send(call: PageCall): Promise<PageAnswer> {
  const { context, supplier, now, requestId } = call;
  const { ref, personId } = signedInPerson(call);
  const typed = readForm(call.form);
  const errors = faultsOf(call, typed);
  if (errors.length > 0) return show(call, { typed, errors });
  const relation = typed.relation === 'owner' ? 'owner' : 'payer';
  const outcome = await context.database.transaction(supplier.id, (tx) =>
    askToLink(tx, { supplier, customer: { ref, personId }, now, requestId }, { ...typed, relation }),
  );
  if (outcome.kind === 'too_many') return show(call, { typed, isTooMany: true });
  return go(call, 'link?done=request');
}

export const linkRequestPage: HostedPage = {
  path: 'link/request',
  needs: 'person',
  get: async (call) =>
    show(call, { typed: await call.context.database.transaction(call.supplier.id, (tx) => known(tx, call)) }),
  post: send,
};

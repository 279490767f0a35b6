import type { ApiError, GuestReadingReceipt, GuestReadingSubmission, Supplier } from '@kabinet/api';
import { isAccountNumber, parseQuantityInput, parseReadingInput } from '@kabinet/rules';
import { html, nothing, svg, type TemplateResult } from 'lit';
import { renderHostedLink } from '../../core/hosted-link.js';
import type { GuestStepsMessages } from '../../locales/messages.js';
import { renderErrorSummary } from '../../parts/error-summary.js';
import { icons } from '../../parts/icons.js';
import { renderNotice } from '../../parts/notice.js';
import type { GuestReading } from './guest-reading.js';
import {
  guestProof,
  guestService,
  guestServices,
  guestZones,
  type GuestFaults,
  type GuestField,
  type GuestTyped,
  type Zone,
} from './guest-reading.model.js';

/** Larger than any: whose meter it is, is not known here. */
const ANY_DIAL = { integerDigits: 12, decimalDigits: 3 };

/** What is to be sent, or what is wrong with what was typed. */
export function judge(
  typed: GuestTyped,
  supplier: Supplier,
  texts: GuestStepsMessages,
): { readonly body: GuestReadingSubmission } | { readonly faults: GuestFaults } {
  const faults: Partial<Record<GuestField, string>> = {};
  const accountNumber = typed.accountNumber.trim();
  if (accountNumber === '') faults.account = texts.accountNumberMissing;
  else if (!isAccountNumber(accountNumber, supplier.accountNumber) || accountNumber.length > 60) {
    faults.account = texts.accountNumberWrong(supplier.accountNumber.example);
  }
  const kind = guestProof(supplier);
  const proof = typed.proof.trim();
  const isSum = kind === 'last_payment';
  const isProof = isSum
    ? parseQuantityInput(proof, { integerDigits: 9, decimalDigits: 2 }).kind === 'value'
    : /[\p{L}\p{N}]/u.test(proof) && proof.length <= 60;
  if (!isProof) faults.proof = texts.proofWrong[kind];
  const serviceKind = guestService(typed, supplier);
  if (serviceKind === null && guestServices(supplier).length > 0) faults.service = texts.serviceMissing;
  const values = guestZones(typed, supplier).flatMap((zone) => {
    const read = parseReadingInput(typed.values[zone] ?? '', ANY_DIAL);
    if (read.kind === 'value') return [{ zone, value: read.value }];
    faults[zone] = { empty: texts.valueMissing, not_a_number: texts.valueWrong, too_many_digits: texts.tooManyDigits }[
      read.kind
    ];
    return [];
  });
  if (Object.keys(faults).length > 0) return { faults };
  return { body: { accountNumber, proof: { kind, value: proof }, ...(serviceKind && { serviceKind }), values } };
}

/** What the service says is wrong, at the field it speaks of. */
export function faultsOf(
  { problem }: ApiError,
  zones: readonly Zone[],
  { supplier, texts }: { supplier: Supplier; texts: GuestStepsMessages },
): GuestFaults {
  const faults: Partial<Record<GuestField, string>> = {};
  for (const { pointer } of problem?.issues ?? []) {
    const [, part, index] = pointer.split('/');
    const zone = zones[Number(index)];
    if (part === 'accountNumber') faults.account = texts.accountNumberWrong(supplier.accountNumber.example);
    if (part === 'proof') faults.proof = texts.proofWrong[guestProof(supplier)];
    if (part === 'serviceKind') faults.service = texts.serviceMissing;
    if (part === 'values' && zone) faults[zone] = texts.valueWrong;
  }
  return faults;
}

/** What became of it, above the fields: everything typed is still in them. */
export function renderOutcome(guest: GuestReading, supplier: Supplier): TemplateResult | typeof nothing {
  const { connection, localize } = guest.host;
  const texts = localize.texts('guestSteps');
  const errors = Object.entries(guest.faults).map(([field, text]) => ({ fieldId: `guest-${field}`, text }));
  if (errors.length > 1) return renderErrorSummary(texts.summaryTitle, errors);
  const { state } = guest.action;
  if (state.status === 'unsure') {
    const isOffline = state.error.kind === 'offline';
    return renderNotice({
      tone: 'warn',
      ...(isOffline && { icon: icons.offline }),
      text: isOffline ? texts.unsureOffline : texts.unsure,
      takesFocus: true,
      actions: html`<button type="button" class="primary" @click=${() => guest.retry()}>${texts.checkAgain}</button>`,
    });
  }
  if (state.status !== 'failed' || errors.length > 0) return nothing;
  const { kind } = state.error;
  const text =
    kind === 'not-found' ? texts.notTaken : kind === 'rejected' ? texts.refused : guest.options.errorText(state.error);
  const pages = connection?.sessionMode === 'token' ? null : supplier.pages;
  return renderNotice({
    tone: 'bad',
    text,
    takesFocus: true,
    actions:
      kind === 'not-found' && pages
        ? renderHostedLink({
            url: pages.signIn,
            label: localize.texts('common').signIn,
            language: localize.language,
            connection,
          })
        : nothing,
  });
}

/** That it came, and what happens next; nothing about the account. */
export function renderReceipt(guest: GuestReading, receipt: GuestReadingReceipt, supplier: Supplier): TemplateResult {
  const { localize } = guest.host;
  const texts = localize.texts('guestSteps');
  const common = localize.texts('common');
  const { typed } = guest;
  const { cancel } = guest.options;
  const zones = guestZones(typed, supplier);
  const row = (label: string, value: string) => html`
    <div>
      <dt>${label}</dt>
      <dd>${value}</dd>
    </div>
  `;
  const sent = zones
    .map((zone) => `${zones.length > 1 ? `${common.zone[zone]}: ` : ''}${typed.values[zone]?.trim() ?? ''}`)
    .join(', ');
  return html`
    ${renderNotice({ tone: 'good', text: { title: texts.done, text: texts.next }, takesFocus: true })}
    <dl part="receipt">
      ${row(texts.number, receipt.number)}
      ${row(texts.receivedAt, localize.format.dateTime(receipt.receivedAt, supplier.timeZone))} ${row(texts.sent, sent)}
    </dl>
    <p class="muted">${texts.keepNumber}</p>
    <div class="row actions">
      <button type="button" @click=${() => guest.beginAnew()}>${texts.another}</button>
      <button type="button" @click=${() => window.print()}>${texts.print}</button>
      ${cancel ? html`<button type="button" @click=${cancel}>${common.signIn}</button>` : nothing}
    </div>
  `;
}

const paper = svg`<path d="M6 4h88v112l-8-6-8 6-8-6-8 6-8-6-8 6-8-6-8 6-8-6-8 6-8-6z"/><path d="M14 18h28M14 52h72M14 64h72M14 76h72"/>`;
const PICTURES = {
  account: svg`${paper}<path d="M14 32h40M14 40h30"/><path class="ring" d="M8 26h60v20H8z"/>`,
  last_payment: svg`${paper}<path d="M14 32h40M14 96h26M60 96h26"/><path class="ring" d="M8 87h86v18H8z"/>`,
  meter_number: svg`<rect x="8" y="8" width="84" height="104" rx="10"/><rect x="20" y="24" width="60" height="20" rx="2"/><path d="M32 24v20M44 24v20M56 24v20M68 24v20M28 66v12M33 66v12M40 66v12M44 66v12M51 66v12M58 66v12M62 66v12M70 66v12M30 88h40"/><path class="ring" d="M22 60h56v36H22z"/>`,
} as const;

/** Where on the bill or the meter it stands: a drawing with the place ringed, and the same in words. */
export function renderWhere(
  what: 'account' | 'meter_number' | 'last_payment',
  texts: GuestStepsMessages,
): TemplateResult {
  return html`
    <div class="where">
      <svg viewBox="0 0 100 120" aria-hidden="true" focusable="false">${PICTURES[what]}</svg>
      <p>${what === 'account' ? texts.whereAccountNumber : texts.whereProof[what]}</p>
    </div>
  `;
}

import type { LinkProof } from '@kabinet/rules';
import { html } from 'hono/html';
import type { Markup } from '../page.js';
import type { BillTexts } from './bill-texts.js';

export type BillPlace = 'account_number' | LinkProof;

/** From right to left. */
const TORN_EDGE = 'l-15.2 6-15.2-6'.repeat(10);

/** Where the ring goes: around the value. */
const RINGS: Readonly<Record<BillPlace, { readonly cx: number; readonly cy: number; readonly rx: number }>> = {
  account_number: { cx: 66, cy: 73, rx: 58 },
  pin: { cx: 233, cy: 73, rx: 32 },
  meter_number: { cx: 56, cy: 127, rx: 48 },
  last_payment: { cx: 185, cy: 189, rx: 38 },
};

/** A bill, drawn, with the places a customer needs and one of them ringed. Its colours are the page's. */
export function billPicture(
  place: BillPlace,
  { texts, example, proofs }: { texts: BillTexts; example: string; proofs: readonly LinkProof[] },
): Markup {
  const { cx, cy, rx } = RINGS[place];
  const fact = (x: number, y: number, label: string, value: string) =>
    html`<text class="label" x="${x}" y="${y - 16}">${label}</text><text x="${x}" y="${y + 4}">${value}</text>`;
  return html`<svg class="bill" viewBox="0 0 320 220" role="img" aria-label="${texts.described[place]}">
    <path class="paper" d="M8 6h304v202${TORN_EDGE}z" />
    <text class="title" x="20" y="32">${texts.title}</text>
    <path class="rule" d="M20 42h280M20 98h280M20 152h280" />
    ${fact(20, 74, texts.account_number, example)} ${proofs.includes('pin') ? fact(214, 74, texts.pin, '•• ••') : ''}
    ${fact(20, 128, texts.meter_number, '0012 3456')}
    <path class="lines" d="M214 112h86M214 124h60M214 136h72" />
    <path class="lines" d="M20 172h96M20 184h70M20 196h84" />
    ${fact(160, 190, texts.last_payment, '358,20')}
    <ellipse class="ring" cx="${cx}" cy="${cy}" rx="${rx}" ry="16" />
  </svg>`;
}

import { html, raw } from 'hono/html';
import type { PaymentOrderRow } from '../../db/payment-orders.js';
import type { Departure, PaymentMethodInUse } from '../../payments/provider.js';
import { actions, buttonLink, hidden, notice, submit, summaryList, together } from '../form.js';
import type { PageCall, PageDocument } from '../page.js';
import { sumInWords } from '../../words/sums.js';
import { cabinetOf } from '../return-address.js';
import { departureTexts } from './texts.js';

type Call = Pick<PageCall, 'language' | 'supplier' | 'request'>;

/**
 * Sends the form on by itself, but not where the person came back to this page: they would never get off it. Allowed by the page's nonce;
 * without scripts there is the button.
 */
const SEND_ON = `const [entry] = performance.getEntriesByType('navigation');
if (entry?.type !== 'back_forward') document.getElementById('departure').submit();`;

/** The page between ours and the provider's, where that one takes only a form: names what to check before a card is typed. */
export function leavingPage(
  { language }: Call,
  {
    order,
    method,
    site,
    departure,
    nonce,
  }: { order: PaymentOrderRow; method: PaymentMethodInUse; site: string; departure: Departure; nonce: string },
): PageDocument {
  const texts = departureTexts[language];
  const sum = (amount: bigint) => sumInWords({ amount: Number(amount), currency: order.currency }, language);
  return {
    kind: 'document',
    title: texts.leaving,
    body: html`
      <p>${texts.cardThere(site)}</p>
      ${notice({ title: texts.check(site), text: texts.checkWhy })}
      ${method.kind.isTest ? notice({ tone: 'warn', title: texts.isTest }) : ''}
      ${summaryList([
        { name: texts.number, value: together(order.number) },
        { name: texts.total, value: sum(order.total) },
        ...(order.fee > 0n ? [{ name: texts.ofItFee, value: sum(order.fee) }] : []),
      ])}
      <form id="departure" method="post" action="${departure.url}">
        ${Object.entries(departure.fields).map(([name, value]) => hidden(name, value))}
        ${actions(submit(texts.goOn(site)), buttonLink(backTo(order), texts.back, 'plain'))}
      </form>
      <script nonce="${nonce}">
        ${raw(SEND_ON)};
      </script>
    `,
  };
}

/**
 * For what may be no person, or one with an old browser: the way on is a link, which a program that draws a preview does not follow. Says no
 * sum and no number, for such programs keep what they see.
 */
export function readyPage(
  { language }: Call,
  { order, method, site, goUrl }: { order: PaymentOrderRow; method: PaymentMethodInUse; site: string; goUrl: string },
): PageDocument {
  const texts = departureTexts[language];
  return {
    kind: 'document',
    title: texts.ready,
    body: html`
      <p>${texts.cardThere(site)}</p>
      ${notice({ title: texts.check(site), text: texts.checkWhy })}
      ${method.kind.isTest ? notice({ tone: 'warn', title: texts.isTest }) : ''}
      ${actions(buttonLink(goUrl, texts.goOn(site), 'primary'), buttonLink(backTo(order), texts.back, 'plain'))}
    `,
  };
}

/** Where the way to the provider ends, and how to go on from there. */
export type DeadEnd =
  /** The address was not given out by us, or not for this order. */
  | { readonly why: 'unknown' }
  /** Its time is over, or it does not wait to be paid any more. */
  | { readonly why: 'expired' | 'closed'; readonly order: PaymentOrderRow }
  /** Another payment for one of its accounts is on its way: how to pay all the same, and where to go on with that one, if it is theirs. */
  | {
      readonly why: 'on_its_way';
      readonly order: PaymentOrderRow;
      readonly anewUrl: string;
      readonly goOnUrl: string | null;
      readonly seeUrl: string | null;
    }
  /** The provider cannot be reached, or takes no such payment. */
  | { readonly why: 'silent' | 'refused'; readonly order: PaymentOrderRow; readonly site: string };

/** Says so; never what became of a payment, for the address may be in anybody's hands. */
export function deadEndPage({ language, supplier, request }: Call, end: DeadEnd): PageDocument {
  const texts = departureTexts[language];
  const cabinet = cabinetOf(supplier) ?? undefined;
  const back = (address: string | undefined, tone: 'primary' | 'plain') =>
    address === undefined ? '' : buttonLink(address, texts.back, tone);
  switch (end.why) {
    case 'unknown':
      return {
        kind: 'document',
        status: 404,
        title: texts.unknown,
        body: html`<p>${texts.unknownWhy}</p>
          ${actions(back(cabinet, 'primary'))}`,
      };
    case 'expired':
    case 'closed':
      return {
        kind: 'document',
        status: 410,
        title: texts[end.why],
        body: html`<p>${end.why === 'expired' ? texts.expiredWhy : texts.closedWhy} ${texts.closedNext}</p>
          ${actions(back(backTo(end.order), 'primary'))}`,
      };
    case 'on_its_way':
      return {
        kind: 'document',
        status: 409,
        title: texts.onItsWay,
        body: html`${notice({ tone: 'warn', title: texts.onItsWayWhy })}
        ${actions(
          end.goOnUrl === null ? '' : buttonLink(end.goOnUrl, texts.continueFirst, 'primary'),
          end.seeUrl === null ? '' : buttonLink(end.seeUrl, texts.seeFirst, 'primary'),
          buttonLink(end.anewUrl, texts.payAnew, 'plain'),
          back(backTo(end.order), 'plain'),
        )}`,
      };
    case 'silent':
    case 'refused':
      return {
        kind: 'document',
        status: 503,
        title: texts[end.why],
        body: html`${notice({
          tone: 'bad',
          title: end.why === 'silent' ? texts.silentWhy(end.site) : texts.refusedWhy(end.site),
        })}
        ${actions(
          end.why === 'silent' ? buttonLink(samePath(request), texts.again, 'primary') : '',
          back(backTo(end.order), end.why === 'silent' ? 'plain' : 'primary'),
        )}`,
      };
  }
}

/** The same address once more, with all that was said in it: that the payer goes, or pays although another payment is on its way. */
function samePath({ url }: Pick<Request, 'url'>): string {
  const { pathname, search } = new URL(url);
  return `${pathname}${search}`;
}

/** The page that the payer came from, told which order they come back from. It asks us what became of it; the address says nothing. */
export function backTo({ id, returnUrl }: Pick<PaymentOrderRow, 'id' | 'returnUrl'>): string {
  const url = new URL(returnUrl);
  url.searchParams.set('kabinet-order', id);
  return url.href;
}

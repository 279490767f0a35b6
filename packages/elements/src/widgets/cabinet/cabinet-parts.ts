import type { ReceiptRequestEvent } from '../../core/receipt-request.events.js';
import { type Part, PARTS, type SectionName } from './cabinet.model.js';

/** What the parts take over from the cabinet's own attributes. */
interface Cabinet extends HTMLElement {
  readonly lang: string;
  readonly account: string;
  readonly withoutMenu: boolean;
  readonly withOutbox: boolean;
  readonly signOutUrl: string;
}

export interface Wanted {
  /** The parts to be seen. */
  readonly parts: readonly Part[];
  /** What can be led to. */
  readonly sections: readonly SectionName[];
  /** Nobody is signed in. */
  readonly isStranger: boolean;
  /** It is not the person any more for whom the parts were made. */
  readonly isSomebodyElse: boolean;
  /** What could not be sent without a network waits on the device for the widget that sends it. */
  readonly sendsKept: boolean;
  /** Inside of each part while its code is on its way. */
  readonly waiting: string;
  readonly addressOf: (section: SectionName) => string;
}

const MENU = 'kabinet-account-menu';
/** No slot has this name: what is there is in the page, and keeps all that was typed, but is not drawn. */
const ASIDE = 'aside';

/** Also where the cabinet stands in somebody's shadow root: the document knows only what that is in. */
function hasFocus(element: HTMLElement): boolean {
  const { activeElement } = element.getRootNode() as Document | ShadowRoot;
  return element.contains(activeElement);
}

const isForCustomers = (tag: string) => PARTS.some((part) => part.tag === tag && part.audience === 'customer');

/**
 * The widgets of a cabinet, as children of its tag: there the page's script sees them and loads their code, and they find their provider
 * and each other as on any page. Each is made when its section is first opened and stays from then on.
 */
export class CabinetParts {
  readonly #cabinet: Cabinet;
  readonly #made = new Map<string, HTMLElement>();

  constructor(cabinet: Cabinet) {
    this.#cabinet = cabinet;
  }

  /** Shows these parts and no others. Answers whether the focus was in one that is gone from sight now. */
  show(wanted: Wanted): boolean {
    const { withoutMenu, signOutUrl } = this.#cabinet;
    if (withoutMenu) this.#remove(MENU);
    else this.#set(this.#make(MENU, 'menu', ''), { 'sign-out-url': signOutUrl });

    const tags = wanted.parts.map(({ tag }) => tag);
    let hadFocus = false;
    for (const [tag, element] of this.#made) {
      const isToGo = wanted.isSomebodyElse || (wanted.isStranger && isForCustomers(tag));
      if (tag === MENU || (tags.includes(tag) && !isToGo)) continue;
      if (element.slot !== ASIDE && hasFocus(element)) hadFocus = true;
      if (isToGo) this.#remove(tag);
      else this.#putAside(element);
    }
    for (const part of wanted.parts) this.#showPart(part, wanted);
    const form = PARTS.find(({ tag }) => tag === 'kabinet-reading-form');
    if (form && wanted.sendsKept && !tags.includes(form.tag)) this.#showPart(form, wanted, ASIDE);
    return hadFocus;
  }

  /** The receipt that somebody asked for, in the widget for it. */
  showReceipt({ receiptId, readingId }: ReceiptRequestEvent): void {
    this.#set(this.#make('kabinet-receipt', ASIDE, ''), { receipt: receiptId ?? '', reading: readingId ?? '' });
  }

  #showPart(
    { tag, attributes = [], leadsTo = {}, isOwn }: Part,
    { sections, isStranger, ...wanted }: Wanted,
    slot = 'part',
  ): void {
    const element = this.#make(tag, slot, wanted.waiting);
    const { account, withOutbox } = this.#cabinet;
    for (const name of attributes) element.toggleAttribute(name, true);
    const addresses = Object.entries<SectionName>(leadsTo).map(([name, section]): [string, string] => [
      name,
      sections.includes(section) ? wanted.addressOf(section) : '',
    ]);
    this.#set(element, { account: isOwn && isStranger ? '' : account, ...Object.fromEntries(addresses) });
    if (isOwn) element.toggleAttribute('account', !isStranger);
    if (tag === 'kabinet-reading-form') element.toggleAttribute('with-outbox', withOutbox);
  }

  #putAside(element: HTMLElement): void {
    // A window left open would not be drawn, and all the rest of the page would go on waiting for it.
    for (const dialog of element.shadowRoot?.querySelectorAll<HTMLDialogElement>('dialog[open]') ?? []) dialog.close();
    element.slot = ASIDE;
  }

  #remove(tag: string): void {
    this.#made.get(tag)?.remove();
    this.#made.delete(tag);
  }

  /** The one element of the tag, in its place among the others. */
  #make(tag: string, slot: string, waiting: string): HTMLElement {
    const element = this.#made.get(tag) ?? document.createElement(tag);
    this.#made.set(tag, element);
    // New, or taken out by whatever else writes into the cabinet's tag.
    if (element.parentNode !== this.#cabinet) {
      const order = PARTS.map((part) => part.tag);
      const later = order.slice(order.indexOf(tag) + 1).map((each) => this.#made.get(each));
      const next = later.find((each) => each?.parentNode === this.#cabinet);
      this.#cabinet.insertBefore(element, next ?? null);
    }
    if (element.slot !== slot) element.slot = slot;
    if (element.textContent !== waiting) element.textContent = waiting;
    this.#set(element, { lang: this.#cabinet.lang });
    return element;
  }

  /** An empty text takes the attribute away. */
  #set(element: HTMLElement, attributes: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(attributes)) {
      if (value === (element.getAttribute(name) ?? '')) continue;
      if (value) element.setAttribute(name, value);
      else element.removeAttribute(name);
    }
  }
}

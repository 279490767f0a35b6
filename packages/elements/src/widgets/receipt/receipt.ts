import type { ApiError, Grant, Receipt, ReceiptCheck, ReceiptKey } from '@kabinet/api';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { KabinetAccountElement } from '../../core/account-element.js';
import { property } from '../../core/decorators.js';
import { hostStyles } from '../../core/host.styles.js';
import { Query } from '../../core/query.js';
import { isWebAddress, namedPage } from '../../core/web-address.js';
import { detailsStyles } from '../../parts/details.styles.js';
import { renderNotice } from '../../parts/notice.js';
import { renderSkeleton } from '../../parts/skeleton.js';
import type { StateText } from '../../locales/messages.js';
import { ReceiptChecking } from './receipt-checking.js';
import { ReceiptFile } from './receipt-file.js';
import {
  keysOf,
  type ReceiptView,
  viewOfContent,
  viewOfSummary,
  type Wanted,
  wantedByAddress,
} from './receipt.model.js';
import { ReceiptSaving } from './receipt-saving.js';
import { receiptStyles } from './receipt.styles.js';
import { renderHowToCheck, renderReceipt } from './render-receipt.js';

/**
 * A receipt of a payment or a reading, as the supplier signed it: what it says is shown once the browser has checked the signature, and not
 * before. With nothing to show it checks a file that somebody gives it, which needs no sign-in and, with `keys`, no service either.
 *
 * @slot - Shown until the element is defined and whenever it cannot work: a phone, a link.
 * @event {SignInRequestEvent} kabinet-sign-in-request - The person wants to sign in; cancelable.
 * @csspart card - The card.
 * @csspart heading - Its heading.
 * @csspart account - The account's number and address.
 * @csspart amount - The main figure.
 * @csspart receipt - What the receipt says.
 * @csspart drop - Where a file to check is chosen or dropped.
 * @csspart notice - A state told in words.
 * @csspart contact - The contact centre's phone.
 * @cssproperty --kabinet-accent - Colour of links and main buttons.
 */
export class KabinetReceipt extends KabinetAccountElement {
  static override styles = [hostStyles, detailsStyles, receiptStyles];

  /** Id of the receipt to show; else the one that the page's address names as `kabinet-receipt`. */
  @property() receipt = '';

  /** Id of a reading of the account whose receipt to show; else the one that the page's address names as `kabinet-reading`. */
  @property() reading = '';

  /** The supplier's public keys, a JWK Set as JSON: with them files are checked without the service. */
  @property() keys = '';

  /** Address of a page where receipts can be checked in any browser; the service's own is known without it. */
  @property({ attribute: 'check-url' }) checkUrl = '';

  /** What somebody gave to check, before what the page asks for. */
  readonly #file = new ReceiptFile(this, () => void this.#leadToResult());
  readonly #receipt = new Query(this, 'getReceipt', () => {
    const wanted = this.#wanted;
    return wanted && 'receiptId' in wanted ? wanted : null;
  });
  readonly #readingReceipt = new Query(this, 'getReadingReceipt', () => {
    const wanted = this.#wanted;
    if (!wanted || 'receiptId' in wanted) return null;
    const { readingId, accountId } = wanted;
    const account = accountId === null ? this.accountArgs : { accountId };
    return account && { ...account, readingId };
  });
  readonly #keys = new Query(this, 'listReceiptKeys', () => (this.keys === '' ? {} : null));
  readonly #checking = new ReceiptChecking(this);
  readonly #saving = new ReceiptSaving(this);

  protected override readonly capability = 'receipts';

  constructor() {
    super(['receipt']);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('receipt') || changed.has('reading')) this.#file.given = null;
    this.#checking.check(this.#file.given ?? this.#read?.value?.signed ?? null, this.#givenKeys);
  }

  /** Puts the focus on the heading: what it shows may have just changed. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('#heading')?.focus(options);
  }

  get #wanted(): Wanted | null {
    if (this.#file.given !== null) return null;
    if (this.receipt) return { receiptId: this.receipt };
    if (this.reading) return { readingId: this.reading, accountId: null };
    // The address speaks of the service's receipts.
    return this.connection && wantedByAddress(location.search);
  }

  get #read() {
    const wanted = this.#wanted;
    return wanted && ('receiptId' in wanted ? this.#receipt : this.#readingReceipt);
  }

  get #givenKeys(): readonly ReceiptKey[] | null {
    return this.keys === '' ? (this.#keys.value?.keys ?? null) : (keysOf(this.keys) ?? []);
  }

  protected override get isAboutAccount(): boolean {
    return this.#wanted !== null;
  }

  protected override get isAboutOne(): boolean {
    const wanted = this.#wanted;
    return wanted !== null && 'readingId' in wanted && wanted.accountId === null;
  }

  protected override get grant(): Grant {
    return 'readings';
  }

  protected override get worksAlone(): boolean {
    return this.keys !== '' && this.receipt === '' && this.reading === '';
  }

  protected override get reads() {
    return [this.#receipt, this.#readingReceipt];
  }

  override render(): TemplateResult | typeof nothing {
    return this.renderCard(this.localize.isReady ? this.#heading : '', () => this.#renderContent());
  }

  get #heading(): string {
    const { heading } = this.localize.texts('receipt');
    const { result } = this.#checking;
    if (result?.state === 'valid') return heading[this.#viewOf(result).kind];
    const wanted = this.#wanted;
    if (!wanted) return heading.check;
    return 'readingId' in wanted ? heading.reading : heading.payment;
  }

  #renderContent(): TemplateResult {
    if (this.#file.given === null && !this.#wanted) return this.#file.renderField(this.localize.texts('receipt'));
    const read = this.#read;
    const { loading } = this.localize.texts('common');
    if (read && !read.value) {
      const { error } = read.state;
      if (error?.kind === 'not-found' && read === this.#receipt)
        return renderNotice({ tone: 'info', text: this.localize.texts('receipt').notFound });
      return error ? this.renderError(error, () => read.reload()) : renderSkeleton(loading);
    }
    if (!this.#givenKeys && this.#keys.state.error)
      return this.renderError(this.#keys.state.error, () => this.#keys.reload());
    const { result } = this.#checking;
    return result
      ? this.#renderResult(result, read?.value ?? null)
      : renderSkeleton(this.localize.texts('receipt').checking);
  }

  #viewOf(result: ReceiptCheck & { state: 'valid' }, receipt: Receipt | null = null): ReceiptView {
    const { format } = this.localize;
    const words = { texts: this.localize.texts('receipt'), common: this.localize.texts('common'), format };
    return result.content
      ? viewOfContent(result.content, words, receipt?.premises)
      : viewOfSummary(result.summary, words);
  }

  /** Nothing of what was not signed is shown: it would look as if it were true. */
  #renderResult(result: ReceiptCheck, receipt: Receipt | null): TemplateResult {
    const again = receipt
      ? nothing
      : html`<div class="row actions">${this.#file.renderButton(this.localize.texts('receipt'), true)}</div>`;
    if (result.state === 'valid') return html`${this.#renderGenuine(result, receipt)} ${again}`;
    const { text, tone } = this.#refusalOf(result);
    const isForged = result.state === 'changed' || result.state === 'unknown_key';
    const verifyUrl = receipt && isWebAddress(receipt.verifyUrl) ? receipt.verifyUrl : null;
    const checkUrl = verifyUrl ?? namedPage(this.checkUrl);
    const { toCheckPage } = this.localize.texts('receipt');
    return html`
      <div class=${isForged ? 'loud' : nothing} role=${isForged ? 'alert' : nothing}>
        ${renderNotice({
          tone,
          text,
          takesFocus: receipt === null,
          actions:
            result.state === 'unsupported' && checkUrl
              ? html`<a href=${checkUrl} target="_blank" rel="noopener">${toCheckPage}</a>`
              : nothing,
        })}
      </div>
      ${receipt && result.state === 'unsupported' ? this.#saving.render(receipt, this.#savingView()) : nothing} ${again}
    `;
  }

  #refusalOf(result: Exclude<ReceiptCheck, { state: 'valid' }>): { text: StateText; tone: 'bad' | 'warn' } {
    const texts = this.localize.texts('receipt');
    switch (result.state) {
      case 'changed':
        return { text: texts.changed, tone: 'bad' };
      case 'unknown_key': {
        if (this.#givenKeys?.length === 0) return { text: texts.noKeys, tone: 'warn' };
        // What an unchecked receipt says of itself decides no more than in which words it is refused.
        const own = this.supplier.value?.id;
        const isOthers = own !== undefined && result.issuer !== null && result.issuer !== own;
        return { text: isOthers ? texts.otherSupplier : texts.unknownKey, tone: 'bad' };
      }
      case 'newer':
        return { text: texts.newer, tone: 'warn' };
      case 'unsupported':
        return { text: texts.unsupported, tone: 'warn' };
      case 'not_a_receipt':
        return { text: texts.notReceipt, tone: 'warn' };
    }
  }

  #renderGenuine(result: ReceiptCheck & { state: 'valid' }, receipt: Receipt | null): TemplateResult {
    const texts = this.localize.texts('receipt');
    const supplier = result.content?.supplier ?? this.supplier.value?.name[this.localize.language] ?? '';
    const genuine = receipt
      ? texts.genuine
      : result.content
        ? texts.genuineFile(supplier)
        : texts.genuineShort(supplier || result.summary.iss);
    return html`
      ${renderNotice({ tone: 'good', text: genuine, takesFocus: receipt === null })}
      ${renderReceipt(this.#viewOf(result, receipt), texts)}
      ${receipt ? this.#saving.render(receipt, this.#savingView()) : nothing}
      ${receipt ? renderHowToCheck(receipt, texts) : nothing}
    `;
  }

  #savingView() {
    return {
      texts: this.localize.texts('receipt'),
      language: this.localize.language,
      errorText: (error: ApiError) => this.errorText(error),
      renderSignIn: () => this.renderSignIn(),
    };
  }

  /** To what came of checking a file. */
  async #leadToResult(): Promise<void> {
    await this.updateComplete;
    await this.#checking.isDone;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[data-focus]')?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kabinet-receipt': KabinetReceipt;
  }
}

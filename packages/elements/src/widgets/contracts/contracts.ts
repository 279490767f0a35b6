import type { Contract, ContractDocument } from '@kabinet/api';
import { html, nothing, type TemplateResult } from 'lit';
import { KabinetAccountElement } from '../../core/account-element.js';
import { hostStyles } from '../../core/host.styles.js';
import { inLanguage } from '../../core/in-language.js';
import { Query } from '../../core/query.js';
import { renderFact } from '../../parts/fact.js';
import { FileLinks } from '../../parts/file-links.js';
import { fileLinksStyles } from '../../parts/file-links.styles.js';
import { renderNotice } from '../../parts/notice.js';
import { renderSkeleton } from '../../parts/skeleton.js';
import { contractsStyles } from './contracts.styles.js';

/**
 * The contracts of an account: what each is about, its number, who is bound by it, from when and until when, and its documents to keep.
 *
 * @slot - Shown until the element is defined and whenever it cannot work: a phone, a link.
 * @event {SignInRequestEvent} kabinet-sign-in-request - The person wants to sign in; cancelable.
 * @csspart card - The card.
 * @csspart heading - Its heading.
 * @csspart account - The account's number and address.
 * @csspart contract - One contract.
 * @csspart file - One document.
 * @csspart notice - A state told in words.
 * @csspart contact - The contact centre's phone.
 * @cssproperty --kabinet-accent - Colour of links and main buttons.
 */
export class KabinetContracts extends KabinetAccountElement {
  static override styles = [hostStyles, fileLinksStyles, contractsStyles];

  readonly #contracts = new Query(this, 'listContracts', () => this.accountArgs);
  readonly #files = new FileLinks(this, () => this.localize.texts('contracts').files);

  protected override readonly capability = 'contracts';

  constructor() {
    super(['contracts']);
  }

  protected override get reads() {
    return [this.#contracts];
  }

  override render(): TemplateResult | typeof nothing {
    const heading = this.localize.isReady ? this.localize.texts('contracts').heading : '';
    return this.renderCard(heading, () => this.#renderContent());
  }

  #renderContent(): TemplateResult {
    const { value, error } = this.#contracts.state;
    const texts = this.localize.texts('contracts');
    if (!value) {
      const retry = () => this.#contracts.reload();
      return error ? this.renderError(error, retry) : renderSkeleton(this.localize.texts('common').loading);
    }
    const { items } = value;
    if (items.length === 0) return renderNotice({ tone: 'info', text: texts.empty });
    const ended = items.filter(({ status }) => status === 'ended');
    const list = (contracts: readonly Contract[]) => html`
      <ul class="contracts">
        ${contracts.map((contract) => this.#renderContract(contract))}
      </ul>
    `;
    // Who has none in force is shown at once what there was.
    if (ended.length === items.length) return list(ended);
    return html`
      ${list(items.filter((contract) => !ended.includes(contract)))}
      ${
        ended.length > 0
          ? html`<details>
              <summary>${texts.ended(ended.length)}</summary>
              ${list(ended)}
            </details>`
          : nothing
      }
    `;
  }

  #renderContract(contract: Contract): TemplateResult {
    const texts = this.localize.texts('contracts');
    const { serviceKind } = this.localize.texts('common');
    const { kind, number, serviceKinds, status, parties, note, documents } = contract;
    return html`
      <li part="contract">
        <h3>${texts.kind[kind] ?? texts.contract}</h3>
        <dl>
          ${renderFact(texts.number, number)} ${renderFact(texts.state, this.#stateInWords(contract))}
          ${renderFact(texts.services, serviceKinds.map((each) => serviceKind[each]).join(', '))}
          ${parties.map(({ role, name }) => renderFact(texts.role[role] ?? texts.party, name))}
          ${renderFact(texts.signed, this.#day(contract.signedOn))}
          ${status === 'draft' ? renderFact(texts.from, this.#day(contract.validFrom)) : nothing}
        </dl>
        ${note ? html`<p class="muted">${inLanguage(note, this.localize.language)}</p>` : nothing}
        ${
          documents.length > 0
            ? html`<ul aria-label=${texts.documents}>
                ${documents.map((document) => html`<li>${this.#renderDocument(contract, document)}</li>`)}
              </ul>`
            : nothing
        }
      </li>
    `;
  }

  #day(date: string | null): string | null {
    return date && this.localize.format.dateWithYear(date);
  }

  #stateInWords({ status, validFrom, validTo }: Contract): string {
    const texts = this.localize.texts('contracts');
    if (status === 'active') return texts.active(this.#day(validFrom), this.#day(validTo));
    return status === 'ended' ? texts.over(this.#day(validFrom), this.#day(validTo)) : texts.draft;
  }

  #renderDocument({ id: contractId }: Contract, file: ContractDocument): TemplateResult {
    const texts = this.localize.texts('contracts');
    const { connection, selectedAccount: account } = this;
    const issued = this.#day(file.issuedOn);
    return this.#files.render(file, {
      note: [texts.document[file.kind], issued && texts.issued(issued)].filter(Boolean).join(' '),
      ask: () => {
        if (!connection || !account) return Promise.reject(new Error('there is no account any more'));
        return connection.api.getContractDocument({ accountId: account.id, contractId, documentId: file.id });
      },
      renderError: (error, retry) => this.renderError(error, retry),
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kabinet-contracts': KabinetContracts;
  }
}

import type { Reception } from '@kabinet/api';
import { html, type TemplateResult } from 'lit';
import { inLanguage } from '../../core/in-language.js';
import type { Localize } from '../../core/localize.js';
import { renderFact } from '../../parts/fact.js';
import { renderNotice } from '../../parts/notice.js';
import { renderPhone } from '../../parts/phone-link.js';
import { byCompany, hoursInWords } from './appointment-form.model.js';

interface ReceptionsView {
  readonly localize: Localize;
  readonly onChoose: (reception: Reception) => void;
}

/** Who receives people, by company. */
export function renderReceptions(receptions: readonly Reception[], view: ReceptionsView): TemplateResult {
  const { localize } = view;
  const texts = localize.texts('appointmentForm');
  if (receptions.length === 0) return renderNotice({ tone: 'info', text: texts.none });
  return html`
    <p>${texts.intro}</p>
    ${byCompany(receptions).map(
      ({ company, receptions: ofOne }) => html`
        <div class="group offered">
          <h3>${company ? inLanguage(company, localize.language) : texts.receptions}</h3>
          <ul class="items">
            ${ofOne.map((each) => renderReception(each, view))}
          </ul>
        </div>
      `,
    )}
  `;
}

function renderReception(reception: Reception, { localize, onChoose }: ReceptionsView): TemplateResult {
  const { language } = localize;
  const texts = localize.texts('appointmentForm');
  const { id, name, manager, topics, address, hours, phone, note } = reception;
  const told = (text: Reception['note']) => text && inLanguage(text, language);
  return html`
    <li part="reception">
      <h4>${inLanguage(name, language)}</h4>
      <dl class="facts">
        ${renderFact(texts.manager, told(manager))} ${renderFact(texts.topics, told(topics))}
        ${renderFact(texts.hours, html`${hoursInWords(hours, language).map((line, index) => (index > 0 ? html`<br />${line}` : line))}`)}
        ${renderFact(texts.address, inLanguage(address, language))}
        ${renderFact(texts.phone, phone && renderPhone(phone))} ${renderFact(texts.note, told(note))}
      </dl>
      <div class="row actions">
        <button
          type="button"
          data-choose=${id}
          aria-label="${texts.choose}: ${inLanguage(name, language)}"
          @click=${() => onChoose(reception)}
        >
          ${texts.choose}
        </button>
      </div>
    </li>
  `;
}

import type { Account } from '@kabinet/api';
import { html, nothing, type TemplateResult } from 'lit';
import type { Localize } from '../../core/localize.js';
import { renderErrorSummary } from '../../parts/error-summary.js';
import { icons } from '../../parts/icons.js';

/** As much as the service takes. */
const LONGEST_TOPIC = 500;
const LONGEST_PHONE = 30;

interface VisitFormView {
  readonly localize: Localize;
  readonly title: string;
  /** What the button says. */
  readonly submit: string;
  readonly isBusy: boolean;
  /** Only the time changes: nothing else is asked. */
  readonly isMove: boolean;
  readonly topic: string;
  readonly phone: string;
  readonly accounts: readonly Account[];
  /** The chosen account's id; empty for none. */
  readonly chosen: string;
  readonly faults: readonly ('topic' | 'phone')[];
  /** Why the last try was not made. */
  readonly trouble: TemplateResult | typeof nothing;
  readonly onTopic: (topic: string) => void;
  readonly onPhone: (phone: string) => void;
  readonly onAccount: (id: string) => void;
  readonly onSubmit: (event: Event) => void;
  readonly onOther: () => void;
}

/** What for, about which account, and where to be told: shown with the time before it is booked. */
export function renderVisitForm(view: VisitFormView): TemplateResult {
  const { localize, faults, isBusy, isMove } = view;
  const texts = localize.texts('booking');
  const words = { topic: texts.topicMissing, phone: texts.phoneWrong };
  return html`
    <form novalidate @submit=${view.onSubmit}>
      <h4 data-goal tabindex="-1">${view.title}</h4>
      ${
        faults.length > 0
          ? renderErrorSummary(
              texts.summary,
              faults.map((each) => ({ fieldId: each, text: words[each] })),
            )
          : nothing
      }
      ${view.trouble} ${isMove ? nothing : renderFields(view, words)}
      <div class="row actions">
        <button type="submit" class="primary" aria-disabled=${isBusy ? 'true' : nothing}>${view.submit}</button>
        <button type="button" @click=${view.onOther}>${texts.otherTime}</button>
      </div>
    </form>
  `;
}

function renderFields(view: VisitFormView, words: Readonly<Record<'topic' | 'phone', string>>): TemplateResult {
  const { localize, topic, phone, isBusy, accounts, chosen, faults } = view;
  const texts = localize.texts('booking');
  const typed = (handle: (value: string) => void) => (event: Event) =>
    handle((event.currentTarget as HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement).value);
  const error = (id: 'topic' | 'phone') =>
    faults.includes(id)
      ? html`<p class="error" id="${id}-error">${icons.error()}<span>${words[id]}</span></p>`
      : nothing;
  const field = (id: 'topic' | 'phone', label: string, hint: string, input: TemplateResult) => html`
    <div class="field ${faults.includes(id) ? 'wrong' : ''}" part="field">
      <label for=${id}>${label}</label>
      <p class="muted" id="${id}-hint">${hint}</p>
      ${error(id)} ${input}
    </div>
  `;
  const described = (id: 'topic' | 'phone') => `${id}-hint${faults.includes(id) ? ` ${id}-error` : ''}`;
  const invalid = (id: 'topic' | 'phone') => (faults.includes(id) ? 'true' : nothing);
  return html`
    ${field(
      'topic',
      texts.topic,
      texts.topicHint,
      html`<textarea
        part="input"
        id="topic"
        rows="3"
        maxlength=${LONGEST_TOPIC}
        .value=${topic}
        ?readonly=${isBusy}
        aria-describedby=${described('topic')}
        aria-invalid=${invalid('topic')}
        @input=${typed(view.onTopic)}
      ></textarea>`,
    )}
    ${
      accounts.length === 0
        ? nothing
        : html`<div class="stack">
            <label for="visit-account">${texts.account}</label>
            <select id="visit-account" @change=${typed(view.onAccount)}>
              <option value="" .selected=${chosen === ''}>${texts.accountNone}</option>
              ${accounts.map(
                ({ id, nickname, accountNumber, premise }) => html`
                  <option value=${id} .selected=${id === chosen}>
                    ${[nickname, accountNumber, premise.address].filter(Boolean).join(' · ')}
                  </option>
                `,
              )}
            </select>
          </div>`
    }
    ${field(
      'phone',
      texts.phone,
      texts.phoneHint,
      html`<input
        part="input"
        id="phone"
        type="text"
        inputmode="tel"
        autocomplete="tel"
        maxlength=${LONGEST_PHONE}
        .value=${phone}
        ?readonly=${isBusy}
        aria-describedby=${described('phone')}
        aria-invalid=${invalid('phone')}
        @input=${typed(view.onPhone)}
      />`,
    )}
  `;
}

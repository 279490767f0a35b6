import { type Account, MAX_APPOINTMENT_TOPIC } from '@kabinet/api';
import { html, nothing, type TemplateResult } from 'lit';
import { accountLabel } from '../../core/account-name.js';
import type { Localize } from '../../core/localize.js';
import { renderErrorSummary } from '../../parts/error-summary.js';
import { icons } from '../../parts/icons.js';
import type { VisitFault } from './appointment-form.model.js';

interface VisitFormView {
  readonly localize: Localize;
  readonly title: string;
  /** The chosen time by the clock of this device; null where it shows the same. */
  readonly here: string | null;
  /** What the button says. */
  readonly submit: string;
  readonly phoneExample: string;
  readonly isBusy: boolean;
  /** Only the time changes: nothing else is asked. */
  readonly isMove: boolean;
  readonly topic: string;
  readonly phone: string;
  readonly accounts: readonly Account[];
  /** The chosen account's id; empty for none. */
  readonly chosen: string;
  readonly faults: readonly VisitFault[];
  /** That they are to sign in for it; nothing where they are. */
  readonly signIn: TemplateResult | typeof nothing;
  /** That it was written before, and the way to be rid of it; nothing where it was not. */
  readonly restored: TemplateResult | typeof nothing;
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
  return html`
    <form novalidate @submit=${view.onSubmit}>
      <div>
        <h4 data-goal tabindex="-1">${view.title}</h4>
        ${view.here === null ? nothing : html`<p class="muted">${view.here}</p>`}
      </div>
      ${
        faults.length > 0
          ? renderErrorSummary(
              texts.summary,
              faults.map((each) => ({ fieldId: FIELDS[each], text: faultText(each, view) })),
            )
          : nothing
      }
      ${view.trouble === nothing ? view.signIn : view.trouble} ${isMove ? nothing : [view.restored, renderFields(view)]}
      <div class="row actions">
        <button type="submit" class="primary" aria-disabled=${isBusy ? 'true' : nothing}>${view.submit}</button>
        <button type="button" aria-disabled=${isBusy ? 'true' : nothing} @click=${view.onOther}>
          ${texts.otherTime}
        </button>
      </div>
    </form>
  `;
}

const FIELDS: Readonly<Record<VisitFault, 'topic' | 'phone'>> = {
  topic_missing: 'topic',
  topic_long: 'topic',
  phone_wrong: 'phone',
};

function faultText(fault: VisitFault, { localize, topic, phoneExample }: VisitFormView): string {
  const texts = localize.texts('booking');
  switch (fault) {
    case 'topic_missing':
      return texts.topicMissing;
    case 'topic_long':
      return texts.topicLong(MAX_APPOINTMENT_TOPIC, topic.trim().length);
    case 'phone_wrong':
      return texts.phoneWrong(phoneExample);
  }
}

function renderFields(view: VisitFormView): TemplateResult {
  const { localize, topic, phone, isBusy, accounts, chosen, faults } = view;
  const texts = localize.texts('booking');
  const typed = (handle: (value: string) => void) => (event: Event) =>
    handle((event.currentTarget as HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement).value);
  const faultOf = (id: 'topic' | 'phone') => faults.find((each) => FIELDS[each] === id);
  const error = (id: 'topic' | 'phone') => {
    const fault = faultOf(id);
    return fault
      ? html`<p class="error" id="${id}-error">${icons.error()}<span>${faultText(fault, view)}</span></p>`
      : nothing;
  };
  const field = (id: 'topic' | 'phone', label: string, hint: string, input: TemplateResult) => html`
    <div class="field ${faultOf(id) ? 'wrong' : ''}" part="field">
      <label for=${id}>${label}</label>
      <p class="muted" id="${id}-hint">${hint}</p>
      ${error(id)} ${input}
    </div>
  `;
  const described = (id: 'topic' | 'phone') => `${id}-hint${faultOf(id) ? ` ${id}-error` : ''}`;
  const invalid = (id: 'topic' | 'phone') => (faultOf(id) ? 'true' : nothing);
  return html`
    ${field(
      'topic',
      texts.topic,
      texts.topicHint,
      html`<textarea
        part="input"
        id="topic"
        rows="3"
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
            <select id="visit-account" ?disabled=${isBusy} @change=${typed(view.onAccount)}>
              <option value="" .selected=${chosen === ''}>${texts.accountNone}</option>
              ${accounts.map(
                (each) => html`<option value=${each.id} .selected=${each.id === chosen}>${accountLabel(each)}</option>`,
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
        .value=${phone}
        ?readonly=${isBusy}
        aria-describedby=${described('phone')}
        aria-invalid=${invalid('phone')}
        @input=${typed(view.onPhone)}
      />`,
    )}
  `;
}

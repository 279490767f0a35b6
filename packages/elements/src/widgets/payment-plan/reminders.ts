import type { ApiError, HostedPages, ReminderSettings } from '@kabinet/api';
import { html, nothing, type TemplateResult } from 'lit';
import { Action } from '../../core/action.js';
import type { KabinetElement } from '../../core/base-element.js';
import type { Connection } from '../../core/connection.js';
import { KabinetErrorEvent } from '../../core/error.events.js';
import { renderHostedLink } from '../../core/hosted-link.js';
import type { Localize } from '../../core/localize.js';
import { Query } from '../../core/query.js';
import { renderNotice } from '../../parts/notice.js';
import { renderSkeleton } from '../../parts/skeleton.js';

/** What the parts below the plans are shown with. */
export interface PartView {
  readonly localize: Localize;
  readonly timeZone: string;
  /** The service's own pages. */
  readonly pages: HostedPages | null;
  readonly connection: Connection | null;
  readonly renderError: (error: ApiError, retry: () => void) => TemplateResult;
}

/** The most days before the day to pay by. */
const MOST_DAYS = 14;

interface Draft {
  readonly daysBefore: number;
  readonly channelIds: readonly string[];
}

/** When, and by which of their contacts, somebody is reminded of what is due. */
export class Reminders {
  readonly #host: KabinetElement;
  readonly #settings: Query<'getReminders'>;
  readonly #saving: Action<'setReminders'>;
  /** What is chosen and not saved yet. */
  #draft: Draft | null = null;
  #isSaved = false;

  constructor(host: KabinetElement) {
    this.#host = host;
    this.#settings = new Query(host, 'getReminders', () => ({}));
    this.#saving = new Action(host, 'setReminders', (state) => {
      if (state.status === 'done') {
        this.#draft = null;
        this.#isSaved = true;
        this.#saving.reset();
      } else if ('error' in state) host.dispatchEvent(new KabinetErrorEvent(state.error));
    });
  }

  #chosen({ daysBefore, channels }: ReminderSettings): Draft {
    const channelIds = channels.filter(({ isOn }) => isOn).map(({ id }) => id);
    return this.#draft ?? { daysBefore, channelIds };
  }

  #set(draft: Draft): void {
    this.#draft = draft;
    this.#isSaved = false;
    if (!this.#saving.isSending && this.#saving.state.status !== 'idle') this.#saving.reset();
    this.#host.requestUpdate();
  }

  render(view: PartView): TemplateResult {
    const { value, error } = this.#settings.state;
    const texts = view.localize.texts('reminders');
    if (!value) {
      return error
        ? view.renderError(error, () => this.#settings.reload())
        : renderSkeleton(view.localize.texts('common').loading);
    }
    if (value.channels.length > 0) return this.#renderForm(value, view);
    const { pages, connection, localize } = view;
    return html`<div>
      <p>${pages ? texts.noContacts : texts.calendarOnly}</p>
      ${pages ? html`<p>${renderHostedLink({ url: pages.profile, label: texts.addContact, language: localize.language, connection })}</p>` : nothing}
    </div>`;
  }

  #renderForm(value: ReminderSettings, view: PartView): TemplateResult {
    const texts = view.localize.texts('reminders');
    const { isSending } = this.#saving;
    const chosen = this.#chosen(value);
    const { daysBefore, channelIds } = chosen;
    const handleSubmit = (event: Event) => {
      event.preventDefault();
      this.#isSaved = false;
      void this.#saving.run({ body: { daysBefore, channelIds: [...channelIds] } });
    };
    const toggle = (id: string, isOn: boolean) =>
      this.#set({ ...chosen, channelIds: isOn ? [...channelIds, id] : channelIds.filter((each) => each !== id) });
    return html`
      <form novalidate @submit=${handleSubmit}>
        <fieldset>
          <legend>${texts.where}</legend>
          ${value.channels.map(
            ({ id, kind, address }) => html`
              <label class="check">
                <input
                  type="checkbox"
                  .checked=${channelIds.includes(id)}
                  @change=${(event: Event) => toggle(id, (event.currentTarget as HTMLInputElement).checked)}
                />
                <span>${texts.channel[kind]} ${address}</span>
              </label>
            `,
          )}
        </fieldset>
        <div class="stack">
          <label for="days-before">${texts.when}</label>
          <select
            id="days-before"
            @change=${(event: Event) =>
              this.#set({ ...chosen, daysBefore: Number((event.currentTarget as HTMLSelectElement).value) })}
          >
            ${[...Array(MOST_DAYS).keys()].map((index) => {
              const each = index + 1;
              return html`<option value=${each} .selected=${each === daysBefore}>${texts.daysBefore(each)}</option>`;
            })}
          </select>
        </div>
        <div class="row">
          <button type="submit" aria-disabled=${isSending ? 'true' : nothing}>
            ${isSending ? texts.saving : texts.save}
          </button>
        </div>
        <div role="status">${this.#renderOutcome(view, value)}</div>
      </form>
    `;
  }

  #renderOutcome(view: PartView, { daysBefore, channels }: ReminderSettings): TemplateResult | typeof nothing {
    const texts = view.localize.texts('reminders');
    const { state } = this.#saving;
    if ('error' in state) return view.renderError(state.error, () => void this.#saving.retry());
    if (!this.#isSaved) return nothing;
    const isOn = channels.some((each) => each.isOn);
    return renderNotice({ tone: 'good', text: { title: isOn ? texts.on(daysBefore) : texts.off, text: '' } });
  }
}

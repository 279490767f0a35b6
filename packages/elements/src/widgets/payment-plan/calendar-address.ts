import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { Action } from '../../core/action.js';
import type { KabinetElement } from '../../core/base-element.js';
import { KabinetErrorEvent } from '../../core/error.events.js';
import { Query } from '../../core/query.js';
import { isWebAddress } from '../../core/web-address.js';
import { renderNotice } from '../../parts/notice.js';
import { renderSkeleton } from '../../parts/skeleton.js';
import type { PartView } from './reminders.js';

/** The address of the customer's own calendar: told once, when it is made, and ended by one press. */
export class CalendarAddress implements ReactiveController {
  readonly #host: KabinetElement;
  readonly #feed: Query<'getCalendarFeed'>;
  readonly #creation: Action<'createCalendarFeed'>;
  readonly #revocation: Action<'revokeCalendarFeed'>;
  /** Only here, and only until the card goes: who has it sees the calendar. */
  #url: string | null = null;
  #said: 'copied' | 'select' | 'revoked' | null = null;
  #session: number | null = null;

  constructor(host: KabinetElement) {
    this.#host = host;
    const tell = (state: Action<'createCalendarFeed'>['state']) => {
      if ('error' in state) host.dispatchEvent(new KabinetErrorEvent(state.error));
    };
    this.#feed = new Query(host, 'getCalendarFeed', () => ({}));
    this.#creation = new Action(host, 'createCalendarFeed', (state) => {
      if (state.status !== 'done') return tell(state);
      this.#url = state.value.url;
      this.#creation.reset();
      void this.#focusOn('#calendar-address');
    });
    this.#revocation = new Action(host, 'revokeCalendarFeed', (state) => {
      if (state.status !== 'done') return tell(state);
      this.#url = null;
      this.#said = 'revoked';
      this.#revocation.reset();
      void this.#focusOn('[data-make]');
    });
    host.addController(this);
  }

  hostUpdate(): void {
    const session = this.#host.connection?.session ?? null;
    if (session === this.#session) return;
    this.#session = session;
    this.#url = null;
    this.#said = null;
  }

  hostDisconnected(): void {
    this.#url = null;
    this.#said = null;
  }

  async #focusOn(selector: string): Promise<void> {
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#host.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  #make(language: string): void {
    this.#said = null;
    this.#revocation.reset();
    void this.#creation.run({ body: { language } });
  }

  #revoke(): void {
    this.#said = null;
    this.#creation.reset();
    void this.#revocation.run({ body: {} });
  }

  async #copy(url: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(url);
      this.#said = 'copied';
    } catch {
      // Not allowed here: all of it is chosen, so that the browser's own "copy" is one step away.
      this.#said = 'select';
      this.#host.renderRoot.querySelector<HTMLInputElement>('#calendar-address')?.select();
    }
    this.#host.requestUpdate();
  }

  render(view: PartView): TemplateResult {
    const { value, error } = this.#feed.state;
    if (!value) {
      return error
        ? view.renderError(error, () => this.#feed.reload())
        : renderSkeleton(view.localize.texts('common').loading);
    }
    const texts = view.localize.texts('calendar');
    const { format, language } = view.localize;
    const isBusy = this.#creation.isSending || this.#revocation.isSending ? 'true' : nothing;
    const url = this.#url;
    const createdAt = value.createdAt;
    return html`
      <div>
        <p>${texts.intro}</p>
        ${url ? this.#renderUrl(url, view) : createdAt ? html`<p>${texts.made(format.dateTime(createdAt, view.timeZone))}</p>` : nothing}
        <p role="status">${this.#said ? texts.said[this.#said] : nothing}</p>
        ${this.#renderError(view)}
        <div class="row actions">
          ${
            url
              ? nothing
              : html`<button type="button" data-make aria-disabled=${isBusy} @click=${() => this.#make(language)}>
                  ${createdAt ? texts.remake : texts.make}
                </button>`
          }
          ${
            (createdAt ?? url)
              ? html`<button type="button" class="plain" aria-disabled=${isBusy} @click=${() => this.#revoke()}>
                  ${texts.revoke}
                </button>`
              : nothing
          }
        </div>
      </div>
    `;
  }

  #renderUrl(url: string, { localize }: PartView): TemplateResult {
    const texts = localize.texts('calendar');
    return html`
      ${renderNotice({ tone: 'warn', text: texts.once })}
      <div class="stack">
        <label for="calendar-address">${texts.address}</label>
        <input class="address" id="calendar-address" type="text" readonly autocomplete="off" .value=${url} />
        <div class="row actions">
          <button type="button" class="primary" @click=${() => void this.#copy(url)}>${texts.copy}</button>
          ${isWebAddress(url) ? html`<a href=${url.replace(/^https?:/, 'webcal:')}>${texts.open}</a>` : nothing}
        </div>
      </div>
    `;
  }

  #renderError(view: PartView): TemplateResult | typeof nothing {
    const failed = [this.#creation, this.#revocation].find(({ state }) => 'error' in state);
    return failed && 'error' in failed.state
      ? view.renderError(failed.state.error, () => void failed.retry())
      : nothing;
  }
}

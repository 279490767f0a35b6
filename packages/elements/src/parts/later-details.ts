import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { Later } from '../core/later.js';

/** A part that is closed at first, and loaded when somebody opens it. */
export class LaterDetails<Loaded> {
  readonly #host: ReactiveControllerHost;
  readonly #later: Later;
  #loaded: Loaded | null = null;
  #isOpen = false;

  constructor(host: ReactiveControllerHost, load: () => Promise<Loaded>) {
    this.#host = host;
    this.#later = new Later(host, async () => {
      this.#loaded = await load();
    });
  }

  readonly #handleToggle = (event: Event) => {
    this.#isOpen = (event.currentTarget as HTMLDetailsElement).open;
    if (this.#isOpen) void this.#later.demand();
    this.#host.requestUpdate();
  };

  /** `content` of what was loaded; `waiting` until then; `missing` when it does not come. */
  render({
    title,
    content,
    waiting,
    missing,
  }: {
    readonly title: string;
    readonly content: (loaded: Loaded) => TemplateResult;
    readonly waiting: () => TemplateResult;
    readonly missing: (retry: () => void) => TemplateResult;
  }): TemplateResult {
    const inside = () => {
      if (this.#loaded !== null && this.#later.isHere) return content(this.#loaded);
      return this.#later.hasFailed ? missing(() => void this.#later.demand()) : waiting();
    };
    return html`
      <details @toggle=${this.#handleToggle}>
        <summary>${title}</summary>
        ${this.#isOpen ? html`<div class="details">${inside()}</div>` : nothing}
      </details>
    `;
  }
}

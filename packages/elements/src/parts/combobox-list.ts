import { ApiError } from '@kabinet/api';
import { html, nothing, type TemplateResult } from 'lit';
import type { ComboboxMessages } from '../locales/messages.js';
import type { Combobox } from './combobox.js';
import { placeBeside } from './place-beside.js';

/** People type a letter every tenth of a second or so: one question for what they typed, not one a letter. */
const PAUSE_MS = 200;

type Result<Item> =
  | { readonly kind: 'searching' }
  | { readonly kind: 'found'; readonly items: readonly Item[] }
  | { readonly kind: 'failed' | 'offline' };

/** The list of a combobox: searches, shows what is found, and is walked by keys while the focus stays in the field. */
export class ComboboxList<Item> {
  isOpen = false;
  readonly #box: Combobox<Item>;
  #result: Result<Item> = { kind: 'searching' };
  /** For what the result is; null when for nothing. */
  #searched: string | null = null;
  #active = -1;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: AbortController | null = null;
  /** What is to be marked once it is found. */
  #marks: 'first' | 'last' | null = null;
  /** Enter came before the answer: if there turns out to be only one, it is meant. */
  #takesTheOnly = false;
  #placed: HTMLElement | null = null;
  #stopPlacing: (() => void) | null = null;

  constructor(box: Combobox<Item>) {
    this.#box = box;
  }

  get #items(): readonly Item[] {
    return this.#result.kind === 'found' ? this.#result.items : [];
  }

  /** Whether there is something to choose from on the screen. */
  get hasOptions(): boolean {
    return this.isOpen && this.#items.length > 0;
  }

  get activeId(): string | null {
    return this.hasOptions && this.#active >= 0 ? this.#optionId(this.#active) : null;
  }

  get announcement(): string {
    if (!this.isOpen) return '';
    const texts = this.#box.options.texts();
    switch (this.#result.kind) {
      case 'searching':
        return '';
      case 'found':
        return this.#items.length > 0 ? texts.found(this.#items.length) : texts.none.title;
      default:
        return texts[this.#result.kind];
    }
  }

  #optionId(index: number): string {
    return `${this.#box.options.id}-${index}`;
  }

  #changed(): void {
    this.#box.host.requestUpdate();
  }

  handleInput(): void {
    this.#active = -1;
    this.#takesTheOnly = false;
    if (this.#box.query === '') this.close();
    else this.#open(PAUSE_MS);
  }

  /** Shows what the field's text finds: all of it where it is empty or what was chosen. */
  open(): void {
    if (!this.isOpen) this.#open(0);
  }

  #open(pause: number): void {
    if (!this.isOpen) window.addEventListener('online', this.#handleOnline);
    this.isOpen = true;
    this.#search(pause);
    this.#changed();
  }

  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.#active = -1;
    this.#marks = null;
    this.#takesTheOnly = false;
    clearTimeout(this.#timer);
    if (this.#running) this.#searched = null; // its answer will not come
    this.#running?.abort();
    this.#running = null;
    this.#leavePlace();
    window.removeEventListener('online', this.#handleOnline);
    this.#changed();
  }

  /** After a pause in typing; an answer to an earlier question is dropped. What was found for it stays on show until then. */
  #search(pause: number): void {
    const { query } = this.#box;
    clearTimeout(this.#timer);
    if (query === this.#searched && !this.#hasFailed) return;
    this.#running?.abort();
    const running = (this.#running = new AbortController());
    this.#searched = query;
    if (this.#result.kind !== 'found' || this.#items.length === 0) this.#result = { kind: 'searching' };
    if (pause === 0) void this.#ask(query, running);
    else this.#timer = setTimeout(() => void this.#ask(query, running), pause);
  }

  get #hasFailed(): boolean {
    return this.#result.kind === 'failed' || this.#result.kind === 'offline';
  }

  async #ask(typed: string, running: AbortController): Promise<void> {
    let result: Result<Item>;
    try {
      result = { kind: 'found', items: await this.#box.options.search(typed, running.signal) };
    } catch (error) {
      const isOffline = !navigator.onLine || (error instanceof ApiError && error.kind === 'offline');
      result = { kind: isOffline ? 'offline' : 'failed' };
    }
    if (running !== this.#running) return;
    this.#running = null;
    this.#result = result;
    this.#active = -1;
    if (this.#marks) this.#move(this.#marks === 'first' ? 0 : this.#items.length - 1);
    this.#marks = null;
    if (this.#takesTheOnly && this.#items.length === 1) this.#choose(this.#items[0]);
    this.#takesTheOnly = false;
    this.#changed();
  }

  readonly #handleOnline = () => this.#retry();

  #retry(): void {
    if (!this.#hasFailed) return;
    this.#search(0);
    this.#changed();
  }

  handleKeydown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const isHandled = this.#handleKey(event.key, event.altKey);
    if (!isHandled) return;
    event.preventDefault();
    // A dialog around it is not to close with the list.
    event.stopPropagation();
  }

  /** Answers whether the key was for the list. */
  #handleKey(key: string, withAlt: boolean): boolean {
    switch (key) {
      case 'ArrowDown':
        if (this.isOpen) this.#move(this.#active + 1);
        else this.openAt(withAlt ? null : 'first');
        return true;
      case 'ArrowUp':
        if (!this.isOpen) this.openAt('last');
        else if (withAlt) this.close();
        else this.#move(this.#active < 0 ? this.#items.length - 1 : this.#active - 1);
        return true;
      case 'Home':
      case 'End':
        // With nothing marked in the list they are the text's own keys.
        if (this.activeId === null) return false;
        this.#move(key === 'Home' ? 0 : this.#items.length - 1);
        return true;
      case 'Enter':
        return this.#confirm();
      case 'Escape':
        return this.#escape();
      case 'Tab':
        // What is marked is meant; the focus goes on as it would.
        if (this.activeId !== null) this.#choose(this.#items[this.#active]);
        return false;
      default:
        return false;
    }
  }

  /** Opens it with that end marked. */
  openAt(end: 'first' | 'last' | null): void {
    this.open();
    if (this.#running || end === null) this.#marks = end;
    else this.#move(end === 'first' ? 0 : this.#items.length - 1);
  }

  /** Marks another one; past either end it begins at the other. */
  #move(index: number): void {
    const count = this.#items.length;
    if (count === 0) return;
    this.#active = (index + count) % count;
    this.#changed();
    void this.#box.host.updateComplete.then(() => this.#activeElement?.scrollIntoView({ block: 'nearest' }));
  }

  get #activeElement(): Element | null {
    return this.activeId === null ? null : (this.#box.host.shadowRoot?.getElementById(this.activeId) ?? null);
  }

  #confirm(): boolean {
    if (!this.isOpen) return false;
    if (this.#hasFailed) this.#retry();
    else if (this.#running !== null) this.#takesTheOnly = true;
    // The only one there is need not be marked first.
    else this.#choose(this.#items[this.#items.length === 1 ? 0 : this.#active]);
    return true;
  }

  /** Closes first; then empties. */
  #escape(): boolean {
    if (this.isOpen) this.close();
    else if (this.#box.text !== '') this.#box.select(null);
    else return false;
    return true;
  }

  #choose(item: Item | undefined): void {
    if (item === undefined) return;
    this.close();
    this.#box.select(item);
  }

  /**
   * Puts the list beside its field, below or above, wherever there is room, and keeps it there while the page moves. Popovers lie above
   * everything else on the page.
   */
  place(): void {
    const { input, host } = this.#box;
    const list = host.shadowRoot?.querySelector<HTMLElement>('.combobox-list') ?? null;
    if (!this.isOpen || !input || !list || list === this.#placed) return;
    this.#leavePlace();
    this.#placed = list;
    list.showPopover?.(); // a browser without popovers shows it in the card
    this.#stopPlacing = placeBeside(input, list);
  }

  #leavePlace(): void {
    this.#stopPlacing?.();
    this.#stopPlacing = null;
    this.#placed = null;
  }

  render(): TemplateResult | typeof nothing {
    if (!this.isOpen) return nothing;
    const { id, texts } = this.#box.options;
    // The focus stays in the field, whatever is pressed here.
    const keepFocus = (event: Event) => event.preventDefault();
    if (this.#items.length > 0) {
      return html`
        <ul
          class="combobox-list"
          part="list"
          popover="manual"
          id="${id}-list"
          role="listbox"
          aria-label=${texts().list}
          @mousedown=${keepFocus}
        >
          ${this.#items.map((item, index) => this.#renderOption(item, index))}
        </ul>
      `;
    }
    return html`
      <div class="combobox-list" part="list" popover="manual" @mousedown=${keepFocus}>
        <div class="combobox-say">${this.#renderNothing(texts())}</div>
      </div>
    `;
  }

  #renderOption(item: Item, index: number): TemplateResult {
    const { name, details } = this.#box.options.describe(item);
    // The keys are the field's, which keeps the focus.
    /* eslint-disable lit-a11y/click-events-have-key-events */
    return html`
      <li
        role="option"
        id=${this.#optionId(index)}
        aria-selected=${index === this.#active ? 'true' : 'false'}
        @click=${() => this.#choose(item)}
      >
        ${name}${details ? html`<span class="muted">${details}</span>` : nothing}
      </li>
    `;
    /* eslint-enable lit-a11y/click-events-have-key-events */
  }

  #renderNothing(texts: ComboboxMessages): TemplateResult {
    switch (this.#result.kind) {
      case 'searching':
        return html`<p class="muted">${texts.searching}</p>`;
      case 'found':
        return html`<p><strong>${texts.none.title}</strong></p>
          <p class="muted">${texts.none.text}</p>`;
      default:
        return html`<p>${texts[this.#result.kind]}</p>
          <button type="button" tabindex="-1" @click=${() => this.#retry()}>${texts.retry}</button>`;
    }
  }
}

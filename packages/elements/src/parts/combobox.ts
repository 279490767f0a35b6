import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { Later } from '../core/later.js';
import type { ComboboxMessages } from '../locales/messages.js';
import type { ComboboxList } from './combobox-list.js';
import { icons } from './icons.js';

/** What one thing in the list is called. */
export interface ComboboxItem {
  readonly id: string;
  /** What the field says once it is chosen: tells apart things of one name. */
  readonly label: string;
  readonly name: string;
  /** The rest, below the name. */
  readonly details: string;
}

export interface ComboboxOptions<Item> {
  /** Unique in its shadow root. */
  readonly id: string;
  /** Finds what is typed, the best first. Rejects when it cannot be searched. */
  readonly search: (typed: string, signal: AbortSignal) => Promise<readonly Item[]>;
  readonly describe: (item: Item) => ComboboxItem;
  readonly onSelect: (item: Item | null) => void;
  /** The texts of its list, and whatever else it needs once it is opened. */
  readonly loadTexts: () => Promise<unknown>;
  /** Only when they are loaded. */
  readonly texts: () => ComboboxMessages;
}

/**
 * A text field that finds what is typed into it: the combobox pattern of ARIA 1.2 with a list that pops up. Until the code of the list
 * is here, it is a field that keeps what is typed.
 */
export class Combobox<Item> implements ReactiveController {
  readonly host: ReactiveControllerHost & HTMLElement;
  readonly options: ComboboxOptions<Item>;
  /** What was typed since something was chosen; null while the field says what is chosen. */
  #typed: string | null = null;
  #selected: Item | null = null;
  #list: ComboboxList<Item> | null = null;
  /** Somebody clicked, typed or pressed Down or Up before the list's code was here: which end of the list they meant, if any. */
  #awaits: { readonly end: 'first' | 'last' | null } | null = null;
  readonly #later: Later;

  constructor(host: ReactiveControllerHost & HTMLElement, options: ComboboxOptions<Item>) {
    this.host = host;
    this.options = options;
    host.addController(this);
    this.#later = new Later(host, async () => {
      const [{ ComboboxList }] = await Promise.all([import('./combobox-list.js'), options.loadTexts()]);
      this.#list ??= new ComboboxList(this);
      if (this.#awaits && this.hasFocus) this.#list.openAt(this.#awaits.end);
      this.#awaits = null;
    });
  }

  get selected(): Item | null {
    return this.#selected;
  }

  /** Chosen elsewhere, as by an attribute: nobody is told. */
  set selected(item: Item | null) {
    this.#selected = item;
    this.#typed = null;
    this.host.requestUpdate();
  }

  /** What the field says. */
  get text(): string {
    if (this.#typed !== null) return this.#typed;
    return this.#selected === null ? '' : this.options.describe(this.#selected).label;
  }

  /** What is to be found: nothing typed finds everything, and so does what is chosen. */
  get query(): string {
    return this.#typed?.trim() ?? '';
  }

  get input(): HTMLInputElement | null {
    return this.host.shadowRoot?.querySelector<HTMLInputElement>(`#${this.options.id}`) ?? null;
  }

  get hasFocus(): boolean {
    return this.input !== null && this.host.shadowRoot?.activeElement === this.input;
  }

  /** For the live region of the card: how many were found, or why none. */
  get announcement(): string {
    return this.#list?.announcement ?? '';
  }

  hostDisconnected(): void {
    this.#list?.close();
  }

  hostUpdated(): void {
    this.#list?.place();
  }

  select(item: Item | null): void {
    this.selected = item;
    this.options.onSelect(item);
  }

  /** The person is done with the field: what was chosen is what it says, and nothing typed means nothing chosen. */
  settle(): void {
    if (this.#selected !== null && this.#typed?.trim() === '') this.select(null);
    else if (this.#selected !== null) this.#typed = null;
    this.host.requestUpdate();
  }

  readonly #handleInput = (event: Event) => {
    this.#typed = (event.currentTarget as HTMLInputElement).value;
    if (this.#list) this.#list.handleInput();
    else this.#await();
    this.host.requestUpdate();
  };

  readonly #handleClick = () => {
    if (this.#list) this.#list.open();
    else this.#await();
  };

  #await(end: 'first' | 'last' | null = null): void {
    this.#awaits = { end };
    void this.#later.demand();
  }

  readonly #handleKeydown = (event: KeyboardEvent) => {
    // An input method composes a word: its keys are its own.
    if (event.isComposing) return;
    if (this.#list) this.#list.handleKeydown(event);
    else if (event.key === 'ArrowDown') this.#await(event.altKey ? null : 'first');
    else if (event.key === 'ArrowUp' && !event.altKey) this.#await('last');
  };

  readonly #handleBlur = () => {
    this.#list?.close();
    this.settle();
  };

  readonly #handleClear = () => {
    this.#list?.close();
    this.select(null);
    this.input?.focus();
  };

  /** The field with its label; `clearLabel` names the button that empties it. */
  render({ label, hint, clearLabel }: { label: string; hint: string; clearLabel: string }): TemplateResult {
    const { id, texts } = this.options;
    const list = this.#list;
    const { text } = this;
    const isUnsettled = list !== null && !list.isOpen && text !== '' && this.#selected === null;
    return html`
      <div class="combobox" part="field">
        <label for=${id} id="${id}-label">${label}</label>
        <p class="muted" id="${id}-hint">${hint}</p>
        <div class="combobox-box">
          <input
            part="input"
            id=${id}
            type="text"
            role="combobox"
            aria-labelledby="${id}-label"
            aria-autocomplete="list"
            aria-expanded=${list?.hasOptions ? 'true' : 'false'}
            aria-controls=${list?.hasOptions ? `${id}-list` : nothing}
            aria-activedescendant=${list?.activeId ?? nothing}
            aria-describedby="${id}-hint${isUnsettled ? ` ${id}-note` : ''}"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            enterkeyhint="search"
            maxlength="100"
            .value=${text}
            @focus=${() => void this.#later.demand()}
            @click=${this.#handleClick}
            @input=${this.#handleInput}
            @keydown=${this.#handleKeydown}
            @blur=${this.#handleBlur}
          />
          ${
            text
              ? html`<button type="button" class="clear" aria-label=${clearLabel} @click=${this.#handleClear}>
                  ${icons.close()}
                </button>`
              : nothing
          }
          ${list?.render() ?? nothing}
        </div>
        ${isUnsettled ? html`<p class="muted" id="${id}-note">${texts().chooseFromList}</p>` : nothing}
      </div>
    `;
  }
}

/** Time that no test stops. */
const setRealTimeout = setTimeout;
const realNow = Date.now.bind(Date);

const PATIENCE_MS = 3_000;
/** Longer than this a breath takes only where the page has no turn: it draws, or the machine does something else. */
const LONG_BREATH_MS = 20;
/** So often may it be the machine's fault; a page that is busy longer than that is at fault itself. */
const SLOWEST_MACHINE = 4;

/**
 * Waits until something is so, without guessing how long that takes. Time in which the page had no turn is not counted, within reason:
 * nothing could come.
 */
export async function until(condition: () => unknown, what: () => string, patience = PATIENCE_MS): Promise<void> {
  const began = realNow();
  let waited = 0;
  let last = began;
  let longest = 0;
  while (!condition()) {
    const start = realNow();
    const passed = start - began;
    if (waited > patience || passed > SLOWEST_MACHINE * patience)
      throw new Error(
        `never came in ${passed} ms, of which the page was busy for up to ${longest} ms at once: ${what()}`,
      );
    await breath();
    const end = realNow();
    waited += Math.min(end - start, LONG_BREATH_MS);
    // With the condition itself, which makes the page work too.
    longest = Math.max(longest, end - last);
    last = end;
  }
}

/** Lets everything that is ready to happen happen: promises, drawing, IndexedDB. */
export function breath(): Promise<void> {
  return new Promise((resolve) => setRealTimeout(resolve, 2));
}

/** Lets what would have happened happen, before a test says that it did not. */
export async function lull(): Promise<void> {
  for (let i = 0; i < 10; i += 1) await breath();
}

const plain = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();

function isShown(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true });
}

/**
 * Where the focus is, as far in as it goes: `body`, `input#register-day`, `div “Reading accepted”`. Told in words, because elements
 * compared by a failing test would be printed with everything they hold.
 */
export function focusIsOn(element: Element | null = deepActiveElement()): string {
  if (!element) return 'nothing';
  const id = element.id && `#${element.id}`;
  const text = element instanceof HTMLInputElement ? '' : plain((element as HTMLElement).innerText);
  return element === document.body ? 'body' : `${element.localName}${id}${text && ` “${text}”`}`;
}

function deepActiveElement(): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

/** Somebody in front of one widget: sees its words, presses its buttons, types into its fields. */
export class Person {
  readonly widget: HTMLElement;

  constructor(widget: HTMLElement) {
    this.widget = widget;
  }

  get root(): ShadowRoot {
    const { shadowRoot } = this.widget;
    if (!shadowRoot) throw new Error(`<${this.widget.localName}> has no content of its own`);
    return shadowRoot;
  }

  /** Everything that is written, as one line. */
  get reads(): string {
    const parts = [...this.root.children].map((child) => (child instanceof HTMLElement ? child.innerText : ''));
    return plain(parts.join(' '));
  }

  /** As `reads`, together with the page's own text inside the tag where that is shown. */
  get seesInside(): string {
    const slot = [...this.root.querySelectorAll('slot')].find((each) => each.assignedNodes().length > 0);
    return plain(
      slot
        ?.assignedNodes()
        .map((node) => node.textContent)
        .join(' '),
    );
  }

  async sees(...texts: string[]): Promise<void> {
    for (const text of texts) {
      await until(
        () => this.widget.shadowRoot && this.reads.includes(text),
        () => `“${text}”; there is “${this.widget.shadowRoot ? this.reads : ''}”`,
      );
    }
  }

  async noLongerSees(text: string): Promise<void> {
    await until(
      () => !this.reads.includes(text),
      () => `the end of “${text}”; there is “${this.reads}”`,
    );
  }

  /** Waits until the widget shows something to work with: neither its first blank nor bones. */
  async seesItLoaded(): Promise<void> {
    await until(
      () => this.widget.shadowRoot && this.root.querySelector('h2') && !this.root.querySelector('.bones'),
      () => `content in <${this.widget.localName}>; there is “${this.widget.shadowRoot ? this.reads : ''}”`,
    );
  }

  #controls(): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>('button, a, summary')].filter(isShown);
  }

  has(name: string): boolean {
    return this.#controls().some((control) => plain(control.innerText) === name);
  }

  /** The button or link of that name. */
  control(name: string): HTMLElement {
    const found = this.#controls().filter((control) => plain(control.innerText) === name);
    const [first] = found;
    if (!first || found.length > 1) {
      const names = this.#controls().map((control) => `“${plain(control.innerText)}”`);
      throw new Error(`${found.length} controls are called “${name}”; there are ${names.join(', ') || 'none'}`);
    }
    return first;
  }

  async presses(name: string): Promise<void> {
    await until(
      () => this.has(name),
      () => `a button “${name}”; there is “${this.reads}”`,
    );
    this.control(name).click();
    await breath();
  }

  /** The field whose label begins so; without it, the first. */
  field(label = ''): HTMLInputElement {
    const inputs = [...this.root.querySelectorAll<HTMLInputElement>('input[type="text"]')];
    const found = inputs.find((input) => plain(input.labels?.[0]?.innerText).startsWith(label));
    if (!found) throw new Error(`no field is labelled “${label}”; there is “${this.reads}”`);
    return found;
  }

  /** Replaces what the field says, as typing would. */
  async types(text: string, label = ''): Promise<void> {
    const input = this.field(label);
    input.focus();
    if (input.readOnly) return;
    input.value = text;
    input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await breath();
  }

  /** What a screen reader says of the element beside its name. */
  descriptionOf(element: Element): string {
    const ids = element.getAttribute('aria-describedby')?.split(' ') ?? [];
    return plain(ids.map((id) => (this.root.getElementById(id) as HTMLElement).innerText).join(' '));
  }

  /** What has the focus in the widget. */
  get focused(): HTMLElement | null {
    return this.root.activeElement as HTMLElement | null;
  }
}

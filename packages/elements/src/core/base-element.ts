import {
  type CSSResultGroup,
  html,
  LitElement,
  type nothing,
  type PropertyValues,
  render,
  type TemplateResult,
} from 'lit';
import { property } from './decorators.js';
import type { Section } from '../locales/messages.js';
import type { Connection } from './connection.js';
import { connectionContext, ContextConsumer, localeContext, type LocaleSetting } from './context.js';
import { hostStyles } from './host.styles.js';
import { Localize } from './localize.js';
import { mindTheme } from './theme.js';

const FOLLOW_PAGE: LocaleSetting = { lang: '', texts: {} };

/**
 * What literally every element has: its connection and texts from the nearest provider, its language, its look.
 *
 * @cssproperty --kabinet-accent - Colour of links and main buttons.
 * @cssproperty --kabinet-on-accent - Colour of text on the accent.
 * @cssproperty --kabinet-surface - Background of the card.
 * @cssproperty --kabinet-surface-raised - Background of what stands out in the card: a notice, a row under the pointer.
 * @cssproperty --kabinet-text - Colour of text.
 * @cssproperty --kabinet-text-muted - Colour of notes beside the main text.
 * @cssproperty --kabinet-border - Colour of the card's border and of lines in it.
 * @cssproperty --kabinet-field-border - Colour of the border of fields and buttons.
 * @cssproperty --kabinet-radius - Roundness of corners.
 * @cssproperty --kabinet-space - The step that distances are multiples of.
 */
export abstract class KabinetElement extends LitElement {
  static override styles: CSSResultGroup = hostStyles;

  /** Language of this widget (`uk`, `ru`, `en`); else the provider's, else the page's. */
  @property() override lang = '';

  readonly localize: Localize;
  readonly #connection = new ContextConsumer(this, connectionContext, (connection) => this.#follow(connection));
  readonly #locale = new ContextConsumer(this, localeContext);
  #followed: Connection | null = null;
  #isDrawn = false;
  #hasTold = false;
  readonly #handleConnectionChange = () => this.requestUpdate();

  /** `sections`: which texts the widget needs. */
  constructor(sections: readonly Section[]) {
    super();
    this.localize = new Localize(this, sections);
  }

  /** The service this widget talks to; null while no provider has said. */
  get connection(): Connection | null {
    return this.#connection.value ?? null;
  }

  get localeSetting(): LocaleSetting {
    return this.#locale.value ?? FOLLOW_PAGE;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    mindTheme(this);
    this.#follow(this.connection);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#follow(null);
  }

  protected override update(changed: PropertyValues): void {
    super.update(changed);
    this.#isDrawn = true;
  }

  /** Nothing that it was told may leave it empty: where it cannot be drawn, it says so. */
  protected override performUpdate(): void {
    this.#isDrawn = false;
    try {
      super.performUpdate();
    } catch (error) {
      // What went wrong after it was drawn leaves what is drawn as right as it was.
      if (this.#isDrawn) throw error;
      // Once, however often it is tried again.
      if (!this.#hasTold) console.error(`Kabinet: <${this.localName}> cannot be drawn.`, error);
      this.#hasTold = true;
      render(this.renderFault(), this.renderRoot, this.renderOptions);
    }
  }

  /** What it shows when it cannot be drawn. */
  protected renderFault(): TemplateResult | typeof nothing {
    return html`<slot></slot>`;
  }

  #follow(connection: Connection | null): void {
    if (connection === this.#followed) return;
    this.#followed?.removeEventListener('change', this.#handleConnectionChange);
    this.#followed = connection;
    connection?.addEventListener('change', this.#handleConnectionChange);
    this.requestUpdate();
  }
}

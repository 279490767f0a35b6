import { type CSSResultGroup, LitElement } from 'lit';
import { property } from './decorators.js';
import type { Section } from '../locales/messages.js';
import type { Connection } from './connection.js';
import { connectionContext, ContextConsumer, localeContext, type LocaleSetting } from './context.js';
import { hostStyles } from './host.styles.js';
import { Localize } from './localize.js';

const FOLLOW_PAGE: LocaleSetting = { lang: '', texts: {} };

/** What literally every element has: its connection and texts from the nearest provider, its language, its look. */
export abstract class KabinetElement extends LitElement {
  static override styles: CSSResultGroup = hostStyles;

  /** Language of this widget (`uk`, `ru`, `en`); else the provider's, else the page's. */
  @property() override lang = '';

  readonly localize: Localize;
  readonly #connection = new ContextConsumer(this, connectionContext, (connection) => this.#follow(connection));
  readonly #locale = new ContextConsumer(this, localeContext);
  #followed: Connection | null = null;
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
    this.#follow(this.connection);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#follow(null);
  }

  #follow(connection: Connection | null): void {
    if (connection === this.#followed) return;
    this.#followed?.removeEventListener('change', this.#handleConnectionChange);
    this.#followed = connection;
    connection?.addEventListener('change', this.#handleConnectionChange);
    this.requestUpdate();
  }
}

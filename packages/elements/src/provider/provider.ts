import { LitElement, type PropertyValues } from 'lit';
import { property } from '../core/decorators.js';
import type { Connection, SessionMode } from '../core/connection.js';
import { connectionContext, ContextProvider, localeContext, type LocaleSetting } from '../core/context.js';
import type { TextOverrides } from '../core/localize.js';
import { connect, type Configuration } from './configuration.js';
import { planCheck, SETTINGS } from './settings.js';

/**
 * Says for the widgets inside it which service they talk to, in which language, and how they get the session. One on a page is
 * enough; several make several cabinets side by side.
 *
 * @slot - The widgets, anywhere inside.
 */
export class KabinetProvider extends LitElement {
  /** Address of the supplier's API; `mock:` answers in the page from sample data. */
  @property() api = '';

  /** Language of the widgets inside; else the page's. */
  @property() override lang = '';

  /** Who keeps the session: `token` the page's own site, `cookie` or `pkce` the service. */
  @property() session: SessionMode = 'token';

  /** Same-origin address that answers `{token, expiresAt}` for the customer signed in on the page's own site. */
  @property({ attribute: 'token-url' }) tokenUrl = '';

  /** Where a customer signs in on the page's own site. */
  @property({ attribute: 'sign-in-url' }) signInUrl = '';

  /** Instead of `token-url`: asked for a token whenever one is needed; null when nobody is signed in. */
  @property({ attribute: false }) getToken: Configuration['getToken'];

  /** Instead of `api`: an adapter of the page's own. */
  @property({ attribute: false }) service: Configuration['service'];

  /** The supplier's own wording, by language and section. */
  @property({ attribute: false }) texts: TextOverrides = {};

  readonly #connection = new ContextProvider<Connection | null>(this, connectionContext, null);
  readonly #locale = new ContextProvider<LocaleSetting>(this, localeContext, { lang: '', texts: {} });

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.hasUpdated) planCheck({ attributes: this.getAttributeNames() });
    this.#connection.announce();
  }

  /** The connection of the widgets inside; null while it is not configured. */
  get connection(): Connection | null {
    return this.#connection.value;
  }

  /** Call it when somebody signed in on the page: everything is read anew. */
  sessionChanged(): void {
    this.connection?.sessionChanged();
  }

  /** Call it when somebody signed out on the page: nothing of them stays, on the screen or on the device. */
  async signedOut(): Promise<void> {
    await this.connection?.signedOut();
  }

  protected override createRenderRoot(): HTMLElement {
    return this; // it only wraps: nothing of its own is rendered
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (([...SETTINGS, 'getToken', 'service'] as const).some((name) => changed.has(name)))
      this.#connection.value = connect(this);
    if (changed.has('lang')) planCheck({ lang: this.lang });
    if (changed.has('lang') || changed.has('texts')) this.#locale.value = { lang: this.lang, texts: this.texts };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kabinet-provider': KabinetProvider;
  }
}

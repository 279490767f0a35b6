import type { LitElement } from 'lit';
import type { Connection, SessionMode } from '../core/connection.js';
import type { KabinetProvider } from '../provider/provider.js';
import { Person } from './person.js';
import type { Service } from './service.js';

export interface Staging {
  /** The widgets, as they would be written into a page. */
  readonly tag: string;
  readonly service: Service;
  readonly attributes?: Readonly<Record<string, string>>;
  /** Language of the provider. */
  readonly lang?: string;
  /** By what the page's customers are signed in; the page's own tokens without it. */
  readonly session?: SessionMode;
  /** What the page put inside the tag. */
  readonly inside?: string;
}

export interface Stage {
  readonly provider: KabinetProvider;
  readonly widget: LitElement;
  readonly person: Person;
}

const places: Element[] = [];
afterEach(() => {
  for (const place of places.splice(0)) place.remove();
});

/** An empty place in the page, cleared after the test. */
export function place(attributes: Readonly<Record<string, string>> = {}): HTMLElement {
  const element = document.createElement('div');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  document.body.append(element);
  places.push(element);
  return element;
}

export function makeWidget({ tag, attributes = {}, inside = '' }: Pick<Staging, 'tag' | 'attributes' | 'inside'>) {
  const widget = document.createElement(tag) as LitElement;
  for (const [name, value] of Object.entries(attributes)) widget.setAttribute(name, value);
  widget.append(inside);
  return widget;
}

/** A provider of the service; widgets are put into it. */
export function makeProvider({
  service,
  lang = 'uk',
  session = 'token',
}: {
  service: Service;
  lang?: string | undefined;
  session?: SessionMode | undefined;
}): KabinetProvider {
  const provider = document.createElement('kabinet-provider');
  provider.lang = lang;
  provider.session = session;
  provider.service = service.api;
  return provider;
}

/** One widget inside its provider, on the page. */
export function enter({ tag, service, lang, session, attributes, inside }: Staging): Stage {
  const provider = makeProvider({ service, lang, session });
  const widget = makeWidget({ tag, ...(attributes && { attributes }), ...(inside && { inside }) });
  provider.append(widget);
  place().append(provider);
  return { provider, widget, person: new Person(widget) };
}

/** As `enter`, and waits until there is something to work with. */
export async function stage(staging: Staging): Promise<Stage & { readonly connection: Connection }> {
  const entered = enter(staging);
  await entered.person.seesItLoaded();
  const { connection } = entered.provider;
  if (!connection) throw new Error('the provider has no connection');
  return { ...entered, connection };
}

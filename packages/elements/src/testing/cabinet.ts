import { sampleData } from '@kabinet/api/mock';
import '../provider/provider.define.js';
import '../widgets/account-menu/account-menu.define.js';
import '../widgets/balance-card/balance-card.define.js';
import '../widgets/cabinet/cabinet.define.js';
import type { KabinetCabinet } from '../widgets/cabinet/cabinet.js';
import '../widgets/meter-card/meter-card.define.js';
import '../widgets/payment-button/payment-button.define.js';
import '../widgets/reading-form/reading-form.define.js';
import '../widgets/receipt/receipt.define.js';
import '../widgets/tour/tour.define.js';
import { until } from './person.js';
import { Service } from './service.js';
import { enter } from './stage.js';

export const tag = 'kabinet-cabinet';

/** A service with something wrong. */
export function broken(fault: Service['fault']): Service {
  const service = Service.sample();
  service.fault = fault;
  return service;
}

/** A service whose supplier offers this and no more. */
export function offering(...capabilities: string[]): Service {
  const data = sampleData({ now: new Date(), window: 'open', accounts: ['gas'] });
  return new Service({ ...data, supplier: { ...data.supplier, capabilities } });
}

/** A cabinet on the page, with its frame drawn. */
export async function openCabinet(service = Service.sample(), attributes: Readonly<Record<string, string>> = {}) {
  const staged = enter({ tag, service, attributes, inside: 'Кабінет: 0 800 500 104' });
  const cabinet = staged.widget as KabinetCabinet;
  await until(
    () => cabinet.shadowRoot?.querySelector('.frame'),
    () => `the frame of a cabinet; there is “${staged.person.reads}”`,
  );
  return { ...staged, cabinet };
}

export const heading = (cabinet: KabinetCabinet) => cabinet.shadowRoot?.querySelector('#heading')?.textContent;
/** The tags that are to be seen, in their order. */
export const shown = (cabinet: KabinetCabinet) =>
  [...cabinet.children].filter(({ slot }) => slot === 'part').map(({ localName }) => localName);
export const names = (cabinet: KabinetCabinet) =>
  [...(cabinet.shadowRoot?.querySelectorAll('nav a') ?? [])].map((link) => link.textContent);
export const link = (cabinet: KabinetCabinet, name: string) =>
  [...(cabinet.shadowRoot?.querySelectorAll<HTMLAnchorElement>('nav a') ?? [])].find(
    ({ textContent }) => textContent === name,
  ) as HTMLAnchorElement;

/** Presses the name of a section and waits for it. */
export async function goes(cabinet: KabinetCabinet, name: string): Promise<void> {
  link(cabinet, name).click();
  await until(
    () => heading(cabinet) === name,
    () => `the section “${name}”; there is “${heading(cabinet) ?? ''}”`,
  );
}

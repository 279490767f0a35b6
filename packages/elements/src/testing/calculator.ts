import type { Tariff } from '@kabinet/api';
import { type MockData, sampleData } from '@kabinet/api/mock';
import '../provider/provider.define.js';
import { lull, type Person } from './person.js';
import { Service } from './service.js';
import { stage } from './stage.js';
import '../widgets/cost-calculator/cost-calculator.define.js';

export const tag = 'kabinet-cost-calculator';

/** The sample supplier with its prices changed. */
export function supplier(change: (data: MockData) => Partial<MockData> = () => ({})): Service {
  const data = sampleData({ now: new Date(), window: 'open', accounts: ['gas'] });
  return new Service({ ...data, ...change(data) });
}

/** The sample supplier with these of its tariffs. */
export function charging(change: (tariffs: readonly Tariff[]) => readonly Tariff[]): Service {
  return supplier(({ tariffBook }) => ({ tariffBook: { ...tariffBook, tariffs: [...change(tariffBook.tariffs)] } }));
}

export const calculator = (service = supplier(), attributes: Record<string, string> = {}, lang = 'uk') =>
  stage({ tag, service, attributes, lang });

/** Presses the answer of that name. */
export async function answers(person: Person, label: string): Promise<void> {
  const found = [...person.root.querySelectorAll<HTMLElement>('.choices label')].find(
    (each) => each.innerText.trim() === label,
  );
  if (!found) throw new Error(`no answer “${label}”; there is “${person.reads}”`);
  found.click();
  await lull();
}

export async function selects(person: Person, id: string, value: string): Promise<void> {
  const select = person.root.querySelector<HTMLSelectElement>(`#${id}`);
  if (!select) throw new Error(`nothing to select by ${id}; there is “${person.reads}”`);
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await lull();
}

/** What the live region says. */
export const saysInStatus = (person: Person) =>
  (person.root.querySelector('[role="status"]:last-of-type') as HTMLElement).innerText;

/** Presses the answer of a number, whatever the language. */
export async function answersFirst(person: Person, name: string, index: number): Promise<void> {
  person.root.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`)[index]?.click();
  await lull();
}

import { stage } from './stage.js';
import { lull, type Person, until } from './person.js';
import { Service } from './service.js';
import '../provider/provider.define.js';
import '../widgets/appeal-list/appeal-list.define.js';

export const tag = 'kabinet-appeal-list';
export const BACK = 'Усі звернення';

/** The list with one appeal open, of the sample's Oksana. */
export async function openAppeal(appeal: string, service = Service.sample()) {
  const staged = await stage({ tag, service, attributes: { appeal } });
  await staged.person.sees('Листування');
  return { ...staged, service };
}

/** Opens one from the list. */
export async function opens(person: Person, id: string): Promise<void> {
  const find = () => person.root.querySelector<HTMLElement>(`[data-open="${id}"]`);
  await until(find, () => `the appeal ${id}; there is “${person.reads}”`);
  find()?.click();
  await person.sees('Листування');
}

export async function writes(person: Person, text: string, id = 'message'): Promise<void> {
  await until(
    () => person.root.querySelector(`textarea#${id}`),
    () => `a place to write; there is “${person.reads}”`,
  );
  const area = person.root.querySelector(`textarea#${id}`) as HTMLTextAreaElement;
  area.value = text;
  area.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await lull();
}

/** What stands where the customer writes; undefined where they cannot. */
export const written = ({ root }: Person) => root.querySelector<HTMLTextAreaElement>('#message')?.value;

export const messages = ({ root }: Person) =>
  [...root.querySelectorAll<HTMLElement>('[part=message]')].map(({ innerText }) => innerText.replace(/\s+/g, ' '));

/** Chooses files, as the browser's own window for that would. */
export async function chooses(person: Person, files: readonly File[]): Promise<void> {
  const input = person.root.querySelector<HTMLInputElement>('#reply-files') as HTMLInputElement;
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  input.files = transfer.files;
  input.dispatchEvent(new Event('change'));
  await lull();
}

export const pdf = (name: string) => new File(['%PDF-1.4 nothing much'], name, { type: 'application/pdf' });

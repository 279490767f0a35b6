import type { sampleData } from '@kabinet/api/mock';
import { stage } from './stage.js';
import { breath, type Person, until } from './person.js';
import { failing, Service } from './service.js';
import '../provider/provider.define.js';
import '../widgets/appeal-form/appeal-form.define.js';

export const tag = 'kabinet-appeal-form';
export const NEXT = 'Далі: перевірити';
export const SEND = 'Надіслати';
export const QUESTION = 'Маю запитання';

type Options = Partial<Parameters<typeof sampleData>[0]>;

/** A supplier to write to; nothing was sent to it yet. */
export function answering(options: Options = {}): Service {
  return Service.sample({ appeals: { sent: [] }, ...options });
}

/** Somebody else is signed in from now on: by the key that the service tells people by. */
export function isNow(key: string): NonNullable<Service['fault']> {
  return async (operation, _args, _options, next) => {
    const answer = await next();
    if (operation !== 'getSession') return answer;
    const session = answer as Awaited<ReturnType<Service['api']['getSession']>>;
    return { ...session, customer: { ...session.customer, key } };
  };
}

export const signedOut = failing(
  'unauthorized',
  'listAccounts',
  'getSession',
  'getReminders',
  'startUpload',
  'submitAppeal',
);

/** The form with its topics on show, of somebody signed in; nobody is where the service says so. */
export async function openForm({
  service = answering(),
  topic,
  ...staging
}: Partial<Omit<Parameters<typeof stage>[0], 'tag'>> & { topic?: string } = {}): Promise<
  Awaited<ReturnType<typeof stage>> & { service: Service }
> {
  const staged = await stage({ tag, service, ...staging });
  if (topic !== undefined) {
    await staged.person.presses(topic);
    await staged.person.sees(NEXT);
  }
  return { ...staged, service };
}

/** Types into the large field. */
export async function writes({ root }: Person, text: string): Promise<void> {
  const area = root.querySelector('textarea');
  if (!area) throw new Error('there is nothing to write into');
  area.focus();
  area.value = text;
  area.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await breath();
}

/** Chooses one of the answers to a question. */
export async function chooses({ root }: Person, value: string): Promise<void> {
  await until(
    () => root.querySelector(`input[type=radio][value="${value}"]`),
    () => `an answer ${value}`,
  );
  root.querySelector<HTMLInputElement>(`input[type=radio][value="${value}"]`)?.click();
  await breath();
}

/** Chooses files, as the browser's own window for that would. */
export async function gives({ root }: Person, ...files: File[]): Promise<void> {
  const input = root.querySelector<HTMLInputElement>('#appeal-files');
  if (!input) throw new Error('there is nothing to choose files with');
  input.files = bagOf(files).files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
  await breath();
}

export function bagOf(files: readonly File[]): DataTransfer {
  const bag = new DataTransfer();
  for (const file of files) bag.items.add(file);
  return bag;
}

/** A file that begins as a PDF does; the same one whenever it is chosen, unless it was changed. */
export function pdf(name: string, size = 1000, lastModified = 1): File {
  return new File(['%PDF-1.7\n', new Uint8Array(size - 9).fill(7)], name, { type: 'application/pdf', lastModified });
}

/** Writes a question down to its check. */
export async function writesQuestion(person: Person, text = 'Чому так багато?'): Promise<void> {
  await writes(person, text);
  await person.presses(NEXT);
  await person.sees('Перевірте й надішліть');
}

import type { ApiErrorKind } from '@kabinet/api';
import '../provider/provider.define.js';
import type { KabinetReadingForm } from '../widgets/reading-form/reading-form.js';
import '../widgets/reading-form/reading-form.define.js';
import { Service } from './service.js';
import { stage } from './stage.js';

export const SEND = 'Передати показання';
export const CONFIRM = 'Так, усе правильно';
export const EDIT = 'Виправити';
export const CHECK_AGAIN = 'Перевірити ще раз';
export const WITHDRAW = 'Скасувати показання';

type Options = Parameters<typeof Service.sample>[0];

/** Waits until the form has everything that comes after its fields. */
export async function hasAll(widget: HTMLElement): Promise<void> {
  const form = widget as KabinetReadingForm;
  await form['rest'].demand();
  await form['costs']?.later.demand();
}

/** A reading form on the page, with what it sends to the service and tells the page. */
export async function openForm({
  service,
  attributes,
  lang,
  ...sample
}: Options & { service?: Service; attributes?: Readonly<Record<string, string>>; lang?: string } = {}) {
  const used = service ?? Service.sample(sample);
  const staged = await stage({
    tag: 'kabinet-reading-form',
    service: used,
    ...(attributes && { attributes }),
    ...(lang && { lang }),
  });
  const told: string[] = [];
  staged.widget.addEventListener('kabinet-reading-accepted', ({ status, isCorrection }) =>
    told.push(isCorrection ? `${status}, corrected` : status),
  );
  staged.widget.addEventListener('kabinet-reading-withdrawn', () => told.push('withdrawn'));
  staged.widget.addEventListener('kabinet-error', ({ error }) =>
    told.push(`error: ${error.kind satisfies ApiErrorKind}`),
  );
  // What comes after the fields is there long before a person has typed; a test is quicker than that.
  await hasAll(staged.widget);
  const keysOf = (operation: 'submitReading' | 'correctReading' | 'withdrawReading') =>
    used.callsOf(operation).map(({ key }) => key);
  return { ...staged, service: used, told, keysOf };
}

/** The same under one key, however often it was sent. */
export function areOne(keys: readonly (string | undefined)[]): boolean {
  return keys.length > 0 && keys[0] !== undefined && new Set(keys).size === 1;
}
